"""An approval covers every parameter and every fact of an agency that reaches a public file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.workspaces import copied_workspace

from kit.checks import check
from kit.datafile import read_yaml, yaml_text
from kit.export.page import render_page
from kit.notebook import show
from kit.notebook.record import report_json
from kit.report import Report, read_report
from kit.report.facts import page_facts
from kit.signoff import SignOff, SignOffs, digest_of, former_seen_of, seen_of, states
from kit.workspace import AGENCIES, Workspace

YEAR, AGENCY = 2022, "qiantang-jxkj"
#: Another value for each key of ``report.yaml``; ``sources`` are named anew, with the same words.
PARAMETERS: Mapping[str, Any] = {
    "published": "2023-01-05",
    "source_name": "另一个来源",
    "keywords": ["另一个词"],
    "fonts": "system",
    "origin": "另一处",
    "charts": True,
    "accepted": [{"rule": "Y2", "at": {"表二!D4": 5}, "reason": "已核"}],
    "correction": {
        "date": "2023-03-01",
        "reason": "录入有误",
        "items": [{"what": "表三", "before": "1", "after": "0"}],
    },
}
#: The same for each key of an entry in ``agencies.yaml``.
FACTS: Mapping[str, Any] = {
    "name": "另一个局",
    "short_name": "另一局",
    "kind": "government",
    "level": "city",
    "vertical": True,
    "rule_making": True,
    "contact": {"unit": "另一科", "telephone": "1", "address": "某路", "postcode": "1"},
    "site": {"name": "另一个网", "url": "https://a.gov.cn", "identifier": "1", "column": "栏目"},
}


def public(report: Report) -> str:
    """Return all that public files are made of: the page's facts, its parts and the data."""
    preface = show.preface_html(report)
    parts = [show.section_html(report, number=s.number) for s in report.form.sections]
    facts = page_facts(report)
    return f"{facts}{render_page(facts, preface_html=preface, sections=parts)}{report_json(report)}"


def read(workspace: Workspace) -> Report:
    """Read the report."""
    workspace.agencies()
    return read_report(workspace, year=YEAR, agency=AGENCY)


def seen(report: Report) -> str:
    """Return what an approval of the whole report is bound to."""
    return seen_of(report, findings=check(report))["report"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give the example, whose text names the agency by all its names, its contact and its site."""
    copied = copied_workspace(tmp_path)
    path = copied.inputs(YEAR, AGENCY) / "narrative.md"
    names = "{{ agency.short_name }}"
    path.write_text(f"{names}\n\n{path.read_text('utf-8')}", "utf-8")
    return copied


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_parameter_that_changes_a_public_file_lapses_an_approval(
    workspace: Workspace, key: str
) -> None:
    """What the page, the PDF and the data are made of is the same, or the approval lapses."""
    before = read(workspace)
    path = workspace.inputs(YEAR, AGENCY) / "report.yaml"
    data = read_yaml(path.read_bytes(), schema="parameters", where="report.yaml")
    path.write_text(yaml_text(data | {key: PARAMETERS[key]}), "utf-8")
    after = read(workspace)
    if public(before) != public(after):
        assert seen(before) != seen(after)
    else:
        assert key in {"origin", "accepted"}


@pytest.mark.parametrize("key", FACTS)
def test_a_fact_of_the_agency_that_changes_a_public_file_lapses_an_approval(
    workspace: Workspace, key: str
) -> None:
    """The same for what ``agencies.yaml`` says."""
    before = read(workspace)
    path = workspace.params / AGENCIES
    data = read_yaml(path.read_bytes(), schema="agencies", where=AGENCIES)
    data[AGENCY] |= {key: FACTS[key]}
    path.write_text(yaml_text(data), "utf-8")
    after = read(workspace)
    if public(before) != public(after):
        assert seen(before) != seen(after)
    else:
        assert key in {"kind", "level", "vertical", "rule_making"}


def test_earlier_years_count_where_a_picture_shows_them(workspace: Workspace) -> None:
    """Of a report without pictures they are no part."""
    report = read(workspace)
    drawn = replace(report, parameters=replace(report.parameters, charts=("requests",)))
    last = replace(report.filing, year=YEAR - 1)
    assert seen(replace(report, history=(last,))) == seen(report)
    assert seen(replace(drawn, history=(last,))) != seen(drawn)


def state_of(report: Report, *, entry_seen: str) -> str:
    """Return the state of an approval of the whole report that is bound to *entry_seen*."""
    entry = SignOff(decision="approve", by="张三", date="2023-01-20", seen=entry_seen)
    digest = digest_of(entry, year=YEAR, agency=AGENCY, before="")
    sign_offs = SignOffs(entries=(replace(entry, digest=digest),))
    findings = check(report)
    (found,) = states(
        sign_offs,
        year=YEAR,
        agency=AGENCY,
        seen=seen_of(report, findings=findings),
        former=former_seen_of(report, findings=findings),
    )
    return found.state


def test_an_approval_of_an_earlier_version_covers_what_it_covered(workspace: Workspace) -> None:
    """It stands when the source that is named changes, and lapses when a word does."""
    report = read(workspace)
    (before,) = former_seen_of(report, findings=check(report))["report"] - {seen(report)}
    renamed = replace(report, parameters=replace(report.parameters, source_name="另一个来源"))
    dated = replace(report, parameters=replace(report.parameters, published="2023-01-05"))
    found = [state_of(each, entry_seen=before) for each in (report, renamed, dated)]
    assert found == ["in force", "in force", "lapsed"]
    now = seen(report)
    found = [state_of(each, entry_seen=now) for each in (report, renamed, dated)]
    assert found == ["in force", "lapsed", "lapsed"]
