"""Sheets of very many rows: only those in which something stands are looked at."""

from __future__ import annotations

from pathlib import Path

from builders.filings import form, real_filing
from builders.spreadsheets import lay_out, read_book, write_book

from kit.source.grids import Sheet
from kit.source.headers import Region

PAGES = lay_out(real_filing("suqian-2023"), of=form())


def test_used_rows_are_those_of_the_region() -> None:
    """What stands beside a region makes none of its rows used."""
    sheet = Sheet(name="表", rows=[["", 1, 2], ["", "", 3], [None, " ", ""], ["x"]])
    assert Region(sheet=sheet, first=1, end=2).used_rows == [0]
    assert Region(sheet=sheet, first=0, end=3).used_rows == [0, 1, 3]


def test_a_word_far_below_a_table_changes_nothing(tmp_path: Path) -> None:
    """The figures are read as without it."""
    plain = read_book(write_book(tmp_path / "tables.xls", PAGES))
    far = [page.with_values({(60_000, 0): "完"}) for page in PAGES]
    found = read_book(write_book(tmp_path / "far.xls", far))
    values = {address: figure.value for address, figure in found.figures.items()}
    assert values == {address: figure.value for address, figure in plain.figures.items()}
