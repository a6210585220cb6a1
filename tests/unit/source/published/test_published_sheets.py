"""Published spreadsheets, and files whose endings lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import form, real_filing
from builders.packages import protected
from builders.portals import as_text, plain, small_article
from builders.published import read
from builders.spreadsheets import (
    Distortion,
    csv_content,
    figures_read,
    lay_out,
    write_book,
    xlsx_content,
)

from kit.errors import SourceError
from kit.source.filing import Filing

NAMES = ("shanghai-office-2019", "qiantang-jxkj-2022", "suqian-2023", "suqian-2024")


def pages_of(filing: Filing, *, pages: str = "own") -> list:
    """Lay out a filing on sheets, or on one."""
    distortion = Distortion(pages=pages)  # type: ignore[arg-type]
    return lay_out(filing, of=form(filing.edition), distortion=distortion)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".csv"])
def test_a_filled_spreadsheet_is_read(name: str, suffix: str, tmp_path: Path) -> None:
    """Each example in each format: same figures, and a word that there are no words."""
    filing = real_filing(name)
    pages = pages_of(filing, pages="stacked" if suffix == ".csv" else "own")
    found = read(write_book(tmp_path / f"tables{suffix}", pages), year=filing.year)
    assert figures_read(found.filing) == figures_read(filing)
    assert found.sections == ()
    assert any("没有文字，只有表" in str(fault) for fault in found.faults)


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.tsv", "a"])
@pytest.mark.parametrize("separator", ["\t", ";"])
def test_unicode_text_of_excel_is_read(name: str, separator: str, tmp_path: Path) -> None:
    """UTF-16 with tabs, as “Unicode 文本” is saved, and with semicolons."""
    filing = real_filing("suqian-2023")
    (page,) = pages_of(filing, pages="stacked")
    content = csv_content(page, separator=separator)
    (tmp_path / name).write_bytes(content.encode("utf-16"))
    assert figures_read(read(tmp_path / name).filing) == figures_read(filing)


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf", "a.txt", "a"])
def test_a_workbook_under_another_name_is_known(name: str, tmp_path: Path) -> None:
    """The ending lies; the content tells."""
    path = tmp_path / name
    path.write_bytes(xlsx_content(pages_of(real_filing("suqian-2023"))))
    assert read(path).filing.value("t3.received.total") == 3511


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.docx", "a.doc", "a.pdf", "a.csv"])
def test_a_page_and_a_text_under_another_name_are_known(name: str, tmp_path: Path) -> None:
    """A page saved as a workbook is what portals often offer."""
    path = tmp_path / name
    for content in (plain(small_article()), as_text(small_article())):
        path.write_text(content, "utf-8")
        assert read(path).filing.value("t3.received.total") == 3511


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"\x00\x01\x02\x03", "不认识的二进制文件"),
        (b"", "空文件"),
        (b"PK\x03\x04garbage", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "文件头不完整"),
        (b"\xff\xfa\x81 |", "读不出编码"),
    ],
)
def test_what_is_no_report_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    """A picture, an archive, rubbish: what it is, and no traceback."""
    path = tmp_path / "report.html"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read(path)


def test_a_protected_workbook_keeps_its_own_message(tmp_path: Path) -> None:
    """A workbook that asks for a password is told as such."""
    path = tmp_path / "tables.xlsx"
    path.write_bytes(protected(xlsx_content(pages_of(real_filing("suqian-2023")))))
    with pytest.raises(SourceError, match="不加密的工作簿"):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """There is no such file."""
    with pytest.raises(SourceError, match="没有这个文件"):
        read(tmp_path / "nothing.html")
