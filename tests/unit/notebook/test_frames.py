"""A report as frames of pandas: tidy, and of one type a column whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from builders.workspaces import copied_workspace, set_figure
from great_tables import GT

from kit.errors import ExportError, ParameterError
from kit.notebook.exporting import BUILDING
from kit.notebook.open import OpenReport, open_report

TYPES = {"address": "string", "value": "Float64", "last": "Float64", "source": "string"}


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenReport:
    """Open Suqian's report of 2024 with a total that does not hold."""
    workspace = copied_workspace(tmp_path)
    set_figure(workspace, year=2024, agency="suqian", address="t3.received.total", value=9999)
    monkeypatch.setenv("KIT_PARAMS", str(workspace.params))
    monkeypatch.setenv("KIT_OUTPUTS", str(workspace.outputs))
    return open_report(2024, "suqian")


def test_figures_are_one_row_each(opened: OpenReport) -> None:
    """With last year's beside them, in the form's order."""
    frame = opened.figures.frame
    assert list(frame["address"]) == list(opened.report.filing_form.cells)
    assert {name: str(frame.dtypes[name]) for name in TYPES} == TYPES
    row = frame.set_index("address").loc["t3.received.total"]
    assert (row["value"], row["last"], row["difference"]) == (9999.0, 3511.0, 6488.0)
    assert (row["table"], row["row"], row["column"]) == ("t3", "received", "total")
    assert row["source"].startswith("tables.xlsx!")


def test_last_year_has_its_own_frame(opened: OpenReport) -> None:
    """Its year in each row; a report without one before has a frame of no rows, typed alike."""
    frame, none = opened.last, open_report(2022, "qiantang-jxkj").last
    assert set(frame["year"]) == {2023}
    assert frame.set_index("address").loc["t3.received.total", "value"] == 3511
    assert len(none) == 0
    assert list(none.dtypes) == list(frame.dtypes)


def test_findings_are_one_row_each(opened: OpenReport) -> None:
    """Severities can be compared; a report without errors has none from there up."""
    frame = opened.findings.frame
    assert len(frame) == len(opened.checked.findings)
    errors = frame[frame["severity"] >= "error"]
    assert len(errors) == len(opened.checked.counting("error")) > 0
    assert any("t3.received.total" in cells.split() for cells in errors["cells"])
    assert str(frame.dtypes["line"]) == "Int64"


def test_a_table_is_a_plain_one_of_great_tables(opened: OpenReport) -> None:
    """Named as the form or as people do."""
    for name in ("t3", "表三"):
        assert isinstance(opened.table(name), GT)
        assert "9999" in opened.table(name).as_raw_html()
    with pytest.raises(ParameterError, match="t3"):
        opened.table("t9")


def test_a_ledger_is_one_row_an_entry(opened: OpenReport) -> None:
    """Days are days, words are words, and each row says where it stands."""
    assert len(opened.ledger("requests")) == 0
    with pytest.raises(ParameterError, match="requests"):
        opened.ledger("request")
    rows = [
        ["2024-1", "2024.3.5", "自然人", "予以公开", "2024年3月20日"],
        ["2024-2", "2024-04-01", "自然人", "", ""],
    ]
    assert opened.workspace
    folder = opened.workspace.inputs(2024, "suqian")
    headings = ["编号", "收到日期", "申请人类型", "答复类型", "答复日期"]
    book = openpyxl.Workbook()
    book.active.title = "申请"
    for row in (headings, *rows):
        book.active.append(row)
    book.save(folder / "ledger.xlsx")
    for name in ("requests", "申请"):
        frame = opened.ledger(name)
        assert list(frame["received"]) == [pd.Timestamp(2024, 3, 5), pd.Timestamp(2024, 4, 1)]
        assert (frame["answered"] - frame["received"]).dt.days.tolist()[0] == 15
        assert frame["answered"].isna().tolist() == [False, True]
        assert list(frame["row"]) == [2, 3]
        assert frame["outcome"].isna().tolist() == [False, True]


def test_what_analysts_read_is_in_chinese() -> None:
    """Help on everything that a cell calls."""
    names = [name for name in vars(OpenReport) if not name.startswith("_")]
    called = [getattr(OpenReport, name) for name in names]
    said = [open_report.__doc__, *(one.__doc__ for one in called if callable(one) or one.__doc__)]
    assert len(said) > 10
    assert [words for words in said if not words or words[0] < "\u4e00"] == []


def test_an_export_that_fails_says_why(opened: OpenReport, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the build says; while a build runs the notebook, a cell starts no other."""
    with pytest.raises(ExportError, match="导出格式"):
        opened.export("word")
    monkeypatch.setenv(BUILDING, "1")
    assert "不再另外导出" in opened.export("pdf").html


def test_an_export_writes_the_files(opened: OpenReport) -> None:
    """Findings or none, they stand in the outputs."""
    assert "已写入" in opened.export("json").html
    assert opened.workspace
    folder = opened.workspace.report_folder(2024, "suqian")
    assert (folder / "report.json").is_file()
