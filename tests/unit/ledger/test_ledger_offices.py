"""Ledgers as offices keep them: counted rightly, or refused by a message that leads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import YEAR
from builders.ledgers_office import office_ledgers
from builders.ledgers_refused import refused_ledgers
from builders.office_sheets import OfficeLedger
from builders.spreadsheets import write_book

from kit.errors import SourceError
from kit.ledger import Ledger, read_ledger

COUNTED = tuple(office_ledgers())
REFUSED = tuple(refused_ledgers())


def read(ledger: OfficeLedger, folder: Path) -> Ledger:
    """Return what a ledger comes to."""
    path = write_book(folder / f"台账{ledger.suffix}", ledger.pages)
    return read_ledger([path], form=form(), year=YEAR)


@pytest.mark.parametrize("ledger", COUNTED, ids=lambda ledger: ledger.name)
def test_a_ledger_is_counted_rightly(ledger: OfficeLedger, tmp_path: Path) -> None:
    """Every total of a row is as known by hand, and what was left out is told."""
    counted = read(ledger, tmp_path)
    found = {a: count.value for a, count in counted.counts.items() if count.value}
    wanted = {a: str(value) for a, value in ledger.figures.items()}
    sums = {a: str(v) for a, v in found.items() if a in wanted or a.endswith(".total")}
    assert sums == wanted
    for words in ledger.noted:
        assert any(words in note for note in counted.notes), counted.notes
    assert ledger.noted or not counted.notes


@pytest.mark.parametrize("ledger", REFUSED, ids=lambda ledger: ledger.name)
def test_what_cannot_be_counted_is_told_with_the_way_on(
    ledger: OfficeLedger, tmp_path: Path
) -> None:
    """Cell, reason, what is nearest, and a line to paste where one helps."""
    with pytest.raises(SourceError) as error:
        read(ledger, tmp_path)
    for words in ledger.said:
        assert words in str(error.value)
