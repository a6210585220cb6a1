"""What an exporter takes from a notebook, and what it refuses."""

from __future__ import annotations

import pytest
from builders.notebooks import executed_notebook

from kit.errors import ExportError
from kit.export.parts import public_parts, review_json


def test_parts_come_in_the_order_of_the_form() -> None:
    """Preface and sections are found by number, wherever their cells stand."""
    parts = public_parts(executed_notebook(parts=(3, 0, 1, 2, 6, 5, 4)))
    assert parts.preface == "<p>前言</p>"
    assert [section[4:8] for section in parts.sections] == [f"第{n}部分"[:4] for n in range(1, 7)]
    assert parts.report_json == b'{"schema": "1"}\n'


def test_reviewers_data_is_apart() -> None:
    """The review record is no part of what is public."""
    notebook = executed_notebook()
    assert b"findings" in review_json(notebook)
    assert "findings" not in repr(public_parts(notebook))


def test_missing_parts_are_named() -> None:
    """A notebook that was not run to its end is refused, naming what lacks."""
    with pytest.raises(ExportError, match="缺少第 4 部分、第 6 部分"):
        public_parts(executed_notebook(parts=(0, 1, 2, 3, 5)))


def test_another_notebook_is_refused() -> None:
    """A notebook that is none of ours has neither parts nor record."""
    notebook = executed_notebook()
    notebook.cells = []
    with pytest.raises(ExportError, match="导出数据"):
        public_parts(notebook)
    with pytest.raises(ExportError, match="审核数据"):
        review_json(notebook)
