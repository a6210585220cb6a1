"""Where a phrase begins and ends, and what an agency may call itself."""

from __future__ import annotations

import re

import pytest

from kit.checks.claims.phrase import phrase_end, phrase_start
from kit.checks.claims.read import own_names
from kit.workspace import Agency


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("全年公开信息9条，共收到申请#", "共收到申请"),
        ("县（市、区）共收到申请#", "县（市、区）共收到申请"),
        ("2.依申请公开：收到申请#", "依申请公开：收到申请"),
        ("公开良好。一是收到申请#", "收到申请"),
    ],
)
def test_a_phrase_begins_after_a_stop(text: str, phrase: str) -> None:
    """It goes on after brackets, and the mark of an item is none of it."""
    at = text.index("#")
    assert text[phrase_start(text, at) : at] == phrase


def test_a_phrase_ends_at_a_stop() -> None:
    """Or where the text ends."""
    assert phrase_end("收到申请，办结", 0) == 4
    assert phrase_end("收到申请", 0) == 4


@pytest.mark.parametrize(
    ("said", "is_own"),
    [
        ("北山市发展和改革委员会", True),
        ("市发展改革委", True),
        ("市发改委", True),
        ("北山市发改委", True),
        ("市委", False),
        ("市教育局", False),
        ("市发改局", False),
    ],
)
def test_a_name_may_be_shortened(said: str, *, is_own: bool) -> None:
    """Characters left out in their order; another body's name is another's."""
    names = own_names(Agency(id="a", name="北山市发展和改革委员会", kind="department"))
    assert any(re.fullmatch(name, said) for name in names) == is_own


def test_a_roll_up_speaks_of_its_area() -> None:
    """Its offices have figures of their own."""
    body = Agency(id="a", name="澜江市人民政府", kind="government", scope="rollup")
    names = own_names(body)
    assert any(re.fullmatch(name, "全市") for name in names)
    assert not any(re.fullmatch(name, "市政府办公室") for name in names)
