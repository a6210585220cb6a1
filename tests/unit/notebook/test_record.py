"""The data of an executed notebook: public facts, and apart from them the reviewers'."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from builders.filings import filing_of, form, zero_filing
from builders.reports import lawful_words, placed, report_of
from builders.rollups import rollup_of

from kit.checks import check
from kit.notebook import OpenReport
from kit.notebook.record import (
    PART_MIME,
    RECORD_MIME,
    REVIEW_MIME,
    report_json,
    review_json,
)
from kit.parameters import Parameters
from kit.report import Report
from kit.report.facts import page_facts
from kit.workspace import Site

SITE = Site(name="某某网", url="https://www.example.gov.cn", identifier="3301000001", column="年报")


def report() -> Report:
    """Return a report with a count, a decimal, a mark and a blank."""
    values = {
        "t2.licensing.decisions": 11398889,
        "t2.fees.amount": "18.8710",
        "t2.penalties.decisions": "/",
        "t2.coercive_measures.decisions": None,
    }
    return report_of(placed(filing_of(form(), values), form()))


def test_public_figures_are_integers_text_or_null() -> None:
    """Counts are numbers, decimals verbatim text, what could not be read is null."""
    figures = json.loads(report_json(report()))["figures"]
    assert figures["t2.licensing.decisions"] == 11398889
    assert figures["t2.fees.amount"] == "18.8710"
    assert figures["t2.penalties.decisions"] is None
    assert figures["t2.coercive_measures.decisions"] is None
    assert list(figures) == list(form().cells)


def test_public_data_says_nothing_of_sources() -> None:
    """No place, no raw content, no finding."""
    data = json.loads(report_json(report()))
    assert set(data) == {"schema", "year", "agency", "name", "edition", "figures", "sections"}
    assert "tables.xlsx" not in report_json(report())


def test_reviewers_see_what_stood_where_and_what_was_found() -> None:
    """Each figure with its raw content and cell, each finding with what it names."""
    data = json.loads(review_json(report(), findings=check(report())))
    assert data["figures"]["t2.penalties.decisions"] == {
        "value": None,
        "raw": "/",
        "source": "tables.xlsx!表二!B10",
    }
    found = [finding for finding in data["findings"] if finding["rule"] == "R5"]
    assert {tuple(finding["cells"]) for finding in found} == {
        ("t2.penalties.decisions",),
        ("t2.coercive_measures.decisions",),
    }
    assert data["outcomes"]["R5"] == "broken"
    assert set(data["outcomes"]) == set(form().rules)


def test_where_words_stand_is_in_the_review() -> None:
    """A finding in the text names section, file, line and words; one of cells has none."""
    of = zero_filing(form())
    words = report_of(of).narrative
    left = replace(words, preface=replace(words.preface, before="（文字描述）"))
    changed = replace(report_of(of), narrative=left)
    data = json.loads(review_json(changed, findings=check(changed)))
    [finding] = data["findings"]
    at = {"file": "narrative.md", "line": 1, "column": 1, "quote": "（文字描述）"}
    at |= {"section": 0, "before": 0}
    assert finding["at"] == at


def test_a_figure_of_a_roll_up_names_its_largest_parts() -> None:
    """Largest first, the others by their number; who has not filed makes it less than whole."""
    parts = {f"第{n}局": {"t3.received.total": n} for n in range(1, 15)}
    whole = report_of(zero_filing(form()), rollup=rollup_of(form(), parts))
    figures = reviewed(whole)["figures"]
    told = figures["t3.received.total"]
    assert told["parts"] == "rollup.json!t3.received.total"
    assert (told["sum"]["known"], told["sum"]["is_whole"], told["sum"]["more"]) == (105, True, 2)
    assert told["sum"]["parts"][:2] == [["第14局", 14], ["第13局", 13]]
    assert len(told["sum"]["parts"]) == 12
    assert figures["t3.carried_in.total"]["sum"]["parts"] == []
    lacking = report_of(zero_filing(form()), rollup=rollup_of(form(), parts | {"某局": None}))
    assert not reviewed(lacking)["figures"]["t3.received.total"]["sum"]["is_whole"]


def test_last_year_stands_beside_each_figure() -> None:
    """A cell that last year lacks is null; without last year there is nothing to compare."""
    now = zero_filing(form())
    assert "last" not in reviewed(report_of(now))["figures"]["t2.rules.issued"]
    last = filing_of(form(), {"t2.rules.issued": 7, "t2.rules.repealed": None}, year=2021)
    data = reviewed(replace(report_of(now, last=last), history=(last,)))
    assert data["last_year"] == 2021
    assert data["figures"]["t2.rules.issued"]["last"] == 7
    assert data["figures"]["t2.rules.repealed"]["last"] is None
    assert data["history"]["2021"]["t2.rules.issued"] == 7


def test_words_lead_to_their_cells_and_to_last_years_words() -> None:
    """A count is named with its section, line and cells, a change with what went and came."""
    words = lawful_words(form(), sections={1: "收到政府信息公开申请0件。"})
    before = lawful_words(form(), sections={1: "收到政府信息公开申请5件。"})
    of = report_of(zero_filing(form()), narrative=words, last_narrative=before)
    data = reviewed(of)
    assert {
        "section": 1,
        "before": 0,
        "line": 11,
        "quote": "收到政府信息公开申请0件",
        "cells": ["t3.received.total"],
    } in data["links"]
    [change] = data["changes"]
    assert change["section"] == 1
    assert ["gone", "5"] in change["parts"]
    assert ["new", "0"] in change["parts"]


def test_what_was_seen_has_a_hash_for_the_report_and_each_table() -> None:
    """A sign-off is bound to these; nobody has decided anything yet."""
    data = reviewed(report_of(zero_filing(form())))
    assert set(data["seen"]) == {"report", "t2", "t3", "t4"}
    assert data["sign_off"] == []


def reviewed(of: Report) -> dict[str, Any]:
    """Return the reviewers' data of a report."""
    data: dict[str, Any] = json.loads(review_json(of, findings=check(of)))
    return data


def test_the_facts_of_the_page_have_defaults() -> None:
    """Without a site or keywords the page still names its agency and year."""
    facts = page_facts(report_of(zero_filing(form())))
    assert facts["title"] == "某某区测试局2022年政府信息公开工作年度报告"
    assert facts["source_name"] == "某某区测试局"
    assert facts["keywords"] == ["政府信息公开", "年度报告", "2022"]
    assert (facts["site_name"], facts["site_identifier"], facts["published"]) == ("", "", "")


def test_the_facts_of_the_page_are_the_parameters() -> None:
    """What report.yaml and agencies.yaml say goes before the defaults."""
    parameters = Parameters(published="2023-01-28", source_name="局办公室", keywords=("甲", "乙"))
    facts = page_facts(
        report_of(
            zero_filing(form()),
            agency={"short_name": "测试局", "site": SITE},
            parameters=parameters,
        )
    )
    assert facts["source_name"] == "局办公室"
    assert facts["keywords"] == ["甲", "乙"]
    assert facts["site_identifier"] == "3301000001"
    assert facts["column"] == "年报"


def test_the_same_report_gives_the_same_text() -> None:
    """Nothing in the data depends on when or where it was made."""
    first, second = (review_json(r, findings=check(r)) for r in (report(), report()))
    assert first == second


def test_public_and_reviewers_data_never_share_a_type() -> None:
    """An exporter of public files cannot pick up the reviewers' data by mistake."""
    opened = OpenReport(report=report())
    shown = opened.record._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain", RECORD_MIME, REVIEW_MIME}
    assert "findings" not in json.dumps(shown[RECORD_MIME])
    parts = [opened.preface, *(opened.section(number) for number in range(1, 7))]
    for number, part in enumerate(parts):
        bundle = part._repr_mimebundle_()
        assert set(bundle) == {"text/html", "text/plain", PART_MIME}
        assert bundle[PART_MIME]["number"] == number
        assert "tables.xlsx" not in bundle["text/html"]


def test_overview_and_findings_carry_nothing_for_exporters() -> None:
    """What only reviewers may see has no type an exporter looks for."""
    opened = OpenReport(report=report())
    for shown in (opened.overview, opened.findings):
        assert set(shown._repr_mimebundle_()) == {"text/html", "text/plain"}
