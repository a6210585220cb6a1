"""One report as flattened text in the ways that exports and copying leave tables behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builders.portals import Article, slot_rows, slot_text, table_of
from kit.form import Table
from kit.source.filing import Filing

Rows = list[list[str]]


def _text(article: Article, table: Callable[[Rows, Table], Iterator[str]]) -> str:
    """Write the report with each table as *table* makes lines of its rows, merges left out."""
    lines = [article.title, f"发布时间：{article.published} 来源：{article.source_name}"]
    lines += article.preface
    for section in article.form.sections:
        above, below = article.sections[section.number]
        own = table_of(article, section.number)
        made = table(_rows(own, article.filing), own) if own else ()
        lines += [section.heading, *above, *made, *below]
    return "\n".join(lines)


def _rows(table: Table, filing: Filing) -> Rows:
    return [[slot_text(slot, filing) for slot in row] for row in slot_rows(table)]


def trailing(article: Article) -> str:
    """End every row with a stroke, merged cells left out."""
    return _text(article, lambda rows, _: (f"{' | '.join(row)} |" for row in rows))


def framed(article: Article) -> str:
    """Write a stroke at both ends, and a stroke for each cell that a merge covers."""

    def lines(rows: Rows, table: Table) -> Iterator[str]:
        for row in rows:
            yield f"| {' | '.join(row)} | {'|' * (table.width - len(row))}".rstrip()

    return _text(article, lines)


def filled(article: Article) -> str:
    """Write strokes for covered cells at the end of a row alone."""

    def lines(rows: Rows, table: Table) -> Iterator[str]:
        for row in rows:
            yield f"{' | '.join(row)} | {'|' * (table.width - len(row))}".rstrip()

    return _text(article, lines)


def blanks(article: Article) -> str:
    """Write a blank cell wherever a merge from above goes on, none beside it."""

    def lines(rows: Rows, table: Table) -> Iterator[str]:
        for number, row in enumerate(rows):
            stubs = [s for s in table.slots if s.role == "stub" and s.row < number]
            covered = sum(s.row + s.rowspan > number for s in stubs)
            yield f"{' | '.join([*[''] * covered, *row])} |"

    return _text(article, lines)


def stacked(article: Article) -> str:
    """Write every cell on a line of its own with a stroke behind it, covered cells as strokes."""

    def lines(rows: Rows, table: Table) -> Iterator[str]:
        for row in rows:
            yield from (f"{text} |".strip() for text in row)
            if len(row) < table.width:
                yield "|" * (table.width - len(row))

    return _text(article, lines)


def dropped(article: Article) -> str:
    """Write every cell on a line of its own, and a stroke on the line below it."""

    def lines(rows: Rows, _: Table) -> Iterator[str]:
        for row in rows:
            for text in row:
                yield from ([text, "|"] if text else ["|"])

    return _text(article, lines)


def tabbed(article: Article) -> str:
    """Copy tables out of a spreadsheet: tabs between all cells of the grid, covered ones blank."""

    def lines(rows: Rows, table: Table) -> Iterator[str]:
        for number, row in enumerate(rows):
            slots = [slot for slot in table.slots if slot.row == number]
            cells = [""] * table.width
            for slot, text in zip(slots, row, strict=True):
                cells[slot.column] = text
            yield "\t".join(cells)

    return _text(article, lines)


def spaced(article: Article) -> str:
    """Copy tables out of a PDF: spaces alone part cells, merged ones are left out."""
    return _text(article, lambda rows, _: (" ".join(row) for row in rows))


def glued(article: Article) -> str:
    """Leave nothing between the cells of table three: digits run together."""

    def lines(rows: Rows, table: Table) -> Iterator[str]:
        separator = "" if table.id == "t3" else " | "
        return (separator.join(row) for row in rows)

    return _text(article, lines)


TEXTS: Mapping[str, Callable[[Article], str]] = {
    manner.__name__: manner
    for manner in (trailing, framed, filled, blanks, stacked, dropped, tabbed, spaced)
}
