"""Numbers as sentences write them, and the words that name figures."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from kit.checks.claims.lexicon import load_lexicon, spellings
from kit.checks.claims.numerals import NUMBER, read_chinese, read_number
from kit.form import load_forms

ADDRESSES = {address for form in load_forms().values() for address in form.cells}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("15件", 15),
        ("1,234件", 1234),
        ("十五件", 15),
        ("两件", 2),
        ("一百零三件", 103),
        ("一万二千件", 12000),
        ("398.58万件", 3985800),
        ("9.62亿元", 962000000),
        ("20 起", 20),
    ],
)
def test_numbers_are_read(said: str, value: int) -> None:
    """Digits, separators, Chinese numerals, scales."""
    match = re.search(NUMBER, said)
    assert match
    assert read_number(match).value == value


@pytest.mark.parametrize(
    "said", ["第15件", "〔2021〕30号", "3月", "20个工作日", "每一件", "第二十条", "A15件"]
)
def test_what_is_no_count_is_no_number(said: str) -> None:
    """Ordinals, codes, dates, terms of days."""
    assert re.search(NUMBER, said) is None


@pytest.mark.parametrize(
    ("said", "fitting", "unfitting"),
    [
        ("398.58万件", [3985758, 3985800, 3985849], [3985900, 3980000]),
        ("15件", [15], [14, 16]),
        ("100余件", [100, 150], [99, 200]),
        ("近400件", [390, 400], [401, 100]),
        ("约180万件", [1808595], [2000000]),
        ("逾20件", [20], [19]),
    ],
)
def test_a_number_fits_what_may_be_printed_so(
    said: str, fitting: list[int], unfitting: list[int]
) -> None:
    """To the precision printed, and as it is meant."""
    match = re.search(NUMBER, said)
    assert match
    number = read_number(match)
    assert [number.fits(Fraction(value)) for value in fitting] == [True] * len(fitting)
    assert [number.fits(Fraction(value)) for value in unfitting] == [False] * len(unfitting)


@pytest.mark.parametrize(
    ("said", "value"), [("十", 10), ("二十一", 21), ("一百一十", 110), ("三亿", 300000000)]
)
def test_chinese_numerals_are_read(said: str, value: int) -> None:
    """By place."""
    assert read_chinese(said) == value


def test_every_way_to_write_a_word_is_spelled_out() -> None:
    """What stands in brackets may be left out."""
    assert list(spellings(["[的]申请[件]"])) == ["的申请件", "的申请", "申请件", "申请"]
    assert list(spellings(["[!与/比]上年"])) == ["与上年", "比上年"]


def test_every_row_and_column_the_words_name_is_some_editions() -> None:
    """A slip of the pen in the data would make a word mean nothing."""
    rows = {(a.split(".")[0], a.split(".")[1]) for a in ADDRESSES}
    columns = {(a.split(".")[0], a.split(".")[2]) for a in ADDRESSES}
    for term in load_lexicon().terms.values():
        topic = term.topic
        for known, ways in ((rows, (*topic.rows, *topic.also)), (columns, topic.columns)):
            for name in (name.removeprefix("-") for way in ways for name in way):
                pattern = re.compile(name.replace("*", ".*"))
                assert any(t == topic.table and pattern.fullmatch(n) for t, n in known), name


def test_no_word_is_both_a_term_and_a_mark() -> None:
    """A word means one thing."""
    lexicon = load_lexicon()
    assert set(lexicon.terms) & set(lexicon.marks) == set()
