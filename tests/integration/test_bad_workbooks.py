"""Files that are no usable workbook are refused early, in words that say what to do."""

import io
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest
from builders.filings import form, real_filing
from builders.packages import SHEET, protected, repacked, with_bomb, with_million_cells
from builders.spreadsheets import (
    Distortion,
    csv_content,
    lay_out,
    read_book,
    write_book,
    xlsx_content,
)

from kit.errors import SourceError

PAGES = lay_out(real_filing("suqian-2023"), of=form())
XLSX = xlsx_content(PAGES)
RESAVE = "请用 Excel 或 WPS 表格打开，另存为 .xlsx；打不开的，请把其中的表复制到新的工作簿。"
BROKEN = "：应为完好的工作簿，实为文件已损坏或不完整（"


def refusal(path: Path) -> str:
    """Return what is said of a file that must be refused."""
    with pytest.raises(SourceError) as caught:
        read_book(path)
    return str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is told with the names nearest to it."""
    (tmp_path / "table.xlsx").write_bytes(XLSX)
    said = refusal(tmp_path / "tables.xlsx")
    assert said == (
        "tables.xlsx：应有工作簿，没有这个文件。最接近的是 table.xlsx。"
        "请把填好的三张表存为 tables.xlsx，或在 report.yaml 的 sources.tables 写明文件名。"
    )


def test_missing_file_beside_others(tmp_path: Path) -> None:
    """Neither a text nor what Excel leaves of an open file is offered instead."""
    for name in ("~$tables.xlsx", "narrative.md", "report.yaml"):
        (tmp_path / name).write_bytes(b"x")
    assert refusal(tmp_path / "tables.xlsx").startswith(
        "tables.xlsx：应有工作簿，没有这个文件。请把填好的三张表存为 tables.xlsx"
    )


def test_folder(tmp_path: Path) -> None:
    """A folder is told apart from a file."""
    assert refusal(tmp_path).endswith("：应为一个文件，实为文件夹。请指明文件夹里的工作簿。")


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\0" * 100])
def test_empty_file(content: bytes, tmp_path: Path) -> None:
    """A file without content is empty, not damaged."""
    (tmp_path / "tables.xlsx").write_bytes(content)
    said = refusal(tmp_path / "tables.xlsx")
    assert said == "tables.xlsx：应为有内容的文件，实为空文件。请重新复制或下载。"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.xlsx", "表三 自然人".encode(), "纯文字"),
        ("a.xls", b"\xef\xbb\xbf<html><table><tr><td>1</td>", "网页（HTML），只是名字像工作簿"),
        ("a.xls", b"\n<TABLE border=1>", "网页（HTML），只是名字像工作簿"),
        ("a.csv", b"<!DOCTYPE html><html>", "网页（HTML），只是名字像工作簿"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart", "网页（.mht）"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "XML 文件"),
        ("a.xlsx", b"%PDF-1.7\n", "PDF 文件"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        ("a.xlsx", b"\xff\xd8\xff\xe0\0\0", "图片"),
        ("a.xlsx", b"Rar!\x1a\x07", "压缩包"),
        ("a.xlsx", b"\x01\x02\x00\x03", "不认识的二进制文件"),
        ("a.csv", b"\x01\x02\x00\x03", "不认识的二进制文件"),
    ],
)
def test_not_a_workbook(name: str, content: bytes, found: str, tmp_path: Path) -> None:
    """Content decides what a file is, whatever its name says."""
    (tmp_path / name).write_bytes(content)
    wanted = f"{name}：应为工作簿（.xlsx、.xls、.ods 或 .csv），实为{found}。"
    assert refusal(tmp_path / name).replace("实为 ", "实为").startswith(wanted)


@pytest.mark.parametrize(
    ("name", "found", "cure"),
    [
        ("表.doc", "旧式 Word 文档", "请先在 Word 或 WPS 中另存为 .docx，再用 kit import 导入"),
        ("表.DOCX", "Word 文档", "已填好的报告请用 kit import 导入"),
        ("表.wps", "WPS 文字文档", "请先在 Word 或 WPS 中另存为 .docx，再用 kit import 导入"),
        ("表.pdf", "PDF 文件", "已公布的报告请用 kit import 导入"),
        ("表.xlsb", ".xlsb 二进制工作簿", RESAVE),
        ("表.png", "图片", "请照图片把数填入 kit new 生成的工作簿"),
    ],
)
def test_refused_by_name(name: str, found: str, cure: str, tmp_path: Path) -> None:
    """Documents of other programs are refused by the ending of their name, with their own cure."""
    (tmp_path / name).write_bytes(XLSX)
    said = refusal(tmp_path / name).replace("实为 ", "实为")
    assert f"实为{found}。{cure}" in said


@pytest.mark.parametrize(
    ("part", "found"),
    [("word/document.xml", "Word 文档"), ("读我.txt", "压缩包或其他程序的文件")],
)
def test_other_packages(part: str, found: str, tmp_path: Path) -> None:
    """A zip file that is no workbook is told by its parts."""
    with zipfile.ZipFile(tmp_path / "tables.xlsx", "w") as package:
        package.writestr(part, "<x/>")
    assert f"实为{found}。" in refusal(tmp_path / "tables.xlsx").replace("实为 ", "实为")


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_truncated_files(suffix: str, share: float, tmp_path: Path) -> None:
    """A file cut off while it was copied is damaged."""
    path = write_book(tmp_path / f"tables{suffix}", PAGES)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert BROKEN in refusal(path)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_damaged_files_never_crash(suffix: str, tmp_path: Path) -> None:
    """Random damage is an error of the source or does no harm, never a crash."""
    path = write_book(tmp_path / f"tables{suffix}", PAGES)
    content = path.read_bytes()
    chosen = Random(7)  # noqa: S311 - damage to try, no secrets
    for _ in range(40):
        at = chosen.randrange(len(content) - 64)
        path.write_bytes(content[:at] + chosen.randbytes(64) + content[at + 64 :])
        with suppress(SourceError):
            assert read_book(path).edition in {"2019", "2021"}


def test_a_reader_that_panics(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A record that makes the reading library panic is damage, not a crash of ours."""
    path = write_book(tmp_path / "tables.xls", PAGES)
    content = bytearray(path.read_bytes())
    strings = content.index(struct.pack("<H", 0x00FC), 512)
    content[strings + 12 : strings + 14] = b"\xff\x7f"
    path.write_bytes(content)
    assert BROKEN in refusal(path)
    capfd.readouterr()


def test_a_protected_workbook(tmp_path: Path) -> None:
    """An .xlsx with a password is a compound file; it is named as protected."""
    (tmp_path / "tables.xlsx").write_bytes(protected(XLSX))
    assert refusal(tmp_path / "tables.xlsx") == (
        "tables.xlsx：应为不加密的工作簿，实为已加密，需要密码才能打开。"
        "请在 Excel 或 WPS 中取消密码，另存为 .xlsx 后再试。"
    )


def test_a_protected_old_workbook(tmp_path: Path) -> None:
    """An .xls with a password has a FILEPASS record after its beginning."""
    path = write_book(tmp_path / "tables.xls", PAGES)
    content = bytearray(path.read_bytes())
    second_record = content.index(struct.pack("<HH", 0x0809, 16)) + 20
    content[second_record : second_record + 2] = struct.pack("<H", 0x002F)
    path.write_bytes(content)
    assert "已加密" in refusal(path)


def test_a_protected_open_document(tmp_path: Path) -> None:
    """An .ods with a password says so in its manifest."""
    path = write_book(tmp_path / "tables.ods", PAGES)
    changes = {
        "META-INF/manifest.xml": lambda part: part.replace(
            b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
        ),
        "content.xml": lambda _: b"\x93\x11 not XML",
    }
    path.write_bytes(repacked(path.read_bytes(), changes=changes))
    assert "已加密" in refusal(path)


@pytest.mark.parametrize("part", [SHEET, "xl/media/image1.png"])
def test_a_zip_bomb(part: str, tmp_path: Path) -> None:
    """A part that unpacks to far more than a workbook is not unpacked to its end."""
    path = tmp_path / "tables.xlsx"
    path.write_bytes(with_bomb(XLSX, part=part))
    with limited_memory(20_000_000):
        assert "可能是压缩炸弹" in refusal(path)


def test_a_part_that_lies_about_its_size(tmp_path: Path) -> None:
    """The size that a part declares is not what is believed."""
    with zipfile.ZipFile(io.BytesIO(XLSX)) as package:
        size = package.getinfo(SHEET).file_size
    content = XLSX.replace(struct.pack("<I", size), struct.pack("<I", 100))
    (tmp_path / "tables.xlsx").write_bytes(content)
    assert "大小不符" in refusal(tmp_path / "tables.xlsx")


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "docProps/core.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types(declaration: bytes, part: str, encoding: str, tmp_path: Path) -> None:
    """No office program declares a document type; such a file is refused in any encoding."""

    def declare(content: bytes) -> bytes:
        text = content.decode().partition("?>")[2] if b"?>" in content else content.decode()
        return (declaration.decode() + text).encode(encoding)

    (tmp_path / "tables.xlsx").write_bytes(repacked(XLSX, changes={part: declare}))
    said = refusal(tmp_path / "tables.xlsx")
    assert said.startswith(f"tables.xlsx {part}：")
    assert "DOCTYPE" in said


@contextmanager
def limited_memory(limit_bytes: int) -> Iterator[None]:
    """Fail when Python's own memory grows by more than *limit_bytes* inside the block."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < limit_bytes


def test_a_million_used_cells(tmp_path: Path) -> None:
    """A sheet with a million cells is refused while it is counted, before a grid is made."""
    path = tmp_path / "tables.xlsx"
    path.write_bytes(with_million_cells(XLSX))
    with limited_memory(60_000_000):
        said = refusal(path)
    assert said == (
        f"tables.xlsx {SHEET}：应为至多 200000 个有内容的单元格，且彼此不相隔过远，"
        "实为内容过多或相隔过远。请只保留三张表，删去其余工作表和远处的内容，另存为 .xlsx。"
    )


def test_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    """Two cells at opposite corners would make a grid of 17 billion cells."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changes = {SHEET: lambda part: part.replace(b"</sheetData>", far)}
    (tmp_path / "tables.xlsx").write_bytes(repacked(XLSX, changes=changes))
    assert "相隔过远" in refusal(tmp_path / "tables.xlsx")


def test_formatted_cells_without_content_do_not_count(tmp_path: Path) -> None:
    """Borders drawn down to the last row are no content."""
    drawn = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    changes = {SHEET: lambda part: part.replace(b"</sheetData>", drawn)}
    (tmp_path / "tables.xlsx").write_bytes(repacked(XLSX, changes=changes))
    assert read_book(tmp_path / "tables.xlsx").edition == "2021"


def test_a_cell_in_the_far_corner_of_an_old_workbook(tmp_path: Path) -> None:
    """The same in an .xls, whose grid has at most 17 million cells."""
    (page, *others) = PAGES
    path = write_book(tmp_path / "tables.xls", [page.with_values({(65535, 255): 1}), *others])
    assert "相隔过远" in refusal(path)


def test_repeated_cells_of_an_open_document(tmp_path: Path) -> None:
    """One cell that an .ods repeats a million times is a million cells."""
    path = write_book(tmp_path / "tables.ods", PAGES)
    many = b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    changes = {
        "content.xml": lambda part: part.replace(
            b"</table:table>",
            many + b'office:value-type="float" office:value="1"/></table:table-row></table:table>',
            1,
        )
    }
    path.write_bytes(repacked(path.read_bytes(), changes=changes))
    assert "内容过多" in refusal(path)


def test_a_csv_with_a_million_cells(tmp_path: Path) -> None:
    """Text files have the same limit."""
    (tmp_path / "tables.csv").write_text(("1," * 999 + "1\n") * 1000)
    assert "内容过多" in refusal(tmp_path / "tables.csv")


def test_a_file_too_big_to_read(tmp_path: Path) -> None:
    """A file beyond all measure is refused by its size."""
    with (tmp_path / "tables.xlsx").open("wb") as file:
        file.truncate(60_000_000)
    assert "不超过 50 MB" in refusal(tmp_path / "tables.xlsx")


def test_a_csv_in_another_encoding(tmp_path: Path) -> None:
    """Bytes that are in no known encoding are not guessed at."""
    (tmp_path / "tables.csv").write_bytes(b"\xff\xff\xfe,1\n")
    assert "UTF-8、UTF-16 或 GB18030 编码" in refusal(tmp_path / "tables.csv")


def test_a_csv_with_an_open_quote(tmp_path: Path) -> None:
    """A quotation mark that never closes would swallow the rest of the file."""
    stacked = lay_out(real_filing("suqian-2023"), of=form(), distortion=Distortion(pages="stacked"))
    (tmp_path / "tables.csv").write_text(csv_content(stacked[0]) + '"', encoding="utf-8")
    assert "引号不成对" in refusal(tmp_path / "tables.csv")


@pytest.mark.parametrize("name", ["~$tables.xlsx", ".~tables.xlsx", ".~lock.tables.xlsx#"])
def test_the_owner_file_of_an_office_program(name: str, tmp_path: Path) -> None:
    """What Excel, WPS and LibreOffice leave beside an open file is not the file."""
    (tmp_path / name).write_bytes(b"\5Li Si")
    said = refusal(tmp_path / name)
    assert (
        said
        == f"{name}：应为工作簿本身，实为办公软件打开文件时留下的临时文件。请改用 tables.xlsx。"
    )


@contextmanager
def as_nobody() -> Iterator[None]:
    """Run the block without root's right to read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_file_that_may_not_be_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file held open by Excel or WPS is told apart from a damaged one."""
    path = tmp_path_factory.mktemp("held") / "tables.xlsx"
    path.write_bytes(XLSX)
    path.chmod(0)
    for folder in list(path.parents)[:4]:
        folder.chmod(0o755)
    with as_nobody():
        said = refusal(path)
    assert said == (
        "tables.xlsx：应为可以读的文件，实为读不了：没有权限，或被别的程序占用。"
        "请核对读的权限；正在 Excel 或 WPS 中打开的，关闭后再运行。"
    )
