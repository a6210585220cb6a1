"""Lists of counts: where each begins and ends, what it is of, and whether it tells all there is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks.claims import read_claims
from kit.checks.wording.enumerations import Enumeration, find_enumerations

CLOSING = {"closing": ("其他", "其余"), "rows": ("其他处理", "其他结果")}


def lists_of(said: str) -> list[Enumeration]:
    """Return the lists of a text."""
    of = form()
    report = report_of(filing_of(of, {}), narrative=lawful_words(of, sections={1: said}))
    sentences = (s for s in read_claims(report) if s.words.number == 1)
    return [found for sentence in sentences for found in find_enumerations(sentence)]


@pytest.mark.parametrize(
    ("said", "whole", "names"),
    [
        ("公开信息100条，其中网站60条、微信40条。", 100, ["网站", "微信"]),
        ("公开信息100条：网站60条；微信40条。", 100, ["网站", "微信"]),
        ("公开信息100条（网站60条，微信40条）。", 100, ["网站", "微信"]),
        ("公开信息100条，政务（工作）动态60条、文件40条。", 100, ["政务（工作）动态", "文件"]),
        ("网站60条，占60%；微信40条，占40%。", None, ["网站", "微信"]),
        ("讲话2条（中英文各1条）、文件40条、通知30条。", None, ["讲话", "文件", "通知"]),
    ],
)
def test_a_list_knows_its_names_and_its_whole(
    said: str, whole: int | None, names: list[str]
) -> None:
    """Marks part the names; what stands in brackets beside one of them is none of the list."""
    [found] = lists_of(said)
    assert [item.name for item in found.items] == names
    assert (found.whole.number.value if found.whole else None) == whole


@pytest.mark.parametrize(
    ("said", "is_closed"),
    [
        ("公开信息100条，其中网站60条、其他40条。", True),
        ("公开信息100条，其中网站60条、会议等其他40条。", True),
        ("公开信息100条，按渠道分，网站60条、微信40条。", True),
        ("公开信息100条，其中网站60条、微信40条。", False),
        ("办结100件，予以公开60件、其他处理40件。", False),
    ],
)
def test_a_list_may_leave_something_out(said: str, *, is_closed: bool) -> None:
    """Unless its last name or the words before it say that it does not."""
    [found] = lists_of(said)
    assert found.is_closed(**CLOSING) is is_closed


def test_shares_said_at_the_end_are_each_its_own() -> None:
    """分别占 gives them out in the order of the names."""
    [found] = lists_of("网站60条、微信30条、其他10条，分别占60%、30%和10%。")
    shares = [item.share.number.value if item.share else None for item in found.items]
    assert shares == [Fraction(60), Fraction(30), Fraction(10)]


@pytest.mark.parametrize(
    "said",
    [
        "公开信息约100条，比上年增加20条。",
        "网站60条，微信30篇。",
        "共计60条，合计40条。",
        "发布信息60条。",
    ],
)
def test_numbers_beside_each_other_are_no_list(said: str) -> None:
    """Growth, sums, other measure words and a single count."""
    assert lists_of(said) == []
