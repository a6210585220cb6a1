"""Numbers whose words nobody knows: near misses, slips of the hand and neighbours speak."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, check

NOW = {
    "t3.received.total": 128,
    "t3.received.natural_person": 100,
    "t3.received.enterprise": 21,
    "t3.received.legal_service": 4,
    "t3.received.other": 3,
    "t3.closed_total.total": 130,
    "t3.closed_total.natural_person": 101,
    "t3.closed_total.enterprise": 22,
    "t2.fees.amount": 286,
}
LAST = {"t2.fees.amount": 300, "t3.received.total": 102}


def found(said: str, *, section: int = 1) -> list[Finding]:
    """Return what is wrong in a report that says *said*."""
    of = form()
    words = lawful_words(of, sections={section: said})
    report = report_of(filing_of(of, NOW), last=filing_of(of, LAST, year=2021), narrative=words)
    rules = {"X1", "X2", "X3", "X5", "X6"}
    return [f for f in check(report).findings if f.rule in rules and f.severity != "note"]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (
            "复核档案1960份，拟开放312份，占15.9%。",
            "复核档案1906份，拟开放312份，占15.9%。",
            "1960",
        ),
        (
            "复核档案1960份，拟开放312份，占15.9%。",
            "复核档案1960份，拟开放312份，占16.2%。",
            "15.92%",
        ),
        (
            "门户推送1024条，短信96条，合计1120条，占比分别为91.4%、8.6%。",
            "门户推送1024条，短信96条，合计1120条，占比分别为91.4%、8.9%。",
            "8.57%",
        ),
        (
            "编发稿件4126条，占全部更新量15870条的26.00%。",
            "编发稿件4126条，占全部更新量15870条的26.13%。",
            "26.00%",
        ),
        ("公开点由148处扩充至171处，新增23处。", "公开点由148处扩充至117处，新增23处。", "171"),
        (
            "行政事业性收费286万元，为上年的95.33%。",
            "行政事业性收费286万元，为上年的95.46%。",
            "95.33%",
        ),
        (
            "收到申请128件，自然人100件、企业21件、律师事务所4件、其他3件。",
            "收到申请128件，自然人101件、企业21件、律师事务所4件、其他3件。",
            "100",
        ),
        (
            "巡查发现问题37个，已整改33个，余4个限期整改。",
            "巡查发现问题73个，已整改33个，余4个限期整改。",
            "37",
        ),
        (
            "刊发动态64篇，深度稿40篇，动态多于深度稿24篇。",
            "刊发动态64篇，深度稿40篇，动态多于深度稿42篇。",
            "24",
        ),
    ],
)
def test_what_values_tell_needs_no_words(right: str, wrong: str, expected: str) -> None:
    """The number that is wrong is named with what it should be."""
    assert found(right) == []
    assert expected in {f.expected for f in found(wrong)}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "发出信息处理费通知6宗，应收2350元；缴纳4宗、1930元，未缴2宗、420元。",
            "发出信息处理费通知6宗，应收2350元；缴纳4宗、1930元，未缴2宗、402元。",
        ),
        (
            "收取信息处理费1060元，其中按件计收500元；按页计收560元，为160元和400元两笔。",
            "收取信息处理费1060元，其中按件计收500元；按页计收560元，为106元和400元两笔。",
        ),
    ],
)
def test_money_told_with_counts_or_divided_adds_up(right: str, wrong: str) -> None:
    """Counts and amounts are added up apart, and what is divided twice at each level."""
    assert found(right, section=6) == []
    assert found(wrong, section=6)


@pytest.mark.parametrize(
    "said",
    [
        "发文50件，印发简报20期，培训人次占全系统的31.5%。",
        "收到申请128件；因征税争议发生的复议27件、诉讼8件另计。",
        "编发简报40期，累计收到来信近百件。",
        "本级收到申请100件，下属单位收到28件。",
    ],
)
def test_what_may_be_of_anything_is_left_alone(said: str) -> None:
    """No near miss, no slip, and no neighbour speaks against it."""
    assert found(said) == []


def test_a_quote_is_what_was_written() -> None:
    """A title, which is passed over in reading, stands in what is quoted; signs of bold do not."""
    (finding,) = found("公文50件，其中《某市公文办法》类29件，**其他类**30件。")
    assert finding.at is not None
    assert finding.at.quote == "50件，其中《某市公文办法》类29件，其他类30件"
