"""Texts that many cells share are counted once for each cell, as a reader copies them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from builders.filings import form, real_filing
from builders.packages import SHEET, repacked
from builders.spreadsheets import lay_out, write_book, xlsx_content

from kit.errors import SourceError
from kit.source.guard import judge_content
from kit.source.texts import lengths, shared_bytes

PAGES = lay_out(real_filing("suqian-2023"), of=form())
PATH = Path("tables.xlsx")
#: Packed it is hardly shorter, so that nothing else is wrong with it.
LONG = "".join(chr(0x4E00 + at * at % 20_011) for at in range(20_000))


def with_shared(cells: int) -> bytes:
    """Return a workbook in which so many cells share one long text."""
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, cells))
    data = f"<sheetData>{rows}</sheetData>".encode()
    change = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    buffer = io.BytesIO(
        repacked(xlsx_content(PAGES), changes={SHEET: lambda xml: change.sub(data, xml)})
    )
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", f"<sst><si><t>{LONG}</t></si></sst>")
    return buffer.getvalue()


def test_a_long_text_that_few_cells_share_is_read() -> None:
    """A long note in a hundred cells is no reason to refuse a workbook."""
    assert judge_content(with_shared(100), path=PATH).kind == "xlsx"


def test_a_long_text_that_very_many_cells_share_is_refused() -> None:
    """Ten thousand copies of it take half a gigabyte."""
    with pytest.raises(SourceError, match="过长的文字在许多单元格里重复"):
        judge_content(with_shared(10_000), path=PATH)


@pytest.mark.parametrize("written", ["0", " 0", "+0", "000", "0\n"])
def test_a_number_is_read_as_readers_do(written: str) -> None:
    """However a cell writes the number of its text, the text is counted."""
    sheet = (
        f'<worksheet><c t="s"><v>{written}</v></c><c t="s"><v>9</v></c><c><v>0</v></c></worksheet>'
    )
    assert shared_bytes([sheet.encode()], texts=lengths([10], 60)) == 50


def test_a_long_text_in_repeated_cells_of_an_ods_is_refused(tmp_path: Path) -> None:
    """One cell, said to be repeated in many columns and rows, is as many copies of its text."""
    content = write_book(tmp_path / "tables.ods", PAGES).read_bytes()
    cell = (
        '<table:table-row table:number-rows-repeated="500"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="100"><text:p>{LONG}</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    changes = {"content.xml": lambda xml: xml.replace(b"</table:table>", cell.encode(), 1)}
    with pytest.raises(SourceError, match="过长的文字在许多单元格里重复"):
        judge_content(repacked(content, changes=changes), path=Path("tables.ods"))
