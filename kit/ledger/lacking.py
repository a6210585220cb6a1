"""What is said of columns a ledger lacks: the headings known, the one nearest, a line to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice

from kit.errors import Fault
from kit.ledger.dates import is_dated
from kit.ledger.headed import HeadingRow, OwnColumns, find_headed
from kit.ledger.load import load_vocabulary
from kit.ledger.model import Column
from kit.ledger.nearest import yaml_word
from kit.source.grids import Sheet, cell_name, is_blank

#: So many rows tell what a column holds.
_SAMPLED = 50
#: How alike a heading, and what stands below it, must be to be named as the nearest.
_ALIKE = 0.5
#: So many headings are listed, each so long.
_LISTED, _LONGEST = 12, 16
#: What may be a number of somebody's.
_NUMBERS = re.compile("[0-9]{4}")


def column_faults(
    headed: HeadingRow, *, sheet: Sheet, where: str, own: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """Say which columns are missing or stand twice, and how to say which they are.

    Parameters
    ----------
    own
        The names that the agency gave, by column.
    """
    lacking = [column for column in headed.missing if column.id not in own]
    nearest = _nearest(lacking, headed, sheet=sheet)
    where_row = f"{where} 第 {headed.row + 1} 行（{headed.kind.name}）"
    for nth, column in enumerate(headed.missing):
        wanted, cure = f"有“{column.names[0]}”一列", ""
        if named := own.get(column.id):
            cure = "请改正 report.yaml 的 ledger.columns；几张表的名称不同的，都写上。"
            wanted = f"有“{'”或“'.join(named)}”一列（report.yaml 写的“{column.names[0]}”）"
        else:
            cure = _cure(column, headed, near=nearest.get(column.id))
        if nth == len(headed.missing) - 1:
            cure += _known(headed) + _pasted(headed, nearest=nearest)
        yield Fault(where_row, wanted, "没有", cure)
    yield from _doubled(headed, where=where)


def seen_headings(sheet: Sheet, *, own: OwnColumns) -> str:
    """Say of the row most like one of headings which are known; empty when none is."""
    headed = find_headed(sheet, own=own, fewest=1)
    return f"第 {headed.row + 1} 行最像标题：{_known(headed)}{_unknown(headed)}" if headed else ""


def _doubled(headed: HeadingRow, *, where: str) -> Iterator[Fault]:
    for column_id, at in headed.doubled.items():
        cells = "、".join(cell_name(headed.row, column) for column in at)
        name = headed.kind.columns[column_id].names[0]
        cure = "请改掉其中一列的标题，或在 report.yaml 的 ledger.columns 写明用哪一列。"
        yield Fault(f"{where} {cells}", f"“{name}”只有一列", "两列的标题相同", cure)


def _cure(column: Column, headed: HeadingRow, *, near: int | None) -> str:
    names = "、".join(column.names[1:5])
    usual = f"也可以叫{names}；用别的名称的，请在 report.yaml 的 ledger.columns 写明。"
    if near is None:
        return _unknown(headed) + usual
    return f"最接近的是{_named(headed, near)}。{usual}"


def _known(headed: HeadingRow) -> str:
    columns = headed.kind.columns
    said = (
        f"{columns[column].names[0]} {cell_name(headed.row, at)}"
        for column, at in headed.positions.items()
    )
    return f"认得的有：{'、'.join(said)}。" if headed.positions else ""


def _unknown(headed: HeadingRow) -> str:
    """Name the headings that are not known, as far as they are short and no numbers."""
    listed = [_named(headed, at) for at in _strangers(headed)]
    more = f" 等 {len(listed)} 个" if len(listed) > _LISTED else ""
    return f"不认得的标题有：{'、'.join(listed[:_LISTED])}{more}。" if listed else ""


def _strangers(headed: HeadingRow) -> Iterator[int]:
    for at in range(len(headed.said)):
        heading = headed.heading(at)
        is_short = 0 < len(heading) <= _LONGEST and not _NUMBERS.search(heading)
        if is_short and at not in headed.known:
            yield at


def _named(headed: HeadingRow, at: int) -> str:
    return f"“{headed.heading(at)}”（{cell_name(headed.row, at)}）"


def _pasted(headed: HeadingRow, *, nearest: Mapping[str, int]) -> str:
    """Write the line of report.yaml by which the nearest headings are the columns missing."""
    found = {column: headed.heading(at) for column, at in nearest.items()}
    if not found:
        return ""
    columns = ", ".join(f"{column}: [{yaml_word(said)}]" for column, said in found.items())
    line = f"ledger: {{columns: {{{headed.kind.id}: {{{columns}}}}}}}"
    return f"如果是，可在 report.yaml 加一行（已有 ledger 的，并入其中）：{line}"


def _nearest(columns: Sequence[Column], headed: HeadingRow, *, sheet: Sheet) -> dict[str, int]:
    """Return the unknown column most like each of *columns*, no one twice.

    By its heading and what stands below it; of days the first come first.
    """
    ranked = sorted(
        (-_likeness(column, headed, at=at, sheet=sheet), nth, at)
        for nth, column in enumerate(columns)
        for at in _strangers(headed)
    )
    found: dict[int, int] = {}
    for unlike, nth, at in ranked:
        if -unlike >= _ALIKE and nth not in found and at not in found.values():
            found[nth] = at
    return {column.id: found[nth] for nth, column in enumerate(columns) if nth in found}


def _likeness(column: Column, headed: HeadingRow, *, at: int, sheet: Sheet) -> float:
    heading = headed.heading(at)
    by_name = max(SequenceMatcher(None, heading, name).ratio() for name in column.names)
    below = (row[at] for row in sheet.rows[headed.row + 1 :] if at < len(row))
    values = list(islice((value for value in below if not is_blank(value)), _SAMPLED))
    if column.vocabulary:
        words = load_vocabulary(column.vocabulary)
        fitting = sum(bool(words.read(str(value)).id) for value in values)
    else:
        fitting = sum(map(is_dated, values)) if column.dated else 0
    return by_name / 2 + (fitting / len(values) if values else 0)
