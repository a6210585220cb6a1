"""Every bad input there is, through the command line: exit code, and one message that helps.

Run with ``-rP`` to read the messages as an official sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from builders.filings import form, real_filing
from builders.packages import (
    protected,
    with_bomb,
    with_declaration,
    with_error,
    with_million_cells,
)
from builders.spreadsheets import Page, lay_out, write_book, xlsx_content
from builders.workspaces import replaced

from kit.workspace import Workspace

Kit = Callable[..., Any]
#: What a case does to the folder of suqian's report of 2023.
Spoil = Callable[[Path], object]

T2, T3, T4 = lay_out(real_filing("suqian-2023"), of=form())
OLD_T2, *_ = lay_out(real_filing("shanghai-office-2019"), of=form("2019"))
XLSX = xlsx_content([T2, T3, T4])
RECEIVED = "tables.xlsx 表三 D5（一、本年新收政府信息公开申请数量·自然人）："
#: What belongs to a traceback or to Python, never to a message.
FOREIGN = re.compile(r"Traceback|Error\b|Exception|File \"|None|\bb'|<class|实为“”|实为。|应为。")


class Bad(NamedTuple):
    """A bad input: its name, what it does, the exit code, and words of the message."""

    name: str
    spoil: Spoil
    code: int
    said: tuple[str, ...]


def whole(content: bytes, name: str = "tables.xlsx") -> Spoil:
    """Put *content* in the place of a file."""
    return lambda folder: (folder / name).write_bytes(content)


def pages(*laid_out: Page) -> Spoil:
    """Write a workbook of other pages."""
    return lambda folder: write_book(folder / "tables.xlsx", laid_out)


def cell(name: str, value: object, *, sheet: str = "表三") -> Spoil:
    """Put *value* into one cell."""

    def spoil(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / "tables.xlsx")
        book[sheet][name] = value
        book.save(folder / "tables.xlsx")

    return spoil


def failed_formula(folder: Path) -> None:
    """Put a formula into a cell that came to an error when it was computed."""
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    book["表三"]["D5"] = "=1/0"
    book.save(folder / "tables.xlsx")
    content = (folder / "tables.xlsx").read_bytes()
    at = book.sheetnames.index("表三") + 1
    spoilt = with_error(content, sheet=at, cell="D5", error="#DIV/0!")
    (folder / "tables.xlsx").write_bytes(spoilt)


def words(old: str, new: str, name: str = "narrative.md") -> Spoil:
    """Replace some words of a text file."""
    return lambda folder: replaced(folder / name, old, new)


def parameters(text: str) -> Spoil:
    """Write another report.yaml."""
    return lambda folder: (folder / "report.yaml").write_text(text, "utf-8")


def renamed(old: str, new: str, *, key: str = "tables") -> Spoil:
    """Give a file another name, and name it in report.yaml."""

    def spoil(folder: Path) -> None:
        (folder / old).rename(folder / new)
        parameters(f"sources: {{{key}: {new}}}\n")(folder)

    return spoil


def emptied_section(folder: Path) -> None:
    """Leave section five without words."""
    path = folder / "narrative.md"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(## 五、[^\n]*\n).*?(?=## 六、)", r"\1\n", text, flags=re.DOTALL), "utf-8"
    )


def in_order(*changed: int) -> list[int]:
    """Return the columns of table three, two of them changed for each other."""
    order = list(range(T3.width))
    first, second = changed
    order[first], order[second] = order[second], order[first]
    return order


def no_count(value: object, *, said: str) -> Bad:
    """Return the case of a count that is none."""
    spoken = f"{RECEIVED}应为非负整数，实为{said}"
    return Bad(f"count {value!r}", cell("D5", value), 5, ("R5", spoken))


CASES = [
    # report.yaml
    Bad("unknown key", parameters("publishd: 2024-01-01\n"), 2, ("实为 publishd", "published")),
    Bad("broken yaml", parameters("accepted: [\n"), 2, ("report.yaml 第 2 行", "缩进")),
    Bad("no such day", parameters("published: 2024-02-30\n"), 2, ("应为日期", "2024-02-30")),
    Bad(
        "acceptance without a reason",
        parameters("accepted: [{rule: R1, cells: ['*.*.*'], reason: ''}]\n"),
        2,
        ("report.yaml 第 1 行 accepted 第 1 项 reason：应为非空文字",),
    ),
    Bad(
        "acceptance of nothing known",
        parameters("accepted: [{rule: R99, at: {t3.recieved.total: 3}, reason: 理由}]\n"),
        2,
        ("实为 R99", "最接近的是 t3.received.total"),
    ),
    # the workbook as a file
    Bad("missing", lambda f: (f / "tables.xlsx").unlink(), 4, ("应有工作簿，没有这个文件",)),
    Bad("empty", whole(b""), 4, ("实为空文件",)),
    Bad("not a workbook", whole(b"hello"), 4, ("实为纯文字", "另存为 .xlsx")),
    Bad("truncated", whole(XLSX[:3000]), 4, ("已损坏或不完整", "请重新复制或下载")),
    Bad("protected", whole(protected(XLSX)), 4, ("已加密", "取消密码")),
    Bad("zip bomb", whole(with_bomb(XLSX)), 4, ("可能是压缩炸弹",)),
    Bad(
        "external entities",
        whole(with_declaration(XLSX, declaration=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]>')),
        4,
        ("DOCTYPE", "另存为 .xlsx"),
    ),
    Bad("a million cells", whole(with_million_cells(XLSX)), 4, ("至多 200000 个", "只保留三张表")),
    Bad("a .doc", renamed("tables.xlsx", "tables.doc"), 4, ("tables.doc", "Word 文档")),
    Bad(
        "only the owner file",
        lambda f: (f / "tables.xlsx").rename(f / "~$tables.xlsx"),
        4,
        ("tables.xlsx：应有工作簿，没有这个文件。请把",),
    ),
    Bad(
        "the owner file named",
        renamed("tables.xlsx", "~$tables.xlsx"),
        4,
        ("临时文件", "请改用 tables.xlsx"),
    ),
    # single cells
    *(no_count(v, said=f"“{v}”") for v in ("三", "/", "-", "—", "_", "无", "12件", "1e3")),
    no_count(
        "22（其中修订16件）",
        said="“22（其中修订16件）”。这里只填一个数，不带单位和文字；说明文字请移到正文。",
    ),
    no_count(-2, said="负数 -2"),
    no_count(1.5, said="小数 1.5"),
    no_count(None, said="空白。没有请填 0"),
    no_count("=1+1", said="尚未计算的公式。请用 Excel 或 WPS 打开文件，保存一次，再试。"),
    Bad(
        "a formula with an error value",
        failed_formula,
        5,
        (f"{RECEIVED}应为非负整数，实为公式 =1/0 的结果出错：#DIV/0!。请改正公式",),
    ),
    Bad(
        "a fee with its unit",
        cell("B15", "18.87万元", sheet="表二"),
        5,
        ("表二 B15（行政事业性收费", "应为非负数，不带单位，实为“18.87万元”"),
    ),
    # the tables
    Bad(
        "swapped columns",
        pages(T2, T3.with_columns(in_order(4, 5)), T4),
        5,
        ("S6", "表三 E5：应为“商业企业”，实为“科研机构”"),
    ),
    Bad(
        "a missing row",
        pages(T2, T3.without_row(10), T4),
        4,
        ("表三缺少行“三、本年度办理结果·（三）不予公开·2.其他法律行政法规禁止公开”",),
    ),
    Bad(
        "a label that is not there",
        pages(T2, T3.with_values({T3.spot("三、本年度办理结果"): None}), T4),
        5,
        ("S6", "应有“三、本年度办理结果”，没有"),
    ),
    Bad(
        "a doubled table",
        pages(T2, T3, replace(T3, name="副本"), T4),
        4,
        ("应为只有一份表三", "tables.xlsx 表三 D4 和 tables.xlsx 副本 D4", "请只保留一份"),
    ),
    Bad("a missing table", pages(T2, T4), 4, ("没有找到表三", "现有工作表：表二、表四")),
    Bad(
        "the other edition's table",
        pages(OLD_T2, T3, T4),
        4,
        ("表二是 2019 版，表三是 2021 版", "本年度应用 2021 版"),
    ),
    # narrative.md
    Bad("no narrative", lambda f: (f / "narrative.md").unlink(), 4, ("应有正文文件",)),
    Bad("an empty narrative", whole(b"", "narrative.md"), 5, ("S4", "应有“一、总体情况”，没有")),
    Bad(
        "a document for a narrative",
        whole(b"\xd0\xcf\x11\xe0" + b"\0" * 512, "narrative.md"),
        4,
        ("narrative.md：应为文字（.md、.txt、.docx），实为旧版 Word 或 WPS 文档", "另存为 .docx"),
    ),
    Bad(
        "a section missing",
        words("## 五、存在的主要问题及改进情况", "### 存在的问题"),
        5,
        ("S4", "应有“五、存在的主要问题及改进情况”，没有"),
    ),
    Bad(
        "a section in other words, without its mark",
        words("## 五、存在的主要问题及改进情况", "五、存在的主要问题"),
        5,
        ("S4", "应为“五、存在的主要问题及改进情况”，实为“五、存在的主要问题”"),
    ),
    Bad("a section empty", emptied_section, 5, ("S4", "“五、存在的主要问题及改进情况”应有内容")),
    Bad(
        "an unclosed placeholder",
        words("{{ year }}", "{{ year"),
        2,
        ("narrative.md 第 3 行第 15 列：应为同一行里成对的 {{ 和 }}，实为“{{ year", "\\{{"),
    ),
    Bad("an unknown name", words("{{ year }}", "{{ yaer }}"), 2, ("“yaer”。最接近的是 year",)),
]

#: Wrong arguments, and what is said of them.
ARGUMENTS = [
    (("check", "2023", "suqain"), "实为 suqain。最接近的是 suqian"),
    (("check", "2023", "qiantang-jxkj"), "请先运行 kit new 2023 qiantang-jxkj"),
    (("check", "2035", "suqian"), "实为 2035。已有的年度：2019、2022、2023、2024"),
    (("check", "1999", "suqian"), "应为 2019 年及以后，实为 1999"),
    (("check", "2023", "../x"), "小写字母开头"),
    (("build", "2023", "../x"), "小写字母开头"),
    (("new", "2023", "../x", "--name", "某局"), "小写字母开头"),
    (("check", "2023", "suqian", "--params", "nowhere"), "应有 agencies.yaml，没有"),
]


def show(ended: Any) -> None:
    """Print what the command said, for whoever reads the messages with ``-rP``."""
    print(ended.out + ended.err)  # noqa: T201 - pytest keeps it, and shows it on demand


def helpful(message: str) -> None:
    """Hold a message against what every message must be: Chinese sentences, nothing foreign."""
    assert not FOREIGN.search(message), FOREIGN.search(message)
    assert message.count("\n") < 30, "too long to be read"
    # A line to paste is no sentence.
    said = [line for line in message.splitlines() if not line.startswith("    - {rule: ")]
    lines = [line for line in said if "：" in line]
    assert lines
    assert all(line.endswith(("。", "？", "）")) for line in lines), lines


@pytest.mark.parametrize("bad", CASES, ids=[case.name for case in CASES])
def test_a_bad_input_is_explained(kit: Kit, workspace: Workspace, bad: Bad) -> None:
    """Its family's exit code, and in Chinese where, what was wanted, what was found, the cure."""
    bad.spoil(workspace.inputs(2023, "suqian"))
    ended = kit("check", "2023", "suqian")
    show(ended)
    assert ended.code == bad.code
    assert all(words in ended.out + ended.err for words in bad.said), bad.said
    helpful(ended.out + ended.err)


@pytest.mark.parametrize(("arguments", "said"), ARGUMENTS)
def test_wrong_arguments_are_told_with_what_there_is(
    kit: Kit, arguments: Sequence[str], said: str
) -> None:
    """No such agency, no such year, an id that would leave its folder: exit 2."""
    ended = kit(*arguments)
    show(ended)
    assert ended.code == 2
    assert said in ended.out + ended.err
    helpful(ended.out + ended.err)


def test_a_workbook_open_in_excel_is_read_and_told(kit: Kit, workspace: Workspace) -> None:
    """What Excel leaves beside an open workbook is a notice, and changes nothing."""
    (workspace.inputs(2023, "suqian") / "~$tables.xlsx").write_bytes(b"\5Li Si")
    ended = kit("check", "2023", "suqian")
    show(ended)
    assert ended.code == 0
    assert ended.err.startswith("注意：suqian/tables.xlsx 可能正在 Excel 或 WPS 中打开")


def test_all_faults_of_a_workbook_come_at_once(kit: Kit, workspace: Workspace) -> None:
    """A missing row, a doubled table and a word for a number are one message."""
    spot = T4.spot("结果维持")
    wrong = T4.with_values({(spot[0] + 2, 0): "三件"})
    pages(T2, replace(T2, name="副本"), T3.without_row(10), wrong)(workspace.inputs(2023, "suqian"))
    ended = kit("check", "2023", "suqian")
    assert ended.code == 4
    assert "应为只有一份表二" in ended.out
    assert "表三缺少行" in ended.out
    assert "应为非负整数，实为“三件”" in ended.out


def test_no_spoilt_input_is_changed(kit: Kit, workspace: Workspace) -> None:
    """Checking reads: whatever is wrong, the files stay byte for byte."""
    folder = workspace.inputs(2023, "suqian")
    whole(XLSX[:3000])(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    kit("check", "2023", "suqian")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
