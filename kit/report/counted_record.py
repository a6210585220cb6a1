"""``counted.json``: what the ledgers of a report came to, where the ledgers themselves are not.

A filing that travels leaves its ledgers behind: their rows are about people. What
was counted from them, with the numbers of the rows, is all that figures, rules and the
review page rest on. Where a ledger is at hand it is counted, and this file is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count, groupby
from pathlib import Path
from typing import Literal

from kit.datafile import read_json
from kit.disk import file_sha256, parse_record, read_file, record_data, record_text
from kit.errors import Fault, SourceError
from kit.form import Form
from kit.ledger.model import Count, Late, Lateness, Ledger
from kit.source.filing import Rows

#: The rows of the longest ledgers take a tenth of it.
_LIMIT_BYTES = 20_000_000
#: Rows that a sheet can have, and that all the counts together may name.
_LAST_ROW, _MOST_ROWS = 1_048_576, 20_000_000
_NUMBERS = {"pattern": "^([1-9][0-9]{0,6}(-[1-9][0-9]{0,6})?(,|$))*$", "x-wanted": "行号，如 2-5,9"}
_AMOUNT = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_CURE = "请由填报单位重新打包，不要手工修改。"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRows:
    """Rows of one sheet; ``numbers`` as stretches, ``2-5,9``."""

    file: str
    sheet: str
    column: str
    numbers: str = field(metadata=_NUMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCell:
    """What one cell came to; an amount or a decimal is written in words."""

    value: int | str
    rows: tuple[CountedRows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLate:
    """Requests of one sheet that were late in one way."""

    why: Lateness
    rows: CountedRows
    days: int
    said: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFile:
    """A ledger that was counted and stayed where it is."""

    name: str
    sha256: str = field(metadata={"pattern": "^[0-9a-f]{64}$", "x-wanted": "64 位十六进制的校验和"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLedgers:
    """What the file holds."""

    kind: Literal["ogi-report.counted"]
    schema: Literal["1"]
    year: int
    edition: str
    ledgers: tuple[CountedFile, ...]
    has_requests: bool
    counts: dict[str, CountedCell]
    late: tuple[CountedLate, ...]
    notes: tuple[str, ...]


def counted_bytes(ledger: Ledger, *, paths: Sequence[Path], edition: str, year: int) -> bytes:
    """Return the bytes of the file for *ledger*, counted from the files at *paths*."""
    record = CountedLedgers(
        kind="ogi-report.counted",
        schema="1",
        year=year,
        edition=edition,
        ledgers=tuple(CountedFile(name=p.name, sha256=file_sha256(p)) for p in paths),
        has_requests=ledger.has_requests,
        counts={address: _cell(each) for address, each in ledger.counts.items()},
        late=tuple(_late(each) for each in ledger.late),
        notes=ledger.notes,
    )
    return record_text(record_data(record)).encode()


def read_counted_ledger(path: Path, *, form: Form, year: int) -> Ledger:
    """Return what the ledgers came to by the file at *path*.

    Raises
    ------
    SourceError
        If it is not what was written for this year and edition.
    """
    record = _read(path)
    where = path.name
    wanted, found = (f"{form.edition} 版 {year} 年", f"{record.edition} 版 {record.year} 年")
    if found != wanted:
        raise SourceError(Fault(where, wanted, found, _CURE))
    if unknown := [address for address in record.counts if address not in form.cells]:
        raise SourceError(Fault(where, f"{form.edition} 版的单元格", unknown[0], _CURE))
    _refuse_many(record, where=where)
    return Ledger(
        counts={
            address: Count(value=_number(cell, where=where), rows=tuple(map(_rows, cell.rows)))
            for address, cell in record.counts.items()
        },
        late=tuple(
            Late(
                why=late.why,
                rows=_rows(late.rows),
                days=late.days,
                said=late.said,
                article=late.article,
            )
            for late in record.late
        ),
        notes=record.notes,
        has_requests=record.has_requests,
    )


def counted_digests(path: Path) -> tuple[str, ...]:
    """Return the sha256 of the ledgers that the file at *path* was counted from.

    Raises
    ------
    SourceError
        If it is not what the kit wrote.
    """
    return tuple(each.sha256 for each in _read(path).ledgers)


def _read(path: Path) -> CountedLedgers:
    content = read_file(path, limit_bytes=_LIMIT_BYTES)
    read_json(content, schema="counted", where=path.name, error=SourceError)
    record = parse_record(content, kind=CountedLedgers)
    if record is None:
        raise SourceError(Fault(path.name, "台账数得的结果", "读不通的内容", _CURE))
    return record


def _refuse_many(record: CountedLedgers, *, where: str) -> None:
    """Refuse stretches that no sheet has, before they are spread out."""
    every = [rows for cell in record.counts.values() for rows in cell.rows]
    every += [late.rows for late in record.late]
    total = 0
    for first, last in (stretch for rows in every for stretch in _stretches(rows)):
        total += last - first + 1
        if not 0 < first <= last <= _LAST_ROW or total > _MOST_ROWS:
            raise SourceError(Fault(where, "工作表里的行", f"{first}-{last}", _CURE))


def _cell(each: Count) -> CountedCell:
    value = each.value if isinstance(each.value, int) else str(each.value)
    return CountedCell(value=value, rows=tuple(map(_packed, each.rows)))


def _late(each: Late) -> CountedLate:
    rows = _packed(each.rows)
    return CountedLate(
        why=each.why, rows=rows, days=each.days, said=each.said, article=each.article
    )


def _packed(rows: Rows) -> CountedRows:
    numbers = ",".join(_runs(rows.numbers))
    return CountedRows(file=rows.file, sheet=rows.sheet, column=rows.column, numbers=numbers)


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers that follow each other as one stretch."""
    counter = count()
    for _, run in groupby(numbers, key=lambda number: number - next(counter)):
        first, *others = run
        yield f"{first}-{others[-1]}" if others else f"{first}"


def _stretches(rows: CountedRows) -> Iterator[tuple[int, int]]:
    for stretch in filter(None, rows.numbers.split(",")):
        first, _, last = stretch.partition("-")
        yield int(first), int(last or first)


def _rows(rows: CountedRows) -> Rows:
    numbers = tuple(n for first, last in _stretches(rows) for n in range(first, last + 1))
    return Rows(file=rows.file, sheet=rows.sheet, column=rows.column, numbers=numbers)


def _number(cell: CountedCell, *, where: str) -> int | Decimal:
    if isinstance(cell.value, int):
        return cell.value
    if not _AMOUNT.fullmatch(cell.value):
        raise SourceError(Fault(where, "件数或金额", cell.value[:40], _CURE))
    return Decimal(cell.value)
