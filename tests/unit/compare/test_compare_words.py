"""What was changed in a text since last year."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.compare import compare_narratives
from kit.compare.words import compare_texts
from kit.narrative.model import Narrative, Passage

WORDS = st.text(alphabet="全年收到申请件，。；\n0123456789%.AB", max_size=60)


@pytest.mark.parametrize(
    ("before", "now", "runs"),
    [
        ("", "", ()),
        ("收到申请5件。", "收到申请5件。", (("same", "收到申请5件。"),)),
        ("", "新的一句。", (("new", "新的一句。"),)),
        ("旧的一句。", "", (("gone", "旧的一句。"),)),
        (
            "收到申请1,205件，增长3.5%。",
            "收到申请1,305件，增长8.3%。",
            (
                ("same", "收到申请"),
                ("gone", "1,205"),
                ("new", "1,305"),
                ("same", "件，增长"),
                ("gone", "3.5%"),
                ("new", "8.3%"),
                ("same", "。"),
            ),
        ),
    ],
)
def test_runs(before: str, now: str, runs: tuple[tuple[str, str], ...]) -> None:
    """A number changes as a whole, and what stayed stays one run."""
    assert compare_texts(before, now) == runs


def test_another_sentence_is_not_taken_for_a_changed_one() -> None:
    """Two sentences that share a few characters went and came; they were not mixed."""
    before = "收到申请5件。网站改版三次，栏目更新及时。"
    now = "收到申请5件。举办培训两期，参训八十人。"
    assert compare_texts(before, now) == (
        ("same", "收到申请5件。"),
        ("gone", "网站改版三次，栏目更新及时。"),
        ("new", "举办培训两期，参训八十人。"),
    )


@given(before=WORDS, now=WORDS)
def test_both_texts_can_be_put_together_again(before: str, now: str) -> None:
    """Nothing of either text is lost, and runs of one kind never stand side by side."""
    runs = compare_texts(before, now)
    assert "".join(text for kind, text in runs if kind != "new") == before
    assert "".join(text for kind, text in runs if kind != "gone") == now
    kinds = [kind for kind, _ in runs]
    assert all(a != b for a, b in pairwise(kinds))


def test_marks_of_markdown_are_no_words() -> None:
    """A heading made larger or a word made bold is no change."""
    before, now = (
        Narrative(file="narrative.md", preface=Passage(number=0, before=text), sections=())
        for text in ("### 主动公开\n\n**重点**领域。", "#### 主动公开\n\n重点领域。")
    )
    assert compare_narratives(now, before) == ()


def test_sections_are_compared_by_number() -> None:
    """A section that last year's text lacks is all new; one alike in every word is left out."""
    before = Narrative(
        file="narrative.md",
        preface=Passage(number=0, before="前言。"),
        sections=(Passage(number=1, before="一。"),),
    )
    now = Narrative(
        file="narrative.md",
        preface=Passage(number=0, before="前言。"),
        sections=(Passage(number=1, before="壹。"), Passage(number=2, before="二。")),
    )
    assert [(change.section, change.runs) for change in compare_narratives(now, before)] == [
        (1, (("gone", "一"), ("new", "壹"), ("same", "。"))),
        (2, (("new", "二。"),)),
    ]
    assert compare_narratives(now, None) == ()
