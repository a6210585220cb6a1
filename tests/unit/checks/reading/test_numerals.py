"""Numbers as sentences write them, with the precision they are printed to."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from kit.checks.reading.lexicon import load_lexicon
from kit.checks.reading.numerals import Number, read_chinese, read_number, read_numeral

NOTATION = load_lexicon().notation


def number(said: str) -> Number | None:
    """Return the first number of *said*."""
    match = re.search(NOTATION.pattern, said)
    return match and read_number(match, notation=NOTATION)


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("15件", 15, "件"),
        ("1,234件", 1234, "件"),
        ("十五件", 15, "件"),
        ("两件", 2, "件"),
        ("一百零三件", 103, "件"),
        ("一万二千件", 12000, "件"),
        ("398.58万件", 3985800, "件"),
        ("9.62亿元", 962000000, "元"),
        ("20 起", 20, "起"),
        ("百分之八十", 80, "%"),
        ("80%", 80, "%"),
        ("九成五", 95, "%"),
        ("一半", 50, "%"),
    ],
)
def test_numbers_are_read(said: str, value: Fraction, unit: str) -> None:
    """Digits, separators, Chinese numerals, scales, fractions and tenths."""
    found = number(said)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "said", ["第15件", "〔2021〕30号", "3月", "每一件", "第二十条", "A15件", "几十件", "成效"]
)
def test_what_is_no_count_is_no_number(said: str) -> None:
    """Ordinals, codes, dates and words that only look like numbers."""
    assert number(said) is None


@pytest.mark.parametrize(
    ("said", "fitting", "unfitting"),
    [
        ("398.58万件", [3985758, 3985800, 3985849], [3985900, 3980000]),
        ("15件", [15], [14, 16]),
        ("100余件", [100, 150], [99, 200]),
        ("近400件", [390, 400], [401, 100]),
        ("约180万件", [1808595], [2000000]),
        ("逾20件", [20], [19]),
        ("不足10件", [9, 6], [11, 2]),
        ("33.3%", [Fraction(100, 3)], [34, Fraction("33.2")]),
    ],
)
def test_a_number_fits_what_may_be_printed_so(
    said: str, fitting: list[Fraction], unfitting: list[Fraction]
) -> None:
    """To the precision printed, and as it is meant."""
    found = number(said)
    assert found is not None
    assert [found.fits(Fraction(value)) for value in fitting] == [True] * len(fitting)
    assert [found.fits(Fraction(value)) for value in unfitting] == [False] * len(unfitting)


@pytest.mark.parametrize(
    ("said", "value"), [("十", 10), ("二十一", 21), ("一百一十", 110), ("三亿", 300000000)]
)
def test_chinese_numerals_are_read(said: str, value: int) -> None:
    """By place."""
    assert read_chinese(said) == read_numeral(said) == value
