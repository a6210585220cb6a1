"""Counts beside words nobody knows: judged in company of others, or when two digits are swapped."""

from __future__ import annotations

from fractions import Fraction

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, check
from kit.checks.agreement.slips import is_slip
from kit.report.model import Report
from kit.source.values import Raw

FIGURES: dict[str, Raw] = {
    "t2.licensing.decisions": 15208,
    "t2.normative_documents.issued": 9,
    "t2.normative_documents.repealed": 4,
    "t2.normative_documents.in_force": 63,
    "t3.received.natural_person": 156,
    "t3.received.enterprise": 19,
    "t3.received.legal_service": 4,
    "t3.received.total": 179,
}


def report_saying(said: str, *, kind: str = "department", name: str = "某某市测试局") -> Report:
    """Return a report whose first section says *said* of the figures."""
    of = form()
    words = lawful_words(of, sections={1: said})
    return report_of(filing_of(of, FIGURES), narrative=words, agency={"name": name, "kind": kind})


def found(said: str, **agency: str) -> list[Finding]:
    """Return what is wrong with the counts of a text."""
    return [f for f in check(report_saying(said, **agency)).findings if f.rule == "X1"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("窗口办理涉农行政许可15208件。", "窗口办理涉农行政许可15280件。"),
        (
            "申请渠道以外的来源如次：自然人156件、商业企业19件、法律服务机构4件。",
            "申请渠道以外的来源如次：自然人156件、商业企业19件、法律服务机构9件。",
        ),
    ],
)
def test_a_doubted_count_is_judged_by_plain_evidence(said: str, wrong: str) -> None:
    """Two digits swapped, or all others beside it right."""
    assert found(said) == []
    [finding] = found(wrong)
    assert finding.severity == "error"


@pytest.mark.parametrize(
    "said",
    [
        "窗口办理涉农行政许可120件。",
        "窗口办理涉农行政许可15299件。",
        "向重点企业和商业企业19件次、法律服务机构7件次送达文书。",
    ],
)
def test_without_evidence_nothing_is_said(said: str) -> None:
    """A part of a figure may be any number, and two that differ prove nothing of each other."""
    assert found(said) == []


def test_a_government_that_tells_of_its_whole_area_is_judged_by_its_tables() -> None:
    """全市 narrows nothing when the count is the table's, whatever the agency is entered as."""
    city = {"kind": "government", "name": "某某市人民政府"}
    told = "全市共收到政府信息公开申请179件，其中自然人{}件。"
    assert found(told.format(156), **city) == []
    assert len(found(told.format(176), **city)) == 1


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        (1087, 1078, True),
        (1087, 1807, True),
        (1087, 1178, False),
        (12, 21, False),
        (108, 1080, False),
    ],
)
def test_swapped_digits_are_neighbours(one: int, other: int, *, is_alike: bool) -> None:
    """Of numbers long enough to be alike by no chance."""
    assert is_slip(Fraction(one), Fraction(other), least=3) is is_alike
