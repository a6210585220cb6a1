"""A report as those on both sides see it: what there is to sign, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kit.checks import Findings, check
from kit.disk import temporary_folder, write_together
from kit.report import Report, read_report
from kit.report.register import with_entry
from kit.signoff import (
    SCOPE_REPORT,
    KeptReport,
    ReviewState,
    SignOffs,
    kept_of,
    read_sign_offs,
    review_state,
)
from kit.workspace import AGENCIES, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a report comes to: its findings, its decisions, and what there is to see of it."""

    report: Report
    findings: Findings
    sign_offs: SignOffs
    state: ReviewState
    kept: KeptReport

    @property
    def digest(self) -> str:
        """The sha256 of the whole report, as a decision on it is bound to."""
        return self.state.seen[SCOPE_REPORT]


def look_at(workspace: Workspace, *, year: int, agency: str) -> Look:
    """Read a report and judge it.

    Raises
    ------
    KitError
        If it cannot be read.
    """
    report = read_report(workspace, year=year, agency=agency)
    findings = check(report)
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    return Look(
        report=report,
        findings=findings,
        sign_offs=sign_offs,
        state=review_state(report, findings=findings, sign_offs=sign_offs),
        kept=kept_of(report, findings=findings),
    )


@contextmanager
def laid_out(
    files: Mapping[str, bytes], *, agency: str, entry: Mapping[str, Any]
) -> Iterator[Workspace]:
    """Lay out the files of an archive as a workspace of their own, for as long as it is read."""
    with temporary_folder() as folder:
        workspace = Workspace(params=folder / "params", outputs=folder / "outputs")
        register = with_entry(None, agency=agency, entry=entry)
        placed = {workspace.params / AGENCIES: register}
        for name, content in files.items():
            year, _, own = name.partition("/")
            if own:
                placed[workspace.params / year / agency / own] = content
        write_together(placed, is_durable=False)
        yield workspace
