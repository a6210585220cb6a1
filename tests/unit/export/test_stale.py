"""What was run before the parameters were changed is not exported as theirs."""

from __future__ import annotations

import pytest
from builders.notebooks import executed_notebook
from nbformat import NotebookNode, v4

from kit.errors import ExportError
from kit.export.stale import refuse_stale


def begun(*, parameters: int, opened: int) -> NotebookNode:
    """Return a notebook whose parts ran as the third cell and on, and its first two when told."""
    notebook = executed_notebook()
    for count, cell in enumerate(notebook.cells, start=3):
        cell.execution_count = count
    tagged = v4.new_code_cell("year = 2024", execution_count=parameters)
    tagged.metadata["tags"] = ["parameters"]
    opening = v4.new_code_cell("report = open_report(year, agency)", execution_count=opened)
    notebook.cells = [tagged, opening, *notebook.cells]
    return notebook


def test_a_notebook_run_from_top_to_bottom_is_taken() -> None:
    """So is one whose parts were run again."""
    refuse_stale(begun(parameters=1, opened=2))


@pytest.mark.parametrize(("parameters", "opened"), [(12, 2), (1, 12), (12, 13)])
def test_parts_of_before_are_named(parameters: int, opened: int) -> None:
    """Parameters changed, or a report opened, after its parts were shown."""
    with pytest.raises(ExportError, match=r"第 3 格.*是改参数之前运行的.*从上到下运行"):
        refuse_stale(begun(parameters=parameters, opened=opened))


@pytest.mark.parametrize("tags", [[], ["raises-exception"]])
def test_a_failed_cell_is_named_unless_it_may_fail(tags: list[str]) -> None:
    """The parts below it may be of another report."""
    notebook = begun(parameters=1, opened=2)
    failed = v4.new_output("error", ename="ValueError", evalue="", traceback=[])
    notebook.cells[1].outputs, notebook.cells[1].metadata["tags"] = [failed], tags
    if tags:
        refuse_stale(notebook)
        return
    with pytest.raises(
        ExportError, match=r"第 2 格（report = open_report.*应为运行到底，实为出了错"
    ):
        refuse_stale(notebook)
