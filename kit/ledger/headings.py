"""A sheet as a ledger: its kind, its columns, where its own rows begin."""

from __future__ import annotations

from collections.abc import Iterator

from kit.errors import Fault, SourceError
from kit.ledger.beneath import find_start
from kit.ledger.headed import HeadingRow, OwnColumns, find_headed, guess_headed, text_at
from kit.ledger.lacking import column_faults
from kit.ledger.load import load_asides, load_kinds, load_usage
from kit.ledger.merged import unmerge
from kit.ledger.model import LedgerSheet
from kit.ledger.ticks import read_ticks
from kit.source.grids import Sheet
from kit.source.labels import label_words

#: So many known headings make a row one of headings.
_ENOUGH = 2


def locate_ledger(sheet: Sheet, *, file: str, own: OwnColumns) -> LedgerSheet | None:
    """Return *sheet* as a ledger; ``None`` when nothing in it looks like one.

    Headings may be merged over several rows and columns: a cell takes the heading
    above it, and one that says too little is read together with its group.

    Raises
    ------
    SourceError
        If a column is missing or stands twice, or there are two rows of headings.
    """
    headed = find_headed(sheet, own=own, fewest=_ENOUGH)
    where = f"{file} {sheet.spoken}"
    if headed is None or _is_chance(headed, name=sheet.name):
        if sheet.rows and (unheaded := _headless(sheet, where=where, own=own)):
            raise SourceError(*unheaded)
        return None
    faults = [
        *column_faults(headed, sheet=sheet, where=where, own=own.get(headed.kind.id, {})),
        *_second_headings(sheet, headed, where=where),
    ]
    if faults:
        raise SourceError(*faults)
    return _ledger_sheet(sheet, headed, file=file)


def _ledger_sheet(sheet: Sheet, headed: HeadingRow, *, file: str) -> LedgerSheet:
    kind, positions, usage = headed.kind, headed.positions, load_usage()
    start = find_start(sheet, headings=headed.row, kind=kind, positions=positions)
    headings = range(len(headed.said))
    counters = [at for at in headings if label_words(headed.heading(at)) in usage.counters]
    whole = unmerge(sheet, first=start.row, known=headed.known, own=counters)
    units = {column: start.units.get(at, "") for column, at in positions.items()}
    return LedgerSheet(
        kind=kind,
        file=file,
        name=sheet.name,
        rows=read_ticks(whole.rows, first=start.row, ticked=headed.ticked),
        first=start.row,
        positions=positions,
        # A unit below a heading is as one in brackets after it.
        headings={
            column: _with(" ".join(headed.said[at]), units[column])
            for column, at in positions.items()
        },
        asides=load_asides(),
        is_hidden=sheet.is_hidden,
        ticked={column: max(ticks) for column, ticks in headed.ticked.items()},
        joined=whole.joined,
        personal=tuple(
            at
            for at in headings
            if at not in headed.known and any(w in headed.heading(at) for w in usage.personal)
        ),
    )


def _with(heading: str, unit: str) -> str:
    return f"{heading}({unit})" if unit else heading


def _is_chance(headed: HeadingRow, *, name: str) -> bool:
    """Whether a few headings may well be those of another list, and the sheet's name is no help."""
    is_named = name in headed.kind.sheets
    return bool(headed.missing) and not is_named and len(headed.positions) <= _ENOUGH


def _headless(sheet: Sheet, *, where: str, own: OwnColumns) -> tuple[Fault, ...]:
    """Say what is not found in a sheet that is called a ledger."""
    kind = next((kind for kind in load_kinds().values() if sheet.name in kind.sheets), None)
    if kind is None:
        return ()
    guessed = find_headed(sheet, own=own, fewest=1) or guess_headed(sheet, kind=kind)
    if guessed:
        own_names = own.get(guessed.kind.id, {})
        return tuple(column_faults(guessed, sheet=sheet, where=where, own=own_names))
    wanted = "、".join(c.names[0] for c in kind.columns.values() if c.required)
    cure = "请补上标题行，或在 report.yaml 的 ledger.columns 写明各列的名称。"
    return (Fault(where, f"有标题行（{wanted}）", "没有找到", cure),)


def _second_headings(sheet: Sheet, headed: HeadingRow, *, where: str) -> Iterator[Fault]:
    """Say which rows below the headings are headings once more."""
    columns = headed.kind.columns
    known = {
        at: {*map(label_words, (*columns[column].names, " ".join(headed.said[at])))}
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
    text = text_at(sheet, row, column)
    return bool(text) and label_words(text) in names
