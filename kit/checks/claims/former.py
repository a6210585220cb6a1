"""Entries of earlier versions, which named a rule and perhaps cells: what they were about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.checks.findings import Finding
from kit.form.address import match_addresses
from kit.parameters import Claim

#: What an entry that named no cells was taken to name.
_EVERY_CELL = ("*.*.*",)


def was_about(claim: Claim, finding: Finding) -> bool:
    """Whether an entry that names no values was taken to be about *finding*.

    It was when all cells of the finding matched; a finding without cells, when the
    entry named none.
    """
    patterns = claim.patterns or _EVERY_CELL
    if claim.rule != finding.rule:
        return False
    if not finding.cells:
        return patterns == _EVERY_CELL
    return all(
        any(match_addresses(pattern, [cell]) for pattern in patterns) for cell in finding.cells
    )


def former_reasons(findings: Iterable[Finding], *, claims: Iterable[Claim]) -> Mapping[str, str]:
    """Return, by a finding's key, the reason that earlier versions accepted it for.

    What they accepted is part of what was signed then.
    """
    former = [claim for claim in claims if not claim.is_bound]
    return {
        finding.key: claim.reason
        for finding in findings
        for claim in former
        if was_about(claim, finding)
    }
