"""Which files one report is made from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from kit.errors import Fault, ParameterError
from kit.parameters import REPORT, Parameters, read_parameters
from kit.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFiles:
    """The files one report is made from; ``last`` is last year's tables, if there are any."""

    report: Path
    tables: Path
    narrative: Path
    last: Path | None

    def existing(self) -> tuple[Path, ...]:
        """Return those that exist, in a fixed order."""
        paths = (getattr(self, field.name) for field in fields(self))
        return tuple(path for path in paths if path is not None and path.is_file())


def input_files(workspace: Workspace, *, year: int, agency: str) -> InputFiles:
    """Name the files that the report of one agency and year is made from.

    Raises
    ------
    ParameterError
        If the report has no folder, or a parameter is wrong.
    """
    folder = workspace.inputs(year, agency)
    parameters = report_parameters(workspace, year=year, agency=agency)
    before = workspace.inputs(year - 1, agency)
    last = before / read_parameters(before).tables if before.is_dir() else None
    return InputFiles(
        report=folder / REPORT,
        tables=folder / parameters.tables,
        narrative=folder / parameters.narrative,
        last=last if last and last.is_file() else None,
    )


def report_parameters(workspace: Workspace, *, year: int, agency: str) -> Parameters:
    """Read the parameters of one report.

    Raises
    ------
    ParameterError
        If the report has no folder, or a parameter is wrong.
    """
    folder = workspace.inputs(year, agency)
    if not folder.is_dir():
        workspace.filed(year)
        cure = f"请先运行 kit new {year} {agency}。"
        raise ParameterError(Fault(f"params/{year}/{agency}", "这份报告的文件夹", "没有", cure))
    return read_parameters(folder)
