"""Unknown wordings shown in words: never a name or a number, with what is nearest, and a line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from builders.ledgers import HEADINGS, page_of, request
from builders.ledgers_rough import refused
from builders.spreadsheets import Value

from kit.ledger.load import load_vocabulary
from kit.ledger.nearest import nearest_meanings
from kit.ledger.unknown import without_names

OUTCOMES = load_vocabulary("outcomes")


def said(folder: Path, *rows: dict[str, Value]) -> list[str]:
    """Return what is said of requests that must be refused."""
    return refused(folder, page_of("申请", HEADINGS, [request(**cells) for cells in rows]))


def test_the_line_to_paste_is_read_as_it_stands(tmp_path: Path) -> None:
    """It says the very words of the cell, and a meaning there is."""
    (line,) = said(tmp_path, {"答复类型": "告知查阅窗口"})
    pasted = yaml.safe_load(line[line.index("ledger: {") :])
    ((words, meaning),) = pasted["ledger"]["wordings"]["outcomes"].items()
    assert words == "告知查阅窗口"
    assert OUTCOMES.read(meaning).id


def test_only_the_unknown_part_is_to_be_settled(tmp_path: Path) -> None:
    """What stands beside it is known."""
    (line,) = said(tmp_path, {"答复类型": "不予公开（甲种材料）"})
    assert "实为“不予公开(甲种材料)”" in line
    assert "{wordings: {outcomes: {甲种材料: " in line


@pytest.mark.parametrize(
    ("cells", "secret"),
    [
        ({"申请人": "欧阳澹泊", "答复类型": "已告知欧阳澹泊"}, "欧阳"),
        ({"申请人": "欧阳澹泊（代理人：东方既白）", "答复类型": "东方既白已领取"}, "东方"),
        ({"联系电话": "0571-8888", "答复类型": "电话8888答复了"}, "8888"),
        ({"答复类型": "答复了320102198001011234"}, "3201"),
        ({"答复类型": "张三"}, "张三"),
        ({"答复类型": "李四同志已取走"}, "李四"),
        ({"申请人类型": "王小明"}, "王小明"),
        ({"申请人类型": "司马青衫本人"}, "司马"),
    ],
)
def test_what_tells_who_applied_is_left_out(
    tmp_path: Path, cells: dict[str, Value], secret: str
) -> None:
    """By the row's own columns, by what names look like, by long numbers; no line to paste then."""
    (line,) = said(tmp_path, cells)
    assert secret not in line
    assert "ledger: {" not in line


@pytest.mark.parametrize("text", ["高度敏感", "安全方面的", "公开已办妥", "当面查阅"])
def test_words_are_no_names(text: str) -> None:
    """Though many surnames are words, too."""
    assert without_names(text, names=["某某"], words=OUTCOMES) == text


def test_of_very_many_unknown_wordings_the_first_are_shown(tmp_path: Path) -> None:
    """The rest are told together."""
    lines = said(
        tmp_path,
        *(
            {"答复类型": f"甲乙丙丁{'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏'[n]}"}
            for n in range(24)
        ),
    )
    assert len(lines) == 21
    assert lines[-1].startswith(
        "ledger.xlsx 申请 O22–O25：应为已知的答复类型，实为不在已知的写法之中"
    )


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("告知信息不在", "本机关不掌握相关政府信息"),
        ("信访上访", "信访举报投诉类申请"),
        ("不动产登记资料查阅", "属于行政查询事项"),
    ],
)
def test_the_nearest_comes_first(text: str, nearest: str) -> None:
    """By the likeness of all that is known of a row."""
    assert nearest_meanings(text, words=OUTCOMES)[0] == nearest
