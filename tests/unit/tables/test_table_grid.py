"""The printed grid of each statutory table, restated from the circulars cell by cell.

A row is written as the circulars print it: cells between bars, ``2x3`` before a
cell of two rows and three columns, a dot for a number, ``.*7`` for seven of them.
"""

from __future__ import annotations

import re

import pytest
from builders.filings import form, zero_filing
from builders.html_tables import read_tables

from kit.tables import build_table, render_table

T2_2021 = """
1x4 第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | .*3
行政规范性文件 | .*3
1x4 第二十条第（五）项
信息内容 | 1x3 本年处理决定数量
行政许可 | 1x3 .
1x4 第二十条第（六）项
信息内容 | 1x3 本年处理决定数量
行政处罚 | 1x3 .
行政强制 | 1x3 .
1x4 第二十条第（八）项
信息内容 | 1x3 本年收费金额（单位：万元）
行政事业性收费 | 1x3 .
"""
T2_2019 = """
1x4 第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | .*3
规范性文件 | .*3
1x4 第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | .*3
其他对外管理服务事项 | .*3
1x4 第二十条第（六）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | .*3
行政强制 | .*3
1x4 第二十条第（八）项
信息内容 | 上一年项目数量 | 1x2 本年增/减
行政事业性收费 | . | 1x2 .
1x4 第二十条第（九）项
信息内容 | 采购项目数量 | 1x2 采购总金额
政府集中采购 | . | 1x2 .
"""
T3 = """
3x3 （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 1x7 申请人情况
2x1 自然人 | 1x5 法人或其他组织 | 2x1 总计
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
1x3 一、本年新收政府信息公开申请数量 | .*7
1x3 二、上年结转政府信息公开申请数量 | .*7
{results}x1 三、本年度办理结果 | 1x2 （一）予以公开 | .*7
1x2 （二）部分公开（区分处理的，只计这一情形，不计其他情形） | .*7
8x1 （三）不予公开 | 1.属于国家秘密 | .*7
2.其他法律行政法规禁止公开 | .*7
3.危及“三安全一稳定” | .*7
4.保护第三方合法权益 | .*7
5.属于三类内部事务信息 | .*7
6.属于四类过程性信息 | .*7
7.属于行政执法案卷 | .*7
8.属于行政查询事项 | .*7
3x1 （四）无法提供 | 1.本机关不掌握相关政府信息 | .*7
2.没有现成信息需要另行制作 | .*7
3.补正后申请内容仍不明确 | .*7
5x1 （五）不予处理 | 1.信访举报投诉类申请 | .*7
2.重复申请 | .*7
3.要求提供公开出版物 | .*7
4.无正当理由大量反复申请 | .*7
5.要求行政机关确认或重新出具已获取信息 | .*7
{other}
1x2 （七）总计 | .*7
1x3 四、结转下年度继续办理 | .*7
"""
CORRECTION = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
FEE = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
OTHER_2021 = f"3x1 （六）其他处理 | {CORRECTION} | .*7\n{FEE} | .*7\n3.其他 | .*7"
OTHER_2019 = "1x2 （六）其他处理 | .*7"
T4 = """
1x5 行政复议 | 1x10 行政诉讼
{two} | 1x5 未经复议直接起诉 | 1x5 复议后起诉
{one} | {one}
.*15
"""
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
T4 = T4.format(one=" | ".join(OUTCOMES), two=" | ".join(f"2x1 {name}" for name in OUTCOMES))
PRINTED = {
    ("2021", "t2"): T2_2021,
    ("2021", "t3"): T3.format(results=22, other=OTHER_2021),
    ("2021", "t4"): T4,
    ("2019", "t2"): T2_2019,
    ("2019", "t3"): T3.format(results=20, other=OTHER_2019),
    ("2019", "t4"): T4,
}
SIZES = {
    ("2021", "t2"): (14, 4),
    ("2021", "t3"): (28, 10),
    ("2021", "t4"): (4, 15),
    ("2019", "t2"): (18, 4),
    ("2019", "t3"): (26, 10),
    ("2019", "t4"): (4, 15),
}


def _cells(line: str) -> list[tuple[str, int, int]]:
    cells = []
    for written in line.split(" | "):
        spans, text = re.fullmatch(r"(?:(\d+x\d+) )?(.+)", written).groups()
        rows, columns = (int(span) for span in (spans or "1x1").split("x"))
        text, _, times = text.partition("*")
        cells += [("0" if text == "." else text, rows, columns)] * int(times or 1)
    return cells


@pytest.mark.parametrize(("edition", "table"), PRINTED)
def test_merges_are_those_the_circular_prints(edition: str, table: str) -> None:
    """Every row of the HTML has the cells, row spans and column spans of the printed form."""
    of = form(edition)
    markup = render_table(
        build_table(zero_filing(of), form=of, table=table), table=of.tables[table]
    )
    printed = PRINTED[edition, table].strip().splitlines()
    assert read_tables(markup)[table].spans == [_cells(line) for line in printed]


@pytest.mark.parametrize(("edition", "table"), SIZES)
def test_grid_is_whole(edition: str, table: str) -> None:
    """The spans fill the grid of the form, no place left out and none taken twice."""
    of = form(edition)
    markup = render_table(
        build_table(zero_filing(of), form=of, table=table), table=of.tables[table]
    )
    grid = read_tables(markup)[table].grid
    assert (len(grid), len(grid[0])) == SIZES[edition, table]
