"""``correction`` in report.yaml: read as written, refused where it corrects nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import ParameterError
from kit.parameters import Corrected, Correction, Parameters, read_parameters

ITEM = "items: [{what: 表三总计, before: 15, after: '16'}]"


def read(folder: Path, text: str) -> Parameters:
    """Read *text* as the report.yaml of *folder*."""
    (folder / "report.yaml").write_text(text, "utf-8")
    return read_parameters(folder)


def corrected(folder: Path, correction: str, *, published: str = "2024-01-25") -> Parameters:
    """Read a report published on a day with the keys of a correction in one line."""
    return read(folder, f"published: {published}\ncorrection: {{{correction}}}\n")


def faults_of(folder: Path, correction: str) -> list[str]:
    """Return all faults of a correction, as users read them."""
    with pytest.raises(ParameterError) as caught:
        corrected(folder, correction)
    return [str(fault) for fault in caught.value.faults]


def test_a_correction_is_read_as_written(tmp_path: Path) -> None:
    """A number needs no quotation marks; space around words is nothing."""
    parameters = corrected(tmp_path, f"date: 2024-03-05, reason: ' 漏记一件 ', {ITEM}")
    assert parameters.correction == Correction(
        date="2024-03-05",
        reason="漏记一件",
        items=(Corrected(what="表三总计", before="15", after="16"),),
    )


def test_without_one_there_is_none(tmp_path: Path) -> None:
    """A report as first published says nothing of corrections."""
    assert read(tmp_path, "published: 2024-01-25\n").correction is None


def test_what_was_added_or_left_out_has_one_side(tmp_path: Path) -> None:
    """An item without before was added, one without after left out."""
    items = "items: [{what: 第五部分, after: 新句}, {what: 第六部分, before: 旧句}]"
    correction = corrected(tmp_path, f"date: 2024-03-05, reason: 漏写, {items}").correction
    assert correction
    assert [(item.before, item.after) for item in correction.items] == [("", "新句"), ("旧句", "")]


def test_the_day_of_publishing_itself_is_late_enough(tmp_path: Path) -> None:
    """A report may be corrected on the day it came out."""
    assert corrected(tmp_path, f"date: 2024-01-25, reason: 漏记, {ITEM}").correction


def test_a_correction_before_publishing_is_refused(tmp_path: Path) -> None:
    """Both days are named."""
    (fault,) = faults_of(tmp_path, f"date: 2024-01-24, reason: 漏记, {ITEM}")
    assert "report.yaml correction date" in fault
    assert "不早于发布日期 2024-01-25" in fault
    assert "2024-01-24" in fault


def test_what_was_never_published_cannot_be_corrected(tmp_path: Path) -> None:
    """The day of publishing is asked for."""
    with pytest.raises(ParameterError, match=r"report\.yaml published"):
        read(tmp_path, f"correction: {{date: 2024-03-05, reason: 漏记, {ITEM}}}\n")


@pytest.mark.parametrize(
    "item", ["{what: 总计, before: 15, after: '15'}", "{what: 总计}", "{what: 总计, before: ' '}"]
)
def test_an_item_that_changes_nothing_is_refused(tmp_path: Path, item: str) -> None:
    """Before and after are the same, or both are missing."""
    (fault,) = faults_of(tmp_path, f"date: 2024-03-05, reason: 漏记, items: [{item}]")
    assert "items 第 1 项" in fault
    assert "更正前后不同" in fault


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """A reason and an item there must be, and no key that means nothing."""
    faults = " ".join(faults_of(tmp_path, "date: 三月五日, items: [], why: 漏记"))
    for said in ("date", "reason", "至少一项", "why"):
        assert said in faults
