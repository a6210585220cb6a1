"""``kit check``: what the rules find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from kit.cli.chinese import ChineseCommand
from kit.cli.chinese import said as said_of
from kit.cli.console import echo, echo_json
from kit.cli.copies import copies_of_year
from kit.cli.listed import finding_lines
from kit.cli.options import (
    agencies_argument,
    fail_on_option,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import findings_code, worst
from kit.cli.processes import READING
from kit.cli.show import echo_not_begun, selected
from kit.disk import as_kit_error, attempted
from kit.errors import Fault, KitError, ParameterError
from kit.form import SEVERITY_NAMES
from kit.processes import map_in_processes, placed
from kit.storage import fetch_inputs, open_workspace
from kit.workspace import Workspace

_ONE_OF_TWO = Fault(
    "--explain 与 --json",
    "其中一个",
    "两个都写了",
    "请去掉一个；JSON 的 numbers 已有每个数的结果。",
)
if TYPE_CHECKING:
    from kit.checks import Findings
    from kit.report import Copied, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An agency whose files are here; or the error that kept them away."""

    agency: str
    error: KitError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking one report came to, as it is shown: for people, and as data."""

    counts: Mapping[str, int]
    lines: tuple[str, ...]
    data: Mapping[str, Any]


class DocumentedCommand(ChineseCommand):
    """A command that with ``--json`` gives its one document also for wrong arguments."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is wrong with them is said in the document as well."""
        is_json = "--json" in args
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if is_json:
                _echo_document(error=ParameterError(Fault(said_of(error).splitlines()[0])))
            raise
        except KitError as error:
            if is_json:
                _echo_document(error=error)
            raise


@verb(
    "check",
    cls=DocumentedCommand,
    help="按规则检查报告，列出每一处发现。不写机关时检查该年度的全部机关，并列出未开始的。",
)
@year_argument
@agencies_argument(required=False)
@click.option("--json", "as_json", is_flag=True, help="只输出一份 JSON。")
@click.option("--explain", "is_explained", is_flag=True, help="再逐个列出正文的数是怎样读的。")
@click.option(
    "--claims",
    "has_claims",
    is_flag=True,
    help="每处发现之下列出可以粘贴进 report.yaml 的说明；写了机关时总是列出。",
)
@fail_on_option
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    as_json: bool,
    is_explained: bool,
    has_claims: bool,
    fail_on: str,
    params: str | None,
    outputs: str | None,
) -> int:
    """Check reports and list what the rules find."""
    if as_json and is_explained:
        raise ParameterError(_ONE_OF_TWO)
    entries: list[dict[str, Any]] = []
    codes: list[int] = []
    try:
        with open_workspace(params=params, outputs=outputs, year=year) as workspace:
            chosen = selected(workspace, year=year, agencies=agencies)
            # Lines to paste are for whoever works on a report, not for whoever looks at a year.
            has_lines = has_claims or bool(agencies) or len(chosen) == 1
            function = partial(
                check_report,
                workspace=workspace,
                year=year,
                is_explained=is_explained,
                has_lines=has_lines,
            )
            results = _checked(
                workspace, year=year, agencies=chosen, function=function, is_whole=not agencies
            )
            for agency, result in results:
                codes.append(_code(result, fail_on=fail_on))
                if as_json:
                    entries.append(_entry(agency, result))
                else:
                    _echo(agency, result)
            if not (as_json or agencies):
                echo_not_begun(workspace, year=year)
    except Exception as error:  # noqa: BLE001 - what keeps all from being checked is in the document too
        failed = as_kit_error(error, where="kit check")
        if as_json:
            _echo_document(year=year, entries=entries, error=failed)
        raise failed from None
    if as_json:
        _echo_document(year=year, entries=entries)
    return worst(codes)


def check_report(
    fetched: Fetched,
    *,
    workspace: Workspace,
    year: int,
    is_explained: bool = False,
    copies: Mapping[str, Copied | None] | None = None,
    has_lines: bool = False,
) -> Checked:
    """Check one report, in whatever process there is for it.

    Parameters
    ----------
    is_explained
        Whether the lines also tell how each number of the text was read.
    copies
        What agencies have in common with others, where all of the year were compared.
    has_lines
        Whether each finding is followed by what would claim it in ``report.yaml``.

    Raises
    ------
    KitError
        If it cannot be read.
    """
    # The process that only asks is copied more cheaply without all of it.
    from kit.checks import check, explain
    from kit.report import passed_over, read_report

    if fetched.error:
        raise fetched.error
    report = read_report(workspace, year=year, agency=fetched.agency)
    if copies is not None:
        report = replace(report, copied=copies.get(fetched.agency) or _came(report, workspace))
    findings = check(report)
    confirmed = _confirmed(report, findings=findings, workspace=workspace)
    lines = finding_lines(findings, report=report, confirmed=confirmed, has_lines=has_lines)
    explained = explain(report) if is_explained else ()
    unread = passed_over(workspace, year=year, agency=fetched.agency)
    notices = (f"  注意：没有读 {path.name}，读的是 {read.name}。" for path, read in unread)
    return Checked(
        counts={name: len(findings.counting(name)) for name in SEVERITY_NAMES},
        lines=(*lines, *notices, *(f"  {line}".rstrip() for line in explained)),
        data=findings.as_data(confirmed=confirmed),
    )


def _checked(
    workspace: Workspace,
    *,
    year: int,
    agencies: tuple[str, ...],
    function: Callable[..., Checked],
    is_whole: bool,
) -> Iterator[tuple[str, Checked | KitError]]:
    """Give what came of each agency, in their order; none takes another along."""
    each = (_fetched(workspace, year=year, agency=agency) for agency in agencies)
    fetched: Iterable[Fetched] = list(each) if is_whole else each
    copies = copies_of_year(workspace, year=year) if is_whole else None
    judge = partial(function, copies=copies)
    with closing(map_in_processes(judge, fetched, limits=READING)) as results:
        for agency, result in zip(agencies, results, strict=True):
            if isinstance(result, KitError):
                yield agency, placed(result, where=f"{year} {agency}")
            else:
                yield agency, result


def _fetched(workspace: Workspace, *, year: int, agency: str) -> Fetched:
    fetch = partial(fetch_inputs, workspace, into=workspace, year=year, agency=agency)
    return Fetched(agency=agency, error=attempted(fetch, where=agency))


def _came(report: Report, workspace: Workspace) -> Copied | None:
    """Return what came with a filing about its text, where nobody here has one like it."""
    from kit.report import came_copy

    year, agency = report.year, report.agency.id
    narrative = workspace.inputs(year, agency) / report.parameters.narrative
    came = came_copy(workspace, year=year, agency=agency, narrative=narrative)
    return replace(came.copied, sentences=()) if came else None


def _confirmed(report: Report, *, findings: Findings, workspace: Workspace) -> frozenset[str]:
    """Return the keys of the findings whose claims reviewers confirmed."""
    if not findings.claimed:
        return frozenset()
    from kit.signoff import confirmed_claims

    return confirmed_claims(report, findings=findings, workspace=workspace)


def _code(result: Checked | KitError, *, fail_on: str) -> int:
    if isinstance(result, KitError):
        return result.exit_code
    return findings_code(result.counts, fail_on=fail_on)


def _entry(agency: str, result: Checked | KitError) -> dict[str, Any]:
    if isinstance(result, Checked):
        return {"agency": agency, **result.data}
    return {"agency": agency, "findings": [], "outcomes": {}, "error": _error(result)}


def _echo_document(
    *,
    year: int | None = None,
    entries: Sequence[Mapping[str, Any]] = (),
    error: KitError | None = None,
) -> None:
    """Print the one document; *error* is what kept all agencies from being checked."""
    document = {"schema": "1", "year": year, "agencies": list(entries)}
    echo_json(document | ({"error": _error(error)} if error else {}))


def _error(error: KitError) -> dict[str, Any]:
    return {"exit_code": error.exit_code, "faults": [str(fault) for fault in error.faults]}


def _echo(agency: str, result: Checked | KitError) -> None:
    """Show one report: a line of counts, then a line a finding; or why there are none."""
    if isinstance(result, KitError):
        echo(f"{agency}  无法检查", bold=True, fg="red")
        echo(*(f"  {fault}" for fault in result.faults))
        return
    head, *lines = result.lines
    echo(head, bold=True)
    for line in lines:
        echo(line)
