"""The day by which each request of the blank ledger is to be answered, as a formula.

It counts as the rule of the time limits does, by a list of the working days.
"""

from __future__ import annotations

from datetime import datetime, time

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from kit.ledger import LedgerKind, load_limits, working_calendar

#: What the column is headed, and the list of working days called.
DUE, WORKING = "应答复日期", "工作日"
#: So many rows have the formula.
_ROWS = 500
_WIDTH = 14
#: Steps that no day is written of yet, and what is said for a day to wait for.
_WAITING = (
    ("correction_sent", "corrected", "待补正"),
    ("third_party_sent", "third_party_back", "征求意见中"),
)


def due_step() -> str:
    """Say how the day is found, for the notes."""
    limits = load_limits()
    return (
        f"“{DUE}”由公式算出（前 {_ROWS} 行）：收到之后 {limits.answer} 个工作日；"
        f"补正的从收到补正起算，延期的加 {limits.extension} 个工作日，"
        "征求第三方的时间不计，约定了日期的取较晚的一天。已过期限的变红。"
    )


def write_working_days(sheet: Worksheet, *, at: int, year: int, head: Format, day: Format) -> str:
    """List in column *at* the working days by which requests of *year* are judged.

    Returns
    -------
    str
        The cells, for the name ``WORKING`` to mean them.

    References
    ----------
    国务院办公厅关于部分节假日安排的通知, as far as they are published.
    """
    days = working_calendar(range(year - 1, year + 2)).working
    sheet.write_string(0, at, WORKING, head)
    sheet.set_column(at, at, _WIDTH)
    for row, one in enumerate(days, start=1):
        sheet.write_datetime(row, at, datetime.combine(one, time()), day)
    return str(xl_range_abs(1, at, max(1, len(days)), at))


def write_due(
    sheet: Worksheet, *, kind: LedgerKind, head: Format, day: Format, late: Format
) -> None:
    """Write the column into the sheet of requests, behind those of its kind."""
    at = len(kind.columns)
    sheet.set_column(at, at, _WIDTH, day)
    sheet.write_string(0, at, DUE, head)
    for row in range(1, _ROWS + 1):
        sheet.write_formula(row, at, f"={due_formula(kind, row=row)}", day, "")
    cell = {name: f"${letter}2" for name, letter in _letters(kind).items()}
    due = f"${xl_col_to_name(at)}2"
    answered, outcome = cell["answered"], cell["outcome"]
    is_late = f'OR({answered}>{due},AND({answered}="",{outcome}="",{due}<TODAY()))'
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({due}),{is_late})", "format": late}
    sheet.conditional_format(1, at, _ROWS, at, rule)


def due_formula(kind: LedgerKind, *, row: int) -> str:
    """Return the formula of the zero-based *row*: a day, what is waited for, or nothing."""
    cell = {name: f"{letter}{row + 1}" for name, letter in _letters(kind).items()}
    limits = load_limits()
    start = f"IF(ISNUMBER({cell['corrected']}),{cell['corrected']},{cell['received']})"
    asked, heard, extended = (
        cell[name] for name in ("third_party_sent", "third_party_back", "extended")
    )
    stopped = (
        f"IF(AND(ISNUMBER({asked}),ISNUMBER({heard})),MAX({_worked(heard)}-{_worked(asked)},0),0)"
    )
    more = f'IF(OR(ISNUMBER({extended}),{extended}="是"),{limits.extension},0)'
    due = f"INDEX({WORKING},{_worked(start)}+{limits.answer}+{stopped}+{more})"
    formula = f'IFERROR(MAX({due},N({cell["agreed"]})),"")'
    for sent, back, said in _WAITING:
        waits = f"AND(ISNUMBER({cell[sent]}),NOT(ISNUMBER({cell[back]})))"
        formula = f'IF({waits},"{said}",{formula})'
    return f'IF(ISNUMBER({cell["received"]}),{formula},"")'


def _worked(day: str) -> str:
    """Return how many working days of the list there are up to a day."""
    return f"MATCH({day},{WORKING},1)"


def _letters(kind: LedgerKind) -> dict[str, str]:
    return {name: xl_col_to_name(at) for at, name in enumerate(kind.columns)}
