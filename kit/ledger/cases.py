"""Table four counted from the ledger of reconsideration and litigation cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kit.form import Form
from kit.ledger.load import load_vocabulary
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import Refusals, SheetReader, Tally
from kit.source.grids import is_blank
from kit.source.values import Raw

_PENDING = "pending"


def count_cases(
    sheets: Sequence[LedgerSheet], *, form: Form, year: int, refusals: Refusals, notes: list[str]
) -> Tally:
    """Count table four: cases closed in *year* by result, and those still open at its end.

    References
    ----------
    国办公开办函〔2021〕30号: a case in which the reconsideration body is co-defendant
    counts once, with the body whose act it was.
    """
    tally = Tally()
    for sheet in sheets:
        blocks = _blocks(sheet)
        tally.cover(sheet, _covered(form, blocks=blocks))
        reader = SheetReader(sheet=sheet, refusals=refusals)
        columns = ("type", "reviewed", "role", "filed", "closed", "result")
        others: list[int] = []
        for row, (type_, reviewed, role, *rest) in sheet.cells(*columns):
            if _is_others(reader, row, role):
                others.append(row)
                continue
            result = _result(reader, row, tuple(rest), year=year)
            block = result and _block(reader, row, (type_, reviewed), default=blocks)
            if result and block:
                for column in (result, "total"):
                    tally.add(f"t4.{block}.{column}", sheet=sheet, row=row)
        if others:
            said = "本机关是共同被告（复议机关），由作出原行政行为的机关统计，没有计入。"
            notes.append(f"{sheet.named(others).spoken()}：{said}")
    return tally


def _blocks(sheet: LedgerSheet) -> tuple[str, ...]:
    """Return the blocks the sheet tells about: all, or the one its name says."""
    words = load_vocabulary("cases")
    named = words.read(sheet.name).id
    if named and "type" not in sheet.positions:
        return (named,)
    of = words.groups.get(sheet.name, frozenset())
    return tuple(sorted(of)) if of and "type" not in sheet.positions else ()


def _covered(form: Form, *, blocks: tuple[str, ...]) -> Iterable[str]:
    cells = form.tables["t4"].cells
    return [a for a in cells if not blocks or a.split(".")[1] in blocks]


def _block(
    reader: SheetReader, row: int, cells: tuple[Raw, Raw], *, default: tuple[str, ...]
) -> str:
    """Return the block a case belongs to, by its type and whether it was reconsidered first."""
    if len(default) == 1:
        return default[0]
    type_, reviewed = cells
    spoken = reader.sheet.kind.columns["reviewed"].spoken
    words = None if is_blank(reviewed) else f"{spoken}{reviewed}"
    # Whether it was reconsidered first says nothing of a reconsideration.
    if load_vocabulary("cases").read(str(type_ or "")).id == "reconsideration":
        words = None
    type_ = reader.sheet.name if default and type_ is None else type_
    return reader.meaning(row, type_, words, column="type", vocabulary="cases")


def _is_others(reader: SheetReader, row: int, role: Raw) -> bool:
    if is_blank(role):
        return False
    words = f"{reader.sheet.kind.columns['role'].spoken}{role}"
    return reader.meaning(row, words, column="role", vocabulary="roles") == "co_defendant"


def _result(reader: SheetReader, row: int, cells: tuple[Raw, ...], *, year: int) -> str:
    """Return the column of a case's result in *year*; empty when it has none, or was refused."""
    began, ended, words = cells
    filed = reader.required_day(row, began, column="filed")
    closed = reader.day(row, ended, column="closed")
    if filed is None:
        return ""
    if closed and closed < filed:
        cure = "请核对这两个日期。"
        wanted = "受理之后的日期"
        reader.refuse(row, column="closed", wanted=wanted, found="比受理日期还早", cure=cure)
        return ""
    if filed.year > year or (closed and closed.year < year):
        return ""
    if closed and closed.year == year:
        return _closed_result(reader, row, words)
    return _open_result(reader, row, words, closed=closed)


def _closed_result(reader: SheetReader, row: int, words: Raw) -> str:
    result = reader.meaning(row, words, column="result", vocabulary="results")
    if result != _PENDING:
        return result
    cure = "请填写最终结果；尚未审结的，请删去日期。"
    reader.refuse(row, column="result", wanted="结果", found="有审结日期而尚未审结", cure=cure)
    return ""


def _open_result(reader: SheetReader, row: int, words: Raw, *, closed: date | None) -> str:
    """Return that a case is pending, unless a result stands there without a date."""
    if closed is None and not is_blank(words):
        result = reader.meaning(row, words, column="result", vocabulary="results")
        if result not in {"", _PENDING} and row not in reader.refused:
            cure = "请补上审结日期；尚未审结的，请删去结果。"
            found = "有结果而没有日期"
            reader.refuse(row, column="closed", wanted="审结日期", found=found, cure=cure)
        if result != _PENDING:
            return ""
    return _PENDING
