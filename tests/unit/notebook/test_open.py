"""What the cells call, outside of any kernel."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from builders.filings import form, zero_filing
from builders.reports import report_of

from kit.errors import ParameterError
from kit.notebook.open import OpenReport, _injected_names, open_report


@pytest.mark.parametrize(
    ("year", "agency", "said"),
    [("2022", "a", "整数年份"), (True, "a", "整数年份"), (2022, 10, "加引号")],
)
def test_parameters_of_a_wrong_type_are_explained(year: object, agency: object, said: str) -> None:
    """A year in quotes, or an agency that YAML made a number, is refused with its cure."""
    with pytest.raises(ParameterError, match=said):
        open_report(year, agency)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["year = 2022"], []),
        (["# Parameters\nyear = 2022\nyeer = 2023\n"], ["year", "yeer"]),
        (["# Parameters\nyeer = 1\n", "# Parameters\nyear = 2\n"], ["year"]),
    ],
)
def test_injected_names_are_those_of_papermills_cell(
    monkeypatch: pytest.MonkeyPatch, cells: list[str], names: list[str]
) -> None:
    """Only the last cell that papermill injected counts, not what an analyst typed."""
    shell = SimpleNamespace(user_ns={"In": ["", *cells]})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert _injected_names() == names


@pytest.mark.parametrize("number", [0, 7, -1])
def test_a_section_that_is_none_is_explained(number: int) -> None:
    """The form has six, and says which."""
    opened = OpenReport(report=report_of(zero_filing(form())))
    with pytest.raises(ParameterError, match="可用：1、2、3、4、5、6。"):
        opened.section(number)


def test_a_report_is_checked_once() -> None:
    """Overview, findings and record show the same findings."""
    opened = OpenReport(report=report_of(zero_filing(form())))
    assert opened.checked is opened.checked
