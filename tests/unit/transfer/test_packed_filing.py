"""What a filing takes along, and what keeps it from being packed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from builders.leaks import given_away
from builders.ledgers import HEADINGS, page_of, request
from builders.own_cells import PUBLIC, own_notebook, write_notebook
from builders.spreadsheets import write_book
from builders.travelling import ADDED, COUNTED, add_county, approve, keep_ledger, packed
from builders.workspaces import copied_workspace, replaced

from kit.errors import ParameterError
from kit.form import form_of_year
from kit.report.counted import count_ledger
from kit.report.counted_record import counted_bytes, read_counted_ledger
from kit.report.files import report_parameters
from kit.report.receipts import read_receipts
from kit.transfer import judge_arrival, look_at, put_arrival, read_archive, write_packed
from kit.transfer.collect import filing_contents
from kit.transfer.personal import refuse_personal
from kit.workspace import Workspace

REPORT = (2024, "suqian")
#: An identity number whose last digit is right, and how it is told.
IDENTITY, MASKED = "320102198001011234", "身份证号码“3" + "*" * 17 + "”"


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    """Give the examples as a workspace of their own."""
    return copied_workspace(tmp_path / "city")


@pytest.fixture
def folder(city: Workspace) -> Path:
    """Give the folder of the report that is packed."""
    return city.inputs(*REPORT)


def refused(city: Workspace) -> Iterator[str]:
    """Yield what is said of a filing that cannot be packed."""
    with pytest.raises(ParameterError) as error:
        packed(city, REPORT)
    for fault in error.value.faults:
        assert fault.cure
        assert IDENTITY not in str(fault)
        yield str(fault)


def test_twice_it_is_the_same(city: Workspace, tmp_path: Path) -> None:
    """Whenever and wherever it is packed; whatever lies beside the report stays."""
    first = packed(city, REPORT)
    again = copied_workspace(tmp_path / "again")
    for name in ("notes.docx", "~$tables.xlsx", "original/was.pdf", "narrative.2023.md"):
        path = again.inputs(*REPORT) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert packed(again, REPORT).content == first.content
    assert [file.name for file in first.manifest.files] == [
        "agency.yaml",
        *(f"{y}/{n}" for y in (2023, 2024) for n in ("narrative.md", "report.yaml", "tables.xlsx")),
    ]


def test_decisions_go_with_what_was_seen(city: Workspace, folder: Path) -> None:
    """Each with the record of what it is about, and no other record."""
    approve(city, *REPORT)
    kept = {f"2024/signoff/{path.name}" for path in (folder / "signoff").iterdir()}
    (folder / "signoff" / "other.json").write_text("{}", "utf-8")
    names = {file.name for file in packed(city, REPORT).manifest.files}
    assert {name for name in names if "signoff" in name} == kept | {"2024/signoff.yaml"}


def append(path: Path, text: str) -> None:
    """Add words at the end of a text file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def sheet_with(path: Path, *rows: tuple[str, ...]) -> None:
    """Add a sheet to a workbook, and hide it."""
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("另表")
    sheet.sheet_state = "hidden"
    for row in rows:
        sheet.append(row)
    book.save(path)


def test_personal_data_keeps_it_from_being_packed(city: Workspace, folder: Path) -> None:
    """In whatever file that would go, where nobody sees it too; all of it is told, and masked."""
    text = (folder / "narrative.md").read_text("utf-8")
    append(folder / "narrative.md", f"\n申请人身份证号{IDENTITY}。\n")
    # The number was taken out since; the record of the decision still has it.
    approve(city, *REPORT)
    (folder / "narrative.md").write_text(f"{text}\n<!-- 身份证号{IDENTITY} -->\n", "utf-8")
    append(folder / "report.yaml", f"# 身份证号{IDENTITY}\n")
    append(folder.parents[1] / "2023/suqian/narrative.md", f"\n身份证号{IDENTITY}。\n")
    sheet_with(folder / "tables.xlsx", ("身份证号", IDENTITY))
    told = list(refused(city))
    assert {said.rpartition(" 第 ")[0] for said in told if MASKED in said} == {
        "2023/narrative.md",
        "2024/narrative.md",
        "2024/report.yaml",
        f"2024/signoff/{next((folder / 'signoff').iterdir()).name}",
        "2024/tables.xlsx 另表（隐藏的工作表）",
    }


def test_a_ledger_within_the_workbook_is_named(city: Workspace, folder: Path) -> None:
    """Ledgers stay where they are, whatever file they are in; so do names in the text."""
    heads = ("收到日期", "申请人类别", "答复日期", "答复类型")
    sheet_with(folder / "tables.xlsx", heads, ("2024-01-02", "自然人", "2024-01-09", "予以公开"))
    append(folder / "narrative.md", "\n申请人手机13951234567。\n")
    mobile, ledger = refused(city)
    assert "2024/tables.xlsx 另表（隐藏的工作表）：应为只有三张表的工作簿，实为台账" in ledger
    assert "手机号码“1**********”" in mobile


def test_a_notebook_of_its_own_is_named_or_stays(city: Workspace) -> None:
    """Public cells that the report does not name would not be published where it arrives."""
    write_notebook(
        city.notebooks,
        own_notebook(**{"section-1": PUBLIC["section-1"]}),
        name="annual_report.ipynb",
    )
    assert "notebook: annual_report.ipynb" in next(refused(city))
    append(city.inputs(*REPORT) / "report.yaml", "notebook: annual_report.ipynb\n")
    names = [file.name for file in packed(city, REPORT).manifest.files]
    assert "2024/annual_report.ipynb" in names


def test_what_ledgers_came_to_reads_back(city: Workspace) -> None:
    """Counts, rows, late answers and notes, to the last row."""
    keep_ledger(city, size=60)
    year, agency = COUNTED
    form, path = form_of_year(year), city.inputs(year, agency) / "ledger.xlsx"
    parameters = report_parameters(city, year=year, agency=agency)
    ledger = count_ledger((path,), form=form, year=year, parameters=parameters)
    assert ledger.late
    content = counted_bytes(ledger, paths=(path,), edition=form.edition, year=year)
    record = path.with_name("counted.json")
    record.write_bytes(content)
    assert read_counted_ledger(record, form=form, year=year) == ledger
    replaced(record, '"numbers": "', '"numbers": "1-9999999,')
    with pytest.raises(Exception, match="行"):
        read_counted_ledger(record, form=form, year=year)


def test_nothing_of_the_ledgers_rows_goes(city: Workspace) -> None:
    """Neither who applied nor for what; late answers are told by their rows' numbers alone."""
    keep_ledger(city)
    secrets = {"申请人": "欧阳澹泊", "联系电话": "13951234567", "申请内容": "申请公开祖宅拆迁协议"}
    row = request(**secrets, 答复日期=None, 答复类型=None)
    path = city.inputs(*COUNTED) / "ledger.xlsx"
    write_book(path, [page_of("申请", HEADINGS, [row])])
    assert given_away(secrets.values(), packed(city, COUNTED).content) == []


def test_a_roll_up_tells_how_its_members_came_in(city: Workspace, tmp_path: Path) -> None:
    """By which file and which digests, of those that were received; the others were filed here."""
    add_county(city)
    below = packed(city, (2024, "town"))
    path = write_packed(below, folder=tmp_path)
    put_arrival(city, judge_arrival(path, workspace=city), overwrite=False)
    county = packed(city, ADDED)
    files = read_archive(county.content, where=county.file)
    told = tmp_path / "receipts.json"
    told.write_bytes(files["2024/receipts.json"])
    members = read_receipts(tmp_path)
    assert list(members) == ["office", "education", "school", "police", "town"]
    assert members["town"].file == below.file
    assert members["town"].report == below.manifest.report
    assert [m.file for m in members.values() if m.agency != "town"] == [""] * 4
    assert all(member.figures for member in members.values())
    # Changed by hand since, it is not what was received any more.
    append(city.inputs(2024, "town") / "narrative.md", "\n另说一句。\n")
    told.write_bytes(filing_contents(city, year=ADDED[0], agency=ADDED[1])["2024/receipts.json"])
    assert read_receipts(tmp_path)["town"].file == ""


def test_what_a_reviewer_confirmed_may_go(city: Workspace, folder: Path) -> None:
    """A number that only looks like somebody's, once a reviewer has held its explanation right."""
    append(folder / "narrative.md", "\n申请人手机13951234567。\n")
    look = look_at(city, year=REPORT[0], agency=REPORT[1])
    (key,) = (f.key for f in look.findings.findings if f.at and f.at.quote == "1**********")
    contents = {"2024/narrative.md": (folder / "narrative.md").read_bytes()}
    refuse = partial(refuse_personal, contents, report=look.report, findings=look.findings)
    refuse(confirmed=frozenset({key}))
    with pytest.raises(ParameterError, match="手机号码"):
        refuse(confirmed=frozenset())
