"""Executed notebooks made in code, as small as a test needs; and nbconvert as it is called."""

from __future__ import annotations

import json
from typing import Any

import nbformat
from nbconvert.nbconvertapp import NbConvertApp
from nbformat import NotebookNode, v4

from kit.notebook.record import PART_MIME, RECORD_MIME, REVIEW_MIME


def executed_notebook(*, parts: tuple[int, ...] = tuple(range(7)), **record: Any) -> NotebookNode:
    """Return a notebook with the given parts and a record, as if it had been run."""
    cells = [_cell(f"part-{n}", {PART_MIME: {"number": n, "html": _html(n)}}) for n in parts]
    page = {"title": "某局2022年报告", "fonts": "packaged", "published": "", **record}
    public = {"page": page, "report_json": '{"schema": "1"}\n'}
    head = {"year": 2022, "agency": "a-bureau", "edition": "2021", "findings": []}
    data = {RECORD_MIME: public, REVIEW_MIME: {"review_json": json.dumps(head)}}
    return v4.new_notebook(cells=[*cells, _cell("record", data)])


def nbconvert(*arguments: str) -> None:
    """Do what ``jupyter nbconvert`` does with *arguments*, in this process."""
    application = NbConvertApp()
    application.initialize(list(arguments))
    application.start()


def _html(number: int) -> str:
    return f"<h2>第{number}部分</h2><p>内容</p>" if number else "<p>前言</p>"


def _cell(name: str, data: dict[str, Any]) -> NotebookNode:
    output = v4.new_output("execute_result", data=data, execution_count=1)
    cell = v4.new_code_cell("", outputs=[output], execution_count=1)
    cell.id = name
    return nbformat.from_dict(cell)
