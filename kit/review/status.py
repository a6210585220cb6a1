"""Where each report of a year stands, whether or not it has been built, in a few words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from kit.disk import attempted, read_record
from kit.errors import KitError
from kit.export.manifest import count_findings, read_manifest
from kit.report.files import input_files
from kit.review.read import is_current, undecided
from kit.run.standing import current_review
from kit.signoff import REVIEW, ChecksState, DecisionState
from kit.workspace import Agency, Workspace

#: Whether the outputs are of the sources as they are.
OutputsState = Literal["not_begun", "failed", "not_built", "stale", "built"]
OUTPUTS_NAMES: Mapping[str, str] = {
    "not_begun": "未开始",
    "failed": "读不出",
    "not_built": "未生成",
    "stale": "有改动未重新生成",
    "built": "已生成",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyStatus:
    """Where the report of one agency stands.

    Attributes
    ----------
    outputs
        Whether there is a report, and whether it is of the sources as they are.
    sources
        The files it is made from, by their names.
    checks, decision
        Both sides, of the sources as they are; ``None`` where these cannot be read.
    claims
        How many claims nobody confirmed.
    since
        What changed since the decision that does not count any more, in a sentence.
    faults
        Why the sources cannot be read, and the ``exit_code`` that says of which kind that is.
    """

    agency: str
    name: str
    outputs: OutputsState
    sources: tuple[str, ...] = ()
    checks: ChecksState | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    claims: int = 0
    decision: DecisionState | None = None
    why: str = ""
    since: str = ""
    published: str = ""
    faults: tuple[str, ...] = ()
    exit_code: int = 0


def read_status(agency: Agency, *, workspace: Workspace, year: int) -> AgencyStatus:
    """Tell where the report of *agency* stands; what keeps that from being known is said."""
    workspace.take_as_read(agency)
    read = partial(_read, agency, workspace=workspace, year=year)
    status = attempted(read, where=f"{year} {agency.id}")
    if isinstance(status, KitError):
        return failed_status(agency, error=status)
    return status


def failed_status(agency: Agency, *, error: KitError) -> AgencyStatus:
    """Return where a report stands that cannot be read."""
    return AgencyStatus(
        agency=agency.id,
        name=agency.name,
        outputs="failed",
        checks="failed",
        faults=tuple(map(str, error.faults)),
        exit_code=error.exit_code,
    )


def _read(agency: Agency, *, workspace: Workspace, year: int) -> AgencyStatus:
    if not os.path.lexists(workspace.inputs(year, agency.id)):
        return AgencyStatus(agency=agency.id, name=agency.name, outputs="not_begun")
    review = current_review(workspace, year=year, agency=agency.id)
    files = input_files(workspace, year=year, agency=agency.id)
    own = (files.tables, files.narrative, *files.ledgers)
    state = review["state"]
    return AgencyStatus(
        agency=agency.id,
        name=agency.name,
        outputs=_outputs(agency.id, workspace=workspace, year=year, review=review),
        sources=tuple(path.name for path in own if path.is_file()),
        checks=state["checks"],
        findings=count_findings(review),
        claims=state["claims"],
        decision=state["decision"],
        why=state["why"],
        since=state["since"]["said"] if state["since"] else "",
        published=review["published"],
    )


def _outputs(
    agency: str, *, workspace: Workspace, year: int, review: Mapping[str, Any]
) -> OutputsState:
    folder = workspace.report_folder(year, agency)
    manifest = read_manifest(folder)
    stands = read_record(folder / REVIEW, kind=dict[str, Any])
    if manifest is None or stands is None:
        return "not_built"
    if not is_current(manifest, workspace=workspace, year=year, agency=agency):
        return "stale"
    return "built" if undecided(stands) == undecided(review) else "stale"
