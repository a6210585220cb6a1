"""Tables of the page as rows of cells."""

from typing import Any

import pytest
from builders.articles import form_slots, table_html
from builders.filings import form, real_filing
from lxml.etree import HTML

from kit.export.pdf.grid import build_table_node


def _node(html: str) -> dict[str, Any]:
    return build_table_node(HTML(html).find(".//table"))


def _statutory(table: str) -> dict[str, Any]:
    filing = real_filing("suqian-2023")
    return _node(table_html(form().tables[table], filing=filing))


def _cells(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for row in node["rows"] for cell in row["cells"]]


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_a_statutory_table_keeps_its_grid(table: str) -> None:
    """Each cell has the place and the spans that the form prints."""
    cells = _cells(_statutory(table))
    slots = form().tables[table].slots
    assert [(cell["rowspan"], cell["colspan"]) for cell in cells] == form_slots(form(), table=table)
    assert [(cell["y"], cell["x"]) for cell in cells] == [(slot.row, slot.column) for slot in slots]


def test_headers_of_stacked_blocks_are_headers() -> None:
    """Table two has a title and a row of labels for each item of Article 20."""
    headers = [row["header"] for row in _statutory("t2")["rows"]]
    assert headers == [
        True,
        True,
        False,
        False,
        *[True, True, False],
        *[True, True, False, False],
        *[True, True, False],
    ]


def test_labels_and_numbers_stand_as_printed_forms_have_them() -> None:
    """Labels of one row stand left beside those of several; all else is in the middle."""
    for cell in _cells(_statutory("t3")):
        is_one_row = cell["stub"] and cell["rowspan"] == 1
        assert cell["align"] == ("left" if is_one_row else "center")
    assert {cell["align"] for cell in _cells(_statutory("t2"))} == {"center"}


def test_the_number_of_a_group_s_label_has_its_own_line() -> None:
    """（三） stands above 不予公开."""
    bodies = [cell["body"] for cell in _cells(_statutory("t3"))]
    assert ["（三）", {"tag": "br", "body": []}, "不予公开"] in bodies


def test_the_outermost_group_s_label_breaks_in_its_middle() -> None:
    """三、本年度办理结果 is one sentence of two lines, and has the room for half of it."""
    node = _statutory("t3")
    [outermost] = [cell for cell in _cells(node) if cell["stub"] and cell["rowspan"] == 22]
    assert outermost["body"] == ["三、本年度办理结果"]
    assert outermost["balanced"]
    assert node["needs"][0] >= len("三、本年度")


def test_a_label_s_length_is_that_of_its_longest_line() -> None:
    """Chinese signs have one em each; where others stand among them, Typst has to measure."""
    node = _node("<table><tr><th>信息<br>公开内容</th><th>2022年</th><th></th></tr></table>")
    assert [cell["length"] for cell in _cells(node)] == [4, None, 0]


def test_numbers_and_blanks_take_one_line() -> None:
    """What holds no word says nothing about how high a row is."""
    node = _node("<table><tr><td>甲</td><td>-1,280.5%</td><td></td><td>3件</td></tr></table>")
    assert [cell["number"] for cell in _cells(node)] == [False, True, True, False]


def test_columns_of_numbers_are_alike() -> None:
    """Seven columns of table three, fifteen of table four, are of one width each."""
    assert len(set(_statutory("t3")["needs"][3:])) == 1
    assert len(set(_statutory("t4")["needs"])) == 1


def test_a_column_is_as_wide_as_its_longest_number() -> None:
    """Digits never break."""
    wide = _node("<table><tr><td>1</td><td>123456789</td></tr></table>")
    assert wide["needs"][1] > 5 > wide["needs"][0]


def test_long_words_do_not_take_all_the_room() -> None:
    """A paragraph in a cell asks for a bounded width."""
    node = _node(f"<table><tr><td>{'文' * 500}</td><td>注</td></tr></table>")
    assert node["needs"][0] <= 20


def test_words_stand_left_and_numbers_in_the_middle_in_a_writer_s_table() -> None:
    """A table written in the narrative has no labels of rows."""
    node = _node("<table><thead><tr><th>事项<th>数</thead><tr><td>甲<td>1,280</table>")
    assert [cell["align"] for cell in _cells(node)] == ["center", "center", "left", "center"]


def test_a_short_row_leaves_places_free() -> None:
    """A row with fewer cells does not pull up those of the next."""
    node = _node("<table><tr><td>甲<tr><td>乙<td>2</table>")
    assert [(cell["y"], cell["x"]) for cell in _cells(node)] == [(0, 0), (1, 0), (1, 1)]
    assert len(node["needs"]) == 2
