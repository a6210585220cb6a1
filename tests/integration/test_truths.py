"""Whole reports that are right: what is planted in them is found, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from builders.truths import (
    changed_report,
    changes,
    faulty_report,
    is_of,
    serious,
    truth_report,
    truths,
)

REPORTS = [truth for truth in truths("first") if truth["id"] in {"f01", "f08"}]
#: A little below what stands.
_FOUND, _NOTICED = 0.8, 0.8


@pytest.mark.parametrize("truth", REPORTS, ids=lambda truth: truth["id"])
def test_a_right_report_is_left_alone(truth: dict[str, Any]) -> None:
    """Every number of it is true."""
    assert [finding.message for finding in serious(truth_report(truth))] == []


@pytest.mark.parametrize("truth", REPORTS, ids=lambda truth: truth["id"])
def test_what_is_planted_is_found(truth: dict[str, Any]) -> None:
    """A finding shares a cell or words with each fault, and there is none besides."""
    report = faulty_report(truth)
    findings, faults = serious(report), truth["faults"]
    found = [fault for fault in faults if any(is_of(f, fault, report=report) for f in findings)]
    assert len(found) >= _FOUND * len(faults)
    assert all(any(is_of(f, fault, report=report) for fault in faults) for f in findings)


@pytest.mark.parametrize("truth", REPORTS, ids=lambda truth: truth["id"])
def test_a_number_of_the_tables_changed_in_the_text_is_noticed(truth: dict[str, Any]) -> None:
    """Of the first ten that can be checked."""
    changed = [change for change in changes(truth) if change.kind == "T"][:10]
    noticed = [change for change in changed if serious(changed_report(truth, change))]
    assert len(noticed) >= _NOTICED * len(changed)
