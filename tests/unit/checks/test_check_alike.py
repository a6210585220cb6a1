"""Many findings that say the same are shown once, and each stays what it is."""

from __future__ import annotations

from builders.filings import form, zero_filing
from builders.reports import lawful_words, placed, report_of

from kit.checks import check, put_together
from kit.report import Report
from kit.source.values import Raw

ROWS = ("received", "carried_in", "granted", "closed_total")


def shown(report: Report) -> list[tuple[int, str]]:
    """Return how many findings each thing shown stands for, and what it says."""
    findings = check(report).findings
    return [(said.count, said.message) for said in put_together(findings, report=report)]


def blanks(count: int) -> dict[str, Raw]:
    """Return the first cells of so many rows, left blank."""
    return {f"t3__{row}__enterprise": None for row in ROWS[:count]}


def test_many_blanks_are_said_once_with_their_cells() -> None:
    """The first is named by its labels, all of them by their cells."""
    filing = placed(zero_filing(form(), **blanks(4)), form())
    [(count, message)] = shown(report_of(filing))
    assert count == 4
    assert message.startswith("tables.xlsx 表三 E4（一、本年新收政府信息公开申请数量·商业企业）：")
    assert message.endswith("同类的共 4 处：表三 E4、E5、E6、E27。")


def test_without_a_workbook_cells_are_named_by_address() -> None:
    """A filing that was read from nowhere has addresses only."""
    [(_, message)] = shown(report_of(zero_filing(form(), **blanks(4))))
    assert "同类的共 4 处：t3.received.enterprise、t3.carried_in.enterprise、" in message


def test_few_are_shown_one_by_one() -> None:
    """Three blanks are three lines, each with its labels."""
    assert [count for count, _ in shown(report_of(zero_filing(form(), **blanks(3))))] == [1, 1, 1]


def test_a_long_list_is_cut() -> None:
    """Ten places are listed, the number is always told."""
    filing = zero_filing(form())
    empty = {address.replace(".", "__"): None for address in filing.figures if "t3" in address}
    [(count, message), *_] = shown(report_of(zero_filing(form(), **empty)))
    assert count == len(form().tables["t3"].cells)
    assert message.endswith("等。")
    assert message.count("、t3.") == 9


def test_different_values_are_not_alike() -> None:
    """Each slash of another kind is a finding of its own."""
    marks = {f"t3__{row}__enterprise": mark for row, mark in zip(ROWS, "/-—_", strict=True)}
    report = report_of(zero_filing(form(), **marks))
    assert [count for count, _ in shown(report)] == [1, 1, 1, 1]


def test_numbers_typed_as_text_are_one_note() -> None:
    """A sheet of text has a note for each cell, whatever its number."""
    typed = {f"t3__{row}__enterprise": f" {at}" for at, row in enumerate(ROWS)}
    report = report_of(zero_filing(form(), **typed))
    notes = [(count, said) for count, said in shown(report) if "读入" in said]
    assert [count for count, _ in notes] == [4]
    assert "“ 0”按 0 读入" in notes[0][1]


def test_leftovers_are_said_once_with_their_lines() -> None:
    """The same words on four lines are listed by line, twice on one line is once."""
    text = "（文字描述）和（文字描述）。\n（文字描述）\n（文字描述）\n（文字描述）"
    report = report_of(zero_filing(form()), narrative=lawful_words(form(), sections={5: text}))
    [(count, message)] = shown(report)
    assert count == 4
    assert message.endswith("同类的共 4 处：第 51 行、第 52 行、第 53 行、第 54 行。")


def test_a_broken_sum_is_never_put_together() -> None:
    """Findings of several cells each tell their own row or column."""
    values = {f"t3__received__{part}": 1 for part in ("enterprise", "research", "welfare", "other")}
    report = report_of(zero_filing(form(), **values, t3__received__total=4))
    assert {count for count, _ in shown(report)} == {1}
