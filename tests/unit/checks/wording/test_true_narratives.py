"""Narratives right in every word are left alone; a figure changed in them is found."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from builders.filings import DATA
from builders.told import report_told

from kit.checks import Finding, check

REPORTS: list[dict[str, Any]] = [
    report
    for name in ("true_narratives.yaml", "met_narratives.yaml")
    for report in yaml.safe_load((DATA / name).read_text("utf-8"))["reports"]
]
#: The rules that judge words; R1 to R4 prove that the figures given are right themselves.
RULES = {"X1", "X2", "X3", "X4", "X5", "X6", "S3", "S4", "S7", "S10", "S13", "S14"}
SUMS = {"R1", "R2", "R3", "R4"}
RECALL = 0.90


@cache
def findings_of(at: int, said: str = "", instead: str = "") -> tuple[Finding, ...]:
    """Return what is found in one report, a few of its words changed."""
    found = check(report_told(REPORTS[at], said=said, instead=instead)).findings
    return tuple(finding for finding in found if finding.rule in RULES | SUMS)


@pytest.mark.parametrize("at", range(len(REPORTS)), ids=[told["id"] for told in REPORTS])
def test_a_true_narrative_is_left_alone(at: int) -> None:
    """Other bodies, channels, subjects and years are spoken of beside the figures."""
    assert [finding.message for finding in findings_of(at)] == []


def test_a_figure_changed_in_a_true_narrative_is_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Silence about what is not understood must not become silence about what is."""
    missed = []
    total = 0
    for at, told in enumerate(REPORTS):
        for said, instead, rule in told["faults"]:
            total += 1
            if rule not in {finding.rule for finding in findings_of(at, said, instead)}:
                missed.append(f"  {told['id']}: {rule} {instead}")
    recall = 1 - len(missed) / total
    with capsys.disabled():
        said = f"{len(REPORTS)} narratives, {total} seeded faults: recall {recall:.3f}"
        print(f"\n{said}", *missed, sep="\n")  # noqa: T201 - the measure is for people to see
    assert recall >= RECALL
