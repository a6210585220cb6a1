"""Which claims of the agency reviewers confirmed: the same claim of the same, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kit.checks import Findings
from kit.checks.claims import bound_of
from kit.report import Report
from kit.signoff.chain import last_broken
from kit.signoff.model import ConfirmedClaim, SignOff, SignOffs
from kit.signoff.read import read_sign_offs
from kit.workspace import Workspace


def claims_of(report: Report, *, findings: Findings) -> tuple[ConfirmedClaim, ...]:
    """Return every claim that covers a finding, as a decision would confirm it."""
    return tuple(_claims(report, findings=findings))


def confirmed_keys(
    claims: Sequence[ConfirmedClaim], *, sign_offs: SignOffs, year: int, agency: str
) -> frozenset[str]:
    """Return the keys of the *claims* that reviewers confirmed and nobody took back since.

    What was confirmed stays so while the report is mended elsewhere: a claim is bound to
    what it is about. A later decision takes it back by saying that its finding must be
    mended.
    """
    broken = last_broken(sign_offs.entries, year=year, agency=agency)
    standing: dict[str, bool] = {}
    for entry in sign_offs.entries[broken + 1 :]:
        standing |= dict.fromkeys(_confirmed_by(entry, claims=claims), True)
        refused = {said.key for said in entry.findings if said.state == "must_fix"}
        standing |= {claim.key: False for claim in claims if claim.key in refused}
    return frozenset(key for key, is_confirmed in standing.items() if is_confirmed)


def confirmed_claims(report: Report, *, findings: Findings, workspace: Workspace) -> frozenset[str]:
    """Return the keys of the findings of *report* whose claims reviewers confirmed."""
    year, agency = report.year, report.agency.id
    claims = claims_of(report, findings=findings)
    if not claims:
        return frozenset()
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    return confirmed_keys(claims, sign_offs=sign_offs, year=year, agency=agency)


def _confirmed_by(entry: SignOff, *, claims: Iterable[ConfirmedClaim]) -> Iterator[str]:
    """Yield the keys of the claims that an entry confirms; one that was made twice, one by one."""
    left = list(entry.confirmed)
    for claim in claims:
        confirmed = next((each for each in left if claim.is_of(each)), None)
        if confirmed:
            left.remove(confirmed)
            yield claim.key


def _claims(report: Report, *, findings: Findings) -> Iterator[ConfirmedClaim]:
    for finding in findings.claimed:
        bound = bound_of(finding, report=report)
        yield ConfirmedClaim(
            key=finding.key,
            rule=finding.rule,
            reason=finding.accepted or "",
            cells=dict(bound.cells),
            words=bound.words,
            expected=bound.expected,
        )
