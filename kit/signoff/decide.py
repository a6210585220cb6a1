"""Make a decision: only on what stands in the outputs as it is now, so that it has been seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kit.checks import Finding, Findings, check
from kit.disk import locked, read_record
from kit.errors import Fault, ParameterError, known_names
from kit.report import Report, read_report
from kit.report.files import SIGN_OFF, report_parameters
from kit.signoff.model import SignOff
from kit.signoff.read import read_sign_offs
from kit.signoff.seen import SCOPE_REPORT, former_seen_of, seen_of
from kit.signoff.states import states
from kit.signoff.write import append_sign_off
from kit.workspace import Workspace

REVIEW = "review.json"
#: Characters of a name and of a note at most.
_NAME, _NOTE = 64, 2000
#: How long to wait for others who sign the same report, in seconds: each has it checked.
_WAIT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is compared of one finding of ``review.json``."""

    rule: str
    severity: str
    message: str
    accepted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Displayed:
    """What is compared of ``review.json``."""

    seen: dict[str, str]
    findings: list[_Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What came of signing: the decision, its file, and where every scope stands now.

    ``was_altered`` are the sentences about decisions that no longer counted because
    the file had been changed by other hands.
    """

    entry: SignOff
    path: Path
    name: str
    sign_off: tuple[Mapping[str, Any], ...]
    was_altered: tuple[str, ...] = ()


def sign_report(
    workspace: Workspace, *, year: int, agency: str, table: str = "", entry: SignOff
) -> Signed:
    """Add a decision on the report, or on one *table* of it, to its ``signoff.yaml``.

    Parameters
    ----------
    table
        Id or name of a table; empty for the whole report.
    entry
        The decision; its scope, what was seen and the errors are filled in here.

    Raises
    ------
    ParameterError
        If there is no such table, the name or note will not do, the outputs show
        something else than there is now, or a return or an approval in spite of
        errors has no note.
    SourceError
        If a source of the report cannot be read.
    """
    workspace.agency(agency)
    folder = workspace.inputs(year, agency)
    if not folder.is_dir():
        report_parameters(workspace, year=year, agency=agency)
    # Between what is judged and what is written nobody else decides.
    with locked(folder / SIGN_OFF, wait_s=_WAIT_S):
        return _sign(workspace, year=year, agency=agency, table=table, entry=entry)


def _sign(workspace: Workspace, *, year: int, agency: str, table: str, entry: SignOff) -> Signed:
    report = read_report(workspace, year=year, agency=agency)
    findings = check(report)
    seen = seen_of(report, findings=findings)
    scope, name = _scope(table, report=report)
    signed = SignOff(
        table=None if scope == SCOPE_REPORT else scope,
        decision=entry.decision,
        by=_checked_words(entry.by, option="--by", limit=_NAME),
        date=entry.date,
        note=_checked_words(entry.note, option="--note", limit=_NOTE),
        errors=len(list(_errors(findings, scope=scope))),
        seen=seen[scope],
    )
    _refuse_unseen(workspace, report=report, findings=findings, scope=scope, seen=seen)
    _refuse_unexplained(signed)
    folder = workspace.inputs(year, agency)
    former = former_seen_of(report, findings=findings)
    stands = partial(states, year=year, agency=agency, seen=seen, former=former)
    before = stands(read_sign_offs(folder))
    path = append_sign_off(folder, entry=signed, year=year, agency=agency)
    now = stands(read_sign_offs(folder))
    altered = dict.fromkeys(each["why"] for each in before if each["state"] == "altered")
    return Signed(
        entry=signed, path=path, name=name, sign_off=tuple(now), was_altered=tuple(altered)
    )


def _scope(table: str, *, report: Report) -> tuple[str, str]:
    """Return the scope that *table* names by id or name, and what to call it."""
    tables = report.filing_form.tables
    if not table:
        return SCOPE_REPORT, "整份报告"
    for each in tables.values():
        if table.strip() in (each.id, each.name):
            return each.id, each.name
    known = [name for each in tables.values() for name in (each.id, each.name)]
    raise ParameterError(Fault("--table", "报告中的一张表", table, known_names(table, known)))


def _errors(findings: Findings, *, scope: str) -> Iterator[Finding]:
    """Yield the errors nobody accepted that concern *scope*."""
    for finding in findings.counting("error"):
        if scope == SCOPE_REPORT or any(cell.startswith(f"{scope}.") for cell in finding.cells):
            yield finding


def _checked_words(words: str, *, option: str, limit: int) -> str:
    """Return *words* on one line, single-spaced, if they are such as people write."""
    line = " ".join(words.split())
    hidden = [sign for sign in line if not sign.isprintable()]
    if hidden:
        found = f"看不见的字符 U+{ord(hidden[0]):04X}"
        raise ParameterError(Fault(option, "看得见的文字", found, "请重新输入这段文字。"))
    if len(line) > limit:
        raise ParameterError(Fault(option, f"不超过 {limit} 个字", f"{len(line)} 个字"))
    if not line and option == "--by":
        raise ParameterError(Fault(option, "审核人的姓名", "空"))
    return line


def _refuse_unexplained(entry: SignOff) -> None:
    """Refuse to return without saying why, and to approve errors without saying why."""
    if entry.note:
        return
    if entry.decision == "return":
        raise ParameterError(Fault("--note", "退回的原因", "没有", "请用 --note 写明要改什么。"))
    if entry.errors:
        cure = "请退回；确认可以通过的，用 --note 写明理由。"
        raise ParameterError(
            Fault(
                "--decision approve", "没有错误的报告", f"有 {entry.errors} 处没有接受的错误", cure
            )
        )


def _refuse_unseen(
    workspace: Workspace,
    *,
    report: Report,
    findings: Findings,
    scope: str,
    seen: Mapping[str, str],
) -> None:
    """Refuse to sign what the outputs do not show."""
    year, agency = report.year, report.agency.id
    where = f"outputs/{year}/{agency}/{REVIEW}"
    cure = f"请运行 kit build {year} {agency}，看过 review.html 再签署。"
    path = workspace.report_folder(year, agency) / REVIEW
    shown = read_record(path, kind=_Displayed)
    if shown is None:
        found = "读不通的内容" if path.is_file() else "没有"
        raise ParameterError(Fault(where, "这份报告的审核数据", found, cure))
    if shown.seen.get(scope) != seen[scope]:
        found = "生成之后数或文字变过"
    elif shown.findings != _judged(findings):
        found = "生成之后检查的结果变过"
    else:
        return
    raise ParameterError(Fault(where, "与现在的报告一致", found, cure))


def _judged(findings: Findings) -> list[_Told]:
    return [
        _Told(
            rule=found.rule,
            severity=found.severity,
            message=found.message,
            accepted=found.accepted,
        )
        for found in findings.findings
    ]
