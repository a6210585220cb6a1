"""Workbooks whose parts are not what the file says of them, or reach beyond any sheet."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from builders.filings import form, real_filing
from builders.packages import SHEET, repacked
from builders.spreadsheets import lay_out, read_book, write_book, xlsx_content

from kit.errors import SourceError
from kit.source.guard import judge_content

PAGES = lay_out(real_filing("suqian-2023"), of=form())
XLSX = xlsx_content(PAGES)
PATH = Path("tables.xlsx")


def refusal(content: bytes) -> str:
    """Return what is said of a workbook that must be refused."""
    with pytest.raises(SourceError) as refused:
        judge_content(content, path=PATH)
    return str(refused.value)


def stored(content: bytes) -> bytes:
    """Return the workbook with its parts not packed, so that any byte of them can be changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for part in source.infolist():
            target.writestr(part.filename, source.read(part))
    return buffer.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_byte_of_any_part_is_found(seed: int) -> None:
    """A digit that turned into another would be read as a figure nobody wrote."""
    content = bytearray(stored(XLSX))
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = chance.choice(package.infolist())
    start = part.header_offset + 30 + len(part.filename)
    content[start + chance.randrange(part.file_size)] ^= 1 << chance.randrange(8)
    assert "与校验和不符" in refusal(bytes(content))


def test_two_parts_of_one_name() -> None:
    """Which of them a reader takes is its own affair."""
    buffer = io.BytesIO(XLSX)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(buffer, "a") as package:
            package.writestr(SHEET, b"<worksheet/>")
    assert "有同名的部件" in refusal(buffer.getvalue())
    buffer = io.BytesIO(XLSX)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(SHEET.upper(), b"<worksheet/>")
    assert "有同名的部件" in refusal(buffer.getvalue())


@pytest.mark.parametrize("offset", [8, 14, 18, 22, 30])
def test_a_header_that_contradicts_the_directory(offset: int) -> None:
    """Method, checksum, sizes and name stand twice in a zip file; both must say the same."""
    content = bytearray(stored(XLSX))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        start = package.getinfo(SHEET).header_offset
    content[start + offset] ^= 1
    assert "与目录不符" in refusal(bytes(content))


def test_a_file_before_the_file() -> None:
    """Of two packages in one file each reader takes its own."""
    assert "重叠" in refusal(XLSX + XLSX)


def test_parts_that_overlap() -> None:
    """A part may not be the bytes of another."""
    content = stored(XLSX)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first, second = package.infolist()[:2]
        directory = package.start_dir
    entry = content.index(second.filename.encode(), directory) - 46
    moved = bytearray(content)
    moved[entry + 42 : entry + 46] = struct.pack("<I", first.header_offset)
    assert "不符" in refusal(bytes(moved)) or "重叠" in refusal(bytes(moved))


@pytest.mark.parametrize(
    "reference",
    ["A99999999", "XFDA1048576", "a9999999", "XFE1", "A0", "A1048577", "A2", "$A$1", "", "１", "A"],
)
def test_a_cell_where_none_can_be(reference: str) -> None:
    """A grid is never made for a place beyond the sheet, nor a cell taken for another row's."""
    there = reference.encode()
    changed = repacked(
        XLSX, changes={SHEET: lambda part: re.sub(rb'(<c r=")A1"', rb"\g<1>" + there + b'"', part)}
    )
    assert "不是该处单元格的位置" in refusal(changed)


@pytest.mark.parametrize("number", ["0", "-1", "1048577", "9" * 30, "1.5", "x"])
def test_a_row_that_no_sheet_has(number: str) -> None:
    """Rows come one after the other, within the sheet."""
    row = f'<row r="{number}"'.encode()
    changed = repacked(XLSX, changes={SHEET: lambda part: part.replace(b'<row r="1"', row, 1)})
    assert "不是该处单元格的位置" in refusal(changed)


@pytest.mark.parametrize("part", ["docProps/app.xml", "docProps/core.xml", "xl/theme/theme1.xml"])
@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="GBK"?><a>公开</a>'.encode("gbk"),
        '<?xml version="1.0" encoding="UTF-16"?><a>公开</a>'.encode("utf-16"),
        b"<a><b>\xff\0",
        b"",
    ],
)
def test_parts_without_figures_may_hold_anything(part: str, content: bytes, tmp_path: Path) -> None:
    """What tells of who wrote a file, and in what colours, keeps no figure from being read."""
    path = tmp_path / "tables.xlsx"
    path.write_bytes(repacked(XLSX, changes={part: lambda _: content}))
    assert read_book(path).edition == "2021"


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", SHEET])
def test_parts_with_figures_are_sound(part: str) -> None:
    """In another encoding, or cut short, nothing is read from them."""
    cut = repacked(XLSX, changes={part: lambda xml: xml[: len(xml) // 2]})
    assert "无法读出" in refusal(cut)
    declared = b'<?xml version="1.0" encoding="ISO-8859-1"?>'
    other = repacked(XLSX, changes={part: lambda xml: declared + re.sub(rb"^<\?.*?\?>", b"", xml)})
    assert "不是 UTF-8 编码" in refusal(other)


@pytest.mark.parametrize("times", [1_000_000, 10**9, 10**30])
@pytest.mark.parametrize(
    "content",
    ['table:formula="of:=1"/>', 'office:value="1"/>', "><text:p>1</text:p></table:table-cell>"],
)
def test_repeated_cells_that_say_in_any_way_what_they_hold(
    content: str, times: int, tmp_path: Path
) -> None:
    """A cell of an OpenDocument table that is repeated counts as often as it stands there."""
    path = write_book(tmp_path / "tables.ods", PAGES)
    row = f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell {content}'
    many = f"{row}</table:table-row></table:table>".encode()
    changed = repacked(
        path.read_bytes(),
        changes={"content.xml": lambda xml: xml.replace(b"</table:table>", many, 1)},
    )
    assert "内容过多" in refusal(changed)


@pytest.mark.parametrize("between", [b"<?x 9?>", b"<?mso-application progid='x'?>"])
@pytest.mark.parametrize("end", [b"</v>", b"</t>", b"</row>"])
def test_an_instruction_inside_a_part_with_figures_is_refused(end: bytes, between: bytes) -> None:
    """Readers end a number at it: 1<?x 9?>1 would be read as 1."""
    changed = repacked(XLSX, changes={SHEET: lambda xml: xml.replace(end, between + end, 1)})
    assert "处理指令" in refusal(changed)


@pytest.mark.parametrize("written", [b"1<![CDATA[8]]>", b"<![CDATA[1]]>8", b"1<!-- 9 -->8"])
def test_a_number_in_pieces_is_refused(written: bytes) -> None:
    """One reader takes the first piece of it, another all of them."""
    number = re.compile(rb"<v>[0-9]+</v>")
    changed = repacked(
        XLSX, changes={SHEET: lambda xml: number.sub(b"<v>" + written + b"</v>", xml, count=1)}
    )
    assert "注释或 CDATA" in refusal(changed)
