"""Articles of the public page made straight from the form's slots, as their makers shape them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from builders.filings import form
from kit.form import Form, Slot, Table
from kit.source.filing import Filing

PARAGRAPH = "全市各级行政机关深入贯彻落实条例要求坚持以公开为常态不公开为例外不断提升政务公开水平"
_TITLE = "宿迁市人民政府<br>2023年政府信息公开工作年度报告"
#: Facts of the page beside its article.
PAGE = {
    "title": "宿迁市人民政府2023年政府信息公开工作年度报告",
    "agency": "宿迁市人民政府",
    "published": "2024-01-25",
    "keywords": ["政府信息公开", "年度报告", "2023"],
    "fonts": "packaged",
}


def article(*parts: str, title: str = "年度报告") -> str:
    """Return an article of *parts* under a title, which is HTML."""
    return f"<article><header><h1>{title}</h1></header>{''.join(parts)}</article>"


def report_article(filing: Filing, *, words: Mapping[int, str] | None = None) -> str:
    """Return the article of a whole report; *words* replaces the HTML of sections by number."""
    of = form(filing.edition)
    words = dict.fromkeys(range(1, 7), "<p>本年度情况如下。</p>") | dict(words or {})
    lines = ("发布日期：2024-01-25", "信息来源：宿迁市人民政府")
    publication = "".join(f'<p class="publication">{line}</p>' for line in lines)
    preface = "<p>本报告根据《中华人民共和国政府信息公开条例》要求编制，全文由六部分组成。</p>"
    sections = (
        f"<h2>{escape(section.heading)}</h2>{words[section.number]}"
        + (table_html(of.tables[section.table], filing=filing) if section.table else "")
        for section in of.sections
    )
    return article(f"<div>{publication}</div>", preface, *sections, title=_TITLE)


def table_html(table: Table, *, filing: Filing) -> str:
    """Return a statutory table in its frame, the form's merges one to one."""
    rows = ["".join(_cells(table, row=row, filing=filing)) for row in range(table.height)]
    lines = [f"<tr>{row}</tr>" for row in rows]
    head, body = lines[: table.header_rows], lines[table.header_rows :]
    return (
        f'<div class="table-frame" role="region" tabindex="0"><table id="{table.id}">'
        f"<caption>{escape(table.caption)}</caption>"
        f"<thead>{''.join(head)}</thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _cells(table: Table, *, row: int, filing: Filing) -> Iterator[str]:
    for slot in table.slots:
        if slot.row == row:
            tag, scope = _tag(slot)
            spans = f' rowspan="{slot.rowspan}" colspan="{slot.colspan}"'
            yield f"<{tag}{scope}{spans}>{escape(_text(slot, filing=filing))}</{tag}>"


def _tag(slot: Slot) -> tuple[str, str]:
    if slot.role == "value":
        return "td", ""
    if slot.role == "stub":
        return "th", ' scope="row"' if slot.rowspan == 1 else ' scope="rowgroup"'
    return "th", ' scope="col"' if slot.colspan == 1 else ' scope="colgroup"'


def _text(slot: Slot, *, filing: Filing) -> str:
    if slot.cell:
        return filing.figures[slot.cell.address].text
    return slot.label.text if slot.label else ""


def form_slots(of: Form, *, table: str) -> list[tuple[int, int]]:
    """Return the spans of a table's printed places, in reading order."""
    return [(slot.rowspan, slot.colspan) for slot in of.tables[table].slots]
