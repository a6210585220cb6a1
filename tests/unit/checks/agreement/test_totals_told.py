"""Sums over sentences, averages, and lists that leave nothing out add up."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, Outcome, check


def judged(said: str, *, section: int = 1) -> tuple[Outcome, list[Finding]]:
    """Judge the breakdowns in a report that says *said*."""
    of = form()
    words = lawful_words(of, sections={section: said})
    checked = check(report_of(filing_of(of, {}), narrative=words))
    return checked.outcomes["X5"], [f for f in checked.findings if f.rule == "X5"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "网站公开289条，微信推送197条，两个渠道合计486条。",
            "网站公开289条，微信推送197条，两个渠道合计468条。",
        ),
        ("公开100条：文件40条、财政60条。", "公开100条：文件40条、财政50条。"),
        ("三类共100条，分别为文件30条、财政70条。", "三类共100条，分别为文件30条、财政50条。"),
    ],
)
def test_what_tells_all_of_a_number_makes_it(right: str, wrong: str) -> None:
    """Sums that say of how many, averages of the number before, and closed lists."""
    assert judged(right) == ("holds", [])
    outcome, findings = judged(wrong)
    assert (outcome, len(findings)) == ("broken", 1)


@pytest.mark.parametrize(
    "said",
    [
        "网站公开289条。其中政策50条。微信推送197条。两个渠道合计486条。",
        "网站公开289条。视频5个。文字20篇。两类合计25篇（个）。",
        "网站公开289条。微信推送197条。\n\n两个渠道合计900条。",
        "网站发布80条、微博发布30条，两个平台合计粉丝1200人。",
        "网站自6月上线以来发布信息420条，月均70条。",
        "受理热线3200次，网站日均访问量2000次。",
        "公开信息1250条，平均每月约100条。",
        "公开100条：其中文件40条、财政50条。",
        "公开100条，包括文件40条、财政50条等。",
        "举办活动6次：3月走进水厂，参与40人；6月走进学校，参与60人。",
        "办结14件，其中予以公开8件、其他处理1件。",
        "培训2次，分别有60人次、80人次参加。",
        "按申请人分，自然人44件，商业企业7件，社会公益组织1件，法律服务机构6件，其他3件。",
        "规章2件，行政规范性文件50件，其他文件3件。",
    ],
)
def test_what_may_be_of_something_else_is_left_alone(said: str) -> None:
    """Parts of parts, other paragraphs and subjects, shorter times, open lists."""
    assert judged(said)[1] == []


def test_more_sentences_than_three_are_not_gone_back_to() -> None:
    """What was said long before is no part of a sum."""
    said = "网站公开289条。会议3次。培训2期。检查4场。微信推送197条。两个渠道合计468条。"
    assert judged(said)[1] == []


def test_a_sum_of_kinds_is_of_what_they_are_said_to_be() -> None:
    """两类诉讼中尚未审结的共5件 is no sum of all their cases, and is held against the tables."""
    of = form()
    values = {
        "t4.litigation_direct.pending": 2,
        "t4.litigation_direct.total": 24,
        "t4.litigation_after_reconsideration.pending": 3,
        "t4.litigation_after_reconsideration.total": 89,
    }
    said = "未经复议直接起诉24件，复议后起诉89件，两类诉讼中尚未审结的共5件。"
    for text, rules in ((said, set()), (said.replace("共5件", "共7件"), {"X1"})):
        words = lawful_words(of, sections={4: text})
        findings = check(report_of(filing_of(of, values), narrative=words)).findings
        assert {f.rule for f in findings if f.rule.startswith("X")} == rules
