"""Ledgers of any seed: the figures are those known, lawful, and the same however they are kept."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from builders.filings import form
from builders.ledgers import YEAR, MadeLedger, make_ledger
from builders.reports import report_of
from builders.spreadsheets import Page, write_book
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.checks import check
from kit.ledger import Ledger, filing_of_ledger, read_ledger

#: A ledger is written and read for each example.
slow = settings(deadline=None, max_examples=12)
ledgers = st.builds(
    lambda size, seed: make_ledger(size, seed=seed),
    st.integers(min_value=8, max_value=60),
    st.integers(min_value=0, max_value=2**32),
)


def counted(*pages: Page, suffix: str = ".xlsx") -> Ledger:
    """Return what a ledger of these sheets comes to."""
    with TemporaryDirectory() as folder:
        path = write_book(Path(folder) / f"ledger{suffix}", pages)
        return read_ledger([path], form=form(), year=YEAR)


def in_another_order(page: Page, *, seed: int) -> Page:
    """Return a sheet with its rows, headings left first, and its columns in another order."""
    rng = Random(seed)  # noqa: S311 - the same seed gives the same order
    rows, columns = list(range(1, page.height)), list(range(page.width))
    rng.shuffle(rows)
    rng.shuffle(columns)
    return page.with_rows([0, *rows]).with_columns(columns)


@slow
@given(made=ledgers)
def test_the_figures_are_those_known(made: MadeLedger) -> None:
    """Whatever the seed, every cell and every late answer."""
    ledger = counted(*made.pages)
    assert {a: count.value for a, count in ledger.counts.items()} == made.figures
    assert {late.why: late.rows.numbers for late in ledger.late} == made.late


@slow
@given(made=ledgers)
def test_what_is_counted_is_lawful(made: MadeLedger) -> None:
    """Balances and sums hold by themselves, and no cell is left blank."""
    ledger = counted(*made.pages)
    filing = filing_of_ledger(ledger, form=form(), agency="test-agency", year=YEAR)
    outcomes = check(report_of(filing, ledger=ledger)).outcomes
    assert {outcomes[rule] for rule in ("R1", "R2", "R3", "R4", "R5")} == {"holds"}
    assert outcomes["L1"] == "not applicable"


@slow
@given(made=ledgers, seed=st.integers(min_value=0, max_value=2**32))
def test_order_changes_no_figure(made: MadeLedger, seed: int) -> None:
    """Rows and columns may stand in any order."""
    mixed = counted(*(in_another_order(page, seed=seed) for page in made.pages))
    assert {a: count.value for a, count in mixed.counts.items()} == made.figures


@slow
@given(made=ledgers)
def test_each_row_stands_behind_one_result(made: MadeLedger) -> None:
    """A closed request has one result and one applicant; nothing is counted twice."""
    counts = counted(*made.pages).counts
    closed = [row for rows in counts["t3.closed_total.total"].rows for row in rows.numbers]
    results = [
        number
        for address, count in counts.items()
        if address.startswith("t3.") and address.endswith(".total")
        if address.split(".")[1] not in {"received", "carried_in", "closed_total", "carried_out"}
        for rows in count.rows
        for number in rows.numbers
    ]
    assert sorted(results) == closed
