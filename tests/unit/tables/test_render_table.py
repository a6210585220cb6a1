"""The HTML of a statutory table: headers, ids, frame, and what it refuses."""

from __future__ import annotations

import re
from io import StringIO

import html5lib
import pandas as pd
import pytest
from builders.filings import filing_of, form, real_filing, zero_filing
from builders.html_tables import read_figures, read_tables

from kit.errors import ExportError
from kit.form import Cell, Form
from kit.source.filing import Filing
from kit.tables import build_table, render_table

REAL = ["qiantang-jxkj-2022", "shanghai-office-2019", "suqian-2023", "suqian-2024"]


def _render(filing: Filing, *, of: Form, table: str) -> str:
    return render_table(build_table(filing, form=of, table=table), table=of.tables[table])


def _page(filing: Filing, *, of: Form) -> str:
    return "".join(_render(filing, of=of, table=table) for table in of.tables)


def _headers(of: Form, cell: Cell) -> list[str]:
    """Name what heads a cell: the title of its block, its columns, its rows."""
    table = of.tables[cell.address.split(".")[0]]
    titles = [
        slot.label
        for block in table.blocks
        if any(slot.cell is cell for slot in block.slots)
        for slot in block.having("title")
    ]
    return [label.text for label in (*titles, *cell.column_labels, *cell.row_labels) if label]


@pytest.mark.parametrize("name", REAL)
def test_published_figures_read_back_as_filed(name: str) -> None:
    """The figures of four published reports stand in the cells they were filed for."""
    filing = real_filing(name)
    of = form(filing.edition)
    read = read_figures(_page(filing, of=of), form=of)
    assert read == {address: figure.text for address, figure in filing.figures.items()}


@pytest.mark.parametrize("name", REAL)
def test_pandas_reads_the_same_grid(name: str) -> None:
    """A reader that knows nothing of the form finds each figure in its row and column."""
    filing = real_filing(name)
    of = form(filing.edition)
    for table in of.tables.values():
        text = dict.fromkeys(range(table.width), str)
        markup = StringIO(_render(filing, of=of, table=table.id))
        (frame,) = pd.read_html(markup, converters=text, keep_default_na=False)
        for slot in table.slots:
            if slot.cell:
                found = frame.iloc[slot.row - table.header_rows, slot.column]
                assert found == filing.figures[slot.cell.address].text


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_number_names_all_its_headers(edition: str) -> None:
    """The ids in ``headers`` lead to the block's title, the columns above and the rows beside."""
    of = form(edition)
    tables = read_tables(_page(zero_filing(of), of=of))
    for table in of.tables.values():
        cells = tables[table.id]
        by_id = {
            cell.attributes["id"]: cell.text for cell in cells.cells if "id" in cell.attributes
        }
        for slot in table.slots:
            if slot.cell:
                ids = cells.at(slot.row, slot.column).attributes["headers"].split()
                assert [by_id[name] for name in ids] == _headers(of, slot.cell)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_headers_have_text_and_scope(edition: str) -> None:
    """No header is blank, and each says whether it heads columns or rows."""
    tables = read_tables(_page(zero_filing(form(edition)), of=form(edition)))
    heads = [cell for table in tables.values() for cell in table.cells if cell.tag == "th"]
    assert all(cell.text.strip() for cell in heads)
    assert {cell.attributes["scope"] for cell in heads} == {"col", "colgroup", "row", "rowgroup"}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_number_says_its_address(edition: str) -> None:
    """Blank or not, each number cell carries the address of the form's cell that it is."""
    of = form(edition)
    tables = read_tables(_page(filing_of(of, dict.fromkeys(of.cells)), of=of))
    for table in of.tables.values():
        for slot in table.slots:
            said = tables[table.id].at(slot.row, slot.column).attributes.get("data-cell")
            assert said == (slot.cell.address if slot.cell else None)


def test_only_the_first_headers_of_a_table_stand_in_its_head() -> None:
    """Later blocks of table two have bodies of their own, which begin with their headers."""
    of = form()
    markup = _render(zero_filing(of), of=of, table="t2")
    parts = {cell.row: cell.part for cell in read_tables(markup)["t2"].cells}
    assert [parts[row] for row in range(14)] == ["thead"] * 2 + ["tbody"] * 12
    assert markup.count("<tbody>") == 4


def test_ids_of_three_tables_on_a_page_are_unique() -> None:
    """No id stands twice on a page with all tables."""
    of = form()
    ids = re.findall(r' id="([^"]+)"', _page(zero_filing(of), of=of))
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= 6


def test_table_has_a_caption_and_a_frame_named_by_it() -> None:
    """The frame that scrolls is a region which keyboards reach and the caption names."""
    of = form()
    markup = _render(zero_filing(of), of=of, table="t3")
    assert markup.startswith(
        '<div class="table-frame" role="region" aria-labelledby="t3-cap" tabindex="0">'
    )
    assert '<caption id="t3-cap">表三　收到和处理政府信息公开申请情况</caption>' in markup


def test_nothing_of_the_style_of_great_tables_is_left() -> None:
    """No style, class or private attribute of great-tables reaches the page."""
    markup = _page(zero_filing(form()), of=form())
    assert set(re.findall(r" ([a-z-]+)=", markup)) == {
        *("aria-labelledby", "class", "colspan", "data-cell", "headers", "id"),
        *("role", "rowspan", "scope", "span", "tabindex"),
    }
    assert set(re.findall(r'class="([^"]+)"', markup)) == {"table-frame"}


def test_tables_are_small_and_always_the_same() -> None:
    """Three tables take less than 30 KB, and two renderings are the same bytes."""
    filing = real_filing("suqian-2024")
    markup = _page(filing, of=form())
    assert len(markup.encode()) < 30_000
    assert markup == _page(filing, of=form())


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_markup_is_valid(edition: str) -> None:
    """A strict parser finds nothing wrong with the tables."""
    parser = html5lib.HTMLParser(strict=True)
    frames = parser.parseFragment(_page(zero_filing(form(edition)), of=form(edition)))
    assert [frame.get("aria-labelledby") for frame in frames] == ["t2-cap", "t3-cap", "t4-cap"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>3</b>", "<b>3</b>"),
        ("**3** [x](http://a.cn)", "**3** [x](http://a.cn)"),
        ("22\n（其中修订16件）", "22 （其中修订16件）"),
        ("3\x07\u202e", "3\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"),
        ("/", "/"),
    ],
)
def test_words_in_a_number_cell_are_shown_as_they_are(text: str, shown: str) -> None:
    """What could not be read as a number is shown as text on one line, never as markup."""
    of = form()
    filing = filing_of(of, {"t2.fees.amount": text})
    markup = _render(filing, of=of, table="t2")
    assert read_figures(markup, form=of)["t2.fees.amount"] == shown
    assert "<b>" not in markup
    assert "<a" not in markup


def test_a_blank_stays_blank() -> None:
    """A cell nobody filled in is an empty cell, not a zero and not a dash."""
    of = form()
    filing = filing_of(of, {"t4.reconsideration.upheld": None})
    markup = _render(filing, of=of, table="t4")
    assert '<td headers="t4-c1 t4-c3" data-cell="t4.reconsideration.upheld"></td>' in markup


def test_a_changed_label_is_refused_with_its_place() -> None:
    """A header that is not the form's own is an error that says where and what."""
    of = form()
    gt = build_table(zero_filing(of), form=of, table="t3").cols_label({"c6": "科研企业"})
    with pytest.raises(ExportError) as caught:
        render_table(gt, table=of.tables["t3"])
    (fault,) = caught.value.faults
    assert str(fault) == (
        "表三 第 3 行第 6 列：应为“科研机构”，实为“科研企业”。"
        "表格的行、列和标签须与表式一致，请勿增删或改写。"
    )


def test_all_wrong_labels_are_named_at_once() -> None:
    """Two wrong labels are two faults of one error."""
    of = form()
    labels = {"c6": "科研企业", "c7": "社会公益机构"}
    gt = build_table(zero_filing(of), form=of, table="t3").cols_label(labels)
    with pytest.raises(ExportError) as caught:
        render_table(gt, table=of.tables["t3"])
    assert len(caught.value.faults) == 2


def test_a_table_of_another_edition_is_refused() -> None:
    """The table of one edition cannot be shown in the grid of another."""
    gt = build_table(zero_filing(form("2019")), form=form("2019"), table="t3")
    with pytest.raises(ExportError, match="应为 28 行 10 列，实为 26 行 10 列"):
        render_table(gt, table=form("2021").tables["t3"])


def test_numbers_side_by_side_in_one_cell_are_refused() -> None:
    """Two numbers where the form merges its columns into one are an error, not a choice."""
    of = form()
    gt = build_table(zero_filing(of), form=of, table="t2")
    gt = gt.fmt(lambda _: "7", columns="c3", rows=[4])
    with pytest.raises(ExportError, match="应为一个数，实为“0、7”"):
        render_table(gt, table=of.tables["t2"])
