"""What is looked for in a sheet follows from the form's data alone."""

from builders.filings import form

from kit.source.layout import Layout, build_layouts


def layout(table: str, edition: str = "2021") -> Layout:
    """Return the layout of one table."""
    return next(x for x in build_layouts(form(edition)) if x.table.id == table)


def test_every_cell_is_where_a_row_and_a_column_meet() -> None:
    """Rows and columns of one block lead to each cell of the form exactly once."""
    for edition in ("2019", "2021"):
        for each in build_layouts(form(edition)):
            met = [
                each.cell(row, column).address
                for row in each.rows
                for column in each.block_columns(row.block)
            ]
            assert sorted(met) == sorted(each.table.cells)


def test_lines_know_their_groups() -> None:
    """A line is named from its outermost group to its own label."""
    t4 = layout("t4")
    assert t4.columns[5].name == "行政诉讼·未经复议直接起诉·结果维持"
    assert [label.text for label in t4.columns[5].groups] == ["行政诉讼", "未经复议直接起诉"]
    assert t4.rows[0].labels == ()


def test_a_text_heads_a_column_only_if_nothing_fits_better() -> None:
    """The row （七）总计 is no loose spelling of the column 总计."""
    t3 = layout("t3")
    assert [line.leaf.text for line in t3.headed("总 计")] == ["总计"]
    assert t3.headed("（七）总计") == ()
    assert t3.headed("申请人情况") == ()


def test_columns_that_share_a_label_are_all_meant() -> None:
    """Without its group, a label of table four means three columns."""
    assert len(layout("t4").headed("结果维持")) == 3


def test_corners_are_known() -> None:
    """What stands over the row labels marks a header, even one with no column label left."""
    assert layout("t2").is_corner("信息\n内容")
    assert not layout("t2").is_corner("第二十条第（一）项")


def test_depth_leaves_titles_out() -> None:
    """Column labels take one row in table two, three in tables three and four."""
    assert [each.depth for each in build_layouts(form())] == [1, 3, 3]
