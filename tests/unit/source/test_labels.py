"""One label, however it is typed, is one label."""

import pytest

from kit.form import Label
from kit.source.labels import (
    FAULTY,
    LOOSE,
    NO_FIT,
    OWN,
    build_lexicon,
    fit_label,
    fold_label,
    has_numbering,
    label_words,
    plain_text,
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("1、属于国家秘密", "1.属于国家秘密"),
        ("１．属于国家秘密", "1.属于国家秘密"),
        ("⒈属于国家秘密", "1.属于国家秘密"),
        ("1. 属于\n国家秘密", "1.属于国家秘密"),
        ("(三) 不予公开", "（三）不予公开"),
        ("㈢不予公开", "（三）不予公开"),
        ("（三）、不予公开", "（三）不予公开"),
        ("一.本年新收", "一、本年新收"),
        ("第二十条第(一)项", "第二十条第（一）项"),
        ('3.危及"三安全一稳定"', "3.危及“三安全一稳定”"),
        ("3.危及「三安全一稳定」", "3.危及“三安全一稳定”"),
        ("自然\u200b人\ufeff", "自然人"),
    ],
)
def test_typed_labels_are_the_printed_ones(typed: str, wanted: str) -> None:
    """Width, spacing, quotes and the way of writing one numbering do not matter."""
    assert fold_label(typed) == fold_label(wanted)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("⾃然⼈", "自然人"), ("⺠⻔⻓⻅", "民门长见"), ("⼾", "户"), ("（１０）", "(10)")],
)
def test_radicals_become_characters(typed: str, wanted: str) -> None:
    """Radicals copied from a PDF are read as the characters they look like."""
    assert plain_text(typed) == wanted


def test_different_numbers_stay_different() -> None:
    """A numbering is part of a label until nothing else fits."""
    assert fold_label("1.其他") != fold_label("3.其他")
    assert label_words("1.其他") == label_words("（三）其他") == "其他"


def test_numbers_inside_a_label_are_kept() -> None:
    """Only what stands before a label is its numbering."""
    assert label_words("第二十条第（五）项") == "第二十条第五项"
    assert has_numbering("（七）总计")
    assert not has_numbering("总计")


def test_fit_goes_from_own_to_none() -> None:
    """Variants are the form's own, listed faults are faults, other numberings loose."""
    label = Label(text="2.重复申请", variants=("2.重复的申请",), faults=("2.多次申请",))
    texts = ("2、重复申请", "2.重复的申请", "2.多次申请", "重复申请", "4.重复申请", "申请")
    assert [fit_label(text, label=label) for text in texts] == [
        OWN,
        OWN,
        FAULTY,
        LOOSE,
        LOOSE,
        NO_FIT,
    ]


def test_lexicon_keeps_every_meaning() -> None:
    """A text that several labels have has several meanings."""
    lexicon = build_lexicon([("a", Label(text="总计")), ("b", Label(text="总 计"))])
    assert lexicon.read("总计").meanings == ("a", "b")
    assert lexicon.read("（七）总计").fit == LOOSE
    assert not lexicon.read("合计").meanings


def test_text_without_words_is_no_label() -> None:
    """Marks alone fit nothing, though every label has marks."""
    assert fit_label("、", label=Label(text="（）")) == NO_FIT
