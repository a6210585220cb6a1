"""The handbook read as its reader follows it: sections, blocks, and what hands do in between."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
from docx import Document

from builders.saved import saved_decision, write_saved
from builders.workspaces import PROJECT
from kit.form import form_of_year
from kit.workbook import cell_positions

HANDBOOK = PROJECT / "docs/handbook.zh-CN.md"
_HEADING = re.compile(r"###? (?P<title>.+)")
_FENCE = re.compile(r"```(?P<kind>\w*) ?(?P<info>.*)")
_BLANKS = re.compile(r"（请填写[^）]*）")
#: What the reader types into the workbook; every other cell is filled with zeros by the kit.
FIGURES: Mapping[str, int] = {
    "t2.normative_documents.issued": 2,
    "t2.normative_documents.in_force": 9,
    "t2.licensing.decisions": 36,
    "t3.received.natural_person": 6,
    "t3.received.enterprise": 2,
    "t3.granted.natural_person": 4,
    "t3.granted.enterprise": 1,
    "t3.partly_granted.natural_person": 1,
    "t3.unavailable_not_held.natural_person": 1,
    "t3.unavailable_not_held.enterprise": 1,
}
#: One too many in a cell, and what the totals of its row and column then come to.
_MISTYPED: Mapping[str, int] = {
    "t3.granted.natural_person": 5,
    "t3.granted.total": 6,
    "t3.closed_total.natural_person": 7,
    "t3.closed_total.total": 9,
}
#: When the requests of the ledger were received and answered.
_REQUESTS = (
    (date(2025, 3, 5), date(2025, 3, 19)),
    (date(2025, 9, 1), date(2025, 9, 12)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, the rest of its first line, its lines, and its section."""

    section: str
    kind: str
    info: str
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of the handbook in order."""
    section, opened, lines = "", None, list[str]()
    for line in text.splitlines():
        fence = _FENCE.fullmatch(line)
        if opened and line == "```":
            yield Block(section=section, kind=opened[0], info=opened[1], lines=tuple(lines))
            opened = None
        elif opened:
            lines.append(line)
        elif fence:
            opened, lines = (fence["kind"], fence["info"]), []
        elif heading := _HEADING.fullmatch(line):
            section = heading["title"]


def messages(text: str) -> list[str]:
    """Return the first column of the table of messages, in order."""
    _, _, table = text.partition("| 看到的消息")
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    return [row.split("|")[1].strip().strip("`") for row in rows]


def spoken(message: str) -> re.Pattern[str]:
    """Return what a message of the handbook stands for; ``…`` is whatever a report puts there."""
    return re.compile(".*".join(map(re.escape, message.split("…"))))


def type_figures(folder: Path, figures: Mapping[str, int | str], *, year: int = 2025) -> None:
    """Type figures into the workbook, as Excel would save it with what its formulas came to."""
    path = folder / "tables.xlsx"
    blank = openpyxl.load_workbook(path, data_only=True)["表三"]["J5"].value is None
    book = openpyxl.load_workbook(path, data_only=not blank)
    places = cell_positions(form_of_year(year))
    for address, value in figures.items():
        book[places[address].sheet][places[address].cell] = value
    book.save(path)


def _fill_in(root: Path) -> None:
    type_figures(root / "params/2025/shuiliju", FIGURES)


def _write_text(root: Path) -> None:
    path = root / "params/2025/shuiliju/narrative.md"
    path.write_text(written(path.read_text("utf-8")), "utf-8")


def written(draft: str) -> str:
    """Return a draft with words of one's own in the place of what it asks for."""
    replies = iter(("0", "0", ""))
    _, last = draft.split("## 六、")
    filled = _BLANKS.sub(lambda _: next(replies), last)
    own = iter(
        f"围绕第{number}项重点工作公开水利信息，接受群众监督。" for number in "一二三四五六七八"
    )
    return f"{_BLANKS.sub(lambda _: next(own), draft[: -len(last)])}{filled}"


def _mistype(root: Path) -> None:
    type_figures(root / "params/2025/shuiliju", {**_MISTYPED, "t2.fees.amount": "0元"})


def _put_right(root: Path) -> None:
    right = {address: value - 1 for address, value in _MISTYPED.items()}
    type_figures(root / "params/2025/shuiliju", {**right, "t2.fees.amount": 0})


def _decide(root: Path) -> None:
    """Save a decision as the review page's button does, and put it into a folder."""
    review = json.loads((root / "outputs/2025/shuiliju/review.json").read_text("utf-8"))
    write_saved(root / "审核", saved_decision(review, note="同意发布", on="2026-01-15"))


def _keep_ledger(root: Path) -> None:
    """Write a ledger of two requests, say 无 on the other sheets, remove the workbook."""
    folder = root / "params/2025/jiaoyuju"
    (folder / "tables.xlsx").unlink()
    book = openpyxl.load_workbook(folder / "ledger.xlsx")
    for name in ("复议诉讼", "规范性文件", "决定", "收费"):
        book[name]["A2"] = "无"
    for row, (received, answered) in enumerate(_REQUESTS, start=2):
        line = (f"2025-{row}", received, "自然人", None, "（一）予以公开", None, answered)
        for column, value in enumerate(line, start=1):
            book["申请"].cell(row, column, value)
    book.save(folder / "ledger.xlsx")
    path = folder / "narrative.md"
    path.write_text(written(path.read_text("utf-8")), "utf-8")


def _last_years_page(root: Path) -> None:
    page = (root / "outputs/2025/shuiliju/report.html").read_text("utf-8")
    (root / "2024年年报.html").write_text(page.replace("2025", "2024"), "utf-8")


def _write_in_word(root: Path) -> None:
    """Type last year's text into Word, headings as plain paragraphs."""
    folder = root / "params/2026/shuiliju"
    document = Document()
    for line in (folder / "narrative.md").read_text("utf-8").splitlines():
        document.add_paragraph(line.lstrip("# "))
    document.save(str(folder / "narrative.docx"))
    (folder / "narrative.md").unlink()


#: What is done with Excel, Word and a browser before the commands of a section.
HANDS: Mapping[str, Sequence[Callable[[Path], None]]] = {
    "四、填工作簿": (_fill_in,),
    "六、检查": (_write_text, _mistype),
    "七、边改边看": (_put_right,),
    "十、收下决定，然后公布": (_decide,),
    "填台账": (_keep_ledger,),
    "十二、第二年": (_last_years_page,),
    "十三、用 Word 写正文": (_write_in_word,),
}
