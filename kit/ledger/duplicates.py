"""The same thing entered twice: a number on two rows, or a whole sheet copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from kit.errors import Fault
from kit.ledger.dates import MARKS
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import Refusals
from kit.source.labels import plain_text
from kit.source.values import Raw

#: Kinds of ledger in which a number is one request, one case, one document.
_NUMBERED = ("requests", "cases", "documents")
#: So few may be numbers of requests after all.
_COUNTED = 2
_DUPLICATE = "同一件请只留一行，不同的件请改正{name}。"
_COPY = "请删去其中一张；确是不同的内容，请补上编号。"


def refuse_duplicates(sheets: Sequence[LedgerSheet], *, refusals: Refusals) -> None:
    """Refuse rows whose number another row of that kind has."""
    of: dict[str, list[LedgerSheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.kind.id in _NUMBERED and _is_numbered(sheet):
            of[sheet.kind.id].append(sheet)
    for alike in of.values():
        numbers = [str(number).strip() for sheet in alike for _, number in sheet.column("number")]
        if len(set(numbers)) < len(numbers):
            _refuse(alike, refusals=refusals)


def copied_faults(sheets: Sequence[LedgerSheet]) -> Iterator[Fault]:
    """Say which sheets of requests without numbers hold the very same rows as another one."""
    unnumbered = [s for s in sheets if s.kind.id == "requests" and not _is_numbered(s)]
    for one, other in combinations(unnumbered, 2):
        if one.has_rows and _are_equal(one, other):
            found = f"与 {one.spoken} 完全相同"
            yield Fault(other.spoken, "每张台账各有内容", found, _COPY)


def _is_numbered(sheet: LedgerSheet) -> bool:
    """Whether each row has a number of its own: 1, 2, 3 only counts the rows of its sheet."""
    if "number" not in sheet.positions:
        return False
    counted = 0
    for counted, (_, number) in enumerate(_numbers(sheet), start=1):
        if number.removesuffix(".0") != str(counted):
            return True
    return counted < _COUNTED


def _refuse(sheets: Iterable[LedgerSheet], *, refusals: Refusals) -> None:
    first: dict[str, tuple[LedgerSheet, int]] = {}
    for sheet in sheets:
        name = sheet.kind.columns["number"].names[0]
        cure = _DUPLICATE.format(name=name)
        for row, number in _numbers(sheet):
            before, at = first.setdefault(number, (sheet, row))
            if (before, at) != (sheet, row):
                file = "" if before.file == sheet.file else f"{before.file} "
                found = f"与 {file}{before.name} {before.cell(at, 'number')} 相同"
                fault = Fault("", f"每件各有一个{name}", found, cure)
                refusals.add(sheet, row, column="number", fault=fault)


def _numbers(sheet: LedgerSheet) -> Iterator[tuple[int, str]]:
    for row, raw in sheet.column("number"):
        number = str(raw).strip()
        if plain_text(number) not in MARKS and not sheet.aside(sheet.rows[row - 1]):
            yield row, number


def _are_equal(one: LedgerSheet, other: LedgerSheet) -> bool:
    if len(one.rows) - one.first != len(other.rows) - other.first:
        return False
    pairs: Iterable[tuple[Sequence[Raw], Sequence[Raw]]] = zip(
        islice(one.rows, one.first, None), islice(other.rows, other.first, None), strict=True
    )
    return all(mine == its for mine, its in pairs)
