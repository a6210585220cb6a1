"""What was filled in and what the ledger comes to, put together and compared."""

from __future__ import annotations

from pathlib import Path

from builders.filings import filing_of, form
from builders.ledgers import HEADINGS, YEAR, page_of, request
from builders.reports import placed, report_of
from builders.spreadsheets import write_book

from kit.checks import check
from kit.ledger import Ledger, complete_filing, filing_of_ledger, read_ledger
from kit.source.filing import Rows
from kit.source.values import Raw, build_filing


def ledger(folder: Path) -> Ledger:
    """Return the ledger of two granted requests."""
    page = page_of("申请", HEADINGS, [request(), request()])
    return read_ledger([write_book(folder / "ledger.xlsx", [page])], form=form(), year=YEAR)


def test_a_ledger_alone_leaves_the_rest_blank(tmp_path: Path) -> None:
    """And says of each blank cell that it must be filled in."""
    filing = filing_of_ledger(ledger(tmp_path), form=form(), agency="a", year=YEAR)
    assert filing.value("t3.received.natural_person") == 2
    assert filing.value("t3.denied_state_secret.research") == 0
    figure = filing.figures["t2.licensing.decisions"]
    assert (figure.value, figure.fault) == (None, "空白")
    assert figure.cure.startswith("台账里数不出这一格")


def test_only_blank_cells_are_counted(tmp_path: Path) -> None:
    """What somebody filled in stays as it is."""
    values: dict[str, Raw] = {"t3.granted.natural_person": 5, "t2.licensing.decisions": 7}
    filing = build_filing(form(), agency="a", year=YEAR, values=values)
    filled = complete_filing(filing, ledger=ledger(tmp_path), form=form())
    assert filled.value("t3.granted.natural_person") == 5
    assert filled.value("t3.received.natural_person") == 2
    assert filled.value("t2.licensing.decisions") == 7


def test_sums_over_nothing_are_not_filled_in(tmp_path: Path) -> None:
    """The zeros that a new workbook's formulas make when it is saved are no figures."""
    totals = (*form().match("t3.*.total"), *form().match("t3.closed_total.*"))
    sums: dict[str, Raw] = dict.fromkeys(totals, 0)
    filing = build_filing(form(), agency="a", year=YEAR, values=sums)
    filled = complete_filing(filing, ledger=ledger(tmp_path), form=form())
    assert filled.value("t3.received.total") == 2


def test_a_difference_names_both_values_and_the_rows(tmp_path: Path) -> None:
    """Cell by cell, with what was counted and from where."""
    counted = ledger(tmp_path)
    values = {a: count.value for a, count in counted.counts.items()}
    filing = placed(filing_of(form(), values | {"t3.granted.enterprise": 1}, year=YEAR), form())
    found = [f for f in check(report_of(filing, ledger=counted)).findings if f.rule == "L1"]
    assert [finding.cells for finding in found] == [("t3.granted.enterprise",)]
    assert "填的是 1，台账数得 0（ledger.xlsx 申请 没有这样的行）" in found[0].message
    assert (found[0].expected, found[0].found) == (0, 1)


def test_rows_are_listed_or_hashed() -> None:
    """Up to a thousand one by one, then as many as they are and their hash."""
    rows = Rows(file="ledger.xlsx", sheet="申请", column="A", numbers=tuple(range(2, 2002, 2)))
    assert str(rows).endswith("A1998,A2000")
    more = Rows(file="ledger.xlsx", sheet="申请", column="A", numbers=tuple(range(2, 2004, 2)))
    assert str(more).startswith("ledger.xlsx!申请!1001 行 sha256:")
    assert rows.spoken(limit=2) == "ledger.xlsx 申请 A2、A4 等 1000 行"
    assert str(Rows(file="l", sheet="s", column="A", numbers=())) == "l!s!0 行"


def test_rows_that_follow_each_other_are_one_stretch() -> None:
    """Three and more by the first and the last; two stay two."""
    numbers = (2, 3, 5, *range(7, 25))
    rows = Rows(file="ledger.xlsx", sheet="申请", column="B", numbers=numbers)
    assert str(rows) == "ledger.xlsx!申请!B2,B3,B5,B7–B24"
    assert rows.spoken() == "ledger.xlsx 申请 B2、B3、B5、B7–B24"
