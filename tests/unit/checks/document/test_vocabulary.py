"""The words and patterns of the rules of the text, from their data."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from kit.checks.document.vocabulary import (
    build_texts,
    compile_text,
    load_groups,
    load_words,
    pattern_of,
)
from kit.datafile import read_yaml
from kit.errors import FormError

NAMES = sorted(
    path.name.removesuffix(".yaml")
    for path in files("kit.checks.data").joinpath("document").iterdir()
    if path.name.endswith(".yaml")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_group_of_every_file_can_be_looked_for(name: str) -> None:
    """Each has words or a pattern that compiles; no marker is left in any."""
    for group in load_groups(name):
        assert not re.search("%[a-z_]+%", pattern_of(name, group).pattern)


def test_the_longest_word_is_found_first() -> None:
    """A word that begins another does not cut it short."""
    match = pattern_of("years", "periods").search("统计期限为")
    assert match is not None
    assert match.group() == "统计期限"


def test_a_pattern_is_made_of_the_groups_above_it() -> None:
    """A marker stands for any word of a group, or for another pattern as a whole."""
    texts = build_texts(
        {
            "units": {"words": ["件", "件次", "."]},
            "count": {"pattern": r"\d+%units%"},
            "some": {"pattern": "约%count%|%count%左右"},
        },
        where="counts.yaml",
    )
    assert re.fullmatch(texts["some"], "约12件次")
    assert re.fullmatch(texts["some"], "3.左右")
    assert not re.fullmatch(texts["some"], "3条左右")


@pytest.mark.parametrize("marker", ["%unit%", "%count%", "%later%"])
def test_a_marker_names_a_group_further_up(marker: str) -> None:
    """An unknown group, the pattern itself and a later one are told, with the nearest name."""
    groups = {
        "units": {"words": ["件"]},
        "count": {"pattern": rf"\d+{marker}"},
        "later": {"words": ["条"]},
    }
    with pytest.raises(FormError) as refused:
        build_texts(groups, where="counts.yaml")
    assert f"counts.yaml count：应为上文已有的组名，实为{marker}。" in str(refused.value)
    assert "units" in str(refused.value)


def test_what_is_no_pattern_is_told_where_it_stands() -> None:
    """The engine's own words reach nobody."""
    with pytest.raises(FormError) as refused:
        compile_text("(件", where="counts.yaml count")
    said = str(refused.value)
    assert "counts.yaml count：应为正则表达式，实为读不通的写法" in said
    assert not re.search("unterminated|missing|position", said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {reason: x}", "应为至少 2 项"),
        ("a: {reason: x, words: [件], pattern: 件}", "应为至多 2 个键"),
        ('a: {reason: x, pattern: ""}', "应为非空文字"),
        ("a: {pattern: 件, words: [件]}", "应有键 reason"),
        ("A: {reason: x, words: [件]}", "应为由小写字母和下划线组成的组名"),
    ],
)
def test_a_group_has_its_reason_and_either_words_or_a_pattern(text: str, said: str) -> None:
    """Both, neither or no reason is refused in words."""
    with pytest.raises(FormError) as refused:
        read_yaml(text.encode(), schema="vocabulary", where="counts.yaml", error=FormError)
    assert said in str(refused.value)


def test_words_can_be_had_by_themselves() -> None:
    """Where a name must be one of them, no pattern is needed; a pattern is no list of words."""
    words: Any = load_words("personal")
    assert "qq.com" in words["private_boxes"]
    assert "landline" not in words
