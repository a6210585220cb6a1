"""What probably went wrong, named with its right values, or listed where nothing settles it."""

from __future__ import annotations

from dataclasses import replace

from builders.filings import filing_of, form
from builders.reports import lawful_words, placed, report_of

from kit.checks import Cause, check
from kit.narrative.model import Substitution
from kit.source.values import Raw

LAWFUL: dict[str, Raw] = {
    f"t3.{row}.{column}": 40
    for row in ("received", "granted", "closed_total")
    for column in ("natural_person", "total")
}


def causes(changed: dict[str, Raw], *, said: str = "") -> tuple[Cause, ...]:
    """Return the causes when cells of a lawful filing are changed, its text saying *said*."""
    filing = placed(filing_of(form(), LAWFUL | changed), form())
    words = lawful_words(form(), sections={1: said} if said else None)
    return check(report_of(filing, narrative=words)).causes


def right(cause: Cause) -> dict[str, int | None]:
    """Return the cells of a cause with their right values."""
    return {cell.cell: cell.value for cell in cause.cells}


def test_a_cell_of_two_sums_is_named_with_its_value() -> None:
    """A result that contradicts its column and its row alike is wrong, and looks like a slip."""
    [cause] = causes({"t3.granted.natural_person": 44})
    assert cause.kind == "one_cell"
    assert right(cause) == {"t3.granted.natural_person": 40}
    assert cause.message == (
        "表三 D6（予以公开·自然人）多 4，应为 40，改后 2 处消失。请核对原始台账，不要照改。"
    )
    [cause] = causes({"t3.granted.natural_person": 4})
    assert cause.evidence == ("4 像是 40 漏打了一位",)


def test_all_findings_of_a_cause_are_told_by_their_keys() -> None:
    """The sums it breaks, and the words that say the right number."""
    filing = filing_of(form(), LAWFUL | {"t3.closed_total.total": 41})
    words = lawful_words(form(), sections={1: "全年共办结政府信息公开申请40件。"})
    findings = check(report_of(filing, narrative=words))
    [cause] = findings.causes
    explained = [f.rule for f in findings.findings if f.key in cause.findings]
    assert explained == ["R1", "R2", "R3", "X1"]
    assert "narrative.md 第 11 行说的是 40" in cause.evidence


def test_a_cell_wrong_together_with_its_total_is_named_where_the_text_settles_it() -> None:
    """By the sums alone received could be too many as well as carried out too few."""
    changed: dict[str, Raw] = {"t3.received.natural_person": 43, "t3.received.total": 43}
    [cause] = causes(
        changed, said="全年新收政府信息公开申请40件，办结40件，结转下年度继续办理0件。"
    )
    assert cause.kind == "with_totals"
    assert right(cause) == {"t3.received.natural_person": 40, "t3.received.total": 40}
    [cause] = causes(changed)
    assert not cause.cells
    listed = [{cell.cell: cell.value for cell in cells} for cells in cause.possible]
    assert {"t3.received.natural_person": 40, "t3.received.total": 40} in listed
    assert {"t3.carried_out.natural_person": 3, "t3.carried_out.total": 3} in listed


def test_shares_and_growth_told_speak_for_the_right_cell() -> None:
    """Two cells of one sum are off by the same; what the text works out of them tells which."""
    changed: dict[str, Raw] = {
        "t4.reconsideration.upheld": 12,
        "t4.reconsideration.corrected": 8,
        "t4.reconsideration.total": 23,
    }
    last = filing_of(form(), {c: 10 for c in changed if not c.endswith(".corrected")}, year=2021)
    filing = placed(filing_of(form(), LAWFUL | changed), form())
    for said, wanted in (
        ("行政复议结果纠正的占行政复议总数的40%。", {"t4.reconsideration.total": 20}),
        ("行政复议总数同比增长130%。", None),
    ):
        words = lawful_words(form(), sections={1: said})
        [cause] = check(report_of(filing, narrative=words, last=last)).causes
        assert (right(cause) or None) == wanted
        listed = [{c.cell: c.value for c in cells} for cells in cause.possible]
        assert wanted or {"t4.reconsideration.total": 20} not in listed[:1]


def test_words_that_there_is_none_speak_for_nothing() -> None:
    """No reconsideration was heard, and yet its total is one."""
    [cause] = causes({"t4.reconsideration.total": 1}, said="本年度未发生行政复议。")
    assert right(cause) == {"t4.reconsideration.total": 0}
    assert cause.evidence == ("narrative.md 第 11 行说的是 没有",)


def test_words_filled_from_the_cells_settle_nothing() -> None:
    """What a placeholder says is what the cell says; typed by hand it speaks for the cell."""
    changed: dict[str, Raw] = {"t3.received.natural_person": 43, "t3.received.total": 43}
    filing = placed(filing_of(form(), LAWFUL | changed), form())
    words = lawful_words(form(), sections={1: "全年新收政府信息公开申请43件。"})
    filled = replace(
        words, filled=(Substitution(line=11, column=13, placeholder="t3.received.total"),)
    )
    typed, by_placeholder = (
        check(report_of(filing, narrative=narrative)).causes for narrative in (words, filled)
    )
    assert [cause.possible for cause in by_placeholder] == [c.possible for c in causes(changed)]
    assert typed != by_placeholder


def test_a_count_in_the_next_column_or_row_is_named() -> None:
    """The whole count of one cell stands in the cell beside it, or below it."""
    [cause] = causes({"t3.granted.natural_person": 0, "t3.granted.enterprise": 40})
    assert cause.kind == "moved"
    assert right(cause) == {"t3.granted.natural_person": 40, "t3.granted.enterprise": 0}
    assert "计错了列" in cause.message
    [cause] = causes({"t3.granted.natural_person": 0, "t3.partly_granted.natural_person": 40})
    assert right(cause) == {"t3.granted.natural_person": 40, "t3.partly_granted.natural_person": 0}
    assert "计错了行" in cause.message


def test_digits_of_neighbours_run_together_are_parted() -> None:
    """12 and 3 stand as 123 in one cell; the other is 0 or was left blank."""
    total: dict[str, Raw] = {"t4.reconsideration.upheld": 123, "t4.reconsideration.total": 15}
    for empty in (0, None):
        [cause] = causes(total | {"t4.reconsideration.corrected": empty})
        assert cause.kind == "run_together"
        assert right(cause) == {"t4.reconsideration.upheld": 12, "t4.reconsideration.corrected": 3}


def test_parts_run_on_into_their_total_are_noticed() -> None:
    """Cells 11 and 2 were read as a total of 112."""
    parts: dict[str, Raw] = {"t4.reconsideration.upheld": 11, "t4.reconsideration.corrected": 2}
    [cause] = causes(parts | {"t4.reconsideration.total": 112})
    assert right(cause) == {"t4.reconsideration.total": 13}
    assert cause.evidence == ("112 像是各分项的数字连在了一起",)


def test_a_number_typed_as_text_is_the_cause_and_keeps_its_value() -> None:
    """A sum left it out: no cell of it is to be made 0, its totals are to be added up anew."""
    [cause] = causes(
        {
            "t3.granted.enterprise": "7",
            "t3.received.enterprise": 7,
            "t3.received.total": 47,
            "t3.closed_total.enterprise": 0,
        }
    )
    assert cause.kind == "left_out"
    assert right(cause) == {
        "t3.granted.enterprise": 7,
        "t3.closed_total.enterprise": 7,
        "t3.granted.total": 47,
        "t3.closed_total.total": 47,
    }
    assert "是文本，求和公式没有算上" in cause.message


def test_no_value_is_proposed_for_a_cell_read_with_a_note() -> None:
    """What was normalised to be read is to be looked at first."""
    [cause] = causes({"t3.granted.natural_person": "４４"})
    assert cause.kind == "read_with_note"
    assert right(cause) == {"t3.granted.natural_person": 44}
    assert "“４４”按 44 读入" in cause.message


def test_a_wrong_cell_of_last_year_is_named_as_such() -> None:
    """The report of this year adds up, last year's does not."""
    carried: dict[str, Raw] = {"t3.carried_in.natural_person": 5, "t3.carried_in.total": 5}
    now = LAWFUL | carried | {"t3.carried_out.natural_person": 5, "t3.carried_out.total": 5}
    before = {"t3.received.natural_person": 5, "t3.received.total": 5}
    before |= {"t3.carried_out.natural_person": 6, "t3.carried_out.total": 5}
    last = filing_of(form(), before, year=2021)
    [cause] = check(report_of(filing_of(form(), now), last=last)).causes
    assert right(cause) == {"last.t3.carried_out.natural_person": 5}
    assert "上年报告表三（结转下年度继续办理·自然人）多 1，应为 5" in cause.message


def test_two_wrong_cells_are_each_named() -> None:
    """Those that share no sum have a cause each, those that share one have one together."""
    found = causes({"t3.closed_total.natural_person": 1, "t3.denied_third_party.research": 5})
    named = [right(cause) for cause in found]
    assert {"t3.closed_total.natural_person": 40} in named
    assert {"t3.denied_third_party.research": 0} in named
    [cause] = causes({"t3.granted.natural_person": 42, "t3.granted.research": 5})
    assert right(cause) == {"t3.granted.natural_person": 40, "t3.granted.research": 0}


def test_the_few_cells_of_one_sum_are_listed() -> None:
    """Nothing but the one sum is off: any of its cells could be wrong, none is named."""
    [cause] = causes({"t4.reconsideration.total": 1})
    assert not cause.cells
    assert [{c.cell: c.value for c in cells} for cells in cause.possible].count(
        {"t4.reconsideration.total": 0}
    ) == 1


def test_a_table_wrong_all_over_has_few_causes() -> None:
    """It is not mended cell by cell, and no value is below nothing."""
    columns = ("enterprise", "research", "welfare", "legal_service", "other")
    rows = ("denied_state_secret", "denied_third_party", "unavailable_unclear")
    cells: list[str] = [f"t3.{row}.{c}" for row, c in zip(rows, columns, strict=False)]
    found = causes(dict.fromkeys([*cells, "t3.granted.legal_service"], 5))
    assert len(found) <= 4
    assert all((cell.value or 0) >= 0 for cause in found for cell in cause.cells)


def test_blanks_are_not_filled_in() -> None:
    """A blank is filled by who knows it, not computed."""
    assert causes({"t3.closed_total.natural_person": None}) == ()
