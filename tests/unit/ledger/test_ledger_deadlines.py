"""Time limits of the Regulations, by China's own calendar of working days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import HEADINGS, YEAR, is_worked, page_of, request, worked_after
from builders.spreadsheets import Value, write_book

from kit.ledger import Ledger, read_ledger
from kit.ledger.calendar import working_calendar

DUE = worked_after(date(2022, 3, 1), 20)


def read(folder: Path, *, year: int = YEAR, **cells: Value) -> Ledger:
    """Return what a ledger of one request comes to; it came on 1 March."""
    path = write_book(folder / "ledger.xlsx", [page_of("申请", HEADINGS, [request(**cells)])])
    return read_ledger([path], form=form(), year=year)


def late(folder: Path, **cells: Value) -> dict[str, int]:
    """Return the ways in which one request is late, and by how many working days."""
    return {found.why: found.days for found in read(folder, **cells).late}


def test_working_days_are_those_of_the_notices() -> None:
    """Public holidays, and the weekends worked in their stead, of two years."""
    calendar = working_calendar([2021, 2022])
    days = [date(2021, 1, 1) + timedelta(days=n) for n in range(730)]
    assert [day for day in days if is_worked(day)] == list(calendar.working)
    assert calendar.unknown == ()


def test_the_limit_is_twenty_working_days(tmp_path: Path) -> None:
    """On the twentieth it is in time, on the next working day late by one."""
    assert date(2022, 3, 29) == DUE
    assert late(tmp_path, 答复日期=DUE) == {}
    assert late(tmp_path, 答复日期=worked_after(DUE, 1)) == {"answered": 1}


@pytest.mark.parametrize("told", [DUE, "是", "已延期"])
def test_an_extension_gives_twenty_more(tmp_path: Path, told: Value) -> None:
    """With notice, by its date or by a word."""
    end = worked_after(DUE, 20)
    assert late(tmp_path, 延期=told, 答复日期=end) == {}
    assert late(tmp_path, 延期=told, 答复日期=worked_after(end, 2)) == {"answered": 2}


@pytest.mark.parametrize("told", [None, "否", "/", "未延期"])
def test_no_extension_gives_nothing(tmp_path: Path, told: Value) -> None:
    """A word that says no is as good as a blank."""
    assert late(tmp_path, 延期=told, 答复日期=worked_after(DUE, 3)) == {"answered": 3}


def test_an_extension_told_too_late_is_said(tmp_path: Path) -> None:
    """It counts, and is a fault of its own."""
    told = worked_after(DUE, 2)
    assert late(tmp_path, 延期=told, 答复日期=worked_after(DUE, 5)) == {"extension": 2}


def test_a_correction_begins_the_time_anew(tmp_path: Path) -> None:
    """From the day it came; asked for within seven working days."""
    came = date(2022, 3, 1)
    asked, back = worked_after(came, 7), date(2022, 4, 11)
    steps: dict[str, Value] = {"补正通知日期": asked, "补正日期": back}
    assert late(tmp_path, **steps, 答复日期=worked_after(back, 20)) == {}
    assert late(tmp_path, **steps, 答复日期=worked_after(back, 21)) == {"answered": 1}
    steps["补正通知日期"] = worked_after(came, 9)
    assert late(tmp_path, **steps, 答复日期=worked_after(back, 20)) == {"correction": 2}


def test_the_time_of_a_third_party_does_not_count(tmp_path: Path) -> None:
    """Between asking and hearing the clock stands still."""
    asked = date(2022, 3, 3)
    steps: dict[str, Value] = {"征求第三方": asked, "第三方反馈日期": worked_after(asked, 15)}
    assert late(tmp_path, **steps, 答复日期=worked_after(DUE, 15)) == {}
    assert late(tmp_path, **steps, 答复日期=worked_after(DUE, 16)) == {"answered": 1}


def test_a_delay_agreed_is_not_late(tmp_path: Path) -> None:
    """Until the day that was agreed with someone who applies in great number."""
    day = worked_after(DUE, 60)
    assert late(tmp_path, 约定答复日=day, 答复日期=day) == {}


def test_an_open_request_is_late_by_the_years_end(tmp_path: Path) -> None:
    """Unless it waits for its applicant or a third party."""
    open_: dict[str, Value] = {"答复日期": None, "答复类型": None}
    assert list(late(tmp_path, **open_)) == ["unanswered"]
    assert late(tmp_path, **open_, 补正通知日期="2022.3.3") == {}
    assert late(tmp_path, **open_, 征求第三方="2022.3.3") == {}


def test_what_the_applicant_let_lapse_has_no_limit(tmp_path: Path) -> None:
    """The answer only ends it."""
    assert late(tmp_path, 答复类型="逾期不补正", 答复日期="2022-09-01") == {}


@pytest.mark.parametrize(
    "cells", [{"征求第三方": "是"}, {"补正日期": "补了"}, {"征求第三方": "2022.3.3"}]
)
def test_what_no_date_tells_is_noted(tmp_path: Path, cells: dict[str, Value]) -> None:
    """No guess is made of how long it took."""
    ledger = read(tmp_path, **cells, 答复日期="2022-09-01")
    assert ledger.late == ()
    assert ledger.notes[0].startswith("ledger.xlsx 申请 A2：补正、征求第三方或约定的日期不全")


def test_a_year_whose_holidays_are_not_known_is_noted(tmp_path: Path) -> None:
    """Until the package knows it, nothing is judged."""
    ledger = read(tmp_path, year=2099, 收到日期="2099-03-01", 答复日期="2099-12-01")
    assert ledger.late == ()
    assert ledger.notes[0].startswith("不知道 2099 年的节假日安排")
    assert ledger.counts["t3.granted.total"].value == 1
