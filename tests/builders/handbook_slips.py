"""What goes wrong at an office desk, so that the kit says every message the handbook explains."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from builders.spoiled import Spoil, book
from builders.verbs import run_verb
from builders.workspaces import replaced

#: Of suqian's report of 2023, which has no finding before a slip.
CHECK = ("check", "2023", "suqian")


class DeskSlip(NamedTuple):
    """What is done to the report, and the command that is typed then."""

    spoil: Spoil
    command: tuple[str, ...] = CHECK


def _typed(cells: Mapping[str, object]) -> Spoil:
    """Type values into cells, named as sheet and cell."""

    def change(opened: Any) -> None:
        for place, value in cells.items():
            sheet, cell = place.split("!")
            opened[sheet][cell] = value

    return book(change)


def _without_rows_and_sheet(opened: Any) -> None:
    del opened["表四"]
    opened["表三"].delete_rows(12)


def _text(words: str) -> Spoil:
    return lambda folder: replaced(folder / "narrative.md", "## 六、", f"{words}\n\n## 六、")


def _parameters(text: str, encoding: str = "utf-8") -> Spoil:
    return lambda folder: (folder / "report.yaml").write_bytes(text.encode(encoding))


def _no_telephone(folder: Path) -> None:
    _text("电话：{{ 联系电话 }}。")(folder)
    agencies = folder.parents[1] / "agencies.yaml"
    lines = agencies.read_text("utf-8").splitlines(keepends=True)
    agencies.write_text("".join(line for line in lines if "telephone" not in line), "utf-8")


def _accepted(folder: Path) -> None:
    path = folder / "report.yaml"
    claim = "accepted:\n- {rule: R1, at: {表三!E5: 3}, reason: 已核对}\n"
    path.write_text(f"{path.read_text('utf-8')}\n{claim}", "utf-8")


def _after_last_year(folder: Path) -> None:
    """Let the next year's report begin with another figure, and repeat the text."""
    later = folder.parents[1] / "2024/suqian"
    shutil.copyfile(folder / "narrative.md", later / "narrative.md")
    _typed({"表三!D6": 123})(later)


def _ledger(outcome: str) -> Spoil:
    """Begin a report counted from a ledger of one late request, with nothing on other sheets."""

    def spoil(folder: Path) -> None:
        run_verb("new", "2023", "bureau", "--name", "某某局", "--ledger")
        begun = folder.parent / "bureau"
        (begun / "tables.xlsx").unlink()
        opened = openpyxl.load_workbook(begun / "ledger.xlsx")
        line = ("1", date(2023, 3, 5), "自然人", None, outcome, None, date(2023, 6, 19))
        for column, value in enumerate(line, start=1):
            opened["申请"].cell(2, column, value)
        opened.save(begun / "ledger.xlsx")

    return spoil


def _nothing(folder: Path) -> None:
    """Leave the report as it is."""


def _forged(folder: Path) -> None:
    saved = '{"kind": "ogi-report.decision", "schema": "1", "year": 2023, "agency": "suqian"'
    rest = (
        ', "name": "宿迁市人民政府", "seen": "0", "findings_seen": "0", "before": "", '
        '"decision": "approve", "by": "张三", "on": "2025-01-20", "note": "", "findings": [], '
        '"notes": [], "confirmed": [], "digest": "0"}'
    )
    inbox = folder.parents[2] / "审核"
    inbox.mkdir()
    (inbox / "审核-2023-suqian.json").write_text(saved + rest, "utf-8")


SLIPS = (
    DeskSlip(
        _typed(
            {
                "表三!E5": "  ",
                "表三!F5": "99（含网络）",
                "表三!G5": date(2024, 3, 5),
                "表三!H5": "35%",
                "表三!I5": "=D5",
                "表二!B15": "18万",
            }
        )
    ),
    DeskSlip(_typed({"表三!E5": 9})),
    DeskSlip(book(_without_rows_and_sheet)),
    DeskSlip(book(lambda opened: opened.copy_worksheet(opened["表三"]))),
    DeskSlip(lambda folder: (folder / "tables.xlsx").write_bytes(b"<html><table></table></html>")),
    DeskSlip(lambda folder: (folder / "tables.xlsx").rename(folder / "tables (1).xlsx")),
    DeskSlip(lambda folder: (folder / "~$tables.xlsx").write_bytes(b"x")),
    DeskSlip(_text("（请填写：情况）\n\n本年度新收政府信息公开申请12件。\n\n电话：13812345678。")),
    DeskSlip(lambda folder: (folder / "narrative.md").rename(folder / "正文.md")),
    DeskSlip(_after_last_year, ("check", "2024", "suqian")),
    DeskSlip(_ledger("转交街道"), ("check", "2023", "bureau")),
    DeskSlip(_ledger("（一）予以公开"), ("check", "2023", "bureau")),
    DeskSlip(_no_telephone),
    DeskSlip(lambda folder: replaced(folder / "narrative.md", "## 五、", "## 六、")),
    DeskSlip(_text("{{ yaer }}\n\n{{ year")),
    DeskSlip(_parameters("publised: 2024-01-20\nkeywords: 年报\npublished: 2024年1月20日\n")),
    DeskSlip(_parameters("published：2024-01-20\n")),
    DeskSlip(_parameters("sources:\n\ttables: tables.xlsx\n")),
    DeskSlip(_parameters("source_name: 某某局\n", "gb18030")),
    DeskSlip(_accepted),
    DeskSlip(_nothing, ("check", "2023", "suqain")),
    DeskSlip(_nothing, ("check", "23", "suqian")),
    DeskSlip(_nothing, ("biuld", "2023")),
    DeskSlip(_nothing, ("check", "2031", "suqian")),
    DeskSlip(_nothing, ("new", "2023", "suqian")),
    DeskSlip(_nothing, ("sign", "2023", "suqian", "--by", "张三", "--decision", "approve")),
    DeskSlip(_forged, ("sign", "--from", "审核")),
)
