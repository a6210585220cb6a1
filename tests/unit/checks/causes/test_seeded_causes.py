"""Of slips sown into right reports nearly all are named, and hardly ever another."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.causes import Result, measure
from builders.slips import DOUBLE

#: What the weights were never held against.
SEED, COUNT = 90210, 4
#: Told by sums of their own, these are always named.
CERTAIN = ("table_three", "across_years", "left_out")


@pytest.fixture(scope="module")
def results() -> dict[str, Counter[Result]]:
    """Return what came of a few slips of each kind."""
    tallies = measure("drawn", seed=SEED, count=COUNT, is_quick=True)
    return {kind: tally.results for kind, tally in tallies.items()}


def test_what_two_sums_tell_is_always_named(results: dict[str, Counter[Result]]) -> None:
    """One cell of table three or across the years, and a number that sums left out."""
    for kind in CERTAIN:
        assert results[kind] == {"named": COUNT}


def test_of_two_cells_most_are_named_and_hardly_any_wrongly(
    results: dict[str, Counter[Result]],
) -> None:
    """What cannot be told is listed among what is possible."""
    together = sum((results[kind] for kind in DOUBLE), Counter[Result]())
    assert together["named"] >= 0.7 * together.total()
    assert together["wrong"] <= 1


def test_a_single_sum_names_no_wrong_cell(results: dict[str, Counter[Result]]) -> None:
    """Where one sum is all there is, the cells are listed rather than guessed."""
    assert results["table_two"]["wrong"] + results["table_four"]["wrong"] == 0
