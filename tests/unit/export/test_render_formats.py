"""The files of each format from one run, and the notebook as it is kept."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from builders.reviewed import HOSTILE, faulty_report
from nbformat import NotebookNode, v4

from kit.errors import ExportError
from kit.export.formats import FILES
from kit.export.normal import normalise, notebook_bytes
from kit.export.write import render_files
from kit.notebook import OpenReport
from kit.notebook.record import REVIEW_MIME

QUICK = [kind for kind in FILES if kind != "pdf"]


@pytest.fixture(scope="module")
def opened() -> OpenReport:
    """Give a report with faults, accepted ones and a hostile text."""
    return OpenReport(report=faulty_report())


@pytest.fixture(scope="module")
def notebook(opened: OpenReport) -> NotebookNode:
    """Give the notebook of a report as if it had been run."""
    shown = [opened.preface, *(opened.section(number) for number in range(1, 7)), opened.record]
    cells = []
    for number, part in enumerate(shown):
        output = v4.new_output("execute_result", data=dict(part.data), execution_count=1)
        cell = v4.new_code_cell("", outputs=[output], execution_count=1)
        cell.id = f"cell-{number}"
        cells.append(cell)
    return v4.new_notebook(cells=cells)


@pytest.mark.parametrize("kind", QUICK)
def test_a_format_alone_gives_its_files_and_the_notebook(notebook: NotebookNode, kind: str) -> None:
    """As the table of formats names them, none empty, and the same bytes each time."""
    files = render_files(notebook, to=[kind])
    assert set(files) == {"report.ipynb", *FILES[kind]}
    assert all(files.values())
    assert render_files(notebook, to=[kind]) == files


def test_without_a_format_there_is_the_notebook_alone(notebook: NotebookNode) -> None:
    """It is the record of the run, and can be read back."""
    (content,) = render_files(notebook, to=[]).values()
    assert content == notebook_bytes(normalise(notebook))
    assert len(json.loads(content)["cells"]) == 8


def test_the_work_is_timed_where_it_is_heavy(notebook: NotebookNode) -> None:
    """Each by its format, and nothing that was not wanted."""
    spent: dict[str, float] = {"notebook": 1.0}
    render_files(notebook, to=["html", "review", "json", "csv"], parts_s=spent)
    assert set(spent) == {"notebook", "html", "review"}
    assert spent["notebook"] == 1.0
    assert min(spent.values()) >= 0


def test_the_data_are_those_of_the_run(notebook: NotebookNode, opened: OpenReport) -> None:
    """The reviewers' data byte for byte, and every public figure in its line."""
    files = render_files(notebook, to=["json", "csv"])
    assert files["review.json"].decode() == opened.record.data[REVIEW_MIME]["review_json"]
    figures = json.loads(files["report.json"])["figures"]
    rows = list(csv.DictReader(io.StringIO(files["report.csv"].decode("utf-8-sig"), newline="")))
    said = {row["address"]: row["value"] for row in rows}
    assert said == {a: "" if value is None else str(value) for a, value in figures.items()}


@pytest.mark.parametrize("kind", ["html", "csv", "xlsx", "fragment", "docx"])
def test_what_reviewers_wrote_is_in_no_public_file(notebook: NotebookNode, kind: str) -> None:
    """The reason of an acceptance is for the review page alone."""
    assert "已核对案卷" in render_files(notebook, to=["review"])["review.html"].decode()
    content = render_files(notebook, to=[kind])[FILES[kind][0]]
    if kind in ("xlsx", "docx"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(parts.read(name) for name in parts.namelist())
    assert "已核对案卷".encode() not in content
    assert HOSTILE.encode() not in content


@pytest.mark.parametrize("kind", [kind for kind in QUICK if kind != "review"])
def test_a_notebook_that_was_not_run_to_its_end_gives_nothing(
    notebook: NotebookNode, kind: str
) -> None:
    """What is missing is named, and how to mend it."""
    half = v4.new_notebook(cells=notebook.cells[:5])
    with pytest.raises(ExportError, match=r"第 5 部分、第 6 部分、导出数据.*从上到下运行"):
        render_files(half, to=[kind])


def stream(name: str, text: str) -> NotebookNode:
    """Return what a cell printed."""
    return v4.new_output("stream", name=name, text=text)


def kept_outputs(*outputs: NotebookNode) -> list[NotebookNode]:
    """Return the outputs of one cell as they are kept."""
    notebook = v4.new_notebook(cells=[v4.new_code_cell("", outputs=list(outputs))])
    kept: list[NotebookNode] = normalise(notebook).cells[0].outputs
    return kept


def test_what_a_clock_cut_up_is_joined() -> None:
    """Both streams whole, whichever piece came first; what stands between them parts them."""
    shown = v4.new_output("display_data", data={"text/plain": "图"})
    one = kept_outputs(
        stream("stderr", "注"),
        stream("stdout", "一"),
        stream("stderr", "意"),
        stream("stdout", "二"),
    )
    two = kept_outputs(stream("stdout", "一二"), stream("stderr", "注意"))
    assert one == two
    assert [(out.name, out.text) for out in one] == [("stdout", "一二"), ("stderr", "注意")]
    parted = kept_outputs(stream("stdout", "一"), shown, stream("stdout", "二"))
    assert [out.output_type for out in parted] == ["stream", "display_data", "stream"]
    assert kept_outputs(stream("stdout", "")) == []


@pytest.mark.parametrize(
    "path",
    ["/var/ipykernel_4711/80.py", r"C:\Temp\ipykernel_9\80.py", "tmp/ipykernel_1/80.py"],
    ids=["unix", "windows", "relative"],
)
def test_no_process_is_named_in_a_traceback(path: str) -> None:
    """A warning and an error name the code of a cell alike on every machine and in every run."""
    lines = [f'File "{path}", line 1', "ValueError"]
    error = v4.new_output("error", ename="ValueError", evalue="", traceback=lines)
    failed, warned = kept_outputs(error, stream("stderr", f"{path}:3: UserWarning\n"))
    assert failed.traceback == ['File "ipykernel/80.py", line 1', "ValueError"]
    assert warned.text == "ipykernel/80.py:3: UserWarning\n"


def test_a_path_of_somebody_s_is_left_as_it_is() -> None:
    """Only the folders a kernel makes are taken away."""
    text = "已读 /data/ipykernel/80.py 和 ipykernel_1.py\n"
    assert kept_outputs(stream("stdout", text))[0].text == text


def test_keeping_what_is_kept_changes_nothing(notebook: NotebookNode) -> None:
    """A notebook read back and rendered again is the same."""
    once = normalise(notebook)
    assert notebook_bytes(normalise(once)) == notebook_bytes(once)
