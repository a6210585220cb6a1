"""Ledgers of any seed: the figures are those known, lawful, and the same however they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from builders.filings import form
from builders.ledgers import YEAR, MadeLedger, make_ledger
from builders.reports import report_of
from builders.spreadsheets import Page, Value, write_book
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.checks import check
from kit.ledger import Ledger, filing_of_ledger, read_ledger
from kit.ledger.load import load_kinds

#: A ledger is written and read for each example.
slow = settings(max_examples=12)
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


#: Ways of typing one heading.
TYPED: tuple[Callable[[str], str], ...] = (
    str,
    lambda name: f"{name}（必填）",
    lambda name: f"*{name[:2]}\n{name[2:]}",
    lambda name: f" {' '.join(name)} ",
    lambda name: f"3.{name}",
)


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


def renamed(page: Page, *, seed: int) -> Page:
    """Return a sheet whose headings are other names of the same columns, typed in other ways."""
    rng = Random(seed)  # noqa: S311 - the same seed gives the same names
    names = [set(column.names) for column in load_kinds()["requests"].columns.values()]
    changed: dict[tuple[int, int], Value] = {}
    for at in range(page.width):
        heading = str(page.values[0, at])
        also = [known for known in names if heading in known]
        if also:
            changed[0, at] = rng.choice(TYPED)(rng.choice(sorted(also[0])))
    return page.with_values(changed)


def parts_of(page: Page, *, seed: int) -> list[tuple[Page, list[int]]]:
    """Return the rows of a sheet dealt out to some sheets, each with where its rows came from."""
    rng = Random(seed)  # noqa: S311 - the same seed deals the same way
    dealt: dict[int, list[int]] = {part: [] for part in range(rng.randrange(1, 4))}
    for row in range(1, page.height):
        dealt[rng.choice(list(dealt))].append(row)
    pages = [replace(page.with_rows([0, *rows]), name=f"第{n}册") for n, rows in dealt.items()]
    return list(zip(pages, dealt.values(), strict=True))


@slow
@given(made=ledgers, seed=st.integers(min_value=0, max_value=2**32))
def test_names_of_columns_change_no_figure(made: MadeLedger, seed: int) -> None:
    """Any usual heading does, numbered, remarked upon or broken over lines."""
    ledger = counted(renamed(made.pages[0], seed=seed), *made.pages[1:])
    assert {a: count.value for a, count in ledger.counts.items()} == made.figures
    assert {late.why: late.rows.numbers for late in ledger.late} == made.late


@slow
@given(made=ledgers, seed=st.integers(min_value=0, max_value=2**32))
def test_a_ledger_may_lie_in_pieces(made: MadeLedger, seed: int) -> None:
    """Over sheets and files: the figures are the same, and each leads back to the same requests."""
    parts = parts_of(made.pages[0], seed=seed)
    with TemporaryDirectory() as folder:
        paths = [
            write_book(Path(folder) / f"{page.name}.xlsx", [page] if n else [page, *made.pages[1:]])
            for n, (page, _) in enumerate(parts)
        ]
        ledger = read_ledger(paths, form=form(), year=YEAR)
    came_from = {page.name: rows for page, rows in parts}
    found = {
        address: sorted(
            came_from[rows.sheet][number - 2] + 1
            for rows in count.rows
            if rows.sheet in came_from
            for number in rows.numbers
        )
        for address, count in ledger.counts.items()
        if address.startswith("t3.")
    }
    assert found == {a: sorted(made.rows.get(a, ())) for a in found}
    assert {a: count.value for a, count in ledger.counts.items()} == made.figures


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
