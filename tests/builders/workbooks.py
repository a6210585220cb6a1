"""Workbooks written for tests, filled in as people fill them, and read back cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from random import Random

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from builders.filings import form, real_filing
from builders.workspaces import PROJECT
from kit.form import Form, form_of_year
from kit.form.instances import rule_instances
from kit.form.kinds import Equal
from kit.source.filing import Filing
from kit.source.values import Raw, build_filing
from kit.workbook import cell_positions, write_workbook
from kit.workspace import Workspace

#: What is met in cells of each type, lawful or not.
MET = {
    "count": st.one_of(st.integers(0, 10**8), st.sampled_from([None, "/", "22（其中修订16件）"])),
    "signed": st.one_of(st.integers(-99, 99), st.sampled_from(["+43", "-14", None, "增加3项"])),
    "decimal": st.one_of(
        st.decimals(0, 10**6, places=4).map(str), st.sampled_from(["18.8710", "0", None, "—"])
    ),
    "amount": st.sampled_from(["251000元", "592万元", "0", "96171.6", None, "无"]),
}


def example_workbook(year: int, agency: str) -> bytes:
    """Write the workbook of a committed example from the published figures."""
    workspace = Workspace(params=PROJECT / "params", outputs=PROJECT / "outputs")
    last = PROJECT / f"tests/data/{agency}-{year - 1}.json"
    return write_workbook(
        form_of_year(year),
        agency_name=workspace.agency(agency).name,
        year=year,
        last=real_filing(last.stem) if last.is_file() else None,
        filing=real_filing(f"{agency}-{year}"),
    )


def met_filings(of: Form) -> st.SearchStrategy[Filing]:
    """Generate filings with whatever is met in cells."""
    cells = {address: MET[cell.type] for address, cell in of.cells.items()}
    return st.fixed_dictionaries(cells).map(
        lambda values: build_filing(of, agency="test-agency", year=of.first_year, values=values)
    )


def sheets(content: bytes) -> Workbook:
    """Open a workbook with its formulas."""
    return load_workbook(BytesIO(content))


def sheet(content: bytes, name: str) -> Worksheet:
    """Open one sheet of a workbook."""
    return sheets(content)[name]


def calamine_values(content: bytes, *, of: Form) -> Mapping[str, Raw]:
    """Read what stands in the number cells, computed values only, by address."""
    book = CalamineWorkbook.from_object(BytesIO(content))
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    values: dict[str, Raw] = {}
    for address, place in cell_positions(of).items():
        row, column = xl_cell_to_rowcol(place.cell)
        # Rows with nothing in them are left out at the end of a sheet.
        found = rows[place.sheet][row : row + 1]
        values[address] = found[0][column] if found else ""
    return values


def read_back(content: bytes, *, of: Form) -> Filing:
    """Read the filing a workbook holds."""
    values = calamine_values(content, of=of)
    return build_filing(of, agency="test-agency", year=of.first_year, values=values)


def filled_in(content: bytes, filing: Filing, *, of: Form) -> Workbook:
    """Type the values of *filing* into a workbook, leaving its formulas alone."""
    book = sheets(content)
    for address, place in cell_positions(of).items():
        cell = book[place.sheet][place.cell]
        if cell.data_type != "f":
            cell.value = filing.value(address)
    return book


def saved(book: Workbook) -> bytes:
    """Save a workbook to memory."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def fresh(edition: str = "2021") -> bytes:
    """Write a workbook to fill in, last year unknown."""
    return write_workbook(form(edition), agency_name="某某局", year=form(edition).first_year)


def begun(last: Filing, *, edition: str = "2021") -> bytes:
    """Write a workbook to fill in for the year after *last*."""
    return write_workbook(form(edition), agency_name="某某局", year=last.year + 1, last=last)


def summed_filing(of: Form, *, seed: int) -> Filing:
    """Make up a filing whose totals are the sums of their parts."""
    values = _summed(_made_up(of, seed=seed), of=of)
    return build_filing(of, agency="test-agency", year=of.first_year, values=values)


def balanced_filing(of: Form, *, seed: int) -> Filing:
    """Make up a filing in which all that the form adds up agrees."""
    values = _summed(_made_up(of, seed=seed), of=of)
    for part in of.match("t3.received.*"):
        column = part.rpartition(".")[2]
        handled = values[f"t3.closed_total.{column}"] + values[f"t3.carried_out.{column}"]
        values[f"t3.carried_in.{column}"] = handled // 3
        values[part] = handled - handled // 3
    return build_filing(of, agency="test-agency", year=of.first_year, values=_summed(values, of=of))


def _made_up(of: Form, *, seed: int) -> dict[str, int]:
    chosen = Random(seed)  # noqa: S311 - figures to add up, no secrets
    return {address: chosen.randrange(1000) for address in of.cells}


def _summed(values: Mapping[str, int], *, of: Form) -> dict[str, int]:
    """Return *values* with every total that the workbook computes worked out."""
    summed = dict(values)
    for rule in of.rules.values():
        if isinstance(rule.kind, Equal) and rule.kind.fills:
            for instance in rule_instances(rule.kind, form=of):
                summed[instance.left[0]] = sum(summed[address] for address in instance.right)
    return summed
