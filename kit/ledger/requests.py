"""Table three counted from the ledger of requests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kit.form import Form
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import Refusals, SheetReader, Tally
from kit.source.grids import is_blank
from kit.source.values import Raw

#: The columns of a request, in the order its cells are taken in.
COLUMNS = (
    "number",
    "received",
    "applicant",
    "organisation",
    "outcome",
    "detail",
    "answered",
    "correction_sent",
    "corrected",
    "third_party_sent",
    "third_party_back",
    "extended",
    "agreed",
)
#: What an outcome means that is none yet.
_OPEN = "open"


class Request(NamedTuple):
    """One request that counts in the year: its applicant's column, and its row when answered.

    A tuple, for there may be hundreds of thousands.
    """

    sheet: LedgerSheet
    number: int
    received: date
    answered: date | None
    column: str
    #: The row of its result; empty while it is open at the year's end.
    result: str
    #: Cells of the steps on its way, as they stand, from ``correction_sent`` on.
    steps: tuple[Raw, ...]


def read_requests(
    sheets: Sequence[LedgerSheet], *, form: Form, year: int, refusals: Refusals
) -> list[Request]:
    """Read the requests that were open in *year*; those of other years are left out."""
    rows = {address.split(".")[1] for address in form.tables["t3"].cells}
    due = _Due(year=year, rows=frozenset((*rows, _OPEN)))
    requests: list[Request] = []
    for sheet in sheets:
        reader = SheetReader(sheet=sheet, refusals=refusals)
        found = (_read(reader, row, cells, due=due) for row, cells in sheet.cells(*COLUMNS))
        requests.extend(request for request in found if request)
    return requests


def count_requests(
    requests: Sequence[Request], *, sheets: Sequence[LedgerSheet], form: Form, year: int
) -> Tally:
    """Count table three, its totals too.

    References
    ----------
    国办公开办函〔2021〕30号, table three: by applicant and final result.
    """
    tally = Tally()
    for sheet in sheets:
        tally.cover(sheet, form.tables["t3"].cells)
    alike: dict[tuple[LedgerSheet, bool, str, str], list[int]] = defaultdict(list)
    for request in requests:
        is_new = request.received.year == year
        alike[request.sheet, is_new, request.result, request.column].append(request.number)
    for (sheet, is_new, result, applicant), numbers in alike.items():
        for row in _rows_of(result, is_new=is_new):
            for column in (applicant, "total"):
                tally.add_all(f"t3.{row}.{column}", sheet=sheet, rows=numbers)
    return tally


def _rows_of(result: str, *, is_new: bool) -> Iterator[str]:
    """Yield the rows of table three that requests of one result count in."""
    yield "received" if is_new else "carried_in"
    if result:
        yield result
        yield "closed_total"
    else:
        yield "carried_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """What a request is read for: a year, and the rows its result can fall into."""

    year: int
    rows: frozenset[str]


def _read(reader: SheetReader, row: int, cells: tuple[Raw, ...], *, due: _Due) -> Request | None:
    """Read one row; ``None`` when it is of another year or was refused."""
    year = due.year
    _, came, applicant, organisation, outcome, detail, went = cells[:7]
    received = reader.required_day(row, came, column="received")
    answered = reader.day(row, went, column="answered")
    if received is None:
        return None
    if answered is not None and answered < received:
        _refuse_reversed(reader, row)
        return None
    if received.year > year or (answered and answered.year < year):
        return None
    is_closed = answered is not None and answered.year == year
    result = _result(reader, row, (outcome, detail), answered=answered, due=due)
    column = reader.meaning(
        row, applicant, organisation, column="applicant", vocabulary="applicants"
    )
    if not column or (is_closed and not result):
        return None
    return Request(
        sheet=reader.sheet,
        number=row,
        received=received,
        answered=answered,
        column=column,
        result=result if is_closed else "",
        steps=cells[7:],
    )


def _refuse_reversed(reader: SheetReader, row: int) -> None:
    cure = "请核对这两个日期。"
    said = "比收到日期还早"
    reader.refuse(row, column="answered", wanted="收到之后的日期", found=said, cure=cure)


def _result(
    reader: SheetReader,
    row: int,
    words: tuple[Raw, Raw],
    *,
    answered: date | None,
    due: _Due,
) -> str:
    """Return the row of a request's result; empty when it has none, or it was refused."""
    if answered is not None and answered.year > due.year:
        return ""
    if answered is None and all(map(is_blank, words)):
        return ""
    result = reader.meaning(row, *words, column="outcome", vocabulary="outcomes", known=due.rows)
    # Where the date was refused already there is no more to say.
    if answered is None and result and result != _OPEN and row not in reader.refused:
        cure = "请补上答复日期；还没有答复的，请删去答复类型。"
        found = "有答复类型而没有日期"
        reader.refuse(row, column="answered", wanted="答复日期", found=found, cure=cure)
    if answered is not None and result == _OPEN:
        cure = "请填写最终的答复类型；还没有答复的，请删去日期。"
        found = "有答复日期而仍在办理"
        reader.refuse(row, column="outcome", wanted="答复类型", found=found, cure=cure)
        return ""
    return "" if result == _OPEN else result
