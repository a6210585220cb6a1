"""Growth that a sentence tells from one number to another is judged by its own numbers."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, Outcome, check


def judged(said: str) -> tuple[Outcome, list[Finding]]:
    """Judge the growth in a report that says *said* and has no figures of last year."""
    of = form()
    checked = check(report_of(filing_of(of, {}), narrative=lawful_words(of, sections={1: said})))
    return checked.outcomes["X3"], [f for f in checked.findings if f.rule == "X3"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("解读36篇，比上年的30篇增加6篇，增长20%。", "解读36篇，比上年的30篇增加8篇，增长20%。"),
        ("解读36篇，较2021年的30篇增长20%。", "解读36篇，较2021年的30篇增长2%。"),
    ],
)
def test_growth_fits_the_two_numbers_it_leads_from_and_to(right: str, wrong: str) -> None:
    """Pieces, rates, points and times are each recomputed; no figures are needed."""
    assert judged(right) == ("holds", [])
    outcome, findings = judged(wrong)
    assert (outcome, len(findings)) == ("broken", 1)


@pytest.mark.parametrize(
    "said",
    [
        "每村公开事项从3件到12件不等。",
        "专栏由8个增加到12个，访问量增长35%。",
        "考核名次由8名提升至3名。",
        "栏目由12个调整为9个。",
        "访问量由约120万次增加到150万余次，增长两成。",
        "由政务服务中心牵头，3个窗口增加到5个窗口。",
        "发布80条，上年为60条，其中图解增长12%。",
    ],
)
def test_what_is_not_surely_growth_of_the_same_is_left_alone(said: str) -> None:
    """Ranges, ranks, rounded numbers and the growth of something else."""
    assert judged(said)[1] == []


@pytest.mark.parametrize(("before", "outcome"), [(10, "broken"), (4, "broken")])
def test_twice_as_much_is_about_a_hundred_percent_or_more(before: int, outcome: str) -> None:
    """From 7 to 15 is said to have doubled, to half as much more or to nearly four times is not."""
    of = form()
    last = filing_of(of, {"t3.received.total": before}, year=2021)
    said = {1: "收到政府信息公开申请15件，较上年翻了一番。"}
    filing = filing_of(of, {"t3.received.total": 15})
    report = report_of(filing, last=last, narrative=lawful_words(of, sections=said))
    assert check(report).outcomes["X3"] == outcome


def test_one_wrong_rate_is_found_once() -> None:
    """What last year's figures contradict is not found again by the sentence's own numbers."""
    of = form()
    last = filing_of(of, {"t3.received.total": 10}, year=2021)
    said = {1: "收到政府信息公开申请由上年的10件增加到15件，增长45%。"}
    filing = filing_of(of, {"t3.received.total": 15})
    findings = check(
        report_of(filing, last=last, narrative=lawful_words(of, sections=said))
    ).findings
    assert len([f for f in findings if f.rule == "X3"]) == 1
