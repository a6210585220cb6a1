"""Make a decision: only on what stands in the outputs as it is now, so that it has been seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kit.checks import Findings, check
from kit.disk import locked
from kit.report import Report, read_report
from kit.report.files import SIGN_OFF, report_parameters
from kit.signoff.confirm import claims_of
from kit.signoff.entry import (
    OPTIONS,
    Asked,
    chosen_claims,
    claims_in,
    errors_of,
    kept_name,
    kept_words,
    refuse_unexplained,
    scope_of,
)
from kit.signoff.judge import ReviewState, review_state
from kit.signoff.kept import kept_of, write_kept
from kit.signoff.model import SignOff, SignOffs
from kit.signoff.read import read_sign_offs
from kit.signoff.seen import SCOPE_REPORT
from kit.signoff.shown import refuse_unseen
from kit.signoff.write import append_sign_off
from kit.workspace import Workspace

#: How long to wait for others who sign the same report, in seconds: each has it checked.
_WAIT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What came of signing: the decision, its file, and where the report stands now.

    ``was_altered`` are the sentences about decisions that no longer counted because
    the file had been changed by other hands.
    """

    entry: SignOff
    path: Path
    name: str
    now: ReviewState
    was_altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A report that was not signed, and why, in Chinese."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A report that is being decided on: nobody else signs it meanwhile."""

    workspace: Workspace
    report: Report
    findings: Findings
    sign_offs: SignOffs
    before: ReviewState

    @property
    def folder(self) -> Path:
        """Where its decisions are kept."""
        return self.workspace.inputs(self.report.year, self.report.agency.id)


def sign_report(
    workspace: Workspace,
    *,
    year: int,
    agency: str,
    entry: SignOff,
    confirm: Sequence[str] = (),
) -> Signed:
    """Add a decision on the report, or on one table of it, to its ``signoff.yaml``.

    Parameters
    ----------
    entry
        The decision, its table by id or name; what was seen and the errors are filled in
        here.
    confirm
        Keys of the findings whose claims it confirms; ``all`` confirms every claim.

    Raises
    ------
    ParameterError
        If there is no such table or claim, the name or note will not do, the outputs
        show something else than there is now, or a return, or an approval in spite of
        errors or of claims nobody confirmed, has no note.
    SourceError
        If a source of the report cannot be read.
    """
    with desk(workspace, year=year, agency=agency) as there:
        return decide(there, entry=entry, confirm=confirm)


def approve_clean(
    workspace: Workspace, *, year: int, agency: str, entry: SignOff
) -> Signed | LeftOut:
    """Approve a report that has neither findings nor claims and is not approved yet.

    Raises
    ------
    KitError
        As :func:`sign_report`.
    """
    with desk(workspace, year=year, agency=agency) as there:
        count = len(there.findings.findings)
        if count:
            return LeftOut(why=f"有 {count} 处发现或说明，请看过 review.html 再签。")
        if there.before.state.decision == "approved":
            return LeftOut(why="已经通过。")
        return decide(there, entry=entry)


@contextmanager
def desk(workspace: Workspace, *, year: int, agency: str) -> Iterator[Desk]:
    """Lay out a report to decide on: between what is judged and what is written nobody else does.

    Raises
    ------
    KitError
        If there is no such report, or it cannot be read.
    """
    workspace.agency(agency)
    folder = workspace.inputs(year, agency)
    if not folder.is_dir():
        report_parameters(workspace, year=year, agency=agency)
    with locked(folder / SIGN_OFF, wait_s=_WAIT_S):
        report = read_report(workspace, year=year, agency=agency)
        findings = check(report)
        sign_offs = read_sign_offs(folder)
        yield Desk(
            workspace=workspace,
            report=report,
            findings=findings,
            sign_offs=sign_offs,
            before=review_state(report, findings=findings, sign_offs=sign_offs),
        )


def decide(
    there: Desk,
    *,
    entry: SignOff,
    confirm: Sequence[str] = (),
    asked: Asked = OPTIONS,
) -> Signed:
    """Do what :func:`sign_report` does to a report that is laid out.

    Parameters
    ----------
    asked
        What messages call the things that whoever decides has to give.

    Raises
    ------
    ParameterError
        As :func:`sign_report`.
    """
    scope, name = scope_of(entry.table, report=there.report)
    claims = claims_in(claims_of(there.report, findings=there.findings), scope=scope)
    confirmed = chosen_claims(confirm, claims=claims, asked=asked)
    signed = replace(
        entry,
        table=None if scope == SCOPE_REPORT else scope,
        by=kept_name(entry.by, asked=asked),
        note=kept_words(entry.note, where=asked.note),
        errors=errors_of(there.findings, scope=scope),
        confirmed=confirmed,
        seen=there.before.seen[scope],
    )
    refuse_unseen(
        there.workspace,
        report=there.report,
        findings=there.findings,
        scope=scope,
        seen=there.before.seen,
    )
    settled = there.before.confirmed | {claim.key for claim in confirmed}
    open_claims = [claim for claim in claims if claim.key not in settled]
    refuse_unexplained(signed, unconfirmed=len(open_claims), asked=asked)
    return _written(there, entry=signed, name=name)


def _written(there: Desk, *, entry: SignOff, name: str) -> Signed:
    """Keep what was seen, then chain the decision to those before it."""
    year, agency = there.report.year, there.report.agency.id
    kept = kept_of(there.report, findings=there.findings)
    signed = replace(entry, saw=write_kept(there.folder, kept=kept))
    path = append_sign_off(there.folder, entry=signed, year=year, agency=agency)
    now = read_sign_offs(there.folder)
    altered = dict.fromkeys(each.why for each in there.before.sign_off if each.state == "altered")
    return Signed(
        entry=signed,
        path=path,
        name=name,
        now=review_state(there.report, findings=there.findings, sign_offs=now),
        was_altered=tuple(altered),
    )
