"""Reports as they are published: one report as HTML in the manner of five portals, and as text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

import docx
from docx.document import Document as DocxDocument
from docx.text.paragraph import Paragraph as DocxParagraph

from builders.filings import real_filing
from builders.workspaces import PROJECT
from kit.form import Form, Table, load_forms
from kit.form.model import Slot
from kit.report import read_report
from kit.source.filing import Filing
from kit.workspace import Workspace

_MARKS = re.compile(r"^(?:#{1,4} |- |\d+\. )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a report says: its words in paragraphs, and the figures of its tables."""

    title: str
    agency: str
    published: str
    source_name: str
    preface: tuple[str, ...]
    #: By number of the section: what stands above its table and below.
    sections: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]]
    form: Form
    filing: Filing

    @property
    def words(self) -> list[str]:
        """Every paragraph in order, headings and tables left out."""
        below = (text for parts in self.sections.values() for own in parts for text in own)
        return [*self.preface, *below]


def example_article(year: int, agency: str) -> Article:
    """Return a committed example as it would be published, with the figures it was made from."""
    workspace = Workspace(params=PROJECT / "params", outputs=PROJECT / "outputs")
    report = read_report(workspace, year=year, agency=agency)
    filing = real_filing(f"{agency}-{year}")
    return Article(
        title=report.title,
        agency=report.agency.name,
        published=report.parameters.published or f"{year + 1}-03-01",
        source_name=report.parameters.source_name,
        preface=_paragraphs(report.narrative.preface.before),
        sections={
            passage.number: (_paragraphs(passage.before), _paragraphs(passage.after))
            for passage in report.narrative.sections
        },
        form=load_forms()[filing.edition],
        filing=filing,
    )


def small_article(year: int = 2022, *, filing: Filing | None = None) -> Article:
    """Return a short report of a bureau, whose figures are Suqian's of 2023 unless told."""
    figures = filing or real_filing("suqian-2023")
    words = {
        1: (("（一）主动公开", "全年平稳。"), ()),
        2: ((), ()),
        3: ((), ("办理均未逾期。",)),
        4: ((), ()),
        5: (("存在不足，将改进。",), ()),
        6: (("未收取信息处理费。",), ()),
    }
    return Article(
        title=f"某某市测试局{year}年政府信息公开工作年度报告",
        agency="某某市测试局",
        published=f"{year + 1}-01-20",
        source_name="某某市测试局",
        preface=(
            "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为全年。",
            "请与某某市测试局办公室联系（地址：某某市和平路1号；邮编：100000；电话：010-12345678）。",
        ),
        sections=words,
        form=load_forms()[figures.edition],
        filing=figures,
    )


def _paragraphs(markdown: str) -> tuple[str, ...]:
    own = (line for line in markdown.splitlines() if not line.startswith("|"))
    lines = (_MARKS.sub("", line).strip() for line in own)
    return tuple(line.replace("**", "") for line in lines if line)


# --- what stands in a slot --------------------------------------------------------------


def slot_text(slot: Slot, filing: Filing) -> str:
    """Return what a slot of a table prints."""
    if slot.cell:
        return filing.figures[slot.cell.address].text
    return slot.label.text if slot.label else ""


def slot_rows(table: Table) -> list[list[Slot]]:
    """Return the slots of a table by the grid row they begin in."""
    rows: list[list[Slot]] = [[] for _ in range(table.height)]
    for slot in table.slots:
        rows[slot.row].append(slot)
    return rows


def flat_rows(table: Table, filing: Filing) -> list[list[str]]:
    """Return the rows with merged cells left out, filled up to the table's width."""
    rows = [[slot_text(slot, filing) for slot in row] for row in slot_rows(table)]
    return [[*row, *[""] * (table.width - len(row))] for row in rows]


def table_of(article: Article, number: int) -> Table | None:
    """Return the table that stands in a section."""
    section = next(s for s in article.form.sections if s.number == number)
    return article.form.tables[section.table] if section.table else None


# --- text ---------------------------------------------------------------------------------


def as_text(article: Article) -> str:
    """Write the report as flattened text: cells separated, merged ones left out."""
    lines = [article.title, _line(article), *article.preface]
    for section in article.form.sections:
        above, below = article.sections[section.number]
        table = table_of(article, section.number)
        rows = flat_rows(table, article.filing) if table else []
        lines += [section.heading, *above, *(" | ".join(row).strip() for row in rows), *below]
    return "\n".join(lines)


def _line(article: Article) -> str:
    return f"发布日期:{article.published} 15:26 信息来源:{article.source_name}"


# --- five portals -------------------------------------------------------------------------


def plain(article: Article) -> str:
    """Write a page of today: headings, merged cells, navigation and footer beside the article."""
    body = "".join(
        f"<h2>{escape(heading)}</h2>{_ps(above)}{_table(table, article.filing, _td)}{_ps(below)}"
        for heading, above, table, below in _sections(article)
    )
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta name="PubDate" content="{article.published} 15:26">'
        f'<meta name="ContentSource" content="{escape(article.source_name)}">'
        f"<title>{escape(article.title)}_政府信息公开年报</title>"
        "<style>.a{color:red}</style></head><body>"
        "<nav><a href='/'>首页</a><a href='/zwgk'>政务公开</a></nav>"
        "<div>您当前的位置：首页 &gt; 政务公开 &gt; 年报</div>"
        f"<article><h1>{escape(article.title)}</h1><div class='info'>"
        f"<span>发布日期：{article.published}</span><span> 浏览次数：<i>12</i></span></div>"
        f"<div class='content'>{_ps(article.preface)}{body}</div></article>"
        "<div class='share'>分享到：</div><ul><li>上一篇：2021年年报</li></ul>"
        "<footer><p>主办单位：某某市人民政府</p><p>网站标识码：3213000002</p></footer>"
        "<script>var a='一、总体情况';</script></body></html>"
    )


def word(article: Article) -> str:
    """Write what an editor pasted from Word: spans in the midst of numbers, ``<p>`` in cells."""

    def paragraph(text: str) -> str:
        return f'<p class=MsoNormal style="text-indent:32.0pt">{_spans(text)}<o:p></o:p></p>'

    def cell(slot: Slot, text: str) -> str:
        spans = _spans_of(slot)
        return (
            f'<td width=66 nowrap valign=top {spans}><p class="MsoNormal">{_spans(text)}</p></td>'
        )

    body = "\n".join(
        f"{paragraph(heading)}{''.join(map(paragraph, above))}"
        f"{_table(table, article.filing, cell)}{''.join(map(paragraph, below))}"
        for heading, above, table, below in _sections(article)
    )
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>"
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body>"
        f"<div class=Section1><p align=center><b>{_spans(article.title)}</b></p>"
        f"<p>{_line(article)}</p>{''.join(map(paragraph, article.preface))}{body}</div>"
        "<div>【打印】【关闭】</div></body></html>"
    )


def layout(article: Article) -> str:
    """Write a page laid out by nested tables, its end tags left out."""

    def cell(slot: Slot, text: str) -> str:
        return f"<TD {_spans_of(slot)} NOWRAP>{escape(text) or '&nbsp;'}"

    def table(own: Table | None) -> str:
        if not own:
            return ""
        rows = "\n".join(
            f"<TR>{''.join(cell(slot, slot_text(slot, article.filing)) for slot in row)}"
            for row in slot_rows(own)
        )
        return f"<TABLE border=1 cellspacing=0>{rows}\n</TABLE>"

    body = "\n".join(
        f"<P><STRONG>{escape(heading)}</STRONG>\n{_open_ps(above)}{table(own)}{_open_ps(below)}"
        for heading, above, own, below in _sections(article)
    )
    return (
        "<HTML><BODY><TABLE width=1000><TR><TD colspan=2><TABLE><TR><TD>首页<TD>政务公开"
        "<TD>互动交流</TABLE>\n<TR><TD width=200><TABLE><TR><TD>一、总体情况<TR><TD>年报</TABLE>\n"
        f"<TD><TABLE width=100%><TR><TD align=center><FONT size=5>{escape(article.title)}</FONT>"
        f"<TR><TD>{_line(article)}<TR><TD>{_open_ps(article.preface)}{body}</TABLE>\n"
        "<TR><TD colspan=2><P>版权所有：某某市人民政府 苏ICP备05000000号</TABLE></BODY></HTML>"
    )


def lines(article: Article) -> str:
    """Write a page whose tables were flattened: one row a line, breaks instead of paragraphs."""
    title, line, *rest = (escape(text) for text in as_text(article).splitlines())
    body = "<br>\n".join(f"&emsp;&emsp;{text}" for text in rest)
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h3>{title}</h3>"
        f"<div>{line}</div><div id=zoom>{body}</div><div>责任编辑：某某</div></body></html>"
    )


def rows(article: Article) -> str:
    """Write a page where each row is a table of its own, with widths instead of rules."""

    def table(own: Table | None) -> str:
        if not own:
            return ""
        texts = _spread(own, article.filing)
        return "\n".join(
            "<table style='width:100%'><tbody><tr>"
            + "".join(f"<td style='width:10%'><div>{escape(t)}</div></td>" for t in row)
            + "</tr></tbody></table>"
            for row in texts
        )

    body = "".join(
        f"<section><p>{escape(heading)}</p>{_ps(above)}{table(own)}{_ps(below)}</section>"
        for heading, above, own, below in _sections(article)
    )
    return (
        f"<html><body><div>{article.agency}</div><h1>{escape(article.title)}</h1>"
        f"<p>来源：{article.source_name}　时间：{article.published}</p>"
        f"<div>{_ps(article.preface)}{body}</div><p>相关链接：年报列表</p></body></html>"
    )


PORTALS: Mapping[str, Callable[[Article], str]] = {
    "plain": plain,
    "word": word,
    "layout": layout,
    "lines": lines,
    "rows": rows,
}


def encoded(html: str) -> bytes:
    """Return a page in the encoding it declares."""
    return html.encode("gb18030" if "charset=gb2312" in html else "utf-8")


def _sections(
    article: Article,
) -> Iterator[tuple[str, tuple[str, ...], Table | None, tuple[str, ...]]]:
    for section in article.form.sections:
        above, below = article.sections[section.number]
        yield section.heading, above, table_of(article, section.number), below


def _table(table: Table | None, filing: Filing, cell: Callable[[Slot, str], str]) -> str:
    if not table:
        return ""
    trs = (
        f"<tr>{''.join(cell(slot, slot_text(slot, filing)) for slot in row)}</tr>"
        for row in slot_rows(table)
    )
    return f"<table border=1><tbody>{''.join(trs)}</tbody></table>"


def _td(slot: Slot, text: str) -> str:
    return f"<td {_spans_of(slot)}>{escape(text)}</td>"


def _spans_of(slot: Slot) -> str:
    return f'rowspan="{slot.rowspan}" colspan="{slot.colspan}"'


def _spread(table: Table, filing: Filing) -> list[list[str]]:
    """Return a rectangle in which each text stands at the first cell of its merge."""
    grid = [[""] * table.width for _ in range(table.height)]
    for slot in table.slots:
        grid[slot.row][slot.column] = slot_text(slot, filing)
    return grid


def _spans(text: str) -> str:
    """Break a text into spans of two characters, as pasted text is, numbers and all."""
    pieces = [text[at : at + 2] for at in range(0, len(text), 2)]
    return "".join(
        f"<span style='font-size:9.0pt'>{escape(p)}</span><span\n lang=EN-US></span>"
        for p in pieces
    )


def _ps(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _open_ps(texts: tuple[str, ...]) -> str:
    return "".join(f"<P>　　{escape(text)}\n" for text in texts)


# --- Word -----------------------------------------------------------------------------------


def as_docx(article: Article) -> bytes:
    """Write the report as a Word document with real merges, a header and a page number."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_heading(article.title, level=0)
    for text in (_line(article), *article.preface):
        document.add_paragraph(text)
    for heading, above, table, below in _sections(article):
        document.add_paragraph(heading).runs[0].bold = True
        for text in above:
            _add_runs(document.add_paragraph(), text)
        if table:
            _add_table(document, table, article.filing)
        for text in below:
            _add_runs(document.add_paragraph(), text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_table(document: DocxDocument, table: Table, filing: Filing) -> None:
    grid = document.add_table(rows=table.height, cols=table.width)
    # Asked for one cell, python-docx looks for all of them anew.
    cells = grid._cells  # noqa: SLF001 - there is no other way to have them all
    for slot in table.slots:
        end_row, end_column = slot.row + slot.rowspan - 1, slot.column + slot.colspan - 1
        cell = cells[slot.row * table.width + slot.column]
        last = cells[end_row * table.width + end_column]
        merged = cell.merge(last) if last is not cell else cell
        _add_runs(merged.paragraphs[0], slot_text(slot, filing))


def _add_runs(paragraph: DocxParagraph, text: str) -> None:
    """Break a text into runs, as an edited document has them."""
    for at in range(0, len(text), 3):
        paragraph.add_run(text[at : at + 3])
