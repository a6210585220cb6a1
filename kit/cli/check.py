"""``kit check``: what the rules find."""

from __future__ import annotations

import click

from kit.checks import Findings, check, put_together
from kit.cli.console import echo, echo_json
from kit.cli.options import (
    agencies_argument,
    fail_on_option,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import findings_code, worst
from kit.cli.show import echo_not_begun, selected
from kit.errors import KitError
from kit.form import SEVERITY_NAMES
from kit.report import Report, read_report
from kit.storage import fetch_inputs, open_workspace
from kit.workspace import Workspace


@verb(
    "check", help="按规则检查报告，列出每一处发现。不写机关时检查该年度的全部机关，并列出未开始的。"
)
@year_argument
@agencies_argument(required=False)
@click.option("--json", "as_json", is_flag=True, help="只输出一份 JSON。")
@fail_on_option
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    as_json: bool,
    fail_on: str,
    params: str | None,
    outputs: str | None,
) -> int:
    """Check reports and list what the rules find."""
    results: dict[str, Findings | KitError] = {}
    with open_workspace(params=params, outputs=outputs, year=year) as workspace:
        for agency in selected(workspace, year=year, agencies=agencies):
            results[agency] = _checked(workspace, year=year, agency=agency, is_shown=not as_json)
        if as_json:
            echo_json(_document(year, results))
        elif not agencies:
            echo_not_begun(workspace, year=year)
    return worst(_code(result, fail_on=fail_on) for result in results.values())


def _checked(
    workspace: Workspace, *, year: int, agency: str, is_shown: bool
) -> Findings | KitError:
    """Check one report and show what was found; its error does not stop the others."""
    try:
        fetch_inputs(workspace, into=workspace, year=year, agency=agency)
        report = read_report(workspace, year=year, agency=agency)
        findings = check(report)
    except KitError as error:
        if is_shown:
            echo(f"{agency}  无法检查", bold=True, fg="red")
            echo("\n".join(f"  {fault}" for fault in error.faults))
        return error
    if is_shown:
        _echo(findings, report=report)
    return findings


def _code(result: Findings | KitError, *, fail_on: str) -> int:
    if isinstance(result, KitError):
        return result.exit_code
    counts: dict[str, int] = {name: len(result.counting(name)) for name in SEVERITY_NAMES}
    return findings_code(counts, fail_on=fail_on)


def _document(year: int, results: dict[str, Findings | KitError]) -> dict[str, object]:
    return {"schema": "1", "year": year, "agencies": [_entry(*item) for item in results.items()]}


def _entry(agency: str, result: Findings | KitError) -> dict[str, object]:
    if isinstance(result, Findings):
        return {"agency": agency} | result.as_data()
    faults = [str(fault) for fault in result.faults]
    error = {"exit_code": result.exit_code, "faults": faults}
    return {"agency": agency, "findings": [], "outcomes": {}, "error": error}


def _echo(result: Findings, *, report: Report) -> None:
    """Show one report: a line of counts, then a line a finding, many alike on one."""
    counts = "、".join(
        f"{SEVERITY_NAMES[name]} {len(result.counting(name))}" for name in SEVERITY_NAMES
    )
    accepted = sum(finding.accepted is not None for finding in result.findings)
    shown = f"{report.agency.id}  {counts}" + (f"，已接受 {accepted}" if accepted else "")
    echo(shown, bold=True)
    counting = [finding for finding in result.findings if finding.accepted is None]
    for said in put_together(counting, report=report):
        severity = SEVERITY_NAMES[said.first.severity]
        echo(f"  {severity} {said.first.rule}  {said.message}")
    for repair in result.repairs:
        echo(f"  建议  {repair.message}")
