"""Review pages of reports made in code: one lawful, one with faults of every look."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builders.claimed import claiming
from builders.filings import filing_of, form, real_filing
from builders.reports import lawful_words, placed, report_of
from builders.rollups import rollup_of
from kit.export.parts import PublicParts
from kit.export.review import render_review
from kit.ledger import Count, Ledger
from kit.notebook import OpenReport
from kit.notebook.record import PART_MIME, RECORD_MIME, REVIEW_MIME
from kit.parameters import Parameters
from kit.report.model import Report
from kit.source.filing import Rows
from kit.source.values import Raw

#: What a hostile hand would type.
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
#: A total that its row does not add up to, one blank cell, one slash, one too many directly sued.
FAULTS: Mapping[str, Raw] = {
    "t3.received.total": 3526,
    "t3.carried_in.enterprise": None,
    "t3.granted.research": "/",
}
#: Figures that a ledger counts, or that parts are added up for.
COUNTED, CARRIED = "t3.received.total", "t3.carried_in.total"
WORDS = {
    1: f"新收政府信息公开申请3528件，连同上年结转的121件，共办结3521件。\n\n{HOSTILE}\n\n"
    "我们完善制度，强化培训，及时更新公开目录，规范办理流程，定期开展自查。",
    6: "本年度未收取信息处理费。",
}
LAST_WORDS = {
    1: "新收政府信息公开申请3511件。\n\n"
    "我们完善制度，强化培训，及时更新公开目录，规范办理流程，定期开展自查。",
    6: "本年度没有收取信息处理费。",
}


def lawful_report() -> Report:
    """Return a published report with last year's, whose words agree with its tables."""
    words = "新收政府信息公开申请3525件，连同上年结转的121件，共办结3521件。"
    return _report({}, sections={1: words})


def faulty_report() -> Report:
    """Return the same report with :data:`FAULTS`, one finding claimed, hostile words."""
    return claiming(_report(FAULTS, sections=WORDS), "S9", reason=f"已核对案卷{HOSTILE}")


def report_saying(words: str) -> Report:
    """Return the lawful report with other words in section one."""
    return _report({}, sections={1: words})


def counted_report() -> Report:
    """Return the lawful report with two ledgers, from whose rows two figures were counted."""
    rows = (
        Rows(file="ledger.xlsx", sheet="申请", column="A", numbers=tuple(range(2, 3502))),
        Rows(file="窗口.xlsx", sheet="窗口", column="B", numbers=(4, 9, *range(11, 34))),
    )
    few = (Rows(file="ledger.xlsx", sheet="申请", column="A", numbers=(2, 7)),)
    counts = {COUNTED: Count(value=3525, rows=rows), CARRIED: Count(value=2, rows=few)}
    return replace(lawful_report(), ledger=Ledger(counts=counts))


def added_report() -> Report:
    """Return the lawful report as a roll-up of fifteen agencies, one of which has not filed."""
    parts: dict[str, Mapping[str, Raw] | None] = {
        f"某市第{number}区": {COUNTED: 100 + number} for number in range(1, 15)
    }
    return replace(lawful_report(), rollup=rollup_of(form(), parts | {"某市新区": None}, year=2024))


def parts_of(report: Report) -> tuple[PublicParts, dict[str, Any]]:
    """Return what an executed notebook would carry: public parts, and the reviewers' data."""
    opened = OpenReport(report=report)
    shown = [opened.preface, *(opened.section(number) for number in range(1, 7))]
    preface, *sections = (part.data[PART_MIME]["html"] for part in shown)
    record = opened.record.data
    public = record[RECORD_MIME]
    parts = PublicParts(
        page=public["page"],
        preface=preface,
        sections=tuple(sections),
        report_json=public["report_json"].encode(),
    )
    return parts, json.loads(record[REVIEW_MIME]["review_json"])


def review_page(report: Report, **changed: Any) -> str:
    """Return the review page of *report*, keys of ``review.json`` *changed*."""
    parts, review = parts_of(report)
    return render_review(parts, review_json=json.dumps(review | changed).encode())


def _report(
    faults: Mapping[str, Raw],
    *,
    sections: Mapping[int, str],
    parameters: Parameters | None = None,
) -> Report:
    of, last = form(), real_filing("suqian-2023")
    values: dict[str, Raw] = {
        address: figure.value if isinstance(figure.value, int) else float(figure.text)
        for address, figure in real_filing("suqian-2024").figures.items()
    }
    filing = placed(filing_of(of, values | faults, year=2024), of)
    report = report_of(
        filing,
        last=last,
        agency={"name": "宿迁市人民政府", "kind": "office", "rule_making": True},
        narrative=lawful_words(of, sections=sections),
        last_narrative=lawful_words(of, sections=LAST_WORDS),
        parameters=parameters,
    )
    return replace(report, history=(last,))
