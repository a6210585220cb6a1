"""What moved from one run of a roll-up to the next."""

from __future__ import annotations

from dataclasses import replace

from builders.filings import form
from builders.rollups import rollup_of

from kit.rollup import Moves, find_moves

CELL = "t3.received.total"


def test_nothing_moved_when_nothing_did() -> None:
    """The same run twice has no moves."""
    rollup = rollup_of(form(), {"教育局": {CELL: 3}})
    assert find_moves(rollup, rollup) == Moves()


def test_who_filed_since_and_the_cells_that_grew_are_named() -> None:
    """One more part moves the sums it has figures for, no others."""
    before = rollup_of(form(), {"教育局": {CELL: 3}, "公安局": None})
    now = rollup_of(form(), {"教育局": {CELL: 3}, "公安局": {CELL: 4}})
    moves = find_moves(before, now)
    assert [member.name for member in moves.came] == ["公安局"]
    assert moves.cells == (CELL,)
    assert not moves.went
    assert not moves.changed


def test_who_is_gone_is_named() -> None:
    """A member taken out of the tree, or whose file vanished, is said."""
    before = rollup_of(form(), {"教育局": {CELL: 3}, "公安局": {CELL: 4}})
    now = rollup_of(form(), {"教育局": {CELL: 3}})
    assert [member.name for member in find_moves(before, now).went] == ["公安局"]


def test_who_filed_another_file_is_named_even_when_no_sum_moved() -> None:
    """A changed file is worth a look whatever its figures are."""
    before = rollup_of(form(), {"教育局": {CELL: 3}})
    other = tuple(replace(member, digest="other") for member in before.members)
    moves = find_moves(before, replace(before, members=other))
    assert [member.name for member in moves.changed] == ["教育局"]
    assert not moves.cells
