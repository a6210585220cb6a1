"""The grids of both editions, restated cell for cell from the official templates.

One line a grid row, its slots divided by ``|``. ``text <rows,columns>`` spans; a
number cell is its address without the table, after ``=``.
"""

from __future__ import annotations

import re

import pytest
from builders.filings import form

from kit.form import Slot, Table

T2_2021 = """
第二十条第（一）项 <1,4>
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | =rules.issued | =rules.repealed | =rules.in_force
行政规范性文件 | =normative_documents.issued | =normative_documents.repealed | \
=normative_documents.in_force
第二十条第（五）项 <1,4>
信息内容 | 本年处理决定数量 <1,3>
行政许可 | =licensing.decisions <1,3>
第二十条第（六）项 <1,4>
信息内容 | 本年处理决定数量 <1,3>
行政处罚 | =penalties.decisions <1,3>
行政强制 | =coercive_measures.decisions <1,3>
第二十条第（八）项 <1,4>
信息内容 | 本年收费金额（单位：万元） <1,3>
行政事业性收费 | =fees.amount <1,3>
"""

T2_2019 = """
第二十条第（一）项 <1,4>
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | =rules.created | =rules.published | =rules.total_published
规范性文件 | =normative_documents.created | =normative_documents.published | \
=normative_documents.total_published
第二十条第（五）项 <1,4>
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | =licensing.items_last_year | =licensing.change | =licensing.decisions
其他对外管理服务事项 | =other_services.items_last_year | =other_services.change | \
=other_services.decisions
第二十条第（六）项 <1,4>
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | =penalties.items_last_year | =penalties.change | =penalties.decisions
行政强制 | =coercive_measures.items_last_year | =coercive_measures.change | \
=coercive_measures.decisions
第二十条第（八）项 <1,4>
信息内容 | 上一年项目数量 | 本年增/减 <1,2>
行政事业性收费 | =fees.items_last_year | =fees.change <1,2>
第二十条第（九）项 <1,4>
信息内容 | 采购项目数量 | 采购总金额 <1,2>
政府集中采购 | =procurement.projects | =procurement.amount <1,2>
"""

T3_HEAD = """
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） <3,3> | 申请人情况 <1,7>
自然人 <2,1> | 法人或其他组织 <1,5> | 总计 <2,1>
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
一、本年新收政府信息公开申请数量 <1,3> | *received
二、上年结转政府信息公开申请数量 <1,3> | *carried_in
"""

T3_RESULTS = """
三、本年度办理结果 <{rows},1> | （一）予以公开 <1,2> | *granted
（二）部分公开（区分处理的，只计这一情形，不计其他情形） <1,2> | *partly_granted
（三）不予公开 <8,1> | 1.属于国家秘密 | *denied_state_secret
2.其他法律行政法规禁止公开 | *denied_prohibited_by_law
3.危及“三安全一稳定” | *denied_security_stability
4.保护第三方合法权益 | *denied_third_party
5.属于三类内部事务信息 | *denied_internal_affairs
6.属于四类过程性信息 | *denied_deliberative
7.属于行政执法案卷 | *denied_enforcement_file
8.属于行政查询事项 | *denied_administrative_query
（四）无法提供 <3,1> | 1.本机关不掌握相关政府信息 | *unavailable_not_held
2.没有现成信息需要另行制作 | *unavailable_needs_creation
3.补正后申请内容仍不明确 | *unavailable_unclear
（五）不予处理 <5,1> | 1.信访举报投诉类申请 | *unprocessed_petition
2.重复申请 | *unprocessed_duplicate
3.要求提供公开出版物 | *unprocessed_publication
4.无正当理由大量反复申请 | *unprocessed_abusive
5.要求行政机关确认或重新出具已获取信息 | *unprocessed_reconfirmation
"""

T3_OTHER_2021 = """
（六）其他处理 <3,1> | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | \
*other_not_corrected
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | *other_fee_unpaid
3.其他 | *other_other
"""

T3_OTHER_2019 = """
（六）其他处理 <1,2> | *other_handling
"""

T3_END = """
（七）总计 <1,2> | *closed_total
四、结转下年度继续办理 <1,3> | *carried_out
"""

T4 = """
行政复议 <1,5> | 行政诉讼 <1,10>
结果维持 <2,1> | 结果纠正 <2,1> | 其他结果 <2,1> | 尚未审结 <2,1> | 总计 <2,1> | \
未经复议直接起诉 <1,5> | 复议后起诉 <1,5>
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
=reconsideration.upheld | =reconsideration.corrected | =reconsideration.other | \
=reconsideration.pending | =reconsideration.total | \
=litigation_direct.upheld | =litigation_direct.corrected | =litigation_direct.other | \
=litigation_direct.pending | =litigation_direct.total | \
=litigation_after_reconsideration.upheld | =litigation_after_reconsideration.corrected | \
=litigation_after_reconsideration.other | =litigation_after_reconsideration.pending | \
=litigation_after_reconsideration.total
"""

APPLICANTS = (
    "natural_person",
    "enterprise",
    "research",
    "welfare",
    "legal_service",
    "other",
    "total",
)
GRIDS = [
    pytest.param("2021", "t2", T2_2021, id="2021-t2"),
    pytest.param("2019", "t2", T2_2019, id="2019-t2"),
    pytest.param(
        "2021", "t3", T3_HEAD + T3_RESULTS.format(rows=22) + T3_OTHER_2021 + T3_END, id="2021-t3"
    ),
    pytest.param(
        "2019", "t3", T3_HEAD + T3_RESULTS.format(rows=20) + T3_OTHER_2019 + T3_END, id="2019-t3"
    ),
    pytest.param("2021", "t4", T4, id="2021-t4"),
    pytest.param("2019", "t4", T4, id="2019-t4"),
]


def restated(grid: str) -> list[list[str]]:
    """Return the slots of each grid row, ``*row`` spread over the applicants."""
    rows = []
    for line in filter(None, grid.splitlines()):
        slots = []
        for slot in line.split(" | "):
            row = slot.removeprefix("*")
            slots += [slot] if row == slot else [f"={row}.{column}" for column in APPLICANTS]
        rows.append([slot.strip() for slot in slots])
    return rows


def written(slot: Slot) -> str:
    """Write a slot as this file does."""
    text = slot.label.text if slot.label else f"={slot.cell.address[3:]}" if slot.cell else ""
    spans = (slot.rowspan, slot.colspan)
    return text if spans == (1, 1) else f"{text} <{spans[0]},{spans[1]}>"


def written_rows(table: Table) -> list[list[str]]:
    """Return the slots of each grid row of *table*."""
    rows: list[list[str]] = [[] for _ in range(table.height)]
    for slot in table.slots:
        rows[slot.row].append(written(slot))
    return rows


@pytest.mark.parametrize(("edition", "table", "grid"), GRIDS)
def test_a_grid_is_the_official_one_cell_for_cell(edition: str, table: str, grid: str) -> None:
    """Labels, spans and addresses stand where the circular's template has them."""
    assert written_rows(form(edition).tables[table]) == restated(grid)


@pytest.mark.parametrize(("edition", "table", "grid"), GRIDS)
def test_slots_cover_the_grid_without_gap_or_overlap(edition: str, table: str, grid: str) -> None:
    """Every place of the grid belongs to one slot."""
    of = form(edition).tables[table]
    places = [
        (slot.row + down, slot.column + across)
        for slot in of.slots
        for down in range(slot.rowspan)
        for across in range(slot.colspan)
    ]
    assert sorted(places) == [(r, c) for r in range(of.height) for c in range(of.width)]
    assert len(restated(grid)) == of.height


@pytest.mark.parametrize(
    ("edition", "table", "width", "height", "cells"),
    [
        ("2021", "t2", 4, 14, 10),
        ("2019", "t2", 4, 18, 22),
        ("2021", "t3", 10, 28, 175),
        ("2019", "t3", 10, 26, 161),
        ("2021", "t4", 15, 4, 15),
        ("2019", "t4", 15, 4, 15),
    ],
)
def test_a_table_has_the_size_of_the_form(
    edition: str, table: str, width: int, height: int, cells: int
) -> None:
    """Grid columns, grid rows and number cells are as many as printed."""
    of = form(edition).tables[table]
    assert (of.width, of.height, len(of.cells)) == (width, height, cells)


@pytest.mark.parametrize(
    ("edition", "address", "cell_type", "unit"),
    [
        ("2021", "t2.rules.issued", "count", "件"),
        ("2021", "t2.fees.amount", "decimal", "万元"),
        ("2021", "t3.received.total", "count", "件"),
        ("2019", "t2.licensing.change", "signed", "项"),
        ("2019", "t2.fees.change", "signed", "项"),
        ("2019", "t2.procurement.amount", "amount", "元"),
        ("2019", "t2.penalties.decisions", "count", "件"),
    ],
)
def test_a_cell_has_its_type_and_unit(
    edition: str, address: str, cell_type: str, unit: str
) -> None:
    """Only fees take decimals, changes a sign, procurement its own unit."""
    cell = form(edition).cells[address]
    assert (cell.type, cell.unit) == (cell_type, unit)


def test_all_other_cells_are_counts_of_cases() -> None:
    """In edition 2021 everything but the fee is a whole number of 件."""
    others = [cell for a, cell in form("2021").cells.items() if a != "t2.fees.amount"]
    assert {(cell.type, cell.unit) for cell in others} == {("count", "件")}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_sections_are_the_six_of_the_template(edition: str) -> None:
    """Short titles, with the tables in sections two to four."""
    sections = form(edition).sections
    assert [section.heading for section in sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [section.table for section in sections] == [None, "t2", "t3", "t4", None, None]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_no_spelling_stands_for_two_labels_side_by_side(edition: str) -> None:
    """A row or column read by a variant is never another one of the same table's."""
    for table in form(edition).tables.values():
        for role in ("header", "stub"):
            labels = [slot.label for slot in table.slots if slot.label and slot.role == role]
            texts = {label.text for label in labels}
            assert not texts & {s for label in labels for s in (*label.variants, *label.faults)}
            assert all(not re.search(r"\s", text) for text in texts)
