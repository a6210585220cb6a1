"""The examples committed with the project: real figures of published reports."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from builders.workbooks import example_workbook
from builders.workspaces import EXAMPLES, PROJECT

from kit.checks import check
from kit.checks.claims.cell_names import cell_names
from kit.datafile import schema_text
from kit.parameters import read_parameters
from kit.report.read import read_report
from kit.workspace import Workspace

PARAMS = PROJECT / "params"


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook; how they are packed depends on the zlib of a platform."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("year", "agency"), EXAMPLES)
def test_the_workbook_is_what_the_kit_writes(year: int, agency: str) -> None:
    """Each committed workbook is the kit's own, with the published figures."""
    committed = (PARAMS / str(year) / agency / "tables.xlsx").read_bytes()
    assert parts(committed) == parts(example_workbook(year, agency))


@pytest.mark.parametrize(("year", "agency"), EXAMPLES)
def test_the_parameters_read_and_name_their_origin(year: int, agency: str) -> None:
    """Whoever reviews an example is told where its figures come from."""
    parameters = read_parameters(PARAMS / str(year) / agency)
    assert "政府信息公开工作年度报告" in parameters.origin
    assert f"{year}年" in parameters.origin


def test_accepted_findings_are_exactly_the_printed_blanks() -> None:
    """The claim of the one report with blanks covers these and no other cell."""
    (claim,) = read_parameters(PARAMS / "2019/shanghai-office").accepted
    workspace = Workspace(params=PARAMS, outputs=PROJECT / "outputs")
    report = read_report(workspace, year=2019, agency="shanghai-office")
    names = cell_names(report)
    covered = [cell for name in claim.cells for cell in names.addresses(name)]
    blanks = [a for a, figure in report.filing.figures.items() if figure.fault]
    assert (claim.rule, set(claim.cells.values())) == ("R5", {"空"})
    assert sorted(covered) == sorted(blanks)
    assert check(report).stale == ()


@pytest.mark.parametrize("name", ["agencies", "parameters"])
def test_schemas_for_editors_are_the_packaged_ones(name: str) -> None:
    """An editor completes and checks by the same schema as the kit."""
    committed = (PARAMS / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema_text(name)


@pytest.mark.parametrize(("year", "agency"), EXAMPLES)
def test_editors_find_the_schema(year: int, agency: str) -> None:
    """The comment in the first line leads to a file that is there."""
    path = PARAMS / str(year) / agency / "report.yaml"
    first = path.read_text("utf-8").splitlines()[0]
    assert (path.parent / first.partition("$schema=")[2]).is_file()


@pytest.mark.parametrize(("year", "agency"), EXAMPLES)
def test_nothing_is_wrong_in_what_the_examples_say(year: int, agency: str) -> None:
    """Their figures were published and their sentences are made of them: a warning is false."""
    workspace = Workspace(params=PARAMS, outputs=PROJECT / "outputs")
    report = read_report(workspace, year=year, agency=agency)
    serious = [f for f in check(report).findings if f.severity != "note" and not f.accepted]
    assert serious == []
