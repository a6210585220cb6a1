"""All that reviewers' decisions come to for a report as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kit.checks import Findings
from kit.report import Report
from kit.signoff.confirm import claims_of, confirmed_keys
from kit.signoff.kept import kept_of
from kit.signoff.model import SignOffs
from kit.signoff.seen import former_seen_of, seen_of
from kit.signoff.since import Since, since
from kit.signoff.standing import ReportState, Standing, checks_state, standing
from kit.signoff.states import StandingDecision, states

#: Decisions that what changed since is told of.
_CHANGED = ("lapsed", "mended")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """What there is to see, the newest decisions, claims confirmed, and where that leaves it.

    ``seen`` is by scope as :func:`kit.signoff.seen_of`; ``confirmed`` are keys of findings.
    """

    seen: Mapping[str, str]
    sign_off: tuple[StandingDecision, ...]
    confirmed: frozenset[str]
    state: ReportState


def review_state(report: Report, *, findings: Findings, sign_offs: SignOffs) -> ReviewState:
    """Judge the decisions on *report* by what there is to see of it now."""
    year, agency = report.year, report.agency.id
    seen = seen_of(report, findings=findings)
    former = former_seen_of(report, findings=findings)
    sign_off = states(sign_offs, year=year, agency=agency, seen=seen, former=former)
    claims = claims_of(report, findings=findings)
    confirmed = confirmed_keys(claims, sign_offs=sign_offs, year=year, agency=agency)
    stands = standing(sign_off)
    state = ReportState(
        checks=checks_state(_counts(findings, confirmed=confirmed)),
        claims=len(claims) - len(confirmed),
        decision=stands.state,
        why=stands.why,
        since=_since(stands, report=report, findings=findings, sign_offs=sign_offs),
    )
    return ReviewState(seen=seen, sign_off=sign_off, confirmed=confirmed, state=state)


def _counts(findings: Findings, *, confirmed: frozenset[str]) -> Counter[str]:
    return Counter(
        finding.severity if finding.accepted is None else "claimed"
        for finding in findings.findings
        if finding.key not in confirmed
    )


def _since(
    stands: Standing, *, report: Report, findings: Findings, sign_offs: SignOffs
) -> Since | None:
    decided = stands.decided
    if decided is None or stands.state not in _CHANGED:
        return None
    kept = sign_offs.kept.get(decided.saw)
    now = kept_of(report, findings=findings)
    return since(kept, now, by=decided.by, on=decided.on)
