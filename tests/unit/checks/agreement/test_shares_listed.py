"""Percentages of one list make a hundred; rates fit the numbers beside them."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, Outcome, check
from kit.source.values import Raw

CLOSED: dict[str, Raw] = {
    "t3.received.natural_person": 12,
    "t3.received.enterprise": 3,
    "t3.received.total": 15,
    "t3.carried_in.total": 1,
    "t3.granted.total": 8,
    "t3.partly_granted.total": 2,
    "t3.unavailable_not_held.total": 4,
    "t3.closed_total.total": 14,
    "t3.carried_out.total": 2,
}


def judged(said: str, *, section: int = 1) -> tuple[Outcome, list[Finding]]:
    """Judge the shares in a report that says *said*."""
    of = form()
    words = lawful_words(of, sections={section: said})
    checked = check(report_of(filing_of(of, CLOSED), narrative=words))
    return checked.outcomes["X2"], [f for f in checked.findings if f.rule == "X2"]


@pytest.mark.parametrize(
    "said",
    [
        "拆迁占46.67%，教育占33.33%。",
        "网站发布占95%，微信同步发布占60%。",
        "自然人申请占80%，通过网络提出的占66.7%。",
        "自然人占80%，其中农户占60%，其他占20%；法人占20%。",
        "拆迁占33.3%，规划占33.3%，其他占33.3%。",
        "拆迁约占66%，规划约占20%，其他约占13%。",
        "网站、微信、微博发布量分别占全区的12%、8%、6%。",
        "公开率、答复率、满意率分别为95%、100%、100%。",
        "问卷显示，满意占85.2%，不满意占2.7%。",
        "考核中，主动公开占40%，依申请公开占30%，其他占30%。",
        "拆迁占50%，较上年提高5个百分点，规划占30%，其他占20%。",
    ],
)
def test_shares_that_may_overlap_or_leave_something_out_are_left_alone(said: str) -> None:
    """Open lists, two ways to sort the same, parts of parts, rounded and rough shares, rates."""
    assert judged(said)[1] == []


def test_a_finding_adds_the_shares_up() -> None:
    """The words from the first share to the last are quoted."""
    _, (finding,) = judged("拆迁占46.67%，教育占33.33%，其他占10%。")
    assert finding.at is not None
    assert finding.at.quote == "46.67%，教育占33.33%，其他占10%"
    assert "各占比 46.67%+33.33%+10% 合计 90%，应为 100%" in finding.message


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("收到政府信息公开申请15件，办结14件，办结率93.33%。", "holds"),
        ("收到政府信息公开申请15件，办结14件，办结率87.5%。", "holds"),
        ("收到政府信息公开申请15件，办结14件，办结率83.3%。", "broken"),
        ("收到申请15件，办结14件，办结率87.5%。", "holds"),
        ("办结14件，公开率（含部分公开）71.43%。", "holds"),
    ],
)
def test_rates_of_the_requests_are_of_any_whole_that_makes_sense(said: str, outcome: str) -> None:
    """Of those received, of those and what came from last year, or of those closed."""
    assert judged(said, section=3)[0] == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("抽检食品2316份，其中不合格37份，合格率98.4%。", "holds"),
        ("抽检食品2316份，其中不合格37份，合格率94.1%。", "broken"),
        ("受理信件56件，未办结6件，办结率89.3%。", "holds"),
    ],
)
def test_a_rate_may_be_of_all_but_what_was_counted(said: str, outcome: str) -> None:
    """不合格37份 tells by what is left how many were 合格."""
    assert judged(said)[0] == outcome


def test_two_shares_of_different_wholes_are_no_list() -> None:
    """With two, neither tells which of them is wrong."""
    said = "予以公开8件，占53.3%；部分公开2件，占14.3%。"
    assert judged(said, section=3) == ("holds", [])


def test_what_a_share_was_before_is_of_another_time() -> None:
    """Only what it became is held against this year's tables."""
    said = "予以公开占办结总数的比例由12%变为57.14%。"
    assert judged(said)[1] == []
    findings = judged(said.replace("57.14", "75.14"))[1]
    assert [f.found for f in findings] == ["75.14%"]
