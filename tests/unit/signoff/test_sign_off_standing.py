"""Where the decisions leave a report: only an approval of the whole makes it final."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.sign_offs import AGENCY, SEEN, YEAR, decided

from kit.signoff import STANDING_NAMES, read_sign_offs, standing, states


def stands(folder: Path, **changed: str) -> str:
    """Return where the report stands, what there is to see *changed*."""
    seen = SEEN | changed
    found = standing(states(read_sign_offs(folder), year=YEAR, agency=AGENCY, seen=seen))
    assert bool(found.why) == (found.state != "approved")
    assert found.state in STANDING_NAMES
    return found.state


def test_without_a_decision_it_is_unsigned(tmp_path: Path) -> None:
    """Nobody has looked."""
    assert stands(tmp_path) == "unsigned"


def test_approvals_of_all_tables_are_not_enough(tmp_path: Path) -> None:
    """They are not about the text."""
    for table in ("t2", "t3", "t4"):
        decided(tmp_path, table=table)
    assert stands(tmp_path) == "unsigned"


def test_an_approval_of_the_whole_is_enough(tmp_path: Path) -> None:
    """No table need be signed by itself."""
    decided(tmp_path)
    assert stands(tmp_path) == "approved"


@pytest.mark.parametrize(("decision", "state"), [("approve", "lapsed"), ("return", "mended")])
def test_what_changed_since_lapsed_or_was_mended(tmp_path: Path, decision: str, state: str) -> None:
    """Approved and then changed is one thing, sent back and worked on another."""
    decided(tmp_path, decision=decision, note="意见")
    assert stands(tmp_path, report="0" * 64) == state


def test_a_return_says_who_and_why(tmp_path: Path) -> None:
    """The batch operator need not open the file."""
    decided(tmp_path, decision="return", note="表三总计不符")
    found = standing(states(read_sign_offs(tmp_path), year=YEAR, agency=AGENCY, seen=SEEN))
    assert (found.state, found.why) == ("returned", "张三于 2025-01-20 退回：表三总计不符")


def test_a_table_returned_after_the_approval_counts(tmp_path: Path) -> None:
    """Somebody found something after all; approving the whole again settles it."""
    decided(tmp_path)
    decided(tmp_path, table="t3", decision="return", note="总计不符")
    assert stands(tmp_path) == "returned"
    decided(tmp_path)
    assert stands(tmp_path) == "approved"


def test_a_forged_table_is_not_passed_over(tmp_path: Path) -> None:
    """A file copied from another report with a decision on a table alone is told."""
    path = decided(tmp_path, table="t3")
    path.write_text(path.read_text("utf-8").replace("张三", "李四"), "utf-8")
    assert stands(tmp_path) == "altered"


def test_a_returned_table_sends_the_report_back(tmp_path: Path) -> None:
    """Though nobody has signed the whole yet, or its approval has lapsed; the table is named.

    Once that table was worked on it is mended, not as if nobody had looked.
    """
    decided(tmp_path, table="t3", decision="return", by="李四", note="总计不符")
    assert stands(tmp_path) == "returned"
    found = standing(states(read_sign_offs(tmp_path), year=YEAR, agency=AGENCY, seen=SEEN))
    assert found.why == "李四于 2025-01-20 退回表三：总计不符"
    assert stands(tmp_path, t3="0" * 64) == "mended"
    decided(tmp_path)
    decided(tmp_path, table="t2", decision="return", note="少一件")
    assert stands(tmp_path, report="0" * 64) == "returned"


def test_a_table_returned_before_the_approval_is_settled_by_it(tmp_path: Path) -> None:
    """Once the approval lapses, it is that which is told."""
    decided(tmp_path, table="t3", decision="return", note="总计不符")
    decided(tmp_path)
    assert stands(tmp_path) == "approved"
    assert stands(tmp_path, report="0" * 64) == "lapsed"


def test_a_table_of_no_edition_is_named_as_it_is_written(tmp_path: Path) -> None:
    """A return by hand of a table that no form has is altered, and tells no other tale."""
    path = decided(tmp_path, table="t3", decision="return", note="总计不符")
    path.write_text(path.read_text("utf-8").replace("table: t3", "table: t9"), "utf-8")
    assert stands(tmp_path) == "altered"
