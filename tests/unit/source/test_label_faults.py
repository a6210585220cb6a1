"""Labels that are not the form's own are read, and told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders.filings import form, real_filing
from builders.spreadsheets import (
    Distortion,
    Page,
    figures_read,
    lay_out,
    read_book,
    write_book,
)

from kit.source.filing import LabelFault

FILING = real_filing("suqian-2023")
T2, T3, T4 = lay_out(FILING, of=form(), distortion=Distortion(spans="first"))
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def faults_of(tmp_path: Path, *pages: Page) -> list[tuple[str, str, str]]:
    """Read the tables with *pages* for those of the same name, the figures unchanged."""
    changed = {page.name: page for page in pages}
    path = write_book(tmp_path / "tables.xlsx", [changed.get(p.name, p) for p in (T2, T3, T4)])
    found = read_book(path)
    assert figures_read(found) == figures_read(FILING)
    return [(f"{f.place.sheet}!{f.place.cell}", f.wanted, f.found) for f in found.label_faults]


@pytest.mark.parametrize(
    ("page", "old", "new", "at"),
    [
        (T3, "科研机构", "科研企业", "F5"),
        (T3, "一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数", "A6"),
        (T3, "2.重复申请", "重复申请", "C22"),
        (T3, "2.重复申请", "7.重复申请", "C22"),
        (T3, "2.重复申请", "（2）重复申请", "C22"),
        (T3, "3.其他", "其他", "C28"),
        (T3, "（七）总计", "总计", "B29"),
        (T3, "（三）不予公开", "不予公开", "B10"),
        (T3, "（三）不予公开", "（三）不公开的", "B10"),
        (T3, "三、本年度办理结果", "三、结果", "A8"),
        (T3, "申请人情况", "申请人类别", "D3"),
        (T3, "法人或其他组织", "单位", "E4"),
        (T3, CORNER, "项目", "A3"),
        (T2, "第二十条第（五）项", "第二十一条", "A7"),
        (T2, "行政规范性文件", "规范性文件", "A6"),
        (T2, "本年收费金额（单位：万元）", "本年收费金额", "B15"),
        (T4, "行政诉讼", "诉讼", "F3"),
        (T4, "复议后起诉", "经复议再起诉", "K4"),
    ],
)
def test_altered_labels(page: Page, old: str, new: str, at: str, tmp_path: Path) -> None:
    """A label in other words is read where only one of the form's is left for it."""
    found = faults_of(tmp_path, page.renamed(old, new))
    assert found == [(f"{page.name}!{at}", old, new)]


@pytest.mark.parametrize(
    ("page", "label", "at"),
    [
        (T3, "（三）不予公开", "A10"),
        (T3, "三、本年度办理结果", "A8"),
        (T3, "申请人情况", "D3"),
        (T3, "法人或其他组织", "E3"),
        (T3, CORNER, "A3"),
        (T2, "第二十条第（一）项", "A3"),
        (T2, "第二十条第（五）项", "A7"),
        (T4, "行政诉讼", "F3"),
        (T4, "行政复议", "A3"),
    ],
)
def test_absent_labels(page: Page, label: str, at: str, tmp_path: Path) -> None:
    """A title, corner or group label that is not there is told with its place."""
    assert faults_of(tmp_path, page.renamed(label, "")) == [(f"{page.name}!{at}", label, "")]


def swapped(count: int, first: int, second: int) -> list[int]:
    """Return ``0 … count-1`` with two numbers in each other's place."""
    order = list(range(count))
    order[first], order[second] = second, first
    return order


def test_rows_in_another_order(tmp_path: Path) -> None:
    """Two rows in each other's place are read by their labels and told twice."""
    page = T3.with_rows(swapped(T3.height, 21, 22))
    assert faults_of(tmp_path, page) == [
        ("表三!C22", "2.重复申请", "3.要求提供公开出版物"),
        ("表三!C23", "3.要求提供公开出版物", "2.重复申请"),
    ]


def test_columns_in_another_order(tmp_path: Path) -> None:
    """Two columns in each other's place are read by their labels and told twice."""
    page = T3.with_columns(swapped(T3.width, 5, 6))
    assert faults_of(tmp_path, page) == [
        ("表三!F5", "科研机构", "社会公益组织"),
        ("表三!G5", "社会公益组织", "科研机构"),
    ]


def test_groups_in_another_order(tmp_path: Path) -> None:
    """A group of columns that moved as a whole is told once, not once a column."""
    page = T4.with_columns([*range(5), *range(10, 15), *range(5, 10)]).renamed("行政诉讼", "")
    page = page.with_values({(2, 5): "行政诉讼"})
    assert faults_of(tmp_path, page) == [
        ("表四!F5", "未经复议直接起诉", "复议后起诉"),
        ("表四!K5", "复议后起诉", "未经复议直接起诉"),
    ]


def test_blocks_in_another_order(tmp_path: Path) -> None:
    """The items of Article 20 are read in any order; rows not in their place are told."""
    page = T2.with_rows([0, 1, *range(9, 13), *range(6, 9), *range(2, 6), *range(13, 16)])
    assert [found for _, _, found in faults_of(tmp_path, page)] == [
        "行政处罚",
        "行政强制",
        "规章",
        "行政规范性文件",
    ]


def test_several_items_under_one_header(tmp_path: Path) -> None:
    """Rows of the next item under the header of the one above lack only its labels."""
    page = T2.with_rows([*range(9), *range(11, 16)])
    assert [wanted for _, wanted, _ in faults_of(tmp_path, page)] == ["第二十条第（六）项"]


def test_places_of_label_faults(tmp_path: Path) -> None:
    """A label fault says file, sheet and cell, as figures do."""
    path = write_book(tmp_path / "tables.xlsx", [T2, T3.renamed("科研机构", "科研企业"), T4])
    (fault,) = read_book(path).label_faults
    assert isinstance(fault, LabelFault)
    assert fault.place.spoken == "tables.xlsx 表三 F5"


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.renamed("总计", "合计"),
        lambda page: page.renamed("其他", "其它"),
        lambda page: page.renamed("2.其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"),
        lambda page: page.renamed("3.危及“三安全一稳定”", "3.危及三安全一稳定"),
    ],
)
def test_variants_are_read_silently(change: Callable[[Page], Page], tmp_path: Path) -> None:
    """Spellings the form's data lists as variants are the form's own."""
    assert faults_of(tmp_path, change(T3)) == []
