"""Read all that goes into one report."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from kit import log
from kit.errors import Fault, ParameterError, SourceError
from kit.form import Form, form_of_year, load_forms
from kit.narrative import Values, fill_narrative, parse_narrative
from kit.parameters import REPORT, Parameters, read_parameters
from kit.report.model import Report
from kit.source import Filing, read_filing
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


def read_report(workspace: Workspace, *, year: int, agency: str) -> Report:
    """Read the report of one agency and year.

    Raises
    ------
    ParameterError
        If the agency or its folder does not exist, or a parameter is wrong.
    SourceError
        If a source cannot be opened or located in.
    NarrativeError
        If a placeholder of the narrative names nothing.
    """
    body = workspace.agency(agency)
    form = form_of_year(year)
    parameters = _parameters(workspace, year=year, agency=agency)
    files = input_files(workspace, year=year, agency=agency)
    forms = load_forms()
    filing = read_filing(files.tables, form=form, agency=agency, year=year, forms=forms)
    last = _read_last(files.last, agency=agency, year=year - 1) if files.last else None
    filing_form = forms[filing.edition]
    narrative = parse_narrative(_read_text(files.narrative), file=files.narrative.name, form=form)
    values = Values(
        filing=filing, form=form, last=last, year=year, agency=body, circular=form.circular
    )
    return Report(
        agency=body,
        year=year,
        form=form,
        filing_form=filing_form,
        filing=filing,
        last=last,
        narrative=fill_narrative(narrative, values=values),
        parameters=parameters,
    )


def input_files(workspace: Workspace, *, year: int, agency: str) -> InputFiles:
    """Name the files that the report of one agency and year is made from."""
    folder = workspace.inputs(year, agency)
    parameters = _parameters(workspace, year=year, agency=agency)
    before = workspace.inputs(year - 1, agency)
    last = before / read_parameters(before).tables if before.is_dir() else None
    return InputFiles(
        report=folder / REPORT,
        tables=folder / parameters.tables,
        narrative=folder / parameters.narrative,
        last=last if last and last.is_file() else None,
    )


def _parameters(workspace: Workspace, *, year: int, agency: str) -> Parameters:
    folder = workspace.inputs(year, agency)
    if not folder.is_dir():
        workspace.filed(year)
        cure = f"请先运行 kit new {year} {agency}。"
        where = f"params/{year}/{agency}"
        raise ParameterError(Fault(where, "这份报告的文件夹", "没有", cure))
    return read_parameters(folder)


def _read_last(path: Path, *, agency: str, year: int) -> Filing:
    """Read last year's filing; its faults say that they are last year's."""
    forms = load_forms()
    try:
        form: Form = form_of_year(year)
        return read_filing(path, form=form, agency=agency, year=year, forms=forms)
    except SourceError as error:
        faults = (
            Fault(f"上年（{year}）{fault.where}", fault.wanted, fault.found, fault.cure)
            for fault in error.faults
        )
        raise SourceError(*faults) from None


def _read_text(path: Path) -> str:
    """Read a narrative: UTF-8, or the GB18030 that Chinese editors still write."""
    if not path.is_file():
        cure = "请把正文放在这里，或在 report.yaml 的 sources.narrative 写明文件名。"
        raise SourceError(Fault(path.name, "正文文件", "没有这个文件", cure))
    content = path.read_bytes()
    log.debug("narrative read", file=path.name, size_bytes=len(content))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    cure = "请另存为 UTF-8 编码的文本。"
    raise SourceError(Fault(path.name, "UTF-8 编码的文字", "读不出的编码", cure))
