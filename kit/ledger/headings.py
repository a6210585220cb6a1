"""Find in a sheet which kind of ledger it is, and where its headings and columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.errors import Fault, SourceError
from kit.ledger.beneath import find_start
from kit.ledger.load import load_asides, load_kinds
from kit.ledger.model import Column, LedgerKind, LedgerSheet
from kit.source.grids import Sheet, cell_name, is_blank
from kit.source.labels import label_words, plain_text

#: How far down headings are looked for, and over how many rows they may be spread.
_SEARCHED, _DEEPEST = 20, 3
#: A heading is read alone, then before and after each group above it.
_READINGS = 2 * _DEEPEST - 1
#: So many known headings make a row one of headings.
_ENOUGH = 2

#: What stands in brackets after a heading.
_REMARK = re.compile(r"[(\[【〔{<].*[)\]】〕}>]$")

#: Columns an agency named itself: by kind and column.
OwnColumns = Mapping[str, Mapping[str, Sequence[str]]]
#: Columns by the words that head them: by their own, then with each group above.
_Index = tuple[dict[str, list[int]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headed:
    """A row of headings as one kind of ledger: which columns were found where."""

    kind: LedgerKind
    row: int
    positions: Mapping[str, int]
    headings: Mapping[str, str]
    #: Columns that two headings fit equally well.
    doubled: Mapping[str, tuple[int, int]]

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns this kind cannot be counted without."""
        columns = self.kind.columns.values()
        return tuple(c for c in columns if c.required and c.id not in self.positions)


def locate_ledger(sheet: Sheet, *, file: str, own: OwnColumns) -> LedgerSheet | None:
    """Return *sheet* as a ledger; ``None`` when nothing in it looks like one.

    Headings may be merged over several rows and columns: a cell takes the heading
    above it, and one that says too little is read together with its group.

    Raises
    ------
    SourceError
        If a column is missing or stands twice, or there are two rows of headings.
    """
    headed = _best(sheet, own=own)
    where = f"{file} {sheet.spoken}"
    if headed is None or _is_chance(headed, name=sheet.name):
        kinds = [kind for kind in load_kinds().values() if sheet.name in kind.sheets]
        if kinds and sheet.rows:
            wanted = "、".join(c.names[0] for c in kinds[0].columns.values() if c.required)
            cure = "请补上标题行，或在 report.yaml 的 ledger.columns 写明各列的名称。"
            raise SourceError(Fault(where, f"有标题行（{wanted}）", "没有找到", cure))
        return None
    faults = [
        *_column_faults(headed, where=where, own=own),
        *_second_headings(sheet, headed, where=where),
    ]
    if faults:
        raise SourceError(*faults)
    kind, positions = headed.kind, headed.positions
    start = find_start(sheet, headings=headed.row, kind=kind, positions=positions)
    units = {column: start.units.get(at, "") for column, at in positions.items()}
    return LedgerSheet(
        kind=kind,
        file=file,
        name=sheet.name,
        rows=sheet.rows,
        first=start.row,
        positions=positions,
        # A unit below a heading is as one in brackets after it.
        headings={column: _with(said, units[column]) for column, said in headed.headings.items()},
        asides=load_asides(),
        is_hidden=sheet.is_hidden,
    )


def _with(heading: str, unit: str) -> str:
    return f"{heading}({unit})" if unit else heading


def _is_chance(headed: _Headed, *, name: str) -> bool:
    """Whether a few headings may well be those of another list, and the sheet's name is no help."""
    is_named = name in headed.kind.sheets
    return bool(headed.missing) and not is_named and len(headed.positions) <= _ENOUGH


def _best(sheet: Sheet, *, own: OwnColumns) -> _Headed | None:
    """Return the row and kind that most headings fit; the higher row, the kind its name says."""
    found: list[_Headed] = []
    for row in range(min(_SEARCHED, len(sheet.rows))):
        said = [tuple(_headings(sheet, row, column)) for column in range(sheet.width)]
        index = _index(said)
        kinds = load_kinds().values()
        headed = [_headed(row, said, index=index, kind=k, own=own.get(k.id, {})) for k in kinds]
        found += [one for one in headed if len(one.positions) >= _ENOUGH]
    return max(
        found,
        key=lambda h: (not h.missing, len(h.positions), sheet.name in h.kind.sheets, -h.row),
        default=None,
    )


def _headed(
    row: int,
    texts: Sequence[tuple[str, ...]],
    *,
    index: _Index,
    kind: LedgerKind,
    own: Mapping[str, Sequence[str]],
) -> _Headed:
    positions: dict[str, int] = {}
    doubled: dict[str, tuple[int, int]] = {}
    for column in kind.columns.values():
        for name in own.get(column.id) or column.names:
            at = _having(index, label_words(name))
            if at:
                positions[column.id] = at[0]
                if len(at) > 1:
                    doubled[column.id] = (at[0], at[1])
                break
    headings = {column: " ".join(texts[at]) for column, at in positions.items()}
    return _Headed(kind=kind, row=row, positions=positions, headings=headings, doubled=doubled)


def _index(texts: Sequence[tuple[str, ...]]) -> _Index:
    """Return the columns by what they are headed, a remark after it left out or not."""
    index: _Index = tuple({} for _ in range(_READINGS))
    for column, said in enumerate(texts):
        for nth, heading in enumerate(said[:_READINGS]):
            for words in dict.fromkeys(map(label_words, (heading, _without_remark(heading)))):
                index[nth].setdefault(words, []).append(column)
    return index


def _having(index: _Index, words: str) -> list[int]:
    """Return the columns headed *words*; those by their own heading rather than with a group's."""
    return next((named[words] for named in index if words in named), [])


def _without_remark(heading: str) -> str:
    return _REMARK.sub("", plain_text(heading))


def _headings(sheet: Sheet, row: int, column: int) -> Iterator[str]:
    """Yield what heads a column: its own heading, then that with the groups above it."""
    band = range(row, max(row - _DEEPEST, -1), -1)
    own = next((r for r in band if _text(sheet, r, column)), None)
    if own is None:
        return
    said = _text(sheet, own, column)
    yield said
    for r in range(own - 1, band.stop, -1):
        group = next((t for c in range(column, -1, -1) if (t := _text(sheet, r, c))), "")
        if group:
            # 日期 over 收到 is 收到日期, as 申请人 over 类型 is 申请人类型.
            yield from (group + said, said + group)
            said = group + said


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.at(row, column)
    return value if isinstance(value, str) and not is_blank(value) else ""


def _column_faults(headed: _Headed, *, where: str, own: OwnColumns) -> Iterator[Fault]:
    for column in headed.missing:
        names = "、".join(column.names[1:5])
        cure = f"也可以叫{names}；用别的名称的，请在 report.yaml 的 ledger.columns 写明。"
        wanted = f"有“{column.names[0]}”一列"
        if named := own.get(headed.kind.id, {}).get(column.id):
            cure = "请改正 report.yaml 的 ledger.columns；几张表的名称不同的，都写上。"
            wanted = f"有“{'”或“'.join(named)}”一列（report.yaml 写的“{column.names[0]}”）"
        yield Fault(f"{where} 第 {headed.row + 1} 行（{headed.kind.name}）", wanted, "没有", cure)
    for column_id, at in headed.doubled.items():
        cells = "、".join(cell_name(headed.row, column) for column in at)
        name = headed.kind.columns[column_id].names[0]
        cure = "请改掉其中一列的标题，或在 report.yaml 的 ledger.columns 写明用哪一列。"
        yield Fault(f"{where} {cells}", f"“{name}”只有一列", "两列的标题相同", cure)


def _second_headings(sheet: Sheet, headed: _Headed, *, where: str) -> Iterator[Fault]:
    """Say which rows below the headings are headings once more."""
    columns = headed.kind.columns
    known = {
        at: {label_words(name) for name in (*columns[column].names, headed.headings[column])}
        for column, at in headed.positions.items()
    }
    # A column of dates, where words are rare, tells quickly which rows are worth a look.
    required = (headed.positions.get(column.id) for column in columns.values() if column.required)
    dates = next((at for at in required if at is not None), 0)
    said = [row[dates] if len(row) > dates else None for row in sheet.rows]
    words = {raw for raw in set(said) if isinstance(raw, str) and raw.strip()[:1].isalpha()}
    again = [
        row
        for row in range(headed.row + 1, len(sheet.rows))
        if said[row] in words
        and sum(_is_heading(sheet, row, at, names) for at, names in known.items()) > len(known) // 2
    ]
    if again:
        rows = "、".join(str(row + 1) for row in again)
        found = f"第 {headed.row + 1} 行之外，第 {rows} 行也是标题"
        yield Fault(where, "只有一行标题", found, "请只留一行标题，删去其余的。")


def _is_heading(sheet: Sheet, row: int, column: int, names: set[str]) -> bool:
    text = _text(sheet, row, column)
    return bool(text) and label_words(text) in names
