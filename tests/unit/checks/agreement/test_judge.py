"""What findings about claims say, and every textual fault met in real reports beside its mend."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from builders.filings import filing_of, form, real_filing
from builders.reports import lawful_words, report_of

from kit.checks import Finding, Outcome, check
from kit.source.values import Raw

CITY: Mapping[str, Raw] = {
    "t3.received.total": 805,
    "t3.unavailable_not_held.total": 275,
    "t3.closed_total.total": 805,
    "t4.reconsideration.upheld": 20,
    "t4.reconsideration.pending": 3,
    "t4.reconsideration.total": 23,
}


def judged(
    rule: str,
    said: str,
    *,
    section: int = 3,
    last: Mapping[str, Raw] | None = None,
    figures: Mapping[str, Raw] = CITY,
) -> tuple[Outcome, list[Finding]]:
    """Judge one rule of a report that says *said*."""
    of = form()
    report = report_of(
        filing_of(of, figures),
        last=filing_of(of, last, year=2021) if last else None,
        narrative=lawful_words(of, sections={section: said}),
    )
    checked = check(report)
    return checked.outcomes[rule], [f for f in checked.findings if f.rule == rule]


@pytest.mark.parametrize(
    ("rule", "section", "wrong", "right"),
    [
        ("X1", 3, "收到政府信息公开申请2件。", "收到政府信息公开申请805件。"),
        ("X1", 3, "无法提供258件。", "无法提供275件。"),
        ("X2", 3, "无法提供275件，占33.9%。", "无法提供275件，占34.16%。"),
        ("X1", 4, "行政复议23件，结果均为维持。", "行政复议23件，其中维持20件，3件尚未审结。"),
        (
            "X3",
            3,
            "收到政府信息公开申请805件，同比增长7.05%。",
            "收到政府信息公开申请805件，同比增长7.33%。",
        ),
        ("S14", 1, "坚持公开是常态、公开是例外。", "坚持公开是常态、不公开是例外。"),
        ("S3", 1, "本年度（2020年度）公开信息10条。", "本年度（2022年度）公开信息10条。"),
        ("S13", 5, "（文字描述）", "解读不够。"),
    ],
)
def test_a_fault_met_in_real_reports_is_found_and_its_mend_is_not(
    rule: str, section: int, wrong: str, right: str
) -> None:
    """Each is of the words; those of the tables have rules of their own."""
    last = {"t3.received.total": 750}
    assert judged(rule, wrong, section=section, last=last)[0] == "broken"
    outcome, findings = judged(rule, right, section=section, last=last)
    assert (outcome in {"holds", "not applicable"}, findings) == (True, [])


def test_a_count_broken_over_spans_is_read() -> None:
    """Spaces inside are what a portal's markup leaves."""
    assert judged("X1", "共收到政府信息公开申请 805 件 ，共办结 805 件。")[0] == "holds"


def test_a_finding_quotes_the_words_their_line_and_the_reading_taken() -> None:
    """What to compare with is named by table and label."""
    _, (finding,) = judged("X1", "本年平稳。\n\n全年收到政府信息公开申请802件。")
    assert finding.at is not None
    assert (finding.at.line, finding.at.quote) == (33, "收到政府信息公开申请802件")
    assert finding.cells == ("t3.received.total",)
    assert (finding.expected, finding.found) == ("805", "802")
    assert "表三“一、本年新收政府信息公开申请数量·总计”应为 805，文字说的是802" in finding.message


def test_another_real_quantity_is_noted() -> None:
    """75 is what was received and carried in: said, and no error."""
    figures = {"t3.received.total": 74, "t3.carried_in.total": 1}
    outcome, (finding,) = judged("X1", "本年新收政府信息公开申请75件。", figures=figures)
    assert (outcome, finding.severity) == ("holds", "note")
    assert "不是表三“一、本年新收政府信息公开申请数量·总计”（74）" in finding.message


def test_a_blank_cell_leaves_a_claim_undecided() -> None:
    """The blank is R5's finding."""
    figures = dict(CITY) | {"t3.received.total": None}
    assert judged("X1", "收到政府信息公开申请2件。", figures=figures) == ("undecided", [])


def test_growth_without_last_years_figures_is_undecided() -> None:
    """Nothing is guessed."""
    assert judged("X3", "收到政府信息公开申请805件，同比增长7%。")[0] == "undecided"


def test_what_the_text_counts_beside_the_tables_is_left_alone() -> None:
    """Posts, calls and proposals are no figures of the form."""
    said = "发布微信推送230条，接听热线3200次，办理提案9件。"
    assert judged("X1", said)[0] == "not applicable"


def test_a_heading_says_what_its_paragraph_counts() -> None:
    """Under 依申请公开 a bare verb is enough."""
    said = "### （二）依申请公开情况\n\n全年收到802件，办结805件。"
    assert judged("X1", said, section=1)[0] == "broken"


def test_a_real_city_may_say_its_real_figures() -> None:
    """Large numbers as they are published."""
    of = form()
    said = "作出行政许可决定157.32万件、行政处罚决定267.65万件，行政事业性收费72701.2578万元。"
    report = report_of(real_filing("suqian-2024"), narrative=lawful_words(of, sections={2: said}))
    assert check(report).outcomes["X1"] == "holds"


SEED = {
    1: (
        "### （一）主动公开情况\n\n今年以来主动公开重大决策、产业政策等100多条信息。\n\n"
        "### （二）依申请公开情况\n\n我局按照“答复及时，内容完整”的要求，妥善处理政府信息公开申请。"
        "2022年我局未收到依申请公开件，全年未发生政府信息公开的行政复议、行政诉讼。\n\n"
        "### （五）监督保障情况\n\n2022年未发生因不履行政务公开义务而发生的责任追究情况。"
    ),
    5: (
        "一是政府信息公开时效性有待进一步加强；二是政府信息公开机制和制度有待进一步完善。\n\n"
        "针对以上问题，我局积极改进，在出台重大决策前，充分听取和采纳社会公众的意见。"
    ),
    6: "本年度未收取信息处理费。",
}


def test_a_whole_text_of_a_bureau_without_requests_is_true() -> None:
    """It claims nothing was received, and nothing was."""
    of = form()
    report = report_of(filing_of(of, {}), narrative=lawful_words(of, sections=SEED))
    checked = check(report)
    assert checked.outcomes["X1"] == "holds"
    assert [f.message for f in checked.findings if f.rule[0] == "X"] == []


def test_the_same_text_beside_a_table_with_requests_is_wrong_once() -> None:
    """Only the sentence that the figure contradicts is quoted."""
    of = form()
    filing = filing_of(of, {"t3.received.total": 3})
    found = check(report_of(filing, narrative=lawful_words(of, sections=SEED))).findings
    [finding] = [f for f in found if f.rule == "X1"]
    assert finding.at is not None
    assert finding.at.quote.endswith("未收到依申请公开件")


@pytest.mark.parametrize(("times", "is_added_up"), [(1, True), (100, False)])
def test_a_list_of_hundreds_of_items_is_not_added_up(times: int, *, is_added_up: bool) -> None:
    """Nobody writes one; each of its beginnings could be a sum of each number before it."""
    items = "、".join(["自然人5件、商业企业6件"] * times)
    _, found = judged("X5", f"收到政府信息公开申请9件，其中{items}。")
    assert bool(found) == is_added_up
