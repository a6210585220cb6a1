"""Findings an agency claims: what covers them, and what covers nothing any more."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace

import pytest
from builders.claimed import claiming
from builders.filings import filing_of, form, zero_filing
from builders.reports import lawful_words, placed, report_of

from kit.checks import Findings, check
from kit.errors import ParameterError
from kit.parameters import Claim, Parameters
from kit.report.model import Report
from kit.source.values import Raw

#: A total that its row and its column do not add up to, and a sentence that says something else.
BROKEN: Mapping[str, Raw] = {"t3.received.total": 2}
WORDS = "全年受理政府信息公开申请5件。"


def report(
    *accepted: Claim, figures: Mapping[str, Raw] = BROKEN, words: str = WORDS, **last: Raw
) -> Report:
    """Return a report as if read from a workbook, with what its agency claims."""
    before = {key.replace("__", "."): value for key, value in last.items()}
    return report_of(
        placed(filing_of(form(), figures), form()),
        last=placed(filing_of(form(), before, year=2021), form()) if before else None,
        narrative=lawful_words(form(), sections={1: words}),
        parameters=Parameters(accepted=accepted),
    )


def claimed(found: Findings) -> set[str]:
    """Return the rules of the findings that are covered."""
    return {finding.rule for finding in found.claimed}


def at(rule: str, cells: Mapping[str, str] | None = None, words: str = "") -> Claim:
    """Return a claim of a rule's finding."""
    return Claim(rule=rule, reason="已核对原件", cells=cells or {}, words=words)


R1 = {
    "表三!J4": "2",
    "表三!J5": "0",
    "表三!J27": "0",
    "表三!J28": "0",
}


def test_a_claim_covers_what_it_names_and_its_rules_outcome_stays() -> None:
    """The finding keeps its place, with the reason; what its rule came to is no other."""
    before, after = check(report()), check(report(at("R1", R1)))
    assert claimed(after) == {"R1"}
    assert [f.key for f in after.findings] == [f.key for f in before.findings]
    assert after.outcomes == before.outcomes
    assert after.stale == ()
    assert [f.accepted for f in after.claimed] == ["已核对原件"]


def test_every_open_finding_has_the_line_that_claims_it() -> None:
    """Read back from report.yaml the lines cover all findings; those covered have none."""
    open_report = report()
    assert all(finding.claim for finding in check(open_report).findings)
    covered = check(claiming(open_report))
    assert {finding.claim for finding in covered.findings} == {""}


@pytest.mark.parametrize(
    "cells",
    [
        {"t3.received.total": "2"},
        {**R1, "表三!J4": "3"},
        {**R1, "表三!J5": "空"},
        {name: value for name, value in R1.items() if name != "表三!J28"},
    ],
    ids=["one of four", "another value", "blank is not 0", "one lacking"],
)
def test_every_cell_has_to_be_there_with_its_value(cells: Mapping[str, str]) -> None:
    """What was not looked at is not covered."""
    assert claimed(check(report(at("R1", cells)))) == set()


@pytest.mark.parametrize(
    "figures",
    [
        {"t3.received.total": 3},
        {"t3.received.total": 2, "t3.carried_in.total": 1},
    ],
    ids=["the figure", "another of the same"],
)
def test_a_changed_figure_is_not_covered(figures: Mapping[str, Raw]) -> None:
    """The finding is open again, and it is said what changed."""
    found = check(report(at("R1", R1), figures=figures))
    assert "R1" not in claimed(found)
    (stale,) = found.stale
    assert not stale.is_partial
    assert "说明时为" in stale.why[0]
    assert "现在为" in stale.why[0]


def test_tomorrows_finding_of_the_same_rule_is_not_covered() -> None:
    """Another column breaks: its own finding stays open."""
    figures = BROKEN | {"t3.received.enterprise": 1, "t3.received.natural_person": 1}
    found = check(report(at("R1", R1), figures=figures))
    assert [bool(f.accepted) for f in found.findings if f.rule == "R1"].count(True) == 1
    assert [f for f in found.counting("error") if f.rule == "R1"]


def test_words_are_bound_to_words_and_to_the_figure_they_are_held_against() -> None:
    """A changed sentence and a changed figure are both something else."""
    claim = at("X1", {"表三!J4": "2"}, words="受理政府信息公开申请5件")
    assert claimed(check(report(claim))) == {"X1"}
    for changed in (
        report(claim, words="全年受理政府信息公开申请6件。"),
        report(claim, figures={"t3.received.total": 3}),
        report(at("X1", {"表三!J4": "2"})),
        report(at("X1", words="受理政府信息公开申请5件")),
    ):
        assert claimed(check(changed)) == set()


def test_words_that_stand_twice_are_claimed_twice() -> None:
    """A sentence pasted once more tomorrow is tomorrow's finding."""
    once = "（请填写一句话）"
    twice = report(figures={}, words=f"{once}\n\n{once}")
    words = next(f.at.quote for f in check(twice).findings if f.rule == "S13" and f.at)
    claim = at("S13", words=words)
    for claims, covered in (((claim,), 1), ((claim, claim), 2), ((claim, claim, claim), 2)):
        found = check(replace(twice, parameters=Parameters(accepted=claims)))
        accepted = [f.accepted for f in found.findings if f.rule == "S13"]
        assert (len(accepted), sum(map(bool, accepted))) == (2, covered)
        assert len(found.stale) == len(claims) - covered
    assert found.stale[0].why == ("已有另一项说明，可以删去这一项",)


def test_a_finding_without_cells_and_words_is_bound_to_its_sentence() -> None:
    """A date that is too late is another one when it is another date."""
    late = report_of(zero_filing(form()), parameters=Parameters(published="2023-05-20"))
    found = check(claiming(late))
    assert {f.accepted for f in found.findings} == {"已核对原件"}
    accepted = claiming(late).parameters.accepted
    other = report_of(
        zero_filing(form()), parameters=Parameters(published="2023-05-21", accepted=accepted)
    )
    assert not {"S5"} & claimed(check(other))


def test_last_years_cells_are_named_as_last_years() -> None:
    """A finding across years is bound to both years' figures."""
    figures: dict[str, Raw] = {"t3.carried_in.total": 3}
    across = report(figures=figures, t3__carried_out__total=4)
    line = next(f.claim for f in check(across).findings if f.rule == "Y1")
    assert line == "- {rule: Y1, at: {表三!J5: 3, last.表三!J28: 4}, reason: 请写明保留的理由}"
    claim = at("Y1", {"表三!J5": "3", "上年 表三!J28": "4"})
    assert "Y1" in claimed(check(report(claim, figures=figures, t3__carried_out__total=4)))
    assert "Y1" not in claimed(check(report(claim, figures=figures, t3__carried_out__total=5)))


@pytest.mark.parametrize("patterns", [(), ("*.*.*",), ("t3.*.total",)])
def test_an_entry_of_earlier_versions_covers_nothing_and_is_restated(
    patterns: tuple[str, ...],
) -> None:
    """The line to write instead has its reason and the values of now."""
    found = check(report(Claim(rule="R1", reason="已核", patterns=patterns)))
    assert claimed(found) == set()
    (stale,) = found.stale
    assert "没有写明" in stale.why[0]
    assert stale.lines == (
        "- {rule: R1, at: {表三!J4: 2, 表三!J5: 0, 表三!J27:J28: 0}, reason: 已核}",
    )


def test_a_claim_of_nothing_is_stale() -> None:
    """What was mended since need not be claimed any more."""
    (stale,) = check(report(at("R1", R1), figures={}, words="")).stale
    assert stale.why[-1] == "现在没有这样的发现，可以删去这一项"
    assert stale.lines == ()


def test_a_claim_that_is_true_of_a_part_is_told_which() -> None:
    """A blank that was filled in meanwhile; the others stay covered."""
    figures: dict[str, Raw] = {"t2.licensing.decisions": None, "t2.penalties.decisions": 5}
    claim = at("R5", {"t2.licensing.decisions": "空", "t2.penalties.decisions": "空"})
    found = check(report(claim, figures=figures, words=""))
    assert claimed(found) == {"R5"}
    (stale,) = found.stale
    assert stale.is_partial
    assert stale.why[0].endswith("说明时为空白，现在为 5 ")


def test_what_does_not_exist_is_refused_in_words() -> None:
    """All of it at once; no pattern of a schema is shown."""
    with pytest.raises(ParameterError) as caught:
        check(
            report(
                at("R99", {"表三!J4": "2"}),
                at("R1", {"表九!J5": "2"}),
                Claim(rule="R1", reason="请写明保留的理由", cells=R1),
            )
        )
    rule, cell, reason = caught.value.faults
    assert rule.where == "report.yaml accepted 第 1 项 rule"
    assert "最接近的是 R" in rule.cure
    assert (cell.where, cell.found) == ("report.yaml accepted 第 2 项 at", "表九!J5")
    assert "表三!J5: 3" in cell.cure
    assert reason.where == "report.yaml accepted 第 3 项 reason"
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults  # noqa: S301
