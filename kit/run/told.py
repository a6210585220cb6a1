"""What the builder of a report is told first: its worst findings, and their likely causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kit.checks import CAUSE_NAMES
from kit.form import SEVERITY_NAMES
from kit.run.job import Told

#: So many findings of a severity are told, each of another rule where there are several.
_MOST = 3
_SEVERITIES = ("error", "warning")


def first_findings(review: Mapping[str, Any]) -> tuple[Told, ...]:
    """Return the first of what nobody claims in ``review.json``, errors before warnings."""
    openly = [finding for finding in review["findings"] if finding["accepted"] is None]
    causes = {key: cause for cause in reversed(review["causes"]) for key in cause["findings"]}
    return tuple(
        _told(finding, cause=causes.get(finding["key"]))
        for severity in _SEVERITIES
        for finding in _varied(f for f in openly if f["severity"] == severity)
    )


def _varied(findings: Iterator[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the first of each rule, then others, in their order."""
    seen: set[str] = set()
    first: list[Mapping[str, Any]] = []
    others: list[Mapping[str, Any]] = []
    for finding in findings:
        (others if finding["rule"] in seen else first).append(finding)
        seen.add(finding["rule"])
    return [*first, *others][:_MOST]


def _told(finding: Mapping[str, Any], *, cause: Mapping[str, Any] | None) -> Told:
    name = SEVERITY_NAMES[finding["severity"]]
    why = f"{CAUSE_NAMES[cause['kind']]}：{cause['message']}" if cause else ""
    sentence = f"{name} {finding['rule']}  {finding['message']}"
    return Told(severity=finding["severity"], sentence=sentence, cause=why)
