"""``review.json`` is what its types and its committed schema say, whatever a report holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema_rs
import pytest
from builders.claimed import claiming
from builders.reviewed import added_report, counted_report, faulty_report, lawful_report
from builders.workspaces import PROJECT

from kit.checks import check
from kit.disk import parse_record, record_schema
from kit.notebook.record import review_json
from kit.notebook.review_record import ReviewRecord
from kit.report.model import Report
from kit.signoff import SignOff, SignOffs, digest_of

SCHEMA: dict[str, Any] = json.loads((PROJECT / "kit/schema/review.schema.json").read_text("utf-8"))


def stale_report() -> Report:
    """Return a report with a claim that holds no more."""
    claimed = claiming(faulty_report(), "R3").parameters
    return replace(lawful_report(), parameters=claimed)


@pytest.mark.parametrize(
    "made", [lawful_report, faulty_report, counted_report, added_report, stale_report]
)
def test_every_review_is_of_its_type(made: Callable[[], Report]) -> None:
    """Nothing is there that the schema does not name, nothing lacks."""
    report = made()
    text = review_json(report, findings=check(report))
    jsonschema_rs.validate(SCHEMA, json.loads(text))
    record = parse_record(text.encode(), kind=ReviewRecord)
    assert record
    assert (record.year, record.state.decision) == (report.year, "unsigned")


def test_decisions_and_what_changed_since_are_of_their_types() -> None:
    """A decision on something else lapses, with what it confirmed and noted."""
    report = claiming(faulty_report())
    entry = SignOff(decision="approve", by="张三", date="2025-01-20", seen="a" * 64)
    digest = digest_of(entry, year=report.year, agency=report.agency.id, before="")
    sign_offs = SignOffs(entries=(replace(entry, digest=digest),))
    text = review_json(report, findings=check(report), sign_offs=sign_offs)
    jsonschema_rs.validate(SCHEMA, json.loads(text))
    record = parse_record(text.encode(), kind=ReviewRecord)
    assert record
    assert (record.state.decision, record.before) == ("lapsed", digest)
    assert record.state.since
    assert all(finding.accepted and not finding.confirmed for finding in record.findings)


def test_the_committed_schema_is_that_of_the_types() -> None:
    """What is read by the types and what the schema says are one."""
    assert record_schema(ReviewRecord, title=SCHEMA["title"]) == SCHEMA
