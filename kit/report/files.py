"""Which files one report is made from."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from kit.errors import Fault, ParameterError
from kit.parameters import REPORT, Parameters, read_parameters
from kit.report.copies import COPIED
from kit.report.filed import filing_files, ledger_files
from kit.report.parts import rollup_file, rollup_parts
from kit.workspace import HISTORY_YEARS, Workspace

#: The reviewers' decisions.
SIGN_OFF = "signoff.yaml"
#: What a folder of a year is called.
_YEAR = re.compile(r"[0-9]{4}")
#: What people keep tables and texts in.
_OF_OFFICES = frozenset(
    (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".docx", ".doc", ".wps", ".md", ".txt")
)
#: Last year's text, laid beside the draft.
_OF_YEAR = re.compile(r".*\.[0-9]{4}")
#: The folder of what they saw.
KEPT = "signoff"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFiles:
    """The files one report is made from.

    ``last`` is last year's tables, if there are any; ``rollup`` names the parts
    of a roll-up, whose own files are ``parts``; ``last_narrative`` is last year's
    text; ``ledgers`` and ``last_ledgers``
    are what this year's and last year's figures are counted from; ``sign_off`` is
    what reviewers decided, which the review page shows, and ``kept`` what they saw then;
    ``history`` are tables and ledgers of the years before last; ``copied`` is what came
    with a filing about texts like its own.
    """

    report: Path
    tables: Path
    narrative: Path
    last: Path | None
    rollup: Path | None = None
    parts: tuple[Path, ...] = ()
    ledgers: tuple[Path, ...] = ()
    last_ledgers: tuple[Path, ...] = ()
    last_narrative: Path | None = None
    sign_off: Path | None = None
    kept: tuple[Path, ...] = ()
    history: tuple[Path, ...] = ()
    copied: Path | None = None

    def existing(self) -> tuple[Path, ...]:
        """Return those that exist, in a fixed order."""
        named = (getattr(self, field.name) for field in fields(self))
        paths = (path for one in named for path in (one if isinstance(one, tuple) else (one,)))
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
    earlier = read_parameters(before) if before.is_dir() else None
    last = before / earlier.tables if earlier else None
    rollup = rollup_file(workspace, year=year, agency=agency)
    return InputFiles(
        report=folder / REPORT,
        tables=folder / parameters.tables,
        narrative=folder / parameters.narrative,
        last=last if last and last.is_file() else None,
        last_narrative=before / earlier.narrative if earlier else None,
        rollup=rollup,
        sign_off=folder / SIGN_OFF,
        kept=tuple(sorted((folder / KEPT).glob("*.json"))),
        copied=folder / COPIED,
        history=tuple(_earlier_files(workspace, year=year, agency=agency)),
        parts=rollup_parts(workspace, path=rollup, year=year) if rollup else (),
        ledgers=ledger_files(folder, parameters=parameters),
        last_ledgers=ledger_files(before, parameters=earlier) if earlier else (),
    )


def passed_over(workspace: Workspace, *, year: int, agency: str) -> Iterator[tuple[Path, Path]]:
    """Yield files that are called like one the report is made from, and that one.

    A text in Word beside the draft that ``kit new`` laid out, a copy of the workbook: whoever
    put it there may take it for what is read.

    Raises
    ------
    ParameterError
        If the report has no folder, or a parameter is wrong.
    """
    files = input_files(workspace, year=year, agency=agency)
    read = set(files.existing())
    for one in (files.tables, files.narrative):
        for path in sorted(one.parent.glob(f"{glob.escape(one.stem)}*")):
            is_like = path.suffix.lower() in _OF_OFFICES and not _OF_YEAR.fullmatch(path.stem)
            if is_like and path not in read and path.is_file():
                yield path, one


def report_notebook(workspace: Workspace, *, year: int, agency: str) -> Path:
    """Return the notebook that a report is run from: the one that it names, else the usual one.

    One that is named stands in the report's folder, or beside the usual one.

    Raises
    ------
    ParameterError
        If there is none of that name, or the parameters are wrong.
    """
    name = report_parameters(workspace, year=year, agency=agency).notebook
    if not name:
        return workspace.notebook()
    folders = (workspace.inputs(year, agency), workspace.notebooks)
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found is None:
        wanted = f"notebooks/ 或 params/{year}/{agency}/ 里的笔记本"
        cure = "请把笔记本放到其中之一，或删去这一行，就用通常的笔记本。"
        raise ParameterError(Fault(f"{REPORT} notebook", wanted, name, cure))
    return found


def earlier_years(workspace: Workspace, *, year: int, agency: str) -> tuple[int, ...]:
    """Return the years before last that the agency has a folder for, oldest first."""
    years = range(year - HISTORY_YEARS, year - 1)
    return tuple(y for y in years if workspace.inputs(y, agency).is_dir())


def _earlier_files(workspace: Workspace, *, year: int, agency: str) -> Iterator[Path]:
    for earlier in earlier_years(workspace, year=year, agency=agency):
        with suppress(ParameterError):
            yield from filing_files(workspace, year=earlier, agency=agency)


def report_parameters(workspace: Workspace, *, year: int, agency: str) -> Parameters:
    """Read the parameters of one report.

    Raises
    ------
    ParameterError
        If the report has no folder, or a parameter is wrong.
    """
    refuse_absent(workspace, year=year, agency=agency)
    return read_parameters(workspace.inputs(year, agency))


def refuse_absent(workspace: Workspace, *, year: int, agency: str) -> None:
    """Refuse a report that has no folder.

    Raises
    ------
    ParameterError
        Saying what stands there instead, or which years there are.
    """
    folder = workspace.inputs(year, agency)
    if folder.is_dir():
        return
    if os.path.lexists(folder):
        cure = "请移走它，再运行 kit new。"
        found = "连不到地方的链接" if folder.is_symlink() else "一个文件"
        raise ParameterError(Fault(f"params/{year}/{agency}", "文件夹", found, cure))
    raise ParameterError(_missing(workspace, year=year, agency=agency))


def _missing(workspace: Workspace, *, year: int, agency: str) -> Fault:
    """Say that a report has no folder, and where one stands that is called otherwise."""
    where = f"params/{year}/{agency}"
    for entry in sorted(workspace.params.iterdir()):
        if not _YEAR.fullmatch(entry.name) and (entry / agency).is_dir():
            found = f"没有，另有 params/{entry.name}/{agency}"
            return Fault(where, "这份报告的文件夹", found, "年度文件夹的名字是四位年份，请改名。")
    workspace.filed(year)
    return Fault(where, "这份报告的文件夹", "没有", f"请先运行 kit new {year} {agency}。")
