"""After a cell that failed to open a report none of before stands under its name."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from builders.filings import form, zero_filing
from builders.reports import report_of

from kit.errors import ParameterError
from kit.notebook.closed import ClosedReport, close_opened
from kit.notebook.open import OpenReport


def left_after(monkeypatch: pytest.MonkeyPatch, source: str, *, success: bool) -> dict[str, Any]:
    """Return the names of a notebook after a cell of *source*, with two reports opened before."""
    opened = OpenReport(report=report_of(zero_filing(form())))
    names: dict[str, Any] = {"report": opened, "last": opened, "year": 2022}
    shell = SimpleNamespace(user_ns=names)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    close_opened(SimpleNamespace(success=success, info=SimpleNamespace(raw_cell=source)))
    return names


@pytest.mark.parametrize(
    "source",
    ["report = open_report(year, agency)", 'agency = "no', "year= 20 22", "open_report (1)"],
)
def test_a_failed_opening_closes_the_report(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Parameters that are no Python count too: whatever is asked for says what to do."""
    names = left_after(monkeypatch, source, success=False)
    assert isinstance(names["last"], OpenReport)
    assert isinstance(names["report"], ClosedReport)
    assert repr(names["report"]) == "没有打开的报告"
    with pytest.raises(ParameterError, match=r"先前打开的报告已收起.*从参数一格起依次运行"):
        names["report"].section(1)


def test_a_report_under_another_name_is_closed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name that the failed cell would have given is no earlier report either."""
    names = left_after(monkeypatch, "last = open_report(2021, 'a')", success=False)
    assert isinstance(names["last"], ClosedReport)


@pytest.mark.parametrize(
    ("source", "success"), [("report = open_report(2022, 'a')", True), ("df[df.year == 1]", False)]
)
def test_other_cells_leave_the_report_open(
    monkeypatch: pytest.MonkeyPatch, source: str, *, success: bool
) -> None:
    """A slip in an analyst's own cell costs no report."""
    assert isinstance(left_after(monkeypatch, source, success=success)["report"], OpenReport)
