"""How numbers are said in a sentence; every rounding is half up, to two decimals, and exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from kit.narrative.placeholders import SCALES

Number = int | Decimal | Fraction


def rounded(number: Number) -> str:
    """Round half up to two decimals, without a sign when nothing is left.

    Examples
    --------
    >>> rounded(Decimal("0.125")), rounded(Decimal("-0.001"))
    ('0.13', '0.00')
    """
    # A quotient of counts has no exact Decimal; a Fraction needs no context to be right.
    hundredths = floor(abs(Fraction(number)) * 100 + Fraction(1, 2))
    sign = "-" if number < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def percent(part: Number, *, whole: Number) -> str:
    """Say how much *part* is of *whole*; empty when *whole* is 0.

    Examples
    --------
    >>> percent(1, whole=3)
    '33.33%'
    """
    return f"{rounded(Fraction(part) / Fraction(whole) * 100)}%" if whole else ""


def growth(now: Number, *, before: Number) -> str:
    """Say the rate of growth with its sign; empty when there is nothing to grow from.

    Examples
    --------
    >>> growth(3525, before=3511)
    '+0.40%'
    """
    if before <= 0:
        return ""
    said = percent(Fraction(now) - Fraction(before), whole=before)
    return said if said.startswith("-") or said == "0.00%" else f"+{said}"


def change(now: Number, *, before: Number) -> str:
    """Say the change in words; empty when there is nothing to compare with.

    Examples
    --------
    >>> change(88, before=100), change(5, before=5)
    ('下降12.00%', '持平')
    """
    if now == before:
        return "持平"
    rate = growth(now, before=before)
    if rate == "0.00%":
        return "基本持平"
    return rate.replace("+", "增长").replace("-", "下降")


def scaled(number: Number, *, unit: str, scale: str) -> str:
    """Say *number* in 万 or 亿 of the plain unit; one counted in 万元 already is of 元.

    Examples
    --------
    >>> scaled(1808595, unit="件", scale="万"), scaled(59237, unit="万元", scale="亿")
    ('180.86万', '5.92亿')
    """
    plain = Fraction(number) * SCALES.get(unit[:1], 1)
    return f"{rounded(plain / SCALES[scale])}{scale}"
