"""The parts a preface counts are those that follow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from builders.filings import form
from builders.said import findings_said, of_rule

PARTS = [section.title for section in form().sections]
#: The same with another thing among them.
SEVEN = [*PARTS[:5], "附件", PARTS[5]]


def counted(parts: Sequence[str], *, mark: str = "{}是{}", between: str = "；") -> str:
    """Return *parts* one by one, each with its ordinal."""
    ordinals = zip("一二三四五六七", parts, strict=False)
    return between.join(mark.format(ordinal, part) for ordinal, part in ordinals)


@pytest.mark.parametrize(
    "said",
    [
        f"报告共分六个部分：{counted([*PARTS[:3], *PARTS[4:]])}。",
        f"报告共分六个部分：{counted(PARTS[1:])}。",
        f"报告共分五个部分：{counted(PARTS)}。",
        f"报告共分六个部分：{counted(SEVEN)}。",
        "报告共分六个部分：\n\n" + counted(PARTS[:5], mark="{}、{}", between="\n"),
        f"报告包括{'、'.join(PARTS[:5])}六部分。",
        "报告共分七个部分。",
    ],
)
def test_parts_that_are_not_those_that_follow_are_found(said: str) -> None:
    """The number said, the parts listed and those counted one by one are held together."""
    assert of_rule(findings_said(said, number=0), "X4")


@pytest.mark.parametrize(
    "said",
    [
        f"报告共分六个部分：{counted(PARTS)}。",
        f"报告共分六个部分。{counted(PARTS, between='。')}。",
        f"全文由六部分组成：{counted(PARTS, mark='（{}）{}')}。",
        f"报告包括六个方面内容：{counted(PARTS, mark='第{}部分{}')}。",
        "报告共分六个部分：\n\n" + counted(PARTS, mark="{}、{}", between="\n"),
        f"本报告由{'，'.join(PARTS)}等六部分组成。",
        "本报告根据条例编制。",
    ],
)
def test_six_parts_are_right_however_they_are_counted(said: str) -> None:
    """With 一是, numerals, brackets or none, in one sentence or several."""
    assert of_rule(findings_said(said, number=0), "X4") == []
