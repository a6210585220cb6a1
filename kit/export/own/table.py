"""Tables of any program as tables of the page: a caption, headers with their scope, words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import takewhile

from lxml.etree import _Element

#: How pandas says that rows or columns were left out.
_ELLIPSES = frozenset(("...", "…", "⋮", "⋯"))
#: What programs print where there is no value.
_NOTHING = frozenset(("NaN", "nan", "None", "<NA>", "NaT"))
_MOST_SPAN = 1_000
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell: its words, how far it reaches, and whether it heads others."""

    words: str
    is_header: bool
    rowspan: int = 1
    colspan: int = 1


Row = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTable:
    """A table: rows of headers, rows below them, the caption it has, and the notes under it."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether a row or column was left out of it, dots in its place."""
        rows = (*self.head, *self.body)
        width = max((len(row) for row in rows), default=0)
        across = any(row and all(c.words in _ELLIPSES for c in row) for row in self.body)
        down = len(rows) > 1 and any(
            all(len(row) == width and row[at].words in _ELLIPSES for row in rows)
            for at in range(width)
        )
        return across or down


def read_table(table: _Element) -> OwnTable:
    """Read a ``<table>`` as pandas, great-tables, Markdown or people write it."""
    captions = [_words(caption) for caption in table.iter("caption")]
    head: list[Row] = []
    body: list[Row] = []
    notes: list[str] = []
    for line in table.iter("tr"):
        row, group = tuple(_cells(line)), line.getparent().tag
        if not row:
            continue
        if group == "tfoot" or "gt_sourcenote" in (line.get("class") or ""):
            notes += [cell.words for cell in row if cell.words]
        elif "gt_heading" in (line.get("class") or ""):
            captions += [cell.words for cell in row if cell.words]
        elif group == "thead" or (not body and all(cell.is_header for cell in row)):
            head.append(tuple(replace(cell, is_header=True) for cell in row))
        else:
            body.append(row)
    read = OwnTable(
        head=tuple(head),
        body=tuple(body),
        caption="\N{IDEOGRAPHIC SPACE}".join(filter(None, captions)),
        notes=tuple(notes),
    )
    return _without_count(_with_one_head(read))


def table_html(table: OwnTable, *, caption: str, id: str) -> str:  # noqa: A002 - as in HTML
    """Render a table in a frame that scrolls, as the page has its own."""
    head = "\n".join(f"<tr>{''.join(_head_html(row))}</tr>" for row in table.head)
    body = "\n".join(f"<tr>{''.join(_body_html(row))}</tr>" for row in table.body)
    headed = f"<thead>\n{head}\n</thead>\n" if head else ""
    notes = "".join(f"<p>{escape(note)}</p>\n" for note in table.notes)
    return (
        f'<div class="table-frame" role="region" aria-labelledby="{id}" tabindex="0">\n'
        f'<table>\n<caption id="{id}">{escape(caption)}</caption>\n{headed}'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>\n{notes}"
    )


def _cells(line: _Element) -> Iterator[TableCell]:
    for cell in line.iterchildren("th", "td"):
        words = _words(cell)
        yield TableCell(
            words="—" if words in _NOTHING else words,
            is_header=cell.tag == "th",
            rowspan=_span(cell.get("rowspan")),
            colspan=_span(cell.get("colspan")),
        )


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text and text.isdecimal() else 1


def _words(element: _Element) -> str:
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


def _with_one_head(table: OwnTable) -> OwnTable:
    """Put the names of an index, which pandas writes on a line of their own, beside the others."""
    if len(table.head) < 2:  # noqa: PLR2004 - two lines become one
        return table
    above, names = table.head[-2:]
    width = len(list(takewhile(lambda cell: cell.words, names)))
    is_apart = len(above) == len(names) and 0 < width < len(names)
    if not is_apart or any(cell.words for cell in (*above[:width], *names[width:])):
        return table
    return replace(table, head=(*table.head[:-2], (*names[:width], *above[width:])))


def _without_count(table: OwnTable) -> OwnTable:
    """Leave out an index that only counts from 0, which nobody gave a name."""
    counted = [row[0] for row in table.body if row]
    is_count = [cell.words for cell in counted] == [str(n) for n in range(len(counted))]
    is_index = all(cell.is_header and cell.colspan == 1 == cell.rowspan for cell in counted)
    named = any(row[0].words or row[0].colspan > 1 for row in table.head)
    if not (counted and is_count and is_index) or named or not table.head:
        return table
    return replace(
        table,
        head=tuple(row[1:] for row in table.head),
        body=tuple(row[1:] for row in table.body),
    )


def _head_html(row: Sequence[TableCell]) -> Iterator[str]:
    for cell in row:
        scope = "colgroup" if cell.colspan > 1 else "col"
        # A header without words is none.
        yield _cell_html(cell, f'th scope="{scope}"' if cell.words else "td")


def _body_html(row: Sequence[TableCell]) -> Iterator[str]:
    for cell in row:
        scope = "rowgroup" if cell.rowspan > 1 or cell.colspan > 1 else "row"
        yield _cell_html(cell, f'th scope="{scope}"' if cell.is_header and cell.words else "td")


def _cell_html(cell: TableCell, tag: str) -> str:
    spans = {"rowspan": cell.rowspan, "colspan": cell.colspan}
    said = "".join(f' {name}="{span}"' for name, span in spans.items() if span > 1)
    return f"<{tag}{said}>{escape(cell.words)}</{tag.partition(' ')[0]}>"
