"""Ledgers and published files as bad as they come: what is said, the exit code, what is left.

Run with ``-rP`` to read the messages as an official sees them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pypdf
import pytest
from builders.ledgers_rough import HEADINGS, row
from builders.packages import protected
from builders.portals import as_docx, plain, small_article

from kit.workspace import Workspace

Kit = Callable[..., Any]
Rows = Sequence[Sequence[object]]
FOREIGN = re.compile(r"Traceback|Error\b|Exception|None|<class|应为。|实为。|实为“”")
DATE = "请改写为 2022-01-05 或 2022年1月5日 这样的日期。"
PAGE = plain(small_article()).encode()


class Bad(NamedTuple):
    """A bad ledger: its name, its rows, what is merged, and all that is said of it."""

    name: str
    rows: Rows
    said: tuple[str, ...]
    merges: tuple[str, ...] = ()


def answered(**cells: object) -> list[object]:
    """Return an answered request but for the *cells* given."""
    usual = dict(zip(HEADINGS, row(), strict=True))
    return list((usual | cells).values())


REFUSED = [
    Bad(
        "two rows of headings",
        [HEADINGS, row(), HEADINGS, row("2")],
        ("申请：应为只有一行标题，实为第 1 行之外，第 3 行也是标题。请只留一行标题，删去其余的。",),
    ),
    Bad(
        "dates that are none",
        [
            HEADINGS,
            answered(收到日期="2022.2.30", 答复日期="22.3.9"),
            answered(登记号="2", 收到日期="3月5日", 答复日期="去年"),
        ],
        (
            f"申请 B2：应为日期，实为不存在的日子。{DATE}",
            f"申请 E2：应为日期，实为年份只写了两位。{DATE}",
            f"申请 B3：应为日期，实为缺年份。{DATE}",
            f"申请 E3：应为日期，实为读不出的写法。{DATE}",
        ),
    ),
    Bad(
        "applicants nobody knows",
        [HEADINGS, answered(申请人类型="欧阳澹泊"), answered(登记号="2", 申请人类型="")],
        (
            "申请 C2：应为已知的申请人类型，实为“某某”。请按表式的名称（自然人、",
            "、其他）改写；不确定的请先核实，这里不作猜测。",
            "申请 C3：应为已知的申请人类型，实为空白。请按表式的名称（自然人、",
            "、其他）填写；不确定的请先核实",
        ),
    ),
    Bad(
        "answered before received",
        [HEADINGS, answered(答复日期="2022.2.9")],
        ("申请 E2：应为收到之后的日期，实为比收到日期还早。请核对这两个日期。",),
    ),
    Bad(
        "numbers entered twice",
        [HEADINGS, row("A-1"), row("A-1")],
        ("申请 A3：应为每件各有一个登记号，实为与 申请 A2 相同。同一件请只留一行，",),
    ),
]
READ = [
    Bad(
        "merged headings",
        [
            ["登记号", "日期", None, "申请人类型", "答复类型"],
            [None, "收到", "答复"],
            ["甲", 1, 2, "乙", 3],
            ["1", "2022.3.1", "2022.3.9", "自然人", "提供"],
        ],
        (),
        ("A1:A2", "B1:C1", "D1:D2", "E1:E2"),
    ),
    Bad(
        "a row of totals",
        [HEADINGS, row(), ["合计", 1]],
        ("提示 L3  ledger.xlsx 申请 A3：是合计行，没有计入。",),
    ),
    Bad("column numbers", [HEADINGS, [1, 2, 3, 4, 5], row()], ()),
    *(
        Bad(f"a date as {day!r}", [HEADINGS, answered(收到日期=day, 答复日期=day)], ())
        for day in (
            "2022.1.5",
            "2022年1月5日",
            "２０２２／１／５",
            44566,
            44566.5,
            date(2022, 1, 5),
        )
    ),
]


@pytest.fixture
def folder(kit: Kit, workspace: Workspace) -> Path:
    """Give the folder of a report that is to be counted from a ledger."""
    assert kit("new", "2022", "my-bureau", "--name", "某某市测试局").code == 0
    (workspace.inputs(2022, "my-bureau") / "tables.xlsx").unlink()
    return workspace.inputs(2022, "my-bureau")


def write(folder: Path, bad: Bad) -> None:
    """Write a ledger."""
    book = openpyxl.Workbook()
    book.active.title = "申请"
    for line in bad.rows:
        book.active.append(list(line))
    for merged in bad.merges:
        book.active.merge_cells(merged)
    book.save(folder / "ledger.xlsx")


def helpful(said: str) -> None:
    """Hold a message against what every message must be."""
    print(said)  # noqa: T201 - pytest keeps it, and shows it on demand
    assert not FOREIGN.search(said)
    assert "欧阳" not in said
    assert all(line.endswith("。") for line in said.splitlines() if "：" in line)


@pytest.mark.parametrize("bad", REFUSED, ids=[bad.name for bad in REFUSED])
@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_ledger_that_cannot_be_counted(
    kit: Kit, workspace: Workspace, folder: Path, verb: str, bad: Bad
) -> None:
    """Every fault of it at once, exit code 4, and no output that looks like a report."""
    write(folder, bad)
    ended = kit(verb, "2022", "my-bureau")
    assert ended.code == 4
    assert [words for words in bad.said if words not in ended.out + ended.err] == []
    helpful(ended.out + ended.err)
    outputs = workspace.report_folder(2022, "my-bureau")
    assert not [p for p in outputs.rglob("*") if p.name.startswith(("report.", "manifest"))]


@pytest.mark.parametrize("bad", READ, ids=[bad.name for bad in READ])
def test_a_rough_ledger_that_can_be_counted(kit: Kit, folder: Path, bad: Bad) -> None:
    """One request is counted, whatever stands around it; only what no ledger tells is blank."""
    write(folder, bad)
    ended = kit("check", "2022", "my-bureau")
    assert ended.code == 5
    assert "无法检查" not in ended.out
    assert [words for words in bad.said if words not in ended.out] == []
    assert ("L3" in ended.out) == bool(bad.said)
    assert "表三" not in ended.out


def zipped(name: str) -> bytes:
    """Return a zip file of one part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(name, "<x/>")
    return buffer.getvalue()


def scanned() -> bytes:
    """Return a PDF of a page on which nothing is written."""
    writer, buffer = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(buffer)
    return buffer.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "加密.docx": (
        lambda: protected(as_docx(small_article())),
        "已加密，需要密码才能打开。请在 Word",
    ),
    "扫描.pdf": (scanned, "没有文字，只有图片（扫描件）。请改用网页或 Word 原件"),
    "很大.html": (
        lambda: PAGE.replace(b"</article>", b"<p>" + b"a" * 30_000_000 + b"</p></article>"),
        "应为不超过 4 百万字符的网页，实为 30 百万字符。请只保存报告正文所在的页面",
    ),
    "很深.html": (
        lambda: PAGE.replace(b"<article>", b"<div>" * 20_000 + b"<article>"),
        "应为不超过 1000 层的网页，实为嵌套过深。",
    ),
    "图片.html": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 99, "实为图片。请改用报告的网页、Word 或"),
    "截断.docx": (
        lambda: as_docx(small_article())[:9000],
        "应为完好的文件，实为文件已损坏或不完整（压缩结构不完整）。请重新复制或下载。",
    ),
    "残.doc": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000,
        "实为旧版 Word 文档（.doc）。请用 Word 或 WPS 文字打开，另存为 .docx 后再导入。",
    ),
    "版式.ofd": (lambda: zipped("OFD.xml"), "实为 OFD 版式文件。"),
    "包.docx": (lambda: zipped("年报.html"), "实为压缩包或其他程序的文件。"),
    "演示.pdf": (lambda: zipped("ppt/slides.xml"), "实为演示文稿。"),
    "空.html": (lambda: b"", "应为有内容的文件，实为空文件。"),
    "白.html": (
        lambda: b"<html><body><p>1</p></body></html>",
        "没有一张能读出的表，也没有认出各部分的标题。请确认这是报告全文",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_imported(
    kit: Kit, workspace: Workspace, tmp_path: Path, name: str
) -> None:
    """One message that says what the file is; exit code 4, and nothing is written, no agency."""
    make, said = FILES[name]
    (tmp_path / name).write_bytes(make())
    agencies = (workspace.params / "agencies.yaml").read_bytes()
    place = ("--year", "2022", "--agency", "my-bureau", "--name", "某某市测试局")
    ended = kit("import", str(tmp_path / name), *place)
    assert ended.code == 4
    assert ended.err.startswith(f"{name}：")
    assert said in ended.err
    helpful(ended.err)
    assert not workspace.inputs(2022, "my-bureau").exists()
    assert (workspace.params / "agencies.yaml").read_bytes() == agencies


@pytest.mark.parametrize("name", ["年报.pdf", "年报.docx", "年报.doc", "年报.xlsx", "年报"])
def test_an_ending_that_lies_is_of_no_consequence(kit: Kit, tmp_path: Path, name: str) -> None:
    """A page is a page, whatever it is called."""
    (tmp_path / name).write_bytes(PAGE)
    place = ("--year", "2022", "--agency", "my-bureau", "--name", "某某市测试局")
    ended = kit("import", str(tmp_path / name), *place)
    assert (ended.code, ended.err) == (0, "")


def test_a_heavy_picture_inside_a_page_is_no_burden(kit: Kit, tmp_path: Path) -> None:
    """Thirty megabytes of it are not words: the report is read."""
    image = b"<img src='data:image/png;base64," + b"A" * 30_000_000 + b"'></article>"
    (tmp_path / "a.html").write_bytes(PAGE.replace(b"</article>", image))
    place = ("--year", "2022", "--agency", "my-bureau", "--name", "某某市测试局")
    assert kit("import", str(tmp_path / "a.html"), *place).code == 0
