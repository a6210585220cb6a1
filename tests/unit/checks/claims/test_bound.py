"""What a finding was made of, and the key that is of all it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, check
from kit.checks.claims import Bound, bound_of, is_same_value, with_keys
from kit.report.model import Report

REPORT = report_of(filing_of(form(), {"t3.received.total": 3}))


def keys(report: Report) -> list[str]:
    """Return the keys of a report's findings."""
    return [finding.key for finding in check(report).findings]


def test_keys_are_short_and_each_has_its_own() -> None:
    """Twelve digits; the same findings have the same ones, time after time."""
    found = keys(REPORT)
    assert len(set(found)) == len(found) > 1
    assert all(len(key) == 12 and int(key, 16) >= 0 for key in found)
    assert keys(REPORT) == found


def test_what_is_found_twice_is_told_apart() -> None:
    """The second of two that say the same has its number."""
    finding = check(REPORT).findings[0]
    first, second, third = with_keys([finding] * 3, report=REPORT)
    assert (second.key, third.key) == (f"{first.key}-2", f"{first.key}-3")


@pytest.mark.parametrize("changed", [{"message": "x"}, {"severity": "note"}, {"rule": "R2"}])
def test_another_finding_has_another_key(changed: dict[str, str]) -> None:
    """Whatever it says is part of its key."""
    finding = check(REPORT).findings[0]
    (other,) = with_keys([replace(finding, **changed)], report=REPORT)  # type: ignore[arg-type]
    assert other.key != finding.key


def test_another_value_in_a_cell_gives_another_key() -> None:
    """Even where the message would say the same of both."""
    finding = Finding(rule="R5", severity="error", message="x", cells=("t3.received.total",))
    other = report_of(filing_of(form(), {"t3.received.total": 4}))
    (one,), (two,) = (list(with_keys([finding], report=each)) for each in (REPORT, other))
    assert one.key != two.key


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("808", "８０８", True),
        ("96171.6", "96171.60", True),
        ("空白", "", True),
        ("0", "空", False),
        ("-0", "0", True),
        ("1e3", "1000", True),
        ("/", "／", True),
        ("22（其中16）", "22(其中16)", True),
        ("8O8", "808", False),
    ],
)
def test_values_are_the_same_however_they_are_typed(one: str, other: str, *, is_same: bool) -> None:
    """Widths, zeros and ways to say blank do not make another value."""
    assert is_same_value(one, other) is is_same


def test_a_part_is_held_by_the_whole_and_not_the_other_way() -> None:
    """A claim of many cells covers a finding of one."""
    many, one = Bound(cells={"a": "1", "b": "2"}), Bound(cells={"a": "1"})
    assert many.holds(one)
    assert not one.holds(many)
    assert not many.holds(Bound(cells={"a": "1"}, words="x"))
    assert not many.holds(Bound(cells={"a": "1"}, expected="7"))


def test_masked_words_are_bound_to_their_line() -> None:
    """Stars hide whose number it is: another person's elsewhere is another finding."""
    words = lawful_words(form(), sections={1: "张三身份证号110101199003077512。"})
    report = report_of(filing_of(form(), {}), narrative=words)
    (finding,) = (each for each in check(report).findings if each.rule == "S7")
    assert bound_of(finding, report=report).words.endswith("（第 11 行）")
