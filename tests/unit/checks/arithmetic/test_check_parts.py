"""H1: a figure of a roll-up against the sum of its parts, with whoever explains the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from builders.filings import filing_of, form
from builders.reports import report_of
from builders.rollups import part_of, rollup_of

from kit.checks import Finding, Outcome, check
from kit.report.rollup import Rollup
from kit.rollup import add_parts
from kit.source.values import Raw

CELL = "t3.received.total"
GOVERNMENT = {"kind": "government", "scope": "rollup"}
Parts = Mapping[str, Mapping[str, Raw] | None]


def judged(
    rollup: Rollup | None, *, edition: str = "2021", **figures: Raw
) -> tuple[Outcome, list[Finding]]:
    """Judge a filing of zeros but for *figures* against a roll-up."""
    values = {key.replace("__", "."): value for key, value in figures.items()}
    filing = filing_of(form(edition), values)
    report = report_of(filing, form=form(), agency=GOVERNMENT, rollup=rollup)
    checked = check(report)
    return checked.outcomes["H1"], [f for f in checked.findings if f.rule == "H1"]


def of(parts: Parts) -> Rollup:
    """Return the roll-up of *parts*."""
    return rollup_of(form(), parts)


def test_a_total_that_is_the_sum_is_right() -> None:
    """All other cells are 0 on both sides."""
    rollup = of({"教育局": {CELL: 3}, "公安局": {CELL: 2}})
    assert judged(rollup, t3__received__total=5) == ("holds", [])


def test_a_wrong_total_names_the_cell_and_its_largest_parts() -> None:
    """The reader sees both numbers and who made up the sum."""
    rollup = of({f"第{n}局": {CELL: n} for n in range(1, 8)})
    outcome, (finding,) = judged(rollup, t3__received__total=40)
    assert outcome == "broken"
    assert (finding.cells, finding.expected, finding.found) == ((CELL,), 28, 40)
    assert "应等于 7 个机关之和 28，实为 40" in finding.message
    assert "第7局 7、第6局 6、第5局 5、第4局 4 等 7 个机关" in finding.message


@pytest.mark.parametrize(("filed", "said"), [(12, "漏加了"), (28, "重复加了")])
def test_a_total_off_by_one_part_says_whose(filed: int, said: str) -> None:
    """Left out or counted twice are the usual mistakes of adding by hand."""
    rollup = of({"教育局": {CELL: 8}, "公安局": {CELL: 12}})
    _, (finding,) = judged(rollup, t3__received__total=filed)
    assert f"相差的 8 恰是教育局的数，可能{said}" in finding.message


def test_two_parts_of_the_same_size_explain_nothing() -> None:
    """Which of them it was is not known, so neither is named."""
    rollup = of({"教育局": {CELL: 8}, "公安局": {CELL: 8}})
    _, (finding,) = judged(rollup, t3__received__total=8)
    assert "恰是" not in finding.message


def test_a_total_of_what_nobody_has_is_told_so() -> None:
    """All parts are 0."""
    _, (finding,) = judged(of({"教育局": {}}), t3__received__total=1)
    assert "各机关均为 0" in finding.message


def test_who_has_not_filed_is_named_and_decides_nothing() -> None:
    """Any total from the sum of the others up may be right."""
    rollup = of({"教育局": {CELL: 3}, "公安局": None})
    for filed in (3, 5):
        outcome, (finding,) = judged(rollup, t3__received__total=filed)
        assert (outcome, finding.severity) == ("undecided", "warning")
        assert "公安局尚未报送" in finding.message


def test_a_total_below_what_is_there_is_wrong_whoever_is_missing() -> None:
    """Nobody can file less than nothing."""
    rollup = of({"教育局": {CELL: 3}, "公安局": None})
    outcome, findings = judged(rollup, t3__received__total=2)
    assert outcome == "broken"
    assert findings[0].expected == "至少 3"
    assert "应不少于已有各数之和 3，实为 2" in findings[0].message


def test_a_missing_part_may_lower_a_signed_change() -> None:
    """The form of 2019 has changes that can be negative: no bound holds for them."""
    rollup = rollup_of(form("2019"), {"甲": {"t2.licensing.change": 5}, "乙": None}, year=2022)
    filing = filing_of(form("2019"), {"t2.licensing.change": -3})
    report = report_of(filing, agency=GOVERNMENT, rollup=rollup)
    assert check(report).outcomes["H1"] == "undecided"


def test_a_blank_cell_is_undecided() -> None:
    """Its blank is R5's finding."""
    rollup = of({"教育局": {CELL: 3}})
    assert judged(rollup, t3__received__total=None) == ("undecided", [])


def test_a_table_of_another_edition_is_said_and_not_added() -> None:
    """The tables that are alike are judged all the same."""
    old = part_of(form("2019"), {CELL: 5, "t4.reconsideration.total": 2}, agency="old", name="乙局")
    rollup = add_parts([old], form=form(), agency="test-agency", year=2022)
    outcome, findings = judged(rollup, t4__reconsideration__total=2)
    assert outcome == "undecided"
    assert ["乙局的表二" in f.message or "乙局的表三" in f.message for f in findings] == [True] * 2
    assert judged(rollup, t4__reconsideration__total=3)[0] == "broken"


def test_a_filing_in_another_edition_is_compared_in_what_is_alike() -> None:
    """Table four; S2 says the rest."""
    rollup = of({"教育局": {CELL: 3, "t4.reconsideration.total": 1}})
    assert judged(rollup, edition="2019", t4__reconsideration__total=1)[0] == "holds"
    assert judged(rollup, edition="2019", t4__reconsideration__total=2)[0] == "broken"


def test_a_part_that_changed_since_makes_the_rollup_stale() -> None:
    """Neither right nor wrong any more: it is to be added up again."""
    rollup = of({"教育局": {CELL: 3}, "公安局": {CELL: 2}})
    stale = replace(rollup, changed=rollup.members[:1])
    for filed in (5, 1):
        outcome, (finding,) = judged(stale, t3__received__total=filed)
        assert (outcome, finding.severity) == ("undecided", "warning")
        assert "教育局的来源变过" in finding.message
        assert "kit rollup" in finding.message


def test_without_a_rollup_there_is_nothing_to_judge() -> None:
    """Nobody has added anything up."""
    assert judged(None, t3__received__total=5) == ("not applicable", [])


def test_a_figure_that_the_form_does_not_have_is_ignored() -> None:
    """The file is data; what it names beyond the form is nothing to judge."""
    rollup = of({"教育局": {CELL: 3}})
    more = replace(rollup, sums={**rollup.sums, "t9.none.none": rollup.sums[CELL]})
    assert judged(more, t3__received__total=3)[0] == "holds"


def test_a_part_of_nobody_known_is_called_by_its_id() -> None:
    """A file edited by hand breaks no message."""
    rollup = of({"教育局": {CELL: 3}})
    ghost = replace(rollup.sums[CELL], parts={"ghost": 3})
    more = replace(rollup, sums={**rollup.sums, CELL: ghost})
    _, (finding,) = judged(more, t3__received__total=0)
    assert "ghost" in finding.message
