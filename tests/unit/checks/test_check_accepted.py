"""Findings an agency accepts keep their place, with its reason."""

from __future__ import annotations

import logging
import pickle

import pytest
from builders.filings import form, zero_filing
from builders.reports import lawful_words, report_of

from kit.checks import Findings, check
from kit.errors import ParameterError
from kit.parameters import Acceptance, Parameters


def checked(*accepted: Acceptance) -> Findings:
    """Check a report with two blanks, one of them total, and an empty section five."""
    filing = zero_filing(form(), t2__licensing__decisions=None, t3__granted__total=None)
    words = lawful_words(form(), sections={5: ""})
    return check(report_of(filing, narrative=words, parameters=Parameters(accepted=accepted)))


def test_an_accepted_finding_keeps_its_place_and_its_rules_outcome() -> None:
    """The reason is written to it, and it no longer counts."""
    acceptance = Acceptance(rule="R5", reason="系统无此数", cells=("t2.licensing.*",))
    before, after = checked(), checked(acceptance)
    assert [f.cells for f in after.findings] == [f.cells for f in before.findings]
    assert [f.accepted for f in after.findings if f.rule == "R5"] == ["系统无此数", None]
    assert after.outcomes == before.outcomes
    assert len(after.counting("error")) == len(before.counting("error")) - 1


def test_without_cells_all_findings_of_the_rule_are_accepted() -> None:
    """The default names every cell."""
    findings = checked(Acceptance(rule="R5", reason="已核实"))
    assert {f.accepted for f in findings.findings if f.rule == "R5"} == {"已核实"}


def test_a_finding_without_cells_is_accepted_by_rule_alone() -> None:
    """An acceptance that names cells is not about words."""
    by_rule = checked(Acceptance(rule="S4", reason="并入第一部分"))
    by_cell = checked(Acceptance(rule="S4", reason="不涉及", cells=("t2.*.*",)))
    assert [f.accepted for f in by_rule.findings if f.rule == "S4"] == ["并入第一部分"]
    assert [f.accepted for f in by_cell.findings if f.rule == "S4"] == [None]


def test_all_cells_of_a_finding_must_be_named() -> None:
    """A sum is accepted when each of its cells is."""
    filing = zero_filing(form(), t4__reconsideration__total=1)
    for cells, wanted in (
        (("t4.reconsideration.*",), "已说明"),
        (("t4.reconsideration.total", "t4.*.upheld"), None),
    ):
        acceptance = Acceptance(rule="R4", reason="已说明", cells=cells)
        report = report_of(filing, parameters=Parameters(accepted=(acceptance,)))
        assert [f.accepted for f in check(report).findings] == [wanted]


def test_what_does_not_exist_is_refused_with_the_nearest_names() -> None:
    """All wrong rules and cells are told at once."""
    with pytest.raises(ParameterError) as caught:
        checked(
            Acceptance(rule="R9", reason="一"),
            Acceptance(rule="R5", reason="二", cells=("t2.licences.*",)),
        )
    rule, cell = caught.value.faults
    assert rule.where == "report.yaml accepted 第 1 项 rule"
    assert "最接近的是 R" in rule.cure
    assert cell.where == "report.yaml accepted 第 2 项 cells"
    assert "t2.licensing.decisions" in cell.cure
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults  # noqa: S301


def test_an_acceptance_of_nothing_is_logged_as_stale(caplog: pytest.LogCaptureFixture) -> None:
    """What was mended since need not be accepted any more."""
    with caplog.at_level(logging.WARNING, logger="kit"):
        checked(Acceptance(rule="R1", reason="旧"), Acceptance(rule="R5", reason="新"))
    [record] = caplog.records
    assert record.message == "acceptance_stale"
    assert record.__dict__["data"] == {
        "file": "test-agency/report.yaml",
        "rule": "R1",
        "cells": "*.*.*",
    }
