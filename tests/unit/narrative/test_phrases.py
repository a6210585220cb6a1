"""Numbers are rounded half up, exactly, and said as reports say them."""

from __future__ import annotations

from decimal import Decimal, getcontext, localcontext

import pytest

from kit.narrative import phrases


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Decimal("0.005"), "0.01"),
        (Decimal("0.004999"), "0.00"),
        (Decimal("2.675"), "2.68"),
        (Decimal("-2.675"), "-2.68"),
        (Decimal("-0.004"), "0.00"),
        (10**30, f"{10**30}.00"),
    ],
)
def test_rounded(number: Decimal | int, said: str) -> None:
    """A half goes away from zero, and nothing is ever minus nothing."""
    assert phrases.rounded(number) == said


def test_rounding_does_not_depend_on_the_decimal_context() -> None:
    """A notebook that changed the precision of decimals changes no rate."""
    with localcontext():
        getcontext().prec = 2
        assert phrases.percent(258, whole=759) == "33.99%"


@pytest.mark.parametrize(
    ("now", "before", "rate", "words"),
    [
        (3525, 3511, "+0.40%", "增长0.40%"),
        (170, 440, "-61.36%", "下降61.36%"),
        (5, 5, "0.00%", "持平"),
        (1000001, 1000000, "0.00%", "基本持平"),
        (0, 4, "-100.00%", "下降100.00%"),
        (4, 0, "", ""),
        (0, 0, "", "持平"),
        (4, -2, "", ""),
    ],
)
def test_growth_and_change(now: int, before: int, rate: str, words: str) -> None:
    """Rates have their sign, words their direction; from nothing there is neither."""
    assert phrases.growth(now, before=before) == rate
    assert phrases.change(now, before=before) == words


def test_a_share_of_nothing_is_not_said() -> None:
    """There is no percentage of zero."""
    assert phrases.percent(0, whole=0) == ""


@pytest.mark.parametrize(
    ("number", "unit", "scale", "said"),
    [
        (3985758, "件", "万", "398.58万"),
        (3985758, "件", "亿", "0.04亿"),
        (Decimal("59237.2449"), "万元", "亿", "5.92亿"),
        (Decimal("59237.2449"), "万元", "万", "59237.24万"),
        (Decimal(251000), "元", "万", "25.10万"),
    ],
)
def test_scaled(number: Decimal | int, unit: str, scale: str, said: str) -> None:
    """A fee entered in 万元 is scaled by what it is worth, not by its digits."""
    assert phrases.scaled(number, unit=unit, scale=scale) == said
