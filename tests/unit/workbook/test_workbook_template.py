"""The workbook as a whole, read back with two libraries."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from builders.filings import form, real_filing, zero_filing
from builders.workbooks import begun, calamine_values, fresh, sheet, sheets
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_range

from kit.form import Table
from kit.workbook import cell_position, cell_positions, write_workbook
from kit.workbook.formulas import sum_marks, total_formulas, value_marks
from kit.workbook.position import slot_range

EVERY_TABLE = [
    pytest.param(of.edition, table, id=f"{of.edition}-{table.id}")
    for of in (form("2019"), form("2021"))
    for table in of.tables.values()
]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_one_sheet_a_table_and_a_guide(edition: str) -> None:
    """The sheets are the tables in the form's order, then the instructions."""
    names = [table.name for table in form(edition).tables.values()]
    assert sheets(fresh(edition)).sheetnames == [*names, "填表说明"]


@pytest.mark.parametrize(("edition", "table"), EVERY_TABLE)
def test_every_label_stands_where_its_slot_is(edition: str, table: Table) -> None:
    """All labels are the form's own words, each in the first cell of its slot."""
    found = sheet(fresh(edition), table.name)
    for slot in table.slots:
        if slot.label:
            assert found[cell_position(table, slot).cell].value == slot.label.text


@pytest.mark.parametrize(("edition", "table"), EVERY_TABLE)
def test_merges_are_those_of_the_form(edition: str, table: Table) -> None:
    """Two libraries see the merges of the slots, and of the title, and no other."""
    content = fresh(edition)
    title = xl_range(0, 0, 0, table.width - 1)
    wanted = {slot_range(slot) for slot in table.slots if slot.rowspan > 1 or slot.colspan > 1}
    found = {str(area) for area in sheet(content, table.name).merged_cells.ranges}
    assert found == wanted | {title}
    book = CalamineWorkbook.from_object(BytesIO(content))
    assert len(book.get_sheet_by_name(table.name).merged_cell_ranges or ()) == len(found)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_fresh_workbook_reads_as_blank(edition: str) -> None:
    """Formulas nobody has computed are blanks to a reader, not zeros."""
    values = calamine_values(fresh(edition), of=form(edition))
    assert set(values.values()) == {""}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_formulas_stand_in_the_totals_alone(edition: str) -> None:
    """Every total is a formula, every other number cell is empty."""
    of = form(edition)
    book = sheets(fresh(edition))
    totals = total_formulas(of)
    for address, place in cell_positions(of).items():
        assert book[place.sheet][place.cell].value == totals.get(address), address


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_only_what_is_to_be_filled_in_is_unlocked(edition: str) -> None:
    """Sheets are protected without a password; labels and totals are locked, values are not."""
    of = form(edition)
    book = sheets(fresh(edition))
    totals = total_formulas(of)
    values = {(place.sheet, place.cell): address for address, place in cell_positions(of).items()}
    for table in of.tables.values():
        protection = book[table.name].protection
        assert protection.sheet
        assert protection.password is None
        assert not protection.formatColumns
        for slot in table.slots:
            cell = cell_position(table, slot).cell
            address = values.get((table.name, cell))
            is_input = address is not None and address not in totals
            assert book[table.name][cell].protection.locked is not is_input, cell


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_number_cell_is_checked_while_typing(edition: str) -> None:
    """Each cell has one validation with words in Chinese, of its own type."""
    of = form(edition)
    book = sheets(fresh(edition))
    kinds = {"count": "whole", "signed": "whole", "decimal": "decimal", "amount": None}
    for address, place in cell_positions(of).items():
        rules = book[place.sheet].data_validations.dataValidation
        (found,) = (rule for rule in rules if place.cell in rule.sqref)
        assert found.type == kinds[of.cells[address].type], address
        assert "请填" in found.prompt
        assert of.cells[address].unit in found.promptTitle


@pytest.mark.parametrize(("edition", "table"), EVERY_TABLE)
def test_every_rule_that_can_mark_does(edition: str, table: Table) -> None:
    """There is a conditional format a mark, last year's rules too when it is known."""
    of = form(edition)
    last = zero_filing(of, year=of.first_year)
    found = sheet(begun(last, edition=edition), table.name).conditional_formatting
    formulas = [rule.formula[0] for area in found for rule in area.rules]
    wanted = [*value_marks(of, table=table), *sum_marks(of, table=table, last=last)]
    assert sorted(f"={formula}" for formula in formulas) == sorted(m.formula for m in wanted)


def test_carried_figures_are_filled_in_with_a_note() -> None:
    """The next year begins with what is left of this one, and says so."""
    found = sheet(begun(real_filing("suqian-2023")), "表三")
    assert found["D6"].value == 118
    assert found["D6"].comment.text == "2023 年报告结转 118 件"
    assert found["F6"].value == 0


@pytest.mark.parametrize("name", ["qiantang-jxkj-2022", "suqian-2023", "shanghai-office-2019"])
def test_a_filing_is_written_as_it_is(name: str) -> None:
    """Figures have no formulas, blanks stay blank, all are unlocked."""
    filing = real_filing(name)
    of = form(filing.edition)
    content = write_workbook(of, agency_name="某某局", year=filing.year, filing=filing)
    book = sheets(content)
    for address, place in cell_positions(of).items():
        cell = book[place.sheet][place.cell]
        assert cell.data_type != "f"
        assert str(cell.value if cell.value is not None else "") == filing.figures[address].text
        assert not cell.protection.locked


def test_same_inputs_give_same_bytes() -> None:
    """Nothing of the moment or the machine gets into the file."""
    last = real_filing("suqian-2023")
    assert begun(last) == begun(last)


def test_properties_are_fixed() -> None:
    """Author and date come from the report, no other name is in the file."""
    content = fresh()
    properties = sheets(content).properties
    assert properties.creator == properties.lastModifiedBy == "某某局"
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=UTC) == datetime(2022, 1, 1, tzinfo=UTC)
    assert properties.title == "某某局2021年政府信息公开工作年度报告"


def test_a_name_from_outside_is_text() -> None:
    """An agency whose name begins like a formula, or holds markup, is only a name."""
    name = '=HYPERLINK("x")<b>&'
    content = write_workbook(form(), agency_name=name, year=2022)
    title = sheet(content, "表三")["A1"]
    assert title.data_type == "s"
    assert title.value == f"表三　收到和处理政府信息公开申请情况\n{name}　2022年度　单位：件"


def test_a_table_of_several_units_names_none() -> None:
    """Table two has its units in its headers, so its title does not claim one."""
    assert sheet(fresh(), "表二")["A1"].value.endswith("某某局　2021年度")


@pytest.mark.parametrize(
    ("table", "pane", "orientation"),
    [("表二", "B2", "portrait"), ("表三", "D5", "portrait"), ("表四", "A5", "landscape")],
)
def test_sheets_scroll_and_print_well(table: str, pane: str, orientation: str) -> None:
    """Headers stay in sight, and each table prints on one A4 page."""
    found = sheet(fresh(), table)
    assert found.freeze_panes == pane
    assert (found.page_setup.orientation or "portrait") == orientation
    assert int(found.page_setup.paperSize) == 9
    assert found.sheet_properties.pageSetUpPr.fitToPage


def test_every_cell_of_the_grid_has_borders() -> None:
    """The grid is ruled all over, in the font of official tables."""
    table = form().tables["t3"]
    found = sheet(fresh(), table.name)
    cells = [found[cell_position(table, slot).cell] for slot in table.slots]
    assert {cell.border.left.style for cell in cells} == {"thin"}
    assert {cell.border.top.style for cell in cells} == {"thin"}
    assert {cell.font.name for cell in cells} == {"宋体"}


def test_the_file_has_no_cached_numbers_in_formulas() -> None:
    """The parts of the file hold formulas with empty values."""
    with ZipFile(BytesIO(fresh())) as parts:
        sheet_xml = parts.read("xl/worksheets/sheet2.xml").decode()
    assert sheet_xml.count("<f>") == 25 + 6
    assert sheet_xml.count("</f><v></v>") == 25 + 6
