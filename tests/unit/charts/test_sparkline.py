"""A trend as small as a word."""

from __future__ import annotations

import pytest
from lxml.etree import fromstring

from kit.charts import sparkline

#: The longest row a list of agencies has: five years of eight digits.
LONGEST = [11398889, 10398880, None, 99999999, 12345678]


def ways(trend: str) -> list[str]:
    """Return what is drawn, the line first and the dot last."""
    return [way.get("d", "") for way in fromstring(f"<p>{trend}</p>").iter("path")]


def test_a_trend_is_for_the_eye_and_its_values_are_words() -> None:
    """The line is hidden from those who cannot see it, the values are not."""
    trend = sparkline([3, 4, 5], label="新收")
    assert 'aria-hidden="true"' in trend
    assert trend.endswith('<span class="trend">新收：3、4、5</span>')


def test_a_trend_is_small() -> None:
    """Thousands of them stand on one page."""
    assert len(sparkline(LONGEST, label="新收申请").encode()) <= 400


def test_zero_is_the_floor_and_the_largest_the_ceiling() -> None:
    """The oldest stands on the left, the last has a dot."""
    assert ways(sparkline([0, 5, 10], label="新收")) == ["M2 14L28 8L54 2", "M54 2h0"]


def test_a_missing_value_breaks_the_line() -> None:
    """It is no zero; what stands alone between two is a dot."""
    line, dot = ways(sparkline([1, 1, None, 1, None], label="新收"))
    assert line == "M2 2L15 2M41 2h0"
    assert dot == "M41 2h0"
    assert "1、1、—、1、—" in sparkline([1, 1, None, 1, None], label="新收")


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_known_has_no_line(values: list[int | None]) -> None:
    """The words alone say that there is nothing."""
    assert sparkline(values, label="新收").startswith("<span")


def test_nothing_but_zeros_is_a_line_on_the_floor() -> None:
    """No number is divided by nothing."""
    assert ways(sparkline([0, 0], label="新收"))[0] == "M2 14L54 14"


def test_a_label_from_outside_is_no_markup() -> None:
    """It is escaped."""
    assert "<b>" not in sparkline([1], label="<b>")
