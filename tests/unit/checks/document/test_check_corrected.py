"""A correction against the tables: only a figure that is named beyond doubt is judged."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form
from builders.reports import correction_of, placed, report_of

from kit.checks import Findings, check
from kit.checks.document.corrected import named_cell
from kit.form import load_forms
from kit.form.word_kinds import CorrectionHolds
from kit.parameters import Parameters

FIGURES = {"t3.received.total": 3402, "t2.licensing.decisions": 16, "t2.fees.amount": "18.8710"}


def judged(what: str, after: str, *, edition: str = "2021") -> Findings:
    """Judge a report of zeros and those figures that says one thing is *after* now."""
    of = load_forms()[edition]
    known = {address: value for address, value in FIGURES.items() if address in of.cells}
    filing = placed(filing_of(of, known, year=of.first_year), of)
    parameters = Parameters(published="2023-01-20", correction=correction_of({what: after}))
    return check(report_of(filing, parameters=parameters))


def address_of(what: str, *, edition: str = "2021") -> str | None:
    """Return the address of the cell that *what* names by the rule's own words."""
    of = load_forms()[edition]
    kind = of.rules["S15"].kind
    assert isinstance(kind, CorrectionHolds)
    cell = named_cell(what, form=of, dropped=kind.dropped)
    return cell and cell.address


@pytest.mark.parametrize(
    ("what", "address"),
    [
        ("表三“新收”总计", "t3.received.total"),
        ("表三“新收申请数量”总计", "t3.received.total"),
        ("表三“新收”其他", "t3.received.other"),
        ("表三“一、本年新收政府信息公开申请数量”自然人", "t3.received.natural_person"),
        ("表三 商业企业 上年结转", "t3.carried_in.enterprise"),
        ("第三部分表三“结转下年度继续办理”合计", "t3.carried_out.total"),
        ("表三中“（七）总计”的自然人", "t3.closed_total.natural_person"),
        ("表三“总计”总计", "t3.closed_total.total"),
        ("表三“部分公开”法律服务机构", "t3.partly_granted.legal_service"),
        ("表三“不予公开”“1.属于国家秘密”总计", "t3.denied_state_secret.total"),
        ("表三“其他处理”“3.其他”总计", "t3.other_other.total"),
        ("表三·重复申请·总计", "t3.unprocessed_duplicate.total"),
        ("表二行政许可", "t2.licensing.decisions"),
        ("表二“行政处罚”本年处理决定数量", "t2.penalties.decisions"),
        ("表二行政规范性文件现行有效件数", "t2.normative_documents.in_force"),
        ("表二“行政事业性收费”", "t2.fees.amount"),
        ("表四行政复议总计", "t4.reconsideration.total"),
        ("表四“行政诉讼”“复议后起诉”尚未审结", "t4.litigation_after_reconsideration.pending"),
        ("表四“未经复议直接起诉”结果维持", "t4.litigation_direct.upheld"),
    ],
)
def test_a_figure_is_known_by_its_table_and_labels(what: str, address: str) -> None:
    """As people write them: in quotation marks or not, in full or short, in either order."""
    assert address_of(what) == address


@pytest.mark.parametrize(
    "what",
    [
        "",
        "表三",
        "表三总计",
        "表三“新收”",
        "表三“办理”总计",
        "表三“结转”总计",
        "表三“不予公开”总计",
        "表三“不予公开其他”总计",
        "表三“其他”总计",
        "表三“其他”自然人",
        "表三“其他处理”总计",
        "表三“申请”总计",
        "表三“新”总计",
        "表三“新收”法人或其他组织",
        "表三“新收”总计和自然人",
        "表三“新收”总计占比",
        "表三“新收”总计、表二行政许可",
        "表四总计",
        "表四“行政诉讼”总计",
        "表四“复议”总计",
        "表二规章",
        "表二“行政”",
        "表五“新收”总计",
        "上年报告表三“新收”总计",
        "正文所引表三“新收”总计",
        "第一部分第二段收到申请数",
        "新收申请总计",
    ],
)
def test_what_may_be_another_figure_or_words_is_left_alone(what: str) -> None:
    """A guess would put a reviewer on the wrong track: there is no finding and no outcome."""
    assert address_of(what) is None
    assert judged(what, "999999").outcomes["S15"] == "not applicable"


def test_an_edition_has_its_own_figures() -> None:
    """In 2019 licensing has three columns, and 其他处理 is one row."""
    assert address_of("表二行政许可", edition="2019") is None
    assert address_of("表二行政许可处理决定数量", edition="2019") == "t2.licensing.decisions"
    assert address_of("表三“其他处理”总计", edition="2019") == "t3.other_handling.total"


def test_every_cell_is_found_by_its_full_name() -> None:
    """Its last label, under its group where that label stands twice, and its column."""
    for edition, of in load_forms().items():
        for cell in of.cells.values():
            labels = (cell.row_labels[-2:], cell.column_labels[-1:])
            names = [label.text for part in labels for label in part]
            if not cell.row_labels:
                names = [label.text for label in cell.column_labels]
            what = of.tables[cell.address.partition(".")[0]].name + "".join(
                f"“{name}”" for name in names
            )
            assert address_of(what, edition=edition) == cell.address, what


@pytest.mark.parametrize(
    ("what", "after", "outcome"),
    [
        ("表三“新收”总计", "3402", "holds"),
        ("表三“新收”总计", "3402件", "holds"),
        ("表三“新收”总计", " 3,402 宗", "holds"),
        ("表三“新收”总计", "３４０２", "holds"),
        ("表三“新收”总计", "3401", "broken"),
        ("表三“新收”总计", "3402.5", "broken"),
        ("表二行政许可", "16", "holds"),
        ("表二行政许可", "160", "broken"),
        ("表二行政事业性收费", "18.871", "holds"),
        ("表二行政事业性收费", "18.8710万元", "holds"),
        ("表二行政事业性收费", "18.87万元", "broken"),
        ("表二行政事业性收费", "188710元", "not applicable"),
        ("表三“新收”总计", "约3400件", "not applicable"),
        ("表三“新收”总计", "3402件（含结转）", "not applicable"),
        ("表三“新收”总计", "0.34万件", "not applicable"),
        ("表三“新收”总计", "三千", "not applicable"),
        ("表三“新收”总计", "", "not applicable"),
    ],
)
def test_a_number_is_held_against_the_table(what: str, after: str, outcome: str) -> None:
    """To the last digit, whatever its separators; words around it are not judged."""
    assert judged(what, after).outcomes["S15"] == outcome


def test_a_finding_says_which_item_and_both_numbers() -> None:
    """It leads to the cell, and names the line of report.yaml as people count."""
    [found] = [each for each in judged("表三“新收”总计", "3401").findings if each.rule == "S15"]
    assert (found.severity, found.cells) == ("warning", ("t3.received.total",))
    assert (found.expected, found.found) == (3402, "3401")
    assert found.message.startswith(
        "report.yaml correction items 第 1 项“表三‘新收’总计”：写的是更正为 3401，"
        "tables.xlsx 表三 J4（一、本年新收政府信息公开申请数量·总计）现在是 3402。"
    )


def test_each_item_is_judged_by_itself() -> None:
    """One right, one wrong, one of words: one finding, of the wrong one."""
    said = {"表二行政许可": 16, "第五部分": "新增一句", "表三“新收”总计": 7}
    parameters = Parameters(correction=correction_of(said))
    found = check(report_of(filing_of(form(), FIGURES), parameters=parameters))
    [finding] = [each for each in found.findings if each.rule == "S15"]
    assert "第 3 项" in finding.message
    assert found.outcomes["S15"] == "broken"
