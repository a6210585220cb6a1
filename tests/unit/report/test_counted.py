"""Ledgers counted once in a process for each content they have, and kept nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.ledgers import YEAR, make_ledger, page_of
from builders.spreadsheets import write_book

from kit.errors import SourceError
from kit.form import form_of_year
from kit.ledger import Ledger, read_ledger
from kit.parameters import Parameters
from kit.report.counted import count_ledger

USUAL = Parameters()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Give a ledger of forty requests."""
    return write_book(tmp_path / "ledger.xlsx", make_ledger(40, seed=3).pages)


def counted(ledger: Path, *, parameters: Parameters = USUAL) -> Ledger:
    """Count as a report does."""
    return count_ledger([ledger], form=form_of_year(YEAR), year=YEAR, parameters=parameters)


def test_the_same_content_is_counted_once(ledger: Path) -> None:
    """The second count is the very first one, and nothing is written."""
    first = counted(ledger)
    assert first == read_ledger([ledger], form=form_of_year(YEAR), year=YEAR)
    assert counted(ledger) is first
    assert [path.name for path in ledger.parent.iterdir()] == ["ledger.xlsx"]


def test_another_content_is_counted_again(ledger: Path) -> None:
    """One more request is another content, whatever the time of the file."""
    before = counted(ledger)
    write_book(ledger, make_ledger(41, seed=3).pages)
    assert counted(ledger).counts != before.counts


@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(ledger_columns={"requests": {"outcome": ("答复类型",)}}),
        Parameters(ledger_wordings={"outcomes": {"已当面提供": "予以公开"}}),
    ],
)
def test_other_words_are_counted_again(ledger: Path, parameters: Parameters) -> None:
    """What report.yaml says of columns and wordings is part of what the count depends on."""
    assert counted(ledger) is not counted(ledger, parameters=parameters)


def test_only_a_few_counts_are_kept(tmp_path: Path) -> None:
    """Reading the ledgers of a whole year in one process does not fill its memory."""
    paths = [tmp_path / f"{number}.xlsx" for number in range(5)]
    first = [counted(write_book(path, make_ledger(3, seed=1).pages)) for path in paths]
    assert counted(paths[-1]) is first[-1]
    assert counted(paths[0]) is not first[0]


def test_a_ledger_that_cannot_be_counted_is_said_each_time(tmp_path: Path) -> None:
    """An error is never kept."""
    path = write_book(tmp_path / "ledger.xlsx", [page_of("申请", ("收到日期",), [["2022-01-01"]])])
    for _ in range(2):
        with pytest.raises(SourceError):
            counted(path)
