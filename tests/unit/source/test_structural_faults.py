"""Tables that cannot be located whole are an error that names every place at once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders.filings import form, real_filing
from builders.spreadsheets import Distortion, Page, lay_out, read_book, write_book

from kit.errors import SourceError

FIRST = Distortion(spans="first")
T2, T3, T4 = lay_out(real_filing("suqian-2023"), of=form(), distortion=FIRST)
OLD_T2, OLD_T3, OLD_T4 = lay_out(
    real_filing("shanghai-office-2019"), of=form("2019"), distortion=FIRST
)

#: What to do about words beside a number.
ONE_NUMBER = "这里只填一个数，不带单位和文字；说明文字请移到正文。"


def messages(tmp_path: Path, pages: Sequence[Page], *, due: str = "2021") -> list[str]:
    """Read *pages*, which must fail, and return what is said."""
    path = write_book(tmp_path / "tables.xlsx", pages)
    with pytest.raises(SourceError) as caught:
        read_book(path, due=due)
    return str(caught.value).splitlines()


def test_a_missing_table(tmp_path: Path) -> None:
    """A table that is nowhere is named, with the sheets there are."""
    (message,) = messages(tmp_path, [T2, T4])
    assert message.startswith(
        "tables.xlsx：没有找到表三（收到和处理政府信息公开申请情况）。请补上这张表"
    )
    assert message.endswith("现有工作表：表二、表四。")


def test_all_tables_missing(tmp_path: Path) -> None:
    """Three tables missing are three faults of one error."""
    said = messages(tmp_path, [Page(name="台账", values={(0, 0): "登记号"})])
    assert [line[:18] for line in said] == [
        f"tables.xlsx：没有找到{t}" for t in ("表二", "表三", "表四")
    ]


@pytest.mark.parametrize("page", [T2, T3, T4], ids=["t2", "t3", "t4"])
def test_a_repeated_table(page: Page, tmp_path: Path) -> None:
    """A table that stands in two places is named with both, and none is preferred."""
    (message,) = messages(tmp_path, [T2, T3, T4, replace(page, name="副本")])
    assert message.startswith(
        f"tables.xlsx：应为只有一份{page.name}，实为 tables.xlsx {page.name} "
    )
    assert " 和 tables.xlsx 副本 " in message


def test_a_missing_row(tmp_path: Path) -> None:
    """A row of the form that is not there is named with its groups."""
    (message,) = messages(tmp_path, [T2, T3.without_row(10), T4])
    assert message == (
        "tables.xlsx 表三 D4：表三缺少行“三、本年度办理结果·（三）不予公开·"
        "2.其他法律行政法规禁止公开”。请按格式补上，没有数的填 0。"
    )


def test_a_missing_column(tmp_path: Path) -> None:
    """A column of the form that is not there is named with its groups."""
    (message,) = messages(tmp_path, [T2, T3.without_column(5), T4])
    assert message == (
        "tables.xlsx 表三 D4：表三缺少列“申请人情况·法人或其他组织·科研机构”。"
        "请按格式补上列标目和这一列的数。"
    )


def test_a_row_that_is_not_the_forms(tmp_path: Path) -> None:
    """An added row is named with the form's label nearest to it."""
    rows = T3.with_rows([*range(12), None, *range(12, T3.height)])
    added = rows.with_values({(12, 2): "3.危及社会稳定", (12, 3): 1, (12, 9): 1})
    (message,) = messages(tmp_path, [T2, added, T4])
    assert message.startswith("tables.xlsx 表三 C13：应为表三的行，实为“3.危及社会稳定”。")
    assert "最接近的是“3.危及“三安全一稳定””" in message


def test_a_renamed_row(tmp_path: Path) -> None:
    """A label in words of its own is both a missing row and a strange one, side by side."""
    said = messages(tmp_path, [T2, T3.renamed("2.重复申请", "2.重复的来信"), T4])
    assert "缺少行" in said[0]
    assert said[1] == (
        "tables.xlsx 表三 C22：应为表三的行，实为“2.重复的来信”。"
        "最接近的是“2.重复申请”；不属于本表的行请删去。"
    )


def test_figures_without_a_label(tmp_path: Path) -> None:
    """Figures in a row that has lost its label are never taken for the row between."""
    said = messages(tmp_path, [T2, T3.renamed("2.重复申请", ""), T4])
    assert "实为有数无标目的一行" in said[1]


def test_an_added_row_at_the_end(tmp_path: Path) -> None:
    """Figures right below the table are a row of it, and not the form's."""
    below = {(T3.height, 0): "五、合计", (T3.height, 3): 4}
    (message,) = messages(tmp_path, [T2, T3.with_values(below), T4])
    assert "实为“五、合计”" in message


def test_a_renamed_column(tmp_path: Path) -> None:
    """A column in words of its own is named as that: which, the form's words, what stands there."""
    (said,) = messages(tmp_path, [T2, T3.renamed("自然人", "个人"), T4])
    assert said.startswith("tables.xlsx 表三 D4 第 4 列的标题：应为“自然人”，实为“个人”")


def test_an_added_column(tmp_path: Path) -> None:
    """A column of figures beside the table is not the form's."""
    values = {(4, 10): "备注"} | {(row, 10): 1 for row in range(5, 30)}
    (message,) = messages(tmp_path, [T2, T3.with_values(values), T4])
    assert message.startswith("tables.xlsx 表三 K5：应为表三的列，实为“备注”")


def test_a_row_that_stands_twice(tmp_path: Path) -> None:
    """A label that stands twice is named with both places."""
    (message,) = messages(tmp_path, [T2, T3.with_rows([*range(8), 7, *range(8, 30)]), T4])
    assert message == (
        "tables.xlsx 表三 B8、B9：应为行标目“三、本年度办理结果·（一）予以公开”只有一行，"
        "实为 2 行。请只保留一行。"
    )


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    """A column that stands twice is named with both places."""
    (message,) = messages(tmp_path, [T2, T3.with_columns([*range(6), 5, *range(6, 10)]), T4])
    assert message.startswith("tables.xlsx 表三 F5、G5：应为列标目“")
    assert "科研机构”只有一列，实为 2 列" in message


def test_a_merged_cell_taken_apart_with_other_values(tmp_path: Path) -> None:
    """A label repeated over columns with different figures stands twice."""
    repeated = Distortion(spans="repeated")
    page = lay_out(real_filing("suqian-2023"), of=form(), distortion=repeated)[0]
    row = page.spot("行政许可")[0]
    (message,) = messages(tmp_path, [page.with_values({(row, 2): 7}), T3, T4])
    assert "列标目“本年处理决定数量”只有一列，实为 3 列" in message


@pytest.mark.parametrize("gap", [(), (None,)], ids=["adjoining", "apart"])
def test_table_four_has_one_data_row(gap: tuple[None, ...], tmp_path: Path) -> None:
    """A second row of figures in table four is not chosen from."""
    (message,) = messages(tmp_path, [T2, T3, T4.with_rows([*range(6), *gap, 5])])
    assert "应为表四的数据行只有一行，实为 2 行" in message


def test_groups_of_table_four_are_not_guessed(tmp_path: Path) -> None:
    """Where two groups of the same columns have lost their names, position tells nothing."""
    page = T4.renamed("未经复议直接起诉", "一").renamed("复议后起诉", "二")
    said = messages(tmp_path, [T2, T3, page])
    assert "行政诉讼·未经复议直接起诉·结果维持" in said[0]
    assert "行政诉讼·复议后起诉·总计" in said[0]


def test_a_table_without_its_header(tmp_path: Path) -> None:
    """Rows without column labels are told apart from a missing table."""
    (message,) = messages(tmp_path, [T2, T3.with_rows([0, 1, *range(5, 30)]), T4])
    assert message.startswith(
        "tables.xlsx 表三 A3：表三没有列标目。请在这一行上方补上列标目“自然人”"
    )


def test_cells_follow_the_structure(tmp_path: Path) -> None:
    """Bad cells of what could be located are told in the same error, after its structure."""
    page = T3.without_row(10).with_values({(5, 3): "/", (5, 4): "22（其中修订16件）"})
    said = messages(tmp_path, [T2, page, T4])
    assert "缺少行" in said[0]
    assert said[1:] == [
        "tables.xlsx 表三 D6：应为非负整数，实为“/”。没有请填 0。",
        f"tables.xlsx 表三 E6：应为非负整数，实为“22（其中修订16件）”。{ONE_NUMBER}",
    ]


def test_faults_of_all_tables_at_once(tmp_path: Path) -> None:
    """Every table's faults are in one error, in the order of the tables."""
    said = messages(tmp_path, [T2.without_row(4), T3.without_row(10), T4.without_column(0)])
    assert [line.split("缺少")[0][-2:] for line in said] == ["表二", "表三", "表四"]


def test_editions_mixed_in_one_file(tmp_path: Path) -> None:
    """Tables of two editions are told one by one."""
    said = messages(tmp_path, [OLD_T2, T3, T4])
    assert said[0] == (
        "tables.xlsx：应为各表用同一版格式，实为表二是 2019 版，表三是 2021 版。"
        "本年度应用 2021 版，请用 kit new 生成的工作簿重填其余各表。"
    )
    assert not any("缺少" in line for line in said)


def test_faults_of_another_edition_are_its_own(tmp_path: Path) -> None:
    """A damaged file of another edition than the one due is judged by the edition it is in."""
    said = messages(tmp_path, [OLD_T2, OLD_T3.without_row(7), OLD_T4])
    assert said[0].startswith("tables.xlsx 表三 D4：表三缺少行“三、本年度办理结果·（一）予以公开”")
    assert not any("版" in line for line in said)
