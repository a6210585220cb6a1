"""What changed between versions, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator

from kit.form import Cell, load_forms
from kit.publish.model import CellChanged, PublicValue, VersionChanges

#: So many cells are told one by one; the rest by their number.
_LISTED = 12
_NUMERALS = "零一二三四五六七八九"


def spoken_changes(changed: VersionChanges) -> tuple[str, ...]:
    """Say what a version has otherwise than the one before it, a clause each."""
    return tuple(_spoken(changed)) or ("数和文字没有变化，只换了版式或文件",)


def _spoken(changed: VersionChanges) -> Iterator[str]:
    for cell in changed.cells[:_LISTED]:
        yield f"{_place(cell)}由 {_shown(cell.before)} 更正为 {_shown(cell.after)}"
    if more := len(changed.cells) - _LISTED:
        yield from (f"另有 {more} 个数",) if more > 0 else ()
    if changed.sections:
        parts = "、".join(f"第{_NUMERALS[number]}部分" for number in changed.sections)
        yield f"{parts}的文字有更正"
    for fact in changed.facts:
        yield f"{fact.what}由“{fact.before or '空'}”改为“{fact.after or '空'}”"


def _place(changed: CellChanged) -> str:
    """Name a cell by its table and its labels; one of no form by its address."""
    for form in reversed(tuple(load_forms().values())):
        cell = form.cells.get(changed.address)
        if cell is not None:
            return f"{form.tables[cell.address.partition('.')[0]].name}“{_labels(cell)}”"
    return changed.address


def _labels(cell: Cell) -> str:
    rows, columns = ([label.text for label in of] for of in (cell.row_labels, cell.column_labels))
    return "·".join((*rows[-1:], *columns[-1:]))


def _shown(value: PublicValue) -> str:
    return "空白" if value is None or value == "" else str(value)
