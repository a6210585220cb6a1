"""What the page tells of a figure: where it is from, the rules it is in, last year's value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from builders.filings import form
from builders.years import finding

from kit.export.review.changes import changed_sections
from kit.export.review.figures import FigureLine, difference, figure_lines
from kit.export.review.findings import group_findings, number_findings
from kit.export.review.rules import parts_by_cell, work_out
from kit.form import load_forms

TOTAL = "t3.received.total"
PARTS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")


def review_with(
    figures: Mapping[str, Mapping[str, Any]], *, outcomes: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return reviewers' data of zeros but for *figures*."""
    zeros = {address: {"value": 0, "raw": "0", "source": None} for address in form().cells}
    every = dict.fromkeys(form().rules, "holds") | dict(outcomes or {})
    return {"figures": zeros | dict(figures), "outcomes": every, "causes": [], "findings": []}


def line_of(
    address: str = TOTAL,
    *,
    findings: list[Any] | None = None,
    outcomes: Mapping[str, str] | None = None,
    **figure: Any,
) -> FigureLine:
    """Return what is told of one figure, the rest of the report being zeros."""
    told = {"value": 3, "raw": "3", "source": "tables.xlsx!表三!J4"} | figure
    review = review_with({address: told}, outcomes=outcomes)
    numbered = number_findings(findings or [], form=form())
    lines = figure_lines(review, findings=numbered, cards=(), form=form(), filed=form())
    return lines[address]


def test_a_place_is_read_as_people_say_it() -> None:
    """File, sheet and cell; what was typed stands beside it when the page prints otherwise."""
    line = line_of(raw="３", note="全角数字已按 3 读取")
    assert (line.printed, line.raw, line.source) == ("3", "３", "tables.xlsx 表三 J4")
    assert line.note == "全角数字已按 3 读取"
    assert line_of().raw == ""


def test_what_could_not_be_read_is_shown_as_typed() -> None:
    """A slash is shown, a blank cell called blank."""
    assert line_of(value=None, raw="/").printed == "/"
    assert line_of(value=None, raw="").printed == "空白"


def test_a_sum_names_where_its_parts_are() -> None:
    """Of an older notebook, which does not have them, it is said in which file they are listed."""
    line = line_of(parts=f"rollup.json!{TOTAL}")
    assert line.source == f"tables.xlsx 表三 J4；各部分见 rollup.json 的 {TOTAL}"


def test_the_largest_parts_of_a_sum_are_named() -> None:
    """What they come to, how many are not named, and whether some are not there."""
    added = {"known": 7, "is_whole": True, "parts": [["甲局", 4], ["乙局", 2]], "more": 1}
    line = line_of(parts=f"rollup.json!{TOTAL}", sum=added)
    assert line.added == "合计 7：甲局 4、乙局 2，另有 1 个见 rollup.json"
    assert line.source == "tables.xlsx 表三 J4"
    nothing = {"known": "0", "is_whole": False, "parts": [], "more": 0}
    assert line_of(parts=f"rollup.json!{TOTAL}", sum=nothing).added == "合计 0（不全）"
    assert line_of().added == ""


def test_rows_of_a_ledger_are_listed_up_to_a_point() -> None:
    """The first twenty rows and the number of all, and what they come to."""
    few = {"value": 2, "source": "ledger.xlsx!申请!A2,A7；二.xlsx!申请!A3"}
    assert line_of(ledger=few).counted == "合计 2：ledger.xlsx 申请 A2、A7；二.xlsx 申请 A3"
    rows = ",".join(f"A{number}" for number in range(2, 102))
    many = line_of(ledger={"value": 100, "source": f"ledger.xlsx!申请!{rows}"}).counted
    assert many.endswith("A20、A21 等 100 行")
    runs = ",".join(f"A{number}–A{number + 2}" for number in range(2, 102, 4))
    many = line_of(ledger={"value": 75, "source": f"ledger.xlsx!申请!{runs}"}).counted
    assert many.endswith("A74–A76、A78–A80 等 75 行")
    very_many = {"value": 400, "source": "ledger.xlsx!申请!400 行 sha256:0a；二.xlsx!申请!A3"}
    said = line_of(ledger=very_many).counted
    assert said == "合计 400：ledger.xlsx 申请 400 行；二.xlsx 申请 A3"


@pytest.mark.parametrize(
    ("now", "last", "said"),
    [
        (5, 4, "+1（+25.00%）"),
        (4, 5, "−1（−20.00%）"),
        (4, 4, "持平"),
        (4, 0, "+4"),
        ("18.50", "20", "−1.50（−7.50%）"),
        ("592万元", "20", ""),
        (None, 4, ""),
        (4, None, ""),
        ("NaN", 4, ""),
    ],
)
def test_the_difference_is_told_where_there_is_one(
    now: int | str | None, last: int | str | None, said: str
) -> None:
    """How much more or less and by what rate; nothing of what is no number."""
    assert difference(now, last) == said


def test_last_year_is_told_as_far_as_it_is_known() -> None:
    """No last year, a blank last year, and the years before it."""
    assert line_of().last is None
    assert line_of(last=None).last == "空白"
    review = review_with({TOTAL: {"value": 3, "raw": "3", "source": None, "last": 2}})
    review |= {"last_year": 2023, "history": {"2022": {TOTAL: 1}, "2023": {TOTAL: 2}}}
    line = figure_lines(review, findings=(), cards=(), form=form(), filed=form())[TOTAL]
    assert (line.last, line.history) == ("2", "2022 年 1")


def test_a_total_takes_part_in_its_row_and_column() -> None:
    """The rules of a figure are those that name it, with the sum of its own row or column."""
    rules = {rule.rule: rule for rule in line_of().rules}
    assert rules.keys() >= {"R1", "R3", "R5"}
    assert rules["R3"].equation == "3 ≠ 0（6 项之和），差 3"
    assert rules["R1"].equation == "0＋0 ≠ 3＋0，差 −3"
    assert "R2" not in rules
    assert "R4" not in rules


def test_only_the_row_that_is_broken_is_called_broken() -> None:
    """A rule broken in one row holds in another; a finding says which."""
    broken = {"R3": "broken", "R5": "broken"}
    found = finding("R3", cells=(TOTAL, *(f"t3.received.{part}" for part in PARTS)))
    rules = {r.rule: r for r in line_of(findings=[found], outcomes=broken).rules}
    assert (rules["R3"].outcome, rules["R3"].shape) == ("broken", "✕")
    assert [each.number for each in rules["R3"].findings] == [1]
    other = line_of("t3.granted.total", outcomes=broken, value=0).rules
    assert {r.rule: r.outcome for r in other}["R3"] == "holds"
    assert {r.rule: r.word for r in other}["R5"] == "此处未见不符"


def test_a_blank_leaves_a_sum_undecided() -> None:
    """A sum with a blank is not said to hold, and says so."""
    line = line_of(value=None, raw="", outcomes={"R3": "undecided"})
    (rule,) = (rule for rule in line.rules if rule.rule == "R3")
    assert (rule.outcome, rule.equation) == ("undecided", "空白＝0（6 项之和）")


def test_what_does_not_apply_is_not_told() -> None:
    """A rule that is not applicable is left out."""
    rules = line_of("t3.carried_in.total", outcomes={"Y1": "not applicable"}).rules
    assert "Y1" not in {rule.rule for rule in rules}


def test_sums_with_something_taken_away_and_at_least() -> None:
    """Signs of a sum are those of its rule; last year's values are found by their mark."""
    parts = {part.rule: part for part in parts_by_cell(form(), filed=form())["t2.rules.in_force"]}
    values = dict.fromkeys(form().cells, 0)
    values |= {"t2.rules.in_force": 4, "t2.rules.issued": 2, "t2.rules.repealed": 1}
    values["last.t2.rules.in_force"] = 3
    worked = work_out(parts["Y2"], values=values)
    assert (worked.text, worked.is_balanced) == ("4＝3＋2－1", True)
    pending = {p.rule: p for p in parts_by_cell(form(), filed=form())["t4.reconsideration.total"]}
    worked = work_out(pending["Y3"], values=dict.fromkeys(values, 0))
    assert "≥" in worked.text
    assert not worked.is_balanced


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_figure_takes_part_in_a_rule(edition: str) -> None:
    """In both editions every number cell is looked at by one rule at least."""
    of = load_forms()[edition]
    assert parts_by_cell(of, filed=of).keys() == of.cells.keys()


def test_a_figure_filed_in_an_older_form_has_the_rules_that_name_it() -> None:
    """The form in force judges a filing of another edition by the cells both have."""
    forms = load_forms()
    parts = parts_by_cell(forms["2021"], filed=forms["2019"])
    assert parts.keys() == forms["2019"].cells.keys()
    assert "R1" in {part.rule for part in parts["t3.received.total"]}


def test_findings_are_numbered_errors_first_and_confirmed_last() -> None:
    """Numbers follow severity, then rule, whatever the order they came in."""
    said = [
        finding("S11"),
        finding("R5", accepted="核对过", confirmed=True),
        finding("S1", accepted="待人核定"),
        finding("Y2"),
        finding("R1", message="一"),
    ]
    numbered = number_findings(said, form=form())
    assert [each.rule for each in numbered] == ["R1", "Y2", "S11", "S1", "R5"]
    assert [each.flag for each in numbered] == ["✕1", "▲2", "●3", "◆4", "✓5"]
    assert numbered[4].spoken == "已核定的错误，发现 5"


def test_a_rule_says_its_reason_once() -> None:
    """A message ends before the reason and cure that its group gives for all of them."""
    rule = form().rules["R1"]
    said = [finding("R1", message=f"某处：不等。{rule.reason}{rule.cure}") for _ in range(2)]
    (group,) = group_findings(number_findings(said, form=form()), form=form())
    assert [each.message for each in group.findings] == ["某处：不等。"] * 2
    assert (group.reason, group.cure) == (rule.reason, rule.cure)


def test_one_reason_of_acceptance_is_said_once() -> None:
    """A group has a reason of its own when all its findings were accepted for it."""
    same = [finding("R5", accepted="核对过") for _ in range(3)]
    (group,) = group_findings(number_findings(same, form=form()), form=form())
    assert group.accepted == "核对过"
    mixed = [finding("R5", accepted="甲"), finding("R5", accepted="乙")]
    (group,) = group_findings(number_findings(mixed, form=form()), form=form())
    assert group.accepted is None


def test_words_are_kept_when_runs_are_folded() -> None:
    """Runs joined again are the words that came in; only long ones are folded."""
    long = "甲" * 200
    parts = [["same", long], ["gone", "旧"], ["new", "新"], ["same", "短"], ["new", "末"]]
    (changed,) = changed_sections({"changes": [{"section": 0, "parts": parts}]}, form=form())
    assert changed.title == "前言"
    assert "".join(run.text for run in changed.runs) == "".join(text for _, text in parts)
    assert [run.kind for run in changed.runs] == ["folded", "same", "gone", "new", "same", "new"]
