"""Ledgers counted once for each content they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.ledgers import YEAR, make_ledger, page_of
from builders.spreadsheets import write_book

from kit.errors import SourceError
from kit.form import form_of_year
from kit.ledger import Ledger, read_ledger
from kit.parameters import Parameters
from kit.report.counted import count_ledger, kept_count
from kit.workspace import Workspace

USUAL = Parameters()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Give a ledger of forty requests."""
    return write_book(tmp_path / "ledger.xlsx", make_ledger(40, seed=3).pages)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Give the place where the count is kept."""
    workspace = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    return kept_count(workspace, year=YEAR, agency="ceshi-ju")


def counted(ledger: Path, kept: Path, *, parameters: Parameters = USUAL) -> Ledger:
    """Count as a report does."""
    form = form_of_year(YEAR)
    return count_ledger([ledger], form=form, year=YEAR, parameters=parameters, kept=kept)


def mark(kept: Path) -> None:
    """Change what is kept, so that one can tell whether it was used."""
    content = kept.read_text("utf-8")
    assert '"has_requests":true' in content
    kept.write_text(content.replace('"has_requests":true', '"has_requests":false'), "utf-8")


def test_what_is_kept_is_what_was_counted(ledger: Path, kept: Path) -> None:
    """The second count is read back, equal to the first in values, rows and lateness."""
    first = counted(ledger, kept)
    assert first == read_ledger([ledger], form=form_of_year(YEAR), year=YEAR)
    assert counted(ledger, kept) == first
    assert first.late
    mark(kept)
    assert not counted(ledger, kept).has_requests


def test_another_content_is_counted_again(ledger: Path, kept: Path) -> None:
    """One more request is another content."""
    before = counted(ledger, kept)
    mark(kept)
    write_book(ledger, make_ledger(41, seed=3).pages)
    again = counted(ledger, kept)
    assert again.has_requests
    assert again.counts != before.counts


@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(ledger_columns={"requests": {"outcome": ("答复类型",)}}),
        Parameters(ledger_wordings={"outcomes": {"已当面提供": "予以公开"}}),
    ],
)
def test_other_words_are_counted_again(ledger: Path, kept: Path, parameters: Parameters) -> None:
    """What report.yaml says of columns and wordings is part of what the count depends on."""
    counted(ledger, kept)
    mark(kept)
    assert counted(ledger, kept, parameters=parameters).has_requests


@pytest.mark.parametrize("content", [b"", b"{", b'{"key": 1}', b"\xff\xfe"])
def test_a_spoilt_count_is_counted_again(ledger: Path, kept: Path, content: bytes) -> None:
    """Whatever stands where the count was, the ledger has the word."""
    first = counted(ledger, kept)
    kept.write_bytes(content)
    assert counted(ledger, kept) == first
    assert counted(ledger, kept) == first


def test_a_ledger_that_cannot_be_counted_leaves_nothing(tmp_path: Path, kept: Path) -> None:
    """An error is said each time and never kept."""
    path = write_book(tmp_path / "ledger.xlsx", [page_of("申请", ("收到日期",), [["2022-01-01"]])])
    for _ in range(2):
        with pytest.raises(SourceError):
            counted(path, kept)
    assert not kept.exists()


def test_outputs_that_cannot_be_written_do_not_matter(ledger: Path, tmp_path: Path) -> None:
    """A file in the place of the outputs' folder keeps nothing from being counted."""
    (tmp_path / "taken").write_text("")
    assert counted(ledger, tmp_path / "taken" / "x.json").has_requests
