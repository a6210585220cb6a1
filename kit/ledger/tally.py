"""Counting rows by the cell of the form they belong to, and refusing those that belong to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kit.errors import Fault
from kit.ledger.dates import MARKS, UNREADABLE, parse_date, why_undated
from kit.ledger.load import load_vocabulary
from kit.ledger.model import Count, LedgerSheet
from kit.ledger.unknown import unknown_fault
from kit.ledger.vocabulary import Meaning, Vocabulary
from kit.source.filing import cell_stretches
from kit.source.grids import is_blank
from kit.source.values import Raw

#: A fault that many rows share names so many of their cells.
_LISTED = 100
_REWRITE = "请改写为 2022-01-05 或 2022年1月5日 这样的日期。"
_REMOVE = "不是台账内容的行请删去。"
#: So many different unknown wordings of a column are shown in words.
_SHOWN = 20


class Refusals:
    """Rows that cannot be counted, by sheet, column and what is wrong with them.

    A message names cells, and of what stands in them no more than wordings that are
    in no list, without what might be a person.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._rows: dict[tuple[str, Fault], list[str]] = defaultdict(list)

    def add(self, sheet: LedgerSheet, row: int, *, column: str, fault: Fault) -> None:
        """Refuse what stands in one cell; the *fault* says all but where."""
        self._rows[sheet.spoken, fault].append(sheet.cell(row, column))

    def faults(self) -> tuple[Fault, ...]:
        """Return a fault for each thing that is wrong, with all the cells it is wrong in."""
        return tuple(
            replace(fault, where=f"{where} {listed(cells)}")
            for (where, fault), cells in self._rows.items()
        )


def listed(cells: list[str]) -> str:
    """Return the names of *cells*, those below each other as one, those of very many cut short."""
    stretches = cell_stretches(cells)
    more = f" 等 {len(cells)} 处" if len(stretches) > _LISTED else ""
    return f"{'、'.join(stretches[:_LISTED])}{more}"


@dataclass(kw_only=True, eq=False)
class SheetReader:
    """Reads the cells of one sheet; what cannot be read is refused, and counts nowhere.

    ``refused`` are the rows in which something was.
    """

    sheet: LedgerSheet
    refusals: Refusals
    refused: set[int] = field(default_factory=set)
    _meanings: dict[tuple[str, tuple[Raw, ...]], Meaning] = field(default_factory=dict)
    #: Unknown words that were shown, by column.
    _told: dict[str, set[str]] = field(default_factory=dict)

    def day(
        self, row: int, raw: Raw, *, column: str, parse: Callable[[Raw], date | None] = parse_date
    ) -> date | None:
        """Return the date in a cell; ``None`` when it is blank or was refused."""
        try:
            return parse(raw)
        except (ValueError, OverflowError):
            found = why_undated(raw)
            cure = _REWRITE + (_REMOVE if found == UNREADABLE else "")
            self.refuse(row, column=column, wanted="日期", found=found, cure=cure)
            return None

    def required_day(
        self, row: int, raw: Raw, *, column: str, parse: Callable[[Raw], date | None] = parse_date
    ) -> date | None:
        """Return the date in a cell that must have one; ``None`` when it was refused."""
        day = self.day(row, raw, column=column, parse=parse)
        if day is None and (is_blank(raw) or str(raw).strip() in MARKS):
            cure = f"请填写；{_REMOVE}"
            self.refuse(row, column=column, wanted="日期", found="空白", cure=cure)
        return day

    def meaning(
        self,
        row: int,
        *cells: Raw,
        column: str,
        vocabulary: str,
        known: Collection[str] = (),
    ) -> str:
        """Return what the words of *cells*, taken together, mean; empty when it was refused."""
        words = self._words(vocabulary)
        meaning = self._meanings.get((vocabulary, cells))
        if meaning is None:
            text = "；".join(str(cell) for cell in cells if not is_blank(cell))
            meaning = self._meanings[vocabulary, cells] = words.read(text, known=known)
        if not meaning.id:
            self._refuse_words(row, cells, column=column, words=words, meaning=meaning)
        return meaning.id

    def _refuse_words(
        self, row: int, cells: tuple[Raw, ...], *, column: str, words: Vocabulary, meaning: Meaning
    ) -> None:
        """Refuse words that mean nothing known; of very many only that they do."""
        text = "；".join(str(cell) for cell in cells if not is_blank(cell))
        told = self._told.setdefault(words.column, set())
        if meaning.unknown and (len(told) < _SHOWN or text in told):
            told.add(text)
            names = self.sheet.names_in(row)
            fault = unknown_fault(text, unknown=meaning.unknown, words=words, names=names)
            self._refuse(row, column=column, fault=fault)
            return
        verb = "改写" if text else "填写"
        can = "、".join(words.usual[one] for one in meaning.of)
        cure = f"请按表式的名称{words.named}{verb}；不确定的请先核实，这里不作猜测。"
        cure = f"可以是：{can}。{cure}" if can else cure
        wanted = f"已知的{words.column}"
        self.refuse(row, column=column, wanted=wanted, found=meaning.why, cure=cure)

    def _words(self, vocabulary: str) -> Vocabulary:
        return self.sheet.vocabularies.get(vocabulary) or load_vocabulary(vocabulary)

    def refuse(self, row: int, *, column: str, wanted: str, found: str, cure: str) -> None:
        """Refuse what stands in one cell of the sheet."""
        self._refuse(row, column=column, fault=Fault("", wanted, found, cure))

    def _refuse(self, row: int, *, column: str, fault: Fault) -> None:
        self.refused.add(row)
        self.refusals.add(self.sheet, row, column=column, fault=fault)


class Tally:
    """Values by address and sheet, with the rows behind each."""

    def __init__(self) -> None:
        """Begin with nothing covered."""
        self._rows: dict[str, dict[LedgerSheet, list[int]]] = defaultdict(dict)
        self._values: dict[str, Decimal | int] = {}

    def cover(self, sheet: LedgerSheet, addresses: Iterable[str]) -> None:
        """Say that *sheet* tells about the cells at *addresses*, be it zero."""
        for address in addresses:
            self._rows[address].setdefault(sheet, [])
            self._values.setdefault(address, 0)

    def add(self, address: str, *, sheet: LedgerSheet, row: int, value: int | Decimal = 1) -> None:
        """Count *row* in a cell that was covered; another cell is none of the form's."""
        if address in self._values:
            self._rows[address][sheet].append(row)
            self._values[address] += value

    def add_all(self, address: str, *, sheet: LedgerSheet, rows: Sequence[int]) -> None:
        """Count many *rows*, one each."""
        if address in self._values:
            self._rows[address][sheet].extend(rows)
            self._values[address] += len(rows)

    def counts(self) -> Mapping[str, Count]:
        """Return what each cell comes to."""
        return {
            address: Count(
                value=value,
                rows=tuple(
                    sheet.named(sorted(rows)) for sheet, rows in self._rows[address].items()
                ),
            )
            for address, value in self._values.items()
        }


def class_of_sheet(sheet: LedgerSheet, *, vocabulary: str) -> str:
    """Return the one class that all rows of a sheet without a column of types have, by its name."""
    if "type" in sheet.positions:
        return ""
    return load_vocabulary(vocabulary).read(sheet.name).id
