"""Rules and normative documents of table two counted from their register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kit.form import Form
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import Refusals, SheetReader, Tally, class_of_sheet
from kit.source.values import Raw

_ROWS = ("rules", "normative_documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """The dates of one document."""

    issued: date
    published: date | None
    repealed: date | None
    expires: date | None

    def columns(self, year: int) -> Iterator[str]:
        """Yield the columns of table two, of either edition, that it counts in."""
        end = date(year, 12, 31)
        if self.issued.year == year:
            yield from ("issued", "created")
        if self.repealed and self.repealed.year == year:
            yield "repealed"
        is_over = (self.repealed and self.repealed <= end) or (self.expires and self.expires < end)
        if self.issued <= end and not is_over:
            yield "in_force"
        if self.published and self.published.year == year:
            yield "published"
        if self.published and self.published <= end:
            yield "total_published"


def count_documents(
    sheets: Sequence[LedgerSheet], *, form: Form, year: int, refusals: Refusals
) -> Tally:
    """Count documents issued, repealed and in force; of the edition 2019, made and published.

    References
    ----------
    国办公开办函〔2021〕30号: what is in force is counted as of 31 December.
    """
    tally = Tally()
    for sheet in sheets:
        reader = SheetReader(sheet=sheet, refusals=refusals)
        own = class_of_sheet(sheet, vocabulary="documents")
        tally.cover(sheet, _covered(sheet, own=own, form=form))
        columns = ("type", "issued", "published", "repealed", "expires")
        for row, cells in sheet.cells(*columns):
            document = _read(reader, row, cells[1:])
            kind = own or reader.meaning(row, cells[0], column="type", vocabulary="documents")
            if document and kind:
                for column in document.columns(year):
                    tally.add(f"t2.{kind}.{column}", sheet=sheet, row=row)
    return tally


def _covered(sheet: LedgerSheet, *, own: str, form: Form) -> Iterator[str]:
    """Yield the cells a sheet tells about; without dates of publishing none of what was."""
    for address in form.tables["t2"].cells:
        _, row, column = address.split(".")
        is_told = "published" in sheet.positions or not column.endswith("published")
        if row in ((own,) if own else _ROWS) and is_told:
            yield address


def _read(reader: SheetReader, row: int, cells: tuple[Raw, ...]) -> _Document | None:
    issued = reader.required_day(row, cells[0], column="issued")
    names = ("published", "repealed", "expires")
    days = {
        name: reader.day(row, raw, column=name) for name, raw in zip(names, cells[1:], strict=True)
    }
    repealed = days["repealed"]
    if issued and repealed and repealed < issued:
        cure = "请核对这两个日期。"
        wanted = "制发之后的日期"
        reader.refuse(row, column="repealed", wanted=wanted, found="比制发日期还早", cure=cure)
        return None
    return _Document(issued=issued, **days) if issued else None
