"""Reports of agencies that keep a ledger, through the real engine: figures, rows, secrets kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.leaks import given_away, unpacked
from builders.ledgers import HEADINGS, YEAR, make_ledger, page_of, request
from builders.pdfs import needs_poppler, read_text
from builders.spreadsheets import Page, write_book

from kit.checks import check
from kit.cli import main
from kit.errors import SourceError
from kit.export.formats import FILES
from kit.form import form_of_year
from kit.report import read_report
from kit.report.begin import begin_report, enter_agency
from kit.report.files import input_files
from kit.run import Job, JobResult, Limits, ProcessExecutor, run_batch
from kit.source.values import Raw, build_filing
from kit.workbook import write_workbook
from kit.workspace import Agency, Workspace

AGENCY = "ceshi-ju"
#: What an applicant tells about himself, in every column that is met.
SECRETS = {
    "登记号": "绝密登记壹贰叁",
    "申请人": "欧阳澹泊",
    "证件号码": "320102198001011234",
    "联系电话": "13951234567",
    "申请内容": "申请公开祖宅拆迁协议",
    "备注": "家住梧桐里七号",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give an agency with a narrative and parameters, and no workbook."""
    workspace = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    enter_agency(workspace, Agency(id=AGENCY, name="某某区测试局", kind="department"))
    begin_report(workspace, year=YEAR, agency=AGENCY, since=None, overwrite=False)
    (workspace.inputs(YEAR, AGENCY) / "tables.xlsx").unlink()
    return workspace


def put(workspace: Workspace, *pages: Page, name: str = "ledger.xlsx") -> None:
    """Give the agency a ledger."""
    write_book(workspace.inputs(YEAR, AGENCY) / name, pages)


def built(workspace: Workspace) -> JobResult:
    """Build all formats of the report."""
    job = Job(workspace=workspace, year=YEAR, agency=AGENCY, to=tuple(FILES))
    with ProcessExecutor(1, limits=Limits()) as executor:
        (result,) = run_batch([job], executor=executor)
    return result


def outputs(workspace: Workspace) -> dict[str, bytes]:
    """Return every file of the outputs by name, what is packed inside it too."""
    return dict(unpacked(path for path in workspace.outputs.rglob("*") if path.is_file()))


def hidden(content: bytes) -> list[str]:
    """Return the secrets found in bytes."""
    return given_away(SECRETS.values(), content)


def leaks(files: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the secrets found in each of *files* that has any."""
    return {name: hidden(content) for name, content in files.items() if hidden(content)}


def rows_in(source: str) -> list[int]:
    """Return the rows a source names, one by one: ``A2,A7–A9`` are four."""
    ends = [[int(cell[1:]) for cell in part.split("–")] for part in source.split("!")[2].split(",")]
    return [row for first, *last in ends for row in range(first, (last or [first])[0] + 1)]


def rich(**cells: str | None) -> list[object]:
    """Return a request with all its applicant's secrets."""
    return [*request(**(SECRETS | cells))]  # type: ignore[arg-type]


@needs_poppler
def test_no_output_tells_who_applied(workspace: Workspace, tmp_path: Path) -> None:
    """Not one byte of name, number, telephone or wish, late or not, in any file we write."""
    rows = [
        rich(),
        rich(登记号=None, 答复日期="2022-12-01"),
        rich(登记号=None, 答复日期=None, 答复类型=None),
        ["注：欧阳澹泊来电，13951234567"],
    ]
    put(workspace, page_of("申请", HEADINGS, rows))
    assert built(workspace).error is None
    found = outputs(workspace)
    assert {name for names in FILES.values() for name in names} <= set(found)
    assert leaks(found) == {}
    # Packed things were looked into.
    for name in ("report.pdf#", "report.xlsx/", "report.docx/"):
        assert [one for one in found if one.startswith(name)], name
    text = read_text(found["report.pdf"], folder=tmp_path)
    assert "某某区测试局" in text
    assert hidden(text.encode()) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"答复类型": "已电话告知欧阳澹泊"},
        {"申请人类型": "欧阳澹泊本人"},
        {"收到日期": "欧阳澹泊来访当日"},
        {"答复日期": "2021-01-01"},
        {"延期": "已电告13951234567"},
        {"登记号": "绝密登记壹贰叁", "收到日期": None},
        {"答复类型": "不予公开（欧阳澹泊）"},
    ],
)
def test_no_message_tells_who_applied(
    workspace: Workspace, capfd: pytest.CaptureFixture[str], cells: dict[str, str | None]
) -> None:
    """What is refused is named by its cell, on the command line and in its JSON."""
    put(workspace, page_of("申请", HEADINGS, [rich(), rich(**cells)]))
    places = ["--params", str(workspace.params), "--outputs", str(workspace.outputs)]
    for options in ([], ["--json"]):
        with pytest.raises(SystemExit):
            main(["check", str(YEAR), AGENCY, *places, *options])
        said = capfd.readouterr()
        assert said.out
        assert hidden((said.out + said.err).encode()) == []
    assert built(workspace).agency == AGENCY
    logged = capfd.readouterr()
    assert hidden((logged.out + logged.err).encode()) == []
    assert {
        name: hidden(content) for name, content in outputs(workspace).items() if hidden(content)
    } == {}


def test_an_agency_with_a_ledger_needs_no_workbook(workspace: Workspace) -> None:
    """Its report has every figure, each with its rows, and nothing for R5 to find."""
    made = make_ledger(500, seed=3)
    put(workspace, *made.pages)
    assert built(workspace).error is None
    folder = workspace.report_folder(YEAR, AGENCY)
    public = json.loads((folder / "report.json").read_bytes())["figures"]
    assert {a: v for a, v in public.items() if a != "t2.fees.amount"} == {
        a: v for a, v in made.figures.items() if a != "t2.fees.amount"
    }
    assert public["t2.fees.amount"] == str(made.figures["t2.fees.amount"]).rstrip("0")
    review = json.loads((folder / "review.json").read_bytes())
    source = review["figures"]["t3.granted.natural_person"]["source"]
    assert source.startswith("ledger.xlsx!申请!A")
    assert rows_in(source) == list(made.rows["t3.granted.natural_person"])
    assert review["outcomes"]["R5"] == "holds"
    assert review["outcomes"]["L1"] == "not applicable"
    assert review["outcomes"]["L2"] == "broken"


def test_blank_cells_are_counted_and_filled_ones_compared(workspace: Workspace) -> None:
    """A workbook with one figure of its own: that one is judged, the rest comes from the ledger."""
    begin_report(workspace, year=YEAR, agency=AGENCY, since=None, overwrite=False)
    put(workspace, page_of("申请", HEADINGS, [request(), request()]))
    report = read_report(workspace, year=YEAR, agency=AGENCY)
    assert report.filing.value("t3.granted.total") == 2
    assert report.filing.value("t2.licensing.decisions") is None
    assert report.ledger is not None


def test_ledgers_are_inputs_of_the_report(workspace: Workspace) -> None:
    """They are hashed, wherever report.yaml says they are, so that a change builds anew."""
    folder = workspace.inputs(YEAR, AGENCY)
    (folder / "report.yaml").write_text("sources: {ledgers: [申请台账.xlsx, 收费.csv]}\n", "utf-8")
    put(workspace, page_of("甲", HEADINGS, [request()]), name="申请台账.xlsx")
    fees = page_of("收费", ("收费日期", "收费金额（万元）"), [("2022.3.1", "3.5")])
    put(workspace, fees, name="收费.csv")
    files = input_files(workspace, year=YEAR, agency=AGENCY)
    assert [path.name for path in files.existing()][-2:] == ["申请台账.xlsx", "收费.csv"]
    filing = read_report(workspace, year=YEAR, agency=AGENCY).filing
    assert (filing.value("t3.received.total"), str(filing.value("t2.fees.amount"))) == (1, "3.5")


def test_a_refused_ledger_ends_with_code_four(workspace: Workspace) -> None:
    """As any source that cannot be read."""
    put(workspace, page_of("申请", HEADINGS, [request(答复类型="不知道")]))
    error = built(workspace).error
    assert isinstance(error, SourceError)
    assert error.exit_code == 4


def test_a_filled_workbook_is_held_against_the_ledger(workspace: Workspace) -> None:
    """Where both exist each difference is an error with both values and the rows."""
    made = make_ledger(60, seed=9)
    put(workspace, *made.pages)
    values: dict[str, Raw] = {a: float(v) for a, v in made.figures.items()}
    values["t4.reconsideration.upheld"] = made.figures["t4.reconsideration.upheld"] + 1  # type: ignore[assignment]
    of = form_of_year(YEAR)
    filing = build_filing(of, agency=AGENCY, year=YEAR, values=values)
    book = write_workbook(of, agency_name="某某区测试局", year=YEAR, filing=filing)
    (workspace.inputs(YEAR, AGENCY) / "tables.xlsx").write_bytes(book)
    assert built(workspace).error is None
    review = json.loads((workspace.report_folder(YEAR, AGENCY) / "review.json").read_bytes())
    found = [finding for finding in review["findings"] if finding["rule"] == "L1"]
    assert [finding["cells"] for finding in found] == [["t4.reconsideration.upheld"]]
    figure = review["figures"]["t4.reconsideration.upheld"]
    assert figure["source"].startswith("tables.xlsx!表四!")
    assert figure["ledger"]["value"] == made.figures["t4.reconsideration.upheld"]
    assert figure["ledger"]["source"].startswith("ledger.xlsx!复议诉讼!")


def test_last_years_ledger_is_last_years_filing(workspace: Workspace) -> None:
    """What was carried out of it is what this year must have carried in."""
    before = workspace.inputs(YEAR - 1, AGENCY)
    before.mkdir(parents=True)
    open_request = request(收到日期="2021-12-20", 答复日期=None, 答复类型=None)
    write_book(before / "ledger.xlsx", [page_of("申请", HEADINGS, [open_request])])
    answered = request(收到日期="2021-12-20", 答复日期="2022-01-05")
    put(workspace, page_of("申请", HEADINGS, [answered]))
    report = read_report(workspace, year=YEAR, agency=AGENCY)
    assert report.last is not None
    assert report.last.value("t3.carried_out.natural_person") == 1
    assert check(report).outcomes["Y1"] == "holds"
    files = input_files(workspace, year=YEAR, agency=AGENCY)
    assert before / "ledger.xlsx" in files.existing()
