"""Find the row of headings in a sheet, which kind of ledger it heads, and which columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from kit.ledger.load import load_kinds, load_usage, load_vocabulary
from kit.ledger.model import Column, LedgerKind
from kit.ledger.ticks import Ticks, find_ticks
from kit.source.grids import Sheet, is_blank
from kit.source.labels import label_words, plain_text

#: How far down headings are looked for, and over how many rows they may be spread.
_SEARCHED, _DEEPEST = 20, 3
#: A heading is read alone, then before and after each group above it.
_READINGS = 2 * _DEEPEST - 1
#: A heading without its beginning is not shorter, in letters.
_SHORTEST = 3
#: What stands in brackets after a heading.
_REMARK = re.compile(r"[(\[【〔{<].*[)\]】〕}>]$")
_DATED = "日期"
_DIGIT = re.compile("[0-9]")
#: So many cells with words make a row one of unknown headings.
_FEWEST = 3

#: Columns an agency named itself: by kind and column.
OwnColumns = Mapping[str, Mapping[str, Sequence[str]]]
#: Columns by the words that head them: by their own, then with each group above.
_Index = tuple[dict[str, list[int]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """A row of headings as one kind of ledger: which columns were found where."""

    kind: LedgerKind
    row: int
    #: What heads each column of the sheet: its own words, then with each group above.
    said: Sequence[tuple[str, ...]]
    positions: Mapping[str, int]
    #: Columns that two headings fit equally well.
    doubled: Mapping[str, tuple[int, int]]
    #: Columns spread over several, one a wording, of which one is ticked.
    ticked: Mapping[str, Ticks] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns this kind cannot be counted without."""
        columns = self.kind.columns.values()
        return tuple(c for c in columns if c.required and c.id not in self.positions)

    @property
    def settled(self) -> int:
        """How many of the columns that are ticked say more than a group of wordings."""
        columns = self.kind.columns
        return sum(
            bool(load_vocabulary(columns[column].vocabulary).read(heading).id)
            for column, ticks in self.ticked.items()
            for heading in ticks.values()
        )

    @property
    def known(self) -> frozenset[int]:
        """The columns whose headings are known."""
        return frozenset(self.positions.values()).union(*self.ticked.values())

    def heading(self, at: int) -> str:
        """Return the own words that head a column."""
        return plain_text(self.said[at][0]) if self.said[at] else ""


def find_headed(sheet: Sheet, *, own: OwnColumns, fewest: int) -> HeadingRow | None:
    """Return the row and kind that most headings fit; the higher row, the kind its name says.

    Parameters
    ----------
    fewest
        So many known headings make a row one of headings.
    """
    found: list[HeadingRow] = []
    for row in range(min(_SEARCHED, len(sheet.rows))):
        said = [tuple(_headings(sheet, row, column)) for column in range(sheet.width)]
        index = _index(said)
        kinds = load_kinds().values()
        headed = [_headed(row, said, index=index, kind=k, own=own.get(k.id, {})) for k in kinds]
        if not any(isinstance(value, date) for value in sheet.rows[row]):
            headed = [_with_ticks(one) for one in headed]
        found += [one for one in headed if len(one.positions) >= fewest]
    return max(
        found,
        # Of two rows of headings the lower one has what is ticked.
        key=lambda h: (
            not h.missing,
            len(h.positions),
            sheet.name in h.kind.sheets,
            h.settled,
            -h.row,
        ),
        default=None,
    )


def guess_headed(sheet: Sheet, *, kind: LedgerKind) -> HeadingRow | None:
    """Return the row of *sheet* that looks most like headings of which none is known.

    Rows with numbers are none: they may be somebody's request.
    """
    texts = [[str(value) for value in row if not is_blank(value)] for row in sheet.rows[:_SEARCHED]]
    worded = [len(row) if not any(map(_DIGIT.search, row)) else 0 for row in texts]
    row = max(range(len(worded)), key=lambda at: (worded[at], -at), default=0)
    if not worded or worded[row] < _FEWEST:
        return None
    said = [tuple(_headings(sheet, row, column)) for column in range(sheet.width)]
    return HeadingRow(kind=kind, row=row, said=said, positions={}, doubled={})


@lru_cache(maxsize=8192)
def folded_heading(text: str) -> str:
    """Return the words of the heading of a date, in whatever way a date is called there.

    Examples
    --------
    >>> folded_heading("政府信息公开收到申请时间"), folded_heading("答复日"), folded_heading("日期")
    ('收到申请日期', '答复日期', '日期')
    """
    words, usage = label_words(text), load_usage()
    begun = usage.beginning.match(words)
    rest = words[begun.end() :] if begun else words
    if len(rest) >= _SHORTEST:
        words = rest
    ended = next((m for m in usage.ending.finditer(words) if m.end() == len(words)), None)
    return f"{words[: ended.start()]}{_DATED}" if ended and ended.start() else words


def text_at(sheet: Sheet, row: int, column: int) -> str:
    """Return the words in a cell; empty where there are none."""
    value = sheet.at(row, column)
    return value if isinstance(value, str) and not is_blank(value) else ""


def _headed(
    row: int,
    said: Sequence[tuple[str, ...]],
    *,
    index: tuple[_Index, _Index],
    kind: LedgerKind,
    own: Mapping[str, Sequence[str]],
) -> HeadingRow:
    positions: dict[str, int] = {}
    doubled: dict[str, tuple[int, int]] = {}
    for column in kind.columns.values():
        at = _places(column, index=index, own=own.get(column.id, ()))
        if at:
            positions[column.id] = at[0]
            if len(at) > 1:
                doubled[column.id] = (at[0], at[1])
    return HeadingRow(kind=kind, row=row, said=said, positions=positions, doubled=doubled)


def _with_ticks(headed: HeadingRow) -> HeadingRow:
    ticked = find_ticks(headed.said, kind=headed.kind, positions=headed.positions)
    first = {column_id: min(ticks) for column_id, ticks in ticked.items()}
    return replace(headed, positions={**headed.positions, **first}, ticked=ticked)


def _places(column: Column, *, index: tuple[_Index, _Index], own: Sequence[str]) -> list[int]:
    """Return the columns that one of a ledger may be; several are headed equally well."""
    exact, folded = index
    names = own or column.names
    for name in names:
        if at := _having(exact, label_words(name)):
            return at
    if not column.dated or own:
        return []
    return next((at for name in names if (at := _having(folded, folded_heading(name)))), [])


def _index(texts: Sequence[tuple[str, ...]]) -> tuple[_Index, _Index]:
    """Return the columns by what they are headed, a remark after it left out or not.

    Once as it stands, once in whatever way a date is called.
    """
    exact: _Index = tuple({} for _ in range(_READINGS))
    folded: _Index = tuple({} for _ in range(_READINGS))
    for column, said in enumerate(texts):
        for nth, heading in enumerate(said[:_READINGS]):
            ways = (heading, _REMARK.sub("", plain_text(heading)))
            for words in dict.fromkeys(map(label_words, ways)):
                exact[nth].setdefault(words, []).append(column)
            for words in dict.fromkeys(map(folded_heading, ways)):
                folded[nth].setdefault(words, []).append(column)
    return exact, folded


def _having(index: _Index, words: str) -> list[int]:
    """Return the columns headed *words*; those by their own heading rather than with a group's."""
    return next((named[words] for named in index if words in named), [])


def _headings(sheet: Sheet, row: int, column: int) -> Iterator[str]:
    """Yield what heads a column: its own heading, then that with the groups above it."""
    band = range(row, max(row - _DEEPEST, -1), -1)
    own = next((r for r in band if text_at(sheet, r, column)), None)
    if own is None:
        return
    said = text_at(sheet, own, column)
    yield said
    for r in range(own - 1, band.stop, -1):
        group = next((t for c in range(column, -1, -1) if (t := text_at(sheet, r, c))), "")
        if group:
            # 日期 over 收到 is 收到日期, as 申请人 over 类型 is 申请人类型.
            yield from (group + said, said + group)
            said = group + said
