"""Large worksheets counted by their bytes; what is not plain is followed exactly instead."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from kit.errors import SourceError
from kit.source.extent import Extent
from kit.source.guard import judge_content
from kit.source.refusals import LEDGERS, Limits

#: Parts of so many bytes are looked at in each of the two ways.
SIZES = (0, 100_000_000)
SHEET = b'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="AB12" s="3"/></row></sheetData>'


def extent(*pieces: bytes) -> Extent:
    """Return what was counted in *pieces*, which must be the same in either way to look at them."""
    ways = [Extent(size=size) for size in SIZES]
    for found in ways:
        for piece in pieces:
            found.feed(piece)
        found.close()
    first, other = ways
    for told in ("cells", "height", "width", "is_plain", "has_formulas", "has_doctype"):
        assert getattr(first, told) == getattr(other, told), told
    return first


@pytest.mark.parametrize("cut", range(1, len(SHEET), 7))
def test_pieces_may_be_cut_anywhere(cut: int) -> None:
    """A tag in two halves is one cell all the same."""
    found = extent(SHEET[:cut], SHEET[cut:])
    assert (found.cells, found.height, found.width, found.is_plain) == (2, 12, 28, True)


@pytest.mark.parametrize(
    "content",
    [
        SHEET.replace(b"<c ", b"<x:c "),
        SHEET.replace(b'r="A1"', b"r='A1'"),
        SHEET.replace(b'<c r="A1"', b"<c"),
        SHEET.replace(b'<c r="A1"', b'<c  r="A1"'),
        SHEET.decode().encode("utf-16-le"),
    ],
)
def test_what_no_program_writes_is_not_plain(content: bytes) -> None:
    """A cell may not hide behind another spelling of it."""
    assert not extent(content).is_plain


@pytest.mark.parametrize(
    ("content", "height", "width"),
    [
        (b'<row r="7"><c r="A7"/><c r="C7"/></row>', 7, 26),
        (b'<row><c r="A7"/><c r="C7"/></row>', 7, 3),
        (b'<row spans="1:3" r="7"><c r="A7"/><c r="C7"/></row>', 7, 3),
        (b'<row r="7"><c r="A1000000"/></row>', 1_000_000, 1),
        (b'<row r="7"><c r="A7"/><c r="XFD7"/></row>', 7, 16_384),
    ],
)
def test_the_grid_is_never_taken_too_small(content: bytes, height: int, width: int) -> None:
    """Rows tell the height only where each says its number and no cell lies far from it."""
    found = extent(content)
    assert (found.is_plain, found.height, found.width) == (True, height, width)


def test_columns_are_not_cells() -> None:
    """Other elements that begin alike settle nothing."""
    assert extent(b'<cols><col min="1"/></cols>' + SHEET).is_plain


@pytest.mark.parametrize("mark", [b"<f>1+1</f>", b'<c r="A2" t="e"/>'])
def test_formulas_are_seen(mark: bytes) -> None:
    """They decide whether blanks are looked into."""
    assert extent(SHEET + mark).has_formulas
    assert not extent(SHEET).has_formulas


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a workbook whose sheet is counted by its bytes: 20,000 rows of ten."""
    path = tmp_path_factory.mktemp("large") / "large.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(20_000):
            sheet.write_row(row, 0, [f"第{row}行"] * 10)
    return path.read_bytes()


def test_a_large_sheet_is_held_against_the_limits(large: bytes) -> None:
    """As a ledger it passes; where fewer cells are allowed it is refused."""
    path = Path("large.xlsx")
    assert judge_content(large, path=path, limits=LEDGERS).kind == "xlsx"
    with pytest.raises(SourceError, match="内容过多或相隔过远"):
        judge_content(large, path=path, limits=Limits(cells=199_999))
