"""The pictures of a whole year: counts of those that reported, added up, roll-ups left out."""

from __future__ import annotations

import re
from typing import Any, Literal

from builders.filings import form

from kit.review.model import Entry
from kit.review.pictures import Pictures, tables_of, year_pictures
from kit.workspace import Agency

YEAR = 2024


def review(received: int | None, **history: int) -> dict[str, Any]:
    """Return reviewers' data with so many requests, this year and in the years before."""
    figures = {a: {"value": 0} for a in form().cells} | {"t3.received.total": {"value": received}}
    return {
        "year": YEAR,
        "figures": figures | {"t2.fees.amount": {"value": "18.5"}},
        "history": {
            year.removeprefix("y"): {"t3.received.total": value, "t3.granted.total": 7}
            for year, value in history.items()
        },
    }


def entry(name: str, *, tables: dict[str, Any], scope: Literal["own", "rollup"] = "own") -> Entry:
    """Return an agency whose report is there."""
    agency = Agency(id=name, name=name, kind="department", scope=scope)
    return Entry(agency=agency, state="unsigned", tables=tables_of(tables))


def numbers(pictures: Pictures, name: str) -> list[str]:
    """Return the numbers of the table behind one picture."""
    html = next(one for one in pictures.html if f'id="chart-{name}"' in one)
    return re.findall(r"<td>(.*?)</td>", html)


def test_only_counts_are_kept_and_of_earlier_years_the_totals() -> None:
    """An index of thousands must not carry every figure of every year."""
    tables = tables_of(review(5, y2023=4))
    assert tables[YEAR]["t3.received.total"] == 5
    assert "t2.fees.amount" not in tables[YEAR]
    assert tables[2023] == {"t3.received.total": 4}


def test_a_figure_that_is_missing_adds_nothing() -> None:
    """It is said on the agency's own row, not here."""
    assert "t3.received.total" not in tables_of(review(None))[YEAR]


def test_agencies_are_added_up_and_roll_ups_left_to_their_parts() -> None:
    """Otherwise everything below a roll-up would count twice."""
    entries = [
        entry("a", tables=review(5, y2023=4)),
        entry("b", tables=review(7, y2023=6)),
        entry("c", tables=review(12, y2023=10), scope="rollup"),
        Entry(agency=Agency(id="d", name="d", kind="department"), state="not_begun"),
    ]
    pictures = year_pictures(entries, year=YEAR)
    assert (pictures.agencies, pictures.steady) == (2, 2)
    assert numbers(pictures, "requests") == ["10", "0", "0", "12", "0", "0"]


def test_years_are_shown_that_half_of_the_agencies_have() -> None:
    """And through the years only those are added up that have them all."""
    entries = [
        entry("a", tables=review(5, y2022=3, y2023=4)),
        entry("b", tables=review(7, y2023=6)),
        entry("c", tables=review(9)),
    ]
    pictures = year_pictures(entries, year=YEAR)
    assert (pictures.agencies, pictures.steady) == (3, 2)
    assert numbers(pictures, "requests") == ["10", "0", "0", "12", "0", "0"]


def test_without_reports_there_are_no_pictures() -> None:
    """A year that nobody has begun shows an index all the same."""
    assert year_pictures([], year=YEAR) == Pictures()


def test_each_picture_stands_there_once() -> None:
    """Its id is what its title and description are found by."""
    pictures = year_pictures([entry("a", tables=review(5, y2023=4))], year=YEAR)
    ids = re.findall(r'<figure class="chart" id="([^"]+)"', "".join(pictures.html))
    assert len(ids) == len(set(ids)) > 0
