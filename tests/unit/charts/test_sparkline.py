"""A trend as small as a word."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml.etree import fromstring

from kit.charts import sparkline

#: The longest row a list of agencies has: five years of eight digits.
LONGEST = [11398889, 10398880, None, 99999999, 12345678]
DOT = "m-.7-.7h1.4v1.4h-1.4z"


def way(trend: str) -> str:
    """Return the line that is drawn, without the dot at its end."""
    (path,) = fromstring(trend).iter("path")
    drawn = str(path.get("d"))
    assert drawn.endswith(DOT)
    return drawn.removesuffix(DOT)


def test_a_trend_is_for_the_eye_alone() -> None:
    """It is hidden from those who cannot see it, and has no words."""
    svg = fromstring(sparkline([3, 4, 5]))
    assert svg.get("aria-hidden") == "true"
    assert "".join(svg.itertext()) == ""


def test_a_trend_is_small() -> None:
    """Thousands of them stand on one page: one line, one element, few bytes."""
    trend = sparkline(LONGEST)
    assert len(trend.encode()) <= 130
    assert len(list(fromstring(trend).iter())) == 2


def test_zero_is_the_floor_and_the_largest_the_ceiling() -> None:
    """The oldest stands on the left, the last has the dot."""
    assert way(sparkline([0, 5, 10])) == "M2 14L28 8L54 2"


def test_a_little_more_is_drawn_a_little_higher() -> None:
    """Large numbers that hardly differ are nearly level: the floor is 0, not the least of them."""
    assert way(sparkline([100, 101])) == "M2 2L54 2"


def test_a_missing_value_breaks_the_line() -> None:
    """It is no zero; what stands alone between two is a dot, the last known has the large one."""
    assert way(sparkline([1, 1, None, 1, None])) == "M2 2L15 2M41 2h0"


@pytest.mark.parametrize("values", [[], [None, None], [5], [None, 5, None]])
def test_one_value_is_no_trend(values: list[int | None]) -> None:
    """Nothing is drawn."""
    assert sparkline(values) == ""


def test_nothing_but_zeros_is_a_line_on_the_floor() -> None:
    """No number is divided by nothing."""
    assert way(sparkline([0, 0])) == "M2 14L54 14"


def test_a_value_below_zero_stays_in_the_picture() -> None:
    """A minus that was typed by mistake lowers the floor."""
    assert way(sparkline([-5, 5])) == "M2 14L54 2"


def test_amounts_are_drawn_as_counts_are() -> None:
    """A decimal stands where the same whole number would, beside counts too."""
    assert sparkline([Decimal("2.50"), 5]) == sparkline([5, 10])
