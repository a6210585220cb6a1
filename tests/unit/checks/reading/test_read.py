"""Sentences are read as what they say: their numbers, lists, shares, changes and statements."""

from __future__ import annotations

from typing import Any

import pytest
from builders.data import parsed
from builders.filings import DATA
from builders.readings import read_sentence

CASES: dict[str, list[dict[str, Any]]] = parsed((DATA / "readings.yaml").read_text("utf-8"))
READINGS = [pytest.param(case, id=case["sentence"]) for case in CASES["readings"]]
NOTHING = [pytest.param(case, id=case["sentence"]) for case in CASES["nothing"]]


@pytest.mark.parametrize("case", READINGS + NOTHING)
def test_a_sentence_is_read_as_what_it_says(case: dict[str, Any]) -> None:
    """Every number of it, and what holds them together."""
    read = read_sentence(case["sentence"], section=case["section"])
    for kind in ("numbers", "lists", "shares", "changes", "statements"):
        assert list(getattr(read, kind)) == case.get(kind, []), kind


@pytest.mark.parametrize("case", NOTHING)
def test_what_the_form_does_not_count_names_no_figure(case: dict[str, Any]) -> None:
    """Channels, meetings, posts and other matters are read, and are of no cell."""
    read = read_sentence(case["sentence"], section=case["section"])
    assert all(line.endswith(" -") for line in read.numbers)


@pytest.mark.parametrize(
    "said", ["（如有）收到申请3件。", "（（（", "收到）3件（", "3件，，，（5件）", "|3件|"]
)
def test_broken_brackets_and_stops_are_read_all_the_same(said: str) -> None:
    """Nobody proofread the text before it is checked."""
    assert isinstance(read_sentence(said, section=1).numbers, tuple)


def test_another_year_moves_what_is_now_and_what_is_last() -> None:
    """The year of the report decides."""
    said = "2022年收到政府信息公开申请15件。"
    assert read_sentence(said, section=3, year=2022).numbers[0].split()[2] == "now"
    assert read_sentence(said, section=3, year=2023).numbers[0].split()[2] == "last"
    assert read_sentence(said, section=3, year=2025).numbers[0].split()[2] == "other"
