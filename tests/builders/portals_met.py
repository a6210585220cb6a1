"""One report in many more manners of portals: editors, pasted Word, wrong spans, split words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from itertools import chain

from builders.portals import Article, flat_rows, slot_rows, slot_text, table_of
from kit.form import Table
from kit.form.model import Slot
from kit.source.filing import Filing

Cell = Callable[[Slot, str], str]
TableWriter = Callable[[Table, Filing], str]

_WIDE_DIGITS = str.maketrans("0123456789.", "０１２３４５６７８９．")


# --- whole pages ---------------------------------------------------------------------------


def _page(
    article: Article,
    *,
    table: TableWriter,
    frame: str = "<html><body>{title}{line}<div id=zoom>{body}</div></body></html>",
    heading: str = "<p><strong>{}</strong></p>",
    paragraph: str = "<p>{}</p>",
) -> str:
    """Write a page: *frame* around what *heading*, *paragraph* and *table* make of the report."""
    parts = [paragraph.format(escape(text)) for text in article.preface]
    for section in article.form.sections:
        above, below = article.sections[section.number]
        own = table_of(article, section.number)
        parts += [
            heading.format(escape(section.heading)),
            *(paragraph.format(escape(text)) for text in above),
            table(own, article.filing) if own else "",
            *(paragraph.format(escape(text)) for text in below),
        ]
    title = f"<h1>{escape(article.title)}</h1>"
    line = f"<div>发布时间：{article.published}　来源：{escape(article.source_name)}</div>"
    return frame.format(title=title, line=line, body="\n".join(parts))


def _table(cell: Cell, *, start: str = "<table border=1><tbody>", end: str = "") -> TableWriter:
    """Return a writer of tables whose cells *cell* writes; *end* stands below the last row."""

    def write(table: Table, filing: Filing) -> str:
        rows = (
            f"<tr>{''.join(cell(slot, slot_text(slot, filing)) for slot in row)}</tr>"
            for row in slot_rows(table)
        )
        return f"{start}{''.join(rows)}{end.format(width=table.width)}</tbody></table>"

    return write


def _spans(slot: Slot) -> str:
    down = f' rowspan="{slot.rowspan}"' if slot.rowspan > 1 else ""
    across = f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
    return down + across


def _td(slot: Slot, text: str) -> str:
    return f"<td{_spans(slot)}>{escape(text)}</td>"


# --- editors -------------------------------------------------------------------------------


def trs(article: Article) -> str:
    """TRS WCM: its style sheet inside the article, fonts in cells, a viewer's script below."""

    def cell(slot: Slot, text: str) -> str:
        words = f'<font face="宋体" size="2">{escape(text)}</font>'
        return (
            f'<td{_spans(slot)} style="border: #000 1px solid"><p align="center">{words}</p></td>'
        )

    frame = (
        "<html><head><meta name='PubDate' content='{{}}'></head><body>"
        "<div class='crumb'>当前位置：<a>首页</a> &gt; <a>政府信息公开年报</a></div>{title}{line}"
        "<div class=TRS_Editor><style type='text/css'>.TRS_Editor P{{line-height:2}}</style>{body}"
        "<script>document.write('一、总体情况');</script></div>"
        "<div id='barrierfree'>附件：</div><div>扫一扫在手机打开当前页</div></body></html>"
    )
    return _page(article, table=_table(cell), frame=frame, paragraph="<P>　　{}</P>")


def jpage(article: Article) -> str:
    """大汉 jpage: comments around the article, meta tags in marks, a hidden copy of the title."""
    frame = (
        "<!doctype html><html><head><title>年报</title></head><body>"
        "<input type=hidden value='一、总体情况'>"
        "<div style='display: none'>二、主动公开政府信息情况</div>"
        "<table width=100%><tr><td class=title><!--<$[标题名称(html)]>begin-->{title}"
        "<!--<$[标题名称(html)]>end--></td></tr><tr><td>{line}</td></tr><tr><td class=bt_content>"
        "<!--ZJEG_RSS.content.begin--><meta name=ContentStart>{body}<meta name=ContentEnd>"
        "<!--ZJEG_RSS.content.end--></td></tr><tr><td>打印本页　关闭窗口</td></tr></table>"
        "</body></html>"
    )
    return _page(article, table=_table(_td), frame=frame)


def mso(article: Article) -> str:
    """Word saved as a page: conditional comments, a row of widths below each table, kept spaces."""

    def cell(slot: Slot, text: str) -> str:
        words = "".join(
            f"<span lang=EN-US style='mso-bidi-font-size:9pt'>{escape(c)}</span>" for c in text
        )
        return (
            f"<td width=57 {_spans(slot)} style='padding:0cm 5.4pt'><p class=MsoNormal>"
            f"{words}<span lang=EN-US><o:p></o:p></span></p></td>"
        )

    widths = (
        "<![if !supportMisalignedColumns]><tr height=0>"
        + "<td width=57 style='border:none'></td>" * 10
        + "</tr><![endif]>"
    )
    frame = (
        "<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><meta charset=utf-8>"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml>"
        "<![endif]--><style><!-- p.MsoNormal {{margin:0cm}} --></style></head><body lang=ZH-CN>"
        "<div class=WordSection1>{title}{line}{body}</div></body></html>"
    )
    return _page(article, table=_table(cell, end=widths), frame=frame)


def ueditor(article: Article) -> str:
    """UEditor: empty paragraphs, a first row of its own class, a caption row, a sizing row."""

    def cell(slot: Slot, text: str) -> str:
        return (
            f'<td{_spans(slot)} valign="middle" style="word-break: break-all;"><p>&nbsp;'
            f"{escape(text)}<br/></p></td>"
        )

    sizing = '<table><tbody><tr class="firstRow" style="height:0px">' + '<td width="80"></td>' * 4
    return _page(
        article,
        table=_table(cell, start=f"{sizing}</tr>"),
        paragraph='<p style="text-indent: 2em;">{}</p><p><br/></p>',
    )


def bare(article: Article) -> str:
    """Write upper-case tags without quotes, row groups or end tags, spaces within every label."""

    def cell(slot: Slot, text: str) -> str:
        spread = "&nbsp;".join(text) if slot.label and len(text) < 5 else escape(text)
        return f"<TD{_spans(slot)} NOWRAP>\n {spread} \n"

    def write(table: Table, filing: Filing) -> str:
        rows = (
            "<TR>" + "".join(cell(slot, slot_text(slot, filing)) for slot in row)
            for row in slot_rows(table)
        )
        return f"<TABLE BORDER=1>{''.join(rows)}</TABLE>"

    frame = "<HTML><BODY BGCOLOR=white>{title}{line}{body}</BODY></HTML>"
    return _page(article, table=write, frame=frame, heading="<B>{}</B><BR>", paragraph="{}<BR>")


def headed(article: Article) -> str:
    """Write tables with ``<thead>``, ``<th>`` and a caption, each in a scrolling frame."""

    def write(table: Table, filing: Filing) -> str:
        rows = [
            "".join(
                f"<{tag}{_spans(slot)}>{escape(slot_text(slot, filing))}</{tag}>"
                for slot in row
                for tag in ["td" if slot.cell else "th"]
            )
            for row in slot_rows(table)
        ]
        lines = [f"<tr>{row}</tr>" for row in rows]
        head, body = lines[: table.header_rows], lines[table.header_rows :]
        return (
            f"<div style='overflow:auto'><table><caption>{table.caption}</caption>"
            f"<thead>{''.join(head)}</thead><tbody>{''.join(body)}</tbody></table></div>"
        )

    return _page(article, table=write, heading="<h2>{}</h2>")


# --- how tables go wrong -------------------------------------------------------------------


def nested(article: Article) -> str:
    """Write each table inside the cell of another, beside a picture; each cell a table too."""

    def write(table: Table, filing: Filing) -> str:
        inner = _table(_td)(table, filing)
        return (
            f"<table width=100%><tr><td><table><tr><td>{inner}</td></tr></table></td></tr></table>"
        )

    return _page(article, table=write)


def celled(article: Article) -> str:
    """Write each number in a table of one cell inside its cell, as some converters do."""

    def cell(slot: Slot, text: str) -> str:
        words = f"<table><tr><td>{escape(text)}</td></tr></table>"
        return f"<td{_spans(slot)}>{words if slot.cell else escape(text)}</td>"

    return _page(article, table=_table(cell))


def broken(article: Article) -> str:
    """Write labels broken by ``<br>`` and paragraphs, numbers full-width or with spaces around."""

    def cell(slot: Slot, text: str) -> str:
        if slot.cell:
            # An amount is kept as it is written.
            shown = text if slot.cell.type == "amount" else text.translate(_WIDE_DIGITS)
            return f"<td{_spans(slot)}>　{shown}&nbsp; </td>"
        half = len(text) // 2
        words = f"<p>{escape(text[:half])}</p><p>{escape(text[half:])}</p>" if half else ""
        return f"<td{_spans(slot)}>{words or escape(text)}</td>"

    return _page(article, table=_table(cell))


def parted(article: Article) -> str:
    """Write numbers with separators of thousands."""

    def cell(slot: Slot, text: str) -> str:
        shown = f"{int(text):,}" if slot.cell and text.isdigit() else text
        return f"<td{_spans(slot)}><span>{escape(shown)}</span></td>"

    return _page(article, table=_table(cell))


def overspanned(article: Article) -> str:
    """Declare spans too wide and too high where a browser shows no difference."""

    def cell(slot: Slot, text: str) -> str:
        across = slot.colspan + 3 if slot.role == "title" else slot.colspan
        return f'<td rowspan="{slot.rowspan}" colspan="{across}">{escape(text)}</td>'

    trailing = "<tr><td colspan={width}></td></tr>"
    return _page(article, table=_table(cell, end=trailing))


def captioned(article: Article) -> str:
    """Write the section's heading, and the unit, into the first rows of its table."""

    def write(table: Table, filing: Filing) -> str:
        wide = f'<tr><td colspan="{table.width}">'
        start = f"<table><tbody>{wide}{table.caption}</td></tr>{wide}单位：件</td></tr>"
        return _table(_td, start=start)(table, filing)

    return _page(article, table=write)


def repeated(article: Article) -> str:
    """Write merged cells as cells of their own, each with the same words."""

    def write(table: Table, filing: Filing) -> str:
        grid = [[""] * table.width for _ in range(table.height)]
        for slot in table.slots:
            for row in range(slot.row, slot.row + slot.rowspan):
                for column in range(slot.column, slot.column + slot.colspan):
                    grid[row][column] = slot_text(slot, filing)
        return _written(grid)

    return _page(article, table=write)


def unmerged(article: Article) -> str:
    """Write every row without its merged cells and without spans: rows of different lengths."""

    def write(table: Table, filing: Filing) -> str:
        rows = [[slot_text(slot, filing) for slot in row] for row in slot_rows(table)]
        return _written(rows)

    return _page(article, table=write)


def filled_up(article: Article) -> str:
    """Write every row without its merged cells, filled up on the right."""

    def write(table: Table, filing: Filing) -> str:
        return _written(flat_rows(table, filing))

    return _page(article, table=write)


def halved(article: Article) -> str:
    """Break a long table in two, its headers only above the first half."""

    def write(table: Table, filing: Filing) -> str:
        rows = [
            "".join(_td(slot, slot_text(slot, filing)) for slot in row) for row in slot_rows(table)
        ]
        if table.height < 20:
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        # The break falls on a row with no merge over it.
        at = next(s.row for s in table.slots if s.label and s.label.text.startswith("（四）"))
        halves = [rows[:at], rows[at:]]
        return "".join(
            f"<table>{''.join(f'<tr>{r}</tr>' for r in half)}</table>" for half in halves
        )

    return _page(article, table=write)


def lettered(article: Article) -> str:
    """Split all words over elements of one character, headings over two with breaks between."""

    def split(text: str) -> str:
        return "".join(f"<span>{escape(char)}</span>" for char in text)

    def cell(slot: Slot, text: str) -> str:
        return f"<td{_spans(slot)}><div>{split(text)}</div></td>"

    text = _page(article, table=_table(cell), heading="<p><b>{}</b></p>")
    for section in article.form.sections:
        text = text.replace(f"<b>{section.heading}</b>", f"<b>{split(section.heading)}</b>")
    return text


def indexed(article: Article) -> str:
    """Write a list of contents with the same headings above, and links to other years below."""
    contents = "".join(f"<li><a>{section.heading}</a></li>" for section in article.form.sections)
    frame = (
        f"<html><body><div class=left><ul>{contents}</ul></div><div class=right>{{title}}{{line}}"
        "<div>索引号：000014349/2023-00001</div><div>{body}</div></div><div class=related><ul>"
        "<li>某某市2019年政府信息公开工作年度报告</li><li>某某市2018年政府信息公开工作年度报告</li>"
        "</ul></div></body></html>"
    )
    return _page(article, table=_table(_td), frame=frame)


def _written(rows: list[list[str]]) -> str:
    trs = (f"<tr>{''.join(f'<td>{escape(t)}</td>' for t in row)}</tr>" for row in rows)
    return f"<table>{''.join(trs)}</table>"


def mht(article: Article) -> bytes:
    """Save a page with all its parts in one file, as browsers and Word do."""
    import email.mime.multipart
    import email.mime.text

    whole = email.mime.multipart.MIMEMultipart("related")
    whole.attach(email.mime.text.MIMEText(trs(article), "html", "utf-8"))
    return whole.as_bytes()


MET: Mapping[str, Callable[[Article], str]] = {
    manner.__name__: manner
    for manner in chain(
        (trs, jpage, mso, ueditor, bare, headed, nested, celled, broken, parted),
        (overspanned, captioned, repeated, unmerged, filled_up, halved, lettered, indexed),
    )
}
