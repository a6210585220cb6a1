"""The year a text says it reports for."""

from __future__ import annotations

import pytest
from builders.filings import form, zero_filing
from builders.reports import lawful_words, report_of

from kit.checks import Findings, check


def checked(preface: str, *, section: str = "", year: int = 2022) -> Findings:
    """Check a report of that year with these words."""
    sections = {1: section} if section else {}
    words = lawful_words(form(), preface=preface, sections=sections)
    return check(report_of(zero_filing(form(), year=year), narrative=words))


@pytest.mark.parametrize(
    "said",
    [
        "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
        "本报告中所列数据的统计期限自2022年1月1日起，至2022年12月31日止。",
        "统计期限为2022年1月1日至12月31日。",
        "统计期限：2022年1月1日—2022年12月31日",
        "统计期限为2022.1.1-2022.12.31。",
        "统计期限为 2022 年 1 月 1 日 至 2022 年 12 月 31 日。",
        "统计期为２０２２年１月１日到１２月３１日。",
        "数据统计时间为2022/01/01～2022/12/31。",
        "统计期限为2022-01-01--2022-12-31。",
        "本报告的起止时间为2022年1月1日至当年12月31日。",
        "所列数据的期限从2022年1月1日起到2022年12月31日止。",
        "统计期限自二〇二二年一月一日起至二〇二二年十二月三十一日止。",
        "统计期限为2022年1月至12月。",
        "统计期限为1月1日至12月31日。",
        "统计期限为2022年度。",
        "数据统计截至2022年12月31日。统计期限截至2022年12月31日。",
        "统计期限自2022年1月1日\n起至2022年12月31日止。",
    ],
)
def test_the_whole_year_is_understood_however_it_is_put(said: str) -> None:
    """Every usual phrasing of the report's own year holds."""
    assert checked(said).outcomes["S3"] == "holds"


@pytest.mark.parametrize(
    "said",
    [
        "统计期限自2022年1月1日起至2022年12月30日止。",
        "统计期限自2021年1月1日起至2021年12月31日止。",
        "统计期限自2022年1月1日起至2021年12月31日止。",
        "统计期限为2021年1月1日至12月31日。",
        "统计期限为2022.1.1-2022.11.30。",
        "统计期限为2022年2月1日—2022年12月31日。",
        "统计期限为2022年1月至11月。",
        "统计期限自二〇二一年一月一日起至二〇二一年十二月三十一日止。",
        "统计期限为2021年度。",
        "统计期限截至2022年12月30日。",
    ],
)
def test_another_period_is_found(said: str) -> None:
    """A wrong year, day or month in any phrasing is broken, and quoted where it stands."""
    findings = checked(f"前言。\n\n{said}")
    [found] = [finding for finding in findings.findings if finding.rule == "S3"]
    assert findings.outcomes["S3"] == "broken"
    assert found.at is not None
    assert (found.at.file, found.at.line) == ("narrative.md", 3)
    assert found.message.startswith(
        "narrative.md 第 3 行：统计期限应为2022年1月1日至2022年12月31日，实为“"
    )


@pytest.mark.parametrize(
    "said",
    [
        "本报告由六部分组成。",
        "咨询时间为1月1日至6月30日，工作日9:00-17:00。",
        "与上年统计期限（2021年1月1日至12月31日）相比有所增长。",
        "组织2021年1月1日至6月30日的网站检查。",
        "电子版可在网站下载（https://www.example.gov.cn/2021/1/1-2021/12/30.html）。",
    ],
)
def test_what_is_no_statement_of_the_period_is_left_alone(said: str) -> None:
    """Other dates are none of this rule's business."""
    assert checked(said).outcomes["S3"] == "not applicable"


@pytest.mark.parametrize(
    "said",
    [
        "现公布2021年政府信息公开工作年度报告。",
        "某某区测试局2021年政府信息公开工作年度报告",
        "本局编制了《某某区测试局2021年度政府信息公开工作年度报告》，现将全文公布。",
        "根据条例要求，特向社会公布2021年度政府信息公开年度报告。",
    ],
)
def test_another_years_report_is_not_this_one(said: str) -> None:
    """A preface copied from last year gives itself away."""
    findings = checked(said)
    [found] = [finding for finding in findings.findings if finding.rule == "S3"]
    assert found.message.startswith("narrative.md 第 1 行：报告年度应为2022年，实为“2021年")


@pytest.mark.parametrize(
    "said",
    [
        "现公布2022年政府信息公开工作年度报告。",
        "针对上年2021年政府信息公开工作年度报告指出的问题，逐项整改，现公布如下。",
        "2021年度报告指出的问题已经整改。",
        "根据《关于做好2021年政府信息公开工作年度报告编制发布工作的通知》编制本报告。",
        "往年报告（2020年政府信息公开工作年度报告等）可在网站查阅，现将本年报告公布。",
        "根据国办公开办函〔2021〕30号要求，编制本年度报告。",
    ],
)
def test_other_reports_may_be_spoken_of(said: str) -> None:
    """Last year's report, and circulars that name a year, are not called this one."""
    assert checked(said).outcomes["S3"] in {"holds", "not applicable"}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("今年（2021年）共公开信息100条。", "broken"),
        ("本年度（2021年度）未收到申请。", "broken"),
        ("2021年（以下简称本年度）未收到申请。", "broken"),
        ("本年度（2022年度）未收到申请。", "not applicable"),
        ("今年（2023年）将继续完善制度。", "not applicable"),
        ("今年（2023年）共公开信息100条。", "broken"),
        ("2023年，本局将加强培训；2021年共收到3件。", "not applicable"),
    ],
)
def test_only_the_reports_year_is_this_year(said: str, outcome: str) -> None:
    """Another year called this year is found; plans may name the year they are made in."""
    assert checked("", section=said).outcomes["S3"] == outcome
