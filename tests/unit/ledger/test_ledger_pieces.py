"""Wordings without punctuation: taken apart into known ones, and never read when they deny."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.data import parsed

from kit.ledger.load import load_vocabulary

CORPUS = parsed((Path(__file__).parents[2] / "data" / "ledger_wordings.yaml").read_text("utf-8"))
DENYING = (
    "不",
    "未",
    "非",
    "没有",
    "不是",
    "并非",
    "不属于",
    "不涉及",
    "不存在",
    "尚未",
    "拟",
    "建议",
)
OUTCOMES = load_vocabulary("outcomes")


@pytest.mark.parametrize(
    ("vocabulary", "meaning", "text"),
    [(v, m, text) for v, of in CORPUS.items() for m, texts in of.items() for text in texts],
)
def test_wordings_as_offices_write_them(vocabulary: str, meaning: str, text: str) -> None:
    """Each means its row; what fits none, or two, means nothing."""
    assert load_vocabulary(vocabulary).read(text).id == ("" if meaning == "asked" else meaning)


@pytest.mark.parametrize("denying", DENYING)
def test_what_is_denied_is_not_what_it_denies(denying: str) -> None:
    """Before each wording there is, unless the whole is a wording itself."""
    read = {
        word: OUTCOMES.read(f"{denying}{word}").id
        for word in OUTCOMES.words
        if f"{denying}{word}" not in OUTCOMES.words
    }
    assert [word for word, meaning in read.items() if meaning == OUTCOMES.words[word]] == []


def test_a_group_alone_names_what_it_can_be() -> None:
    """In the form's order."""
    meaning = OUTCOMES.read("无法提供")
    assert meaning.of == (
        "unavailable_not_held",
        "unavailable_needs_creation",
        "unavailable_unclear",
    )


def test_the_unknown_part_is_named() -> None:
    """Beside a group; where several are unknown, the whole."""
    assert OUTCOMES.read("不予公开（甲类材料）").unknown == "甲类材料"
    assert OUTCOMES.read("甲类，乙类").unknown == "甲类乙类"
