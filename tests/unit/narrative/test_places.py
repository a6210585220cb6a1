"""The same words more than once in a passage: which of them a line of the file means."""

from __future__ import annotations

import pytest
from builders.filings import form

from kit.narrative import parse_narrative, times_before

TEXT = """# 一、总体情况

收到申请15件，其中
收到**申请** 15件。

收到申请
15件。

## 三、收到和处理政府信息公开申请情况

收到申请15件。

{{ t3 }}

又收到申请15件。
"""
QUOTE = "收到申请15件"


@pytest.mark.parametrize(
    ("number", "line", "before"),
    [(1, 3, 0), (1, 4, 1), (1, 6, 2), (3, 11, 0), (3, 15, 1)],
)
def test_a_line_has_so_many_before_it(number: int, line: int, before: int) -> None:
    """Marks, blanks, ends of lines and a table between make no difference; sections do."""
    passage = parse_narrative(TEXT, file="narrative.md", form=form()).section(number)
    assert times_before(passage, line=line, quote=QUOTE) == before


def test_the_heading_is_shown_and_so_counts() -> None:
    """Words of the heading stand before the same words in the text; a heading is itself."""
    text = "## 一、总体情况\n\n现将总体情况报告如下。"
    passage = parse_narrative(text, file="narrative.md", form=form()).section(1)
    assert times_before(passage, line=3, quote="总体情况") == 1
    assert times_before(passage, line=3, quote="一、总体情况") == 0


@pytest.mark.parametrize("quote", ["没有的话", "", "**"])
def test_what_is_not_there_has_none_before_it(quote: str) -> None:
    """Nor have words without a character."""
    passage = parse_narrative(TEXT, file="narrative.md", form=form()).section(1)
    assert times_before(passage, line=6, quote=quote) == 0


@pytest.mark.parametrize(
    ("line", "behind", "before"),
    [
        ("上年新收3511件，本年新收3511件。", "上年", 0),
        ("上年新收3511件，本年新收3511件。", "本年", 1),
        ("本年新收３５１１件，又新收3511件。", "本年", 0),
        ("本年新收３５１１件，又新收3511件。", "又", 1),
        ("[网站](https://a.cn/新收3511件)说新收3511件，共新收3511件。", "说", 0),
    ],
)
def test_of_the_same_words_in_one_line_the_column_tells(
    line: str, behind: str, before: int
) -> None:
    """Full-width digits are the same words; the address of a link is not shown and not counted."""
    passage = parse_narrative(f"## 一、总体情况\n\n{line}\n", file="", form=form()).section(1)
    column = line.index(behind) + len(behind) + 1
    assert times_before(passage, line=3, quote="新收3511件", column=column) == before


def test_words_around_a_sign_nobody_sees_are_those_around_it() -> None:
    """Of the same words in a line, the quote of each hidden sign begins where it says."""
    line = "公开渠道多了，公开信息的渠道多了，公开信息的\u200b渠道多了，公开信息的\u200b渠道多了。"
    narrative = parse_narrative(f"## 一、总体情况\n\n{line}\n", file="", form=form())
    printed = narrative.section(1).before
    begins = [(hidden.begins, hidden.quote) for hidden in narrative.hidden]
    assert [printed[at - 1 :].startswith(quote) for at, quote in begins] == [True, True]
    assert begins[1][0] - begins[0][0] == len("公开信息的渠道多了，")
