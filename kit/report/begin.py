"""Begin a report: a folder with a workbook, a narrative and parameters ready to fill in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kit.disk import locked, read_file, write_atomic, write_together
from kit.errors import Fault, ParameterError
from kit.form import form_of_year
from kit.narrative import template_narrative
from kit.parameters import LEDGER, REPORT
from kit.report.carried import CarriedSettings, carried_settings, text_beside
from kit.report.filed import read_filed
from kit.report.register import blank_agencies, entries_of, with_entry
from kit.source import Filing
from kit.workbook import write_ledger, write_workbook
from kit.workspace import AGENCIES, Agency, Workspace

_PARAMETERS = """\
# yaml-language-server: $schema=../../parameters.schema.json
# 一份报告的参数。年度和机关就是文件夹的名字，不在这里重复。
# published: 发布日期，如 {next_year}-01-28；公布前再填
# accepted:                       # 已核实、确需保留的发现：kit check 列出可以直接粘贴的写法
#   - {{rule: Y2, at: {{表二!D5: 12}}, reason: 理由}}
"""


def begin_report(
    workspace: Workspace, *, year: int, agency: str, since: int | None, overwrite: bool
) -> tuple[Path, ...]:
    """Write the folder of one report and return the files written.

    Parameters
    ----------
    since
        The year whose filing gives the carried figures, and whose parameters the
        settings; ``None`` for none.
    overwrite
        Whether a file that is not as the kit would write it is replaced.

    Raises
    ------
    ParameterError
        If there is no such agency, *since* is no earlier year, or a file would be lost.
    SourceError
        If the filing of the year *since* cannot be read.
    """
    body = workspace.agency(agency)
    if since is not None and since >= year:
        cure = f"上年结转来自更早的年度，如 --from {year - 1}。"
        raise ParameterError(Fault("--from", f"早于 {year} 的年度", str(since), cure))
    settings = (
        carried_settings(workspace, since=since, agency=agency) if since else CarriedSettings()
    )
    last = _read_filing(workspace, year=since, agency=agency) if since else None
    form = form_of_year(year)
    folder = workspace.inputs(year, agency)
    contents = {
        folder / "tables.xlsx": write_workbook(form, agency_name=body.name, year=year, last=last),
        folder / "narrative.md": template_narrative(form).encode(),
        folder / REPORT: f"{first_parameters(year)}{settings.text}".encode(),
    }
    # Another person may begin or take in the same report at the same moment.
    with locked(folder / REPORT):
        refuse_loss(contents, overwrite=overwrite)
        write_together(contents)
    return tuple(contents)


def first_parameters(year: int) -> str:
    """Return the parameters of a report as it is begun: none, and how they are written."""
    return _PARAMETERS.format(next_year=year + 1)


def lay_beside(
    workspace: Workspace, *, year: int, agency: str, since: int, overwrite: bool
) -> Path:
    """Write the text filed for the year *since* beside a draft, and return its file.

    Raises
    ------
    ParameterError, SourceError, NarrativeError
        If that report cannot be read, or a file would be lost.
    """
    path = workspace.inputs(year, agency) / f"narrative.{since}.md"
    content = text_beside(workspace, since=since, agency=agency)
    with locked(path):
        refuse_loss({path: content}, overwrite=overwrite)
        write_atomic(path, content)
    return path


def begin_ledger(workspace: Workspace, *, year: int, agency: str, overwrite: bool) -> Path:
    """Write a blank ledger beside a report; it tells nothing until somebody fills it in.

    Raises
    ------
    ParameterError
        If there is no such agency, or a ledger would be lost.
    """
    body = workspace.agency(agency)
    path = workspace.inputs(year, agency) / LEDGER
    content = write_ledger(form_of_year(year), agency_name=body.name, year=year)
    with locked(path):
        refuse_loss({path: content}, overwrite=overwrite)
        write_atomic(path, content)
    return path


def enter_agency(workspace: Workspace, agency: Agency) -> None:
    """Enter an agency that ``agencies.yaml`` lacks; what stands in the file stays as it is.

    Raises
    ------
    ParameterError
        If it is entered under another name.
    """
    path = workspace.params / AGENCIES
    # Several people may begin reports at the same moment.
    with locked(path):
        _enter(path, workspace=workspace, agency=agency)


def _enter(path: Path, *, workspace: Workspace, agency: Agency) -> None:
    before = read_file(path, error=ParameterError) if path.is_file() else None
    known = workspace.agencies().get(agency.id) if before and entries_of(before) else None
    if known:
        if known.name != agency.name:
            cure = f"要改名称，请直接编辑 {AGENCIES}。"
            raise ParameterError(Fault("--name", f"已登记的“{known.name}”", agency.name, cure))
        return
    said = {name: words for name, words in asdict(agency.contact).items() if words}
    entry = {"name": agency.name, "kind": agency.kind} | ({"contact": said} if said else {})
    content = with_entry(before, agency=agency.id, entry=entry)
    blank = {workspace.params / name: text for name, text in blank_agencies().items()}
    missing = {path: text for path, text in blank.items() if not path.is_file()}
    write_together(missing | {path: content})


def _read_filing(workspace: Workspace, *, year: int, agency: str) -> Filing:
    folder = workspace.inputs(year, agency)
    if not folder.is_dir():
        cure = "请改用有报告的年度，或去掉 --from。"
        raise ParameterError(Fault(f"params/{year}/{agency}", "上年的报告", "没有", cure))
    return read_filed(workspace, year=year, agency=agency)


def refuse_loss(contents: Mapping[Path, bytes], *, overwrite: bool) -> None:
    """Refuse to replace a file that somebody has worked on.

    Raises
    ------
    ParameterError
        Naming every file that would be lost, unless *overwrite* is wanted.
    """
    changed = [
        path
        for path, content in contents.items()
        if os.path.lexists(path) and not _holds(path, content)
    ]
    if changed and not overwrite:
        cure = "确要重新开始，请加 --overwrite；原有内容将被替换。"
        raise ParameterError(
            *(
                Fault("/".join(path.parts[-3:]), "没有同名文件", "已有内容不同的文件", cure)
                for path in changed
            )
        )


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
