"""Dates in the shapes that ledgers have them, and what is none."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kit.ledger.dates import parse_date, parse_month
from kit.source.values import Raw

DAY = date(2022, 1, 5)


@pytest.mark.parametrize(
    "raw",
    [
        DAY,
        datetime(2022, 1, 5, 9, 30),  # noqa: DTZ001 - a spreadsheet knows no time zone
        44566,
        44566.4,
        "44566",
        20220105,
        "20220105",
        "2022-01-05",
        "2022-1-5",
        "2022/01/05",
        "2022.1.5",
        "2022.01.05.",
        "2022年1月5日",
        " 2022 年 01 月 05 日 ",
        "２０２２年１月５日",
        "2022-1-5 10:30",
        "2022-01-05T10:30:00",
        "2022年1月5日 9时30分",
        "2022/1/5 上午10:22",
        "2022年1月5日上午",
        "2022年01月05日 星期三",
        "2022-1-5（周三）",
        "2022.1.5日",
        "2022。1。5",
        "2022，1，5",
        "2022—01—05",
        "2022\\1\\5",
        "'2022-01-05",
        "二〇二二年一月五日",
        "二○二二年一月五日",
        "44566.5",
    ],
)
def test_a_date_in_many_shapes(raw: Raw) -> None:
    """All of them the same day."""
    assert parse_date(raw) == DAY


@pytest.mark.parametrize("raw", [None, "", "  ", "/", "-", "—", "无"])
def test_no_date(raw: Raw) -> None:
    """A blank, and the marks that stand for one."""
    assert parse_date(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "22.1.5",
        "2022-13-05",
        "2022-02-30",
        "1月5日",
        "今年年初",
        5,
        999999,
        True,
        "2022.1",
        1e30,
        "1948.1.1",
        "2100-01-01",
    ],
)
def test_what_is_no_date_or_could_be_two(raw: Raw) -> None:
    """Two-digit years, days that do not exist, words."""
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is never shown
        parse_date(raw)


@pytest.mark.parametrize(
    "raw",
    [
        3,
        3.0,
        "3",
        "3月",
        "三月",
        "3月份",
        "2022年3月",
        "2022-03",
        "202203",
        date(2022, 3, 9),
        "2022.3.9",
    ],
)
def test_a_month_in_many_shapes(raw: Raw) -> None:
    """Of the report's year unless it names one."""
    assert parse_month(raw, year=2022) == date(2022, 3, 1)


@pytest.mark.parametrize("raw", ["13月", "一季度", 0])
def test_no_month(raw: Raw) -> None:
    """Nothing is made of it."""
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is never shown
        parse_month(raw, year=2022)
