"""Mistakes of everyday: each gives one message that leads to its cure, and hides no other.

Run with ``-rP`` to read the messages as an official sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from builders.spoiled import Spoil, book
from builders.workspaces import copied_workspace, replaced

from kit.cli.check import Fetched, check_report
from kit.disk import attempted
from kit.errors import KitError
from kit.workspace import Workspace

Kit = Callable[..., Any]
YEAR, AGENCY = 2023, "suqian"
COUNT = "tables.xlsx 表三 E5（一、本年新收政府信息公开申请数量·商业企业）："
FOREIGN = re.compile(r"Traceback|Error\b|Exception|None|<class|应为。|实为。|实为“”")


class Mistake(NamedTuple):
    """A mistake: its name, what it does, and words of the one message."""

    name: str
    spoil: Spoil
    said: tuple[str, ...]


def cell(value: object, *, name: str = "E5", sheet: str = "表三") -> Spoil:
    """Put *value* into a cell that no sentence speaks of."""
    return book(lambda opened: opened[sheet].__setitem__(name, value))


def renamed(old: str, new: str) -> Spoil:
    """Give a file another name."""
    return lambda folder: (folder / old).rename(folder / new)


def parameters(text: str, encoding: str = "utf-8") -> Spoil:
    """Write another report.yaml."""
    return lambda folder: (folder / "report.yaml").write_bytes(text.encode(encoding))


def words(old: str, new: str) -> Spoil:
    """Replace some words of the text."""
    return lambda folder: replaced(folder / "narrative.md", old, new)


def agencies(old: str, new: str) -> Spoil:
    """Replace some words of the list of agencies."""
    return lambda folder: replaced(folder.parents[1] / "agencies.yaml", old, new)


def whole(content: bytes) -> Spoil:
    """Put something else in the place of the workbook."""
    return lambda folder: (folder / "tables.xlsx").write_bytes(content)


MISTAKES = [
    # the workbook
    Mistake(
        "a row deleted",
        book(lambda opened: opened["表三"].delete_rows(12)),
        ("表三缺少行“三、本年度办理结果·（三）不予公开·4.保护第三方合法权益”", "请按格式补上"),
    ),
    Mistake(
        "a sheet deleted",
        book(lambda opened: opened.remove(opened["表四"])),
        ("没有找到表四", "请补上这张表", "现有工作表：表二、表三"),
    ),
    Mistake(
        "a sheet copied",
        book(lambda opened: opened.copy_worksheet(opened["表三"])),
        ("应为只有一份表三", "请只保留一份"),
    ),
    Mistake(
        "a label mistyped",
        cell("一、本年新收政府信息公开申请数", name="A5"),
        ("表三 A5：应为“一、本年新收政府信息公开申请数量”", "恢复格式原有的标目"),
    ),
    Mistake("words in a count", cell("99（含网络）"), (COUNT, "说明文字请移到正文")),
    Mistake("a Chinese numeral", cell("九十九"), (COUNT, "实为“九十九”", "写成阿拉伯数字")),
    Mistake("a letter for a digit", cell("1O"), (COUNT, "把字母 O、l、I 改成数字 0、1")),
    Mistake("a sum written out", cell("60+39"), (COUNT, "只填一个数")),
    Mistake("a negative count", cell(-99), (COUNT, "不会小于 0")),
    Mistake(
        "last year's workbook",
        cell("表三　收到和处理政府信息公开申请情况\n宿迁市人民政府　2022年度", name="A1"),
        ("S3", "表三 A1 表头：应为 2023 年，实为 2022 年", "误用了其他年度的工作簿"),
    ),
    Mistake(
        "a copy of the workbook beside it",
        lambda folder: (folder / "tables - 副本.xlsx").write_bytes(b"copy"),
        ("没有读 tables - 副本.xlsx，读的是 tables.xlsx",),
    ),
    Mistake("a full-width dash", cell("－"), (COUNT, "没有请填 0")),
    Mistake("a blank of spaces", cell("  "), (COUNT, "实为空白。没有请填 0")),
    Mistake("a date", cell(date(2024, 3, 5)), (COUNT, "格式是日期", "改成“常规”")),
    Mistake("a percentage", cell("35%"), (COUNT, "不填百分比")),
    Mistake("a share shown as one", cell(0.35), (COUNT, "小数 0.35", "改成“常规”")),
    Mistake("a formula never computed", cell("=D5"), (COUNT, "尚未计算的公式", "保存一次")),
    Mistake(
        "a fee with its unit",
        cell("18万", name="B15", sheet="表二"),
        ("表二 B15（行政事业性收费", "不带单位，实为“18万”"),
    ),
    Mistake("a page named .xlsx", whole(b"<html><table></table></html>"), ("实为网页", ".xlsx")),
    Mistake("a PDF named .xlsx", whole(b"%PDF-1.4\n%\xe2\xe3"), ("实为 PDF 文件", "kit import")),
    Mistake("a text named .xlsx", whole(b"a,b\n1,2\n"), ("实为纯文字", "另存为 .xlsx")),
    Mistake(
        "an .xls that keeps its name",
        renamed("tables.xlsx", "tables.xls"),
        ("最接近的是 tables.xls。", "sources.tables"),
    ),
    Mistake(
        "the second copy of a download",
        renamed("tables.xlsx", "tables (1).xlsx"),
        ("最接近的是 tables (1).xlsx。", "存为 tables.xlsx"),
    ),
    # the text
    Mistake("a section's number wrong", words("## 五、", "## 六、"), ("S4", "应为“五、存在的")),
    Mistake(
        "a brace forgotten",
        words("## 六、", "{{ year\n\n## 六、"),
        ("应为同一行里成对的 {{ 和 }}",),
    ),
    Mistake(
        "words of the template left",
        words("## 六、", "（此处填写）\n\n## 六、"),
        ("S13", "此处填写"),
    ),
    Mistake(
        "one brace for two",
        words("## 六、", "{ year }\n\n## 六、"),
        ("S13", "“{ year }”", "写作 {{ … }}"),
    ),
    Mistake(
        "a text in Word that nothing names",
        lambda folder: (folder / "narrative.docx").write_bytes(b"word"),
        ("没有读 narrative.docx，读的是 narrative.md",),
    ),
    # the parameters
    Mistake(
        "a key in Chinese", parameters("发布日期: 2024-01-20\n"), ("最接近的是 published（发布",)
    ),
    Mistake("a key mistyped", parameters("publised: 2024-01-20\n"), ("最接近的是 published",)),
    Mistake(
        "a tab",
        parameters("published: 2024-01-20\nsources:\n\ttables: tables.xlsx\n"),
        ("report.yaml 第 3 行", "制表符", "请改用空格缩进"),
    ),
    Mistake(
        "a full-width colon", parameters("published：2024-01-20\n"), ("冒号用半角，后面空一格",)
    ),
    Mistake("no blank after the colon", parameters("published:2024-01-20\n"), ("后面空一格",)),
    Mistake(
        "a date in words",
        parameters("published: 2024年1月20日\n"),
        ("report.yaml 第 1 行 published：应为日期，如 2023-01-28",),
    ),
    Mistake(
        "no list of keywords",
        parameters("source_name: 某市\nkeywords: 公开、年报\n"),
        ("report.yaml 第 2 行 keywords：应为列表", "请写成 [甲, 乙]"),
    ),
    Mistake(
        "another encoding",
        parameters("source_name: 某某局\n", "gb18030"),
        ("report.yaml：应为 UTF-8 编码的文字", "请另存为 UTF-8 编码"),
    ),
    Mistake(
        "a path of one's own machine",
        parameters("sources: {tables: 'C:\\年报\\tables.xlsx'}\n"),
        ("sources.tables：应为本文件夹内的文件", "只写它的名字，如 tables.xlsx"),
    ),
    Mistake(
        "an ending that the system hides",
        renamed("report.yaml", "report.yaml.txt"),
        ("请把 report.yaml.txt 改名为 report.yaml",),
    ),
    Mistake(
        "the year's folder with a word",
        lambda folder: folder.parent.rename(folder.parents[1] / "2023年"),
        ("另有 params/2023年/suqian", "四位年份，请改名"),
    ),
    # the agencies
    Mistake(
        "a blank in an id",
        agencies("suqian:", "su qian:"),
        ("agencies.yaml 第 18 行：应为小写字母开头", "实为 su qian"),
    ),
    Mistake(
        "a kind mistyped",
        agencies("kind: government", "kind: goverment"),
        ("agencies.yaml 第 20 行 suqian kind", "可用：department（部门）、government（政府）"),
    ),
    Mistake(
        "an agency entered twice",
        agencies("suqian:\n", "suqian:\n  name: 甲\n  kind: town\nsuqian:\n"),
        ("键 suqian 重复出现", "同一个键只写一次"),
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of the report."""
    return copied_workspace(tmp_path).inputs(YEAR, AGENCY)


def told(folder: Path) -> list[str]:
    """Return what a check says is wrong, a line each."""
    params = folder.parents[1]
    workspace = Workspace(params=params, outputs=params.parent / "outputs")
    checked = attempted(
        lambda: check_report(Fetched(agency=AGENCY), workspace=workspace, year=YEAR)
    )
    if isinstance(checked, KitError):
        assert checked.exit_code in {2, 4}
        return [str(fault) for fault in checked.faults]
    return [line.strip() for line in checked.lines[1:]]


def test_the_report_has_nothing_wrong_with_it(folder: Path) -> None:
    """What is said of a mistake is said of that mistake."""
    assert told(folder) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_one_message_leads_to_the_cure(folder: Path, mistake: Mistake) -> None:
    """It names the file and the place, says what to do, and stands alone."""
    mistake.spoil(folder)
    (line,) = told(folder)
    print(line)  # noqa: T201 - pytest keeps it, and shows it on demand
    assert [words for words in mistake.said if words not in line] == []
    assert not FOREIGN.search(line)
    assert line.endswith(("。", "？", "）"))


def test_no_file_hides_the_faults_of_another(folder: Path) -> None:
    """Parameters, workbook, text and last year's workbook are all told, each with its place."""
    parameters("# 参数\npublised: 2024-01-20\nkeywords: 年报\n")(folder)
    book(lambda opened: opened["表三"].delete_rows(12))(folder)
    words("## 六、", "{{ yaer }}\n\n{{ circullar\n\n## 六、")(folder)
    last = folder.parents[1] / str(YEAR - 1) / AGENCY
    last.mkdir(parents=True)
    (last / "tables.xlsx").write_bytes(b"hello")
    places = [line.partition("：")[0] for line in told(folder)]
    assert places == [
        "report.yaml 第 2 行",
        "report.yaml 第 3 行 keywords",
        "tables.xlsx 表三 D3",
        f"上年（{YEAR - 1}）tables.xlsx",
        "narrative.md 第 58 行第 1 列",
        "narrative.md 第 60 行第 1 列",
    ]


def test_what_a_lost_parameter_names_is_not_missed(folder: Path) -> None:
    """A file that a broken report.yaml may name is no second fault."""
    (folder / "tables.xlsx").rename(folder / "表格.xlsx")
    parameters("sources: [\n  tables: 表格.xlsx\n")(folder)
    (line,) = told(folder)
    assert line.startswith("report.yaml 第 ")
    parameters("publised: 2024-01-20\nsources: {tables: 表格.xlsx}\n")(folder)
    book_of = openpyxl.load_workbook(folder / "表格.xlsx")
    book_of.remove(book_of["表四"])
    book_of.save(folder / "表格.xlsx")
    assert [line.partition("：")[0] for line in told(folder)] == [
        "report.yaml 第 1 行",
        "表格.xlsx",
    ]


#: Wrong commands, and what is said of them.
COMMANDS: Sequence[tuple[tuple[str, ...], str]] = [
    (("check", "suqian", "2023"), "年度写在机关前面"),
    (("check", "23", "suqian"), "应为四位年份"),
    (("check", "2023", "宿迁市人民政府"), "请写它的 id：suqian。"),
    (("build", "2023", "--to", "html", "pdf"), "逗号连在一起，中间没有空格，如 --to html,pdf"),
    (("build", "2023", "--to", "pfd"), "可用：html、review、pdf"),
    (("biuld", "2023"), "您是不是要用 build？"),
    (("check", "2023", "suqain"), "最接近的是 suqian"),
    (("check",), "缺少年度"),
]


@pytest.mark.parametrize(("arguments", "said"), COMMANDS)
def test_a_command_mistyped(kit: Kit, arguments: Sequence[str], said: str) -> None:
    """Exit 2, with what to type instead."""
    ended = kit(*arguments)
    assert ended.code == 2
    assert said in ended.out + ended.err
