"""The one way to print: what comes from outside is shown and never acts."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit.cli
from kit.cli.console import echo, echo_json, shown
from kit.errors import Fault

#: Clears the screen, sets the title, writes the clipboard, links, turns text round, rings.
ACTING = (
    "\x1b[2J",
    "\x9b31m",
    "\x1b]0;标题\x07",
    "\x1b]52;c;cm0=\x07",
    "\x1b]8;;http://x\x1b\\字\x1b]8;;\x1b\\",
    "甲\r乙",
    "甲\b\b乙",
    "\u202e反\u2066转\u200f",
    "零\u200b宽\ufeff",
    "行\u2028分",
    "半\ud800个\udcff",
    "\x00\x7f\u0085",
)
MODULES = sorted(Path(kit.cli.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("text", ACTING)
def test_what_acts_on_a_terminal_is_shown_by_its_name(text: str) -> None:
    """Each such sign as its number, the rest as it is."""
    visible = shown(text)
    assert visible.replace("\t", "").isprintable()
    assert "<U+" in visible
    assert "".join(re.split(r"<U\+[0-9A-F]+>", visible)) == "".join(
        sign for sign in text if sign.isprintable()
    )


@given(st.text(max_size=60))
def test_nothing_printed_can_act(text: str) -> None:
    """Of controls only tab and the end of a line are left, and all of it can be encoded."""
    visible = shown(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", visible)
    visible.encode()


def test_our_own_lines_and_colours_stay(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines end where we end them; what is no terminal gets no colours."""
    echo("一", "二\t三", bold=True, fg="red")
    echo("四", err=True)
    assert capsys.readouterr() == ("一\n二\t三\n", "四\n")


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_what_somebody_wrote_begins_no_line(end: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that ends a line looks like no line of ours, alone or quoted in a fault."""
    forged = f"某局{end}✓ b  错误 0"
    echo(f"✗ {forged}", str(Fault(f"agencies.yaml {forged}", forged, forged)))
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 2
    assert printed.count("⏎✓ b") == 4


def test_a_line_without_bounds_is_shortened() -> None:
    """Both its ends stay, for the cure stands at the end, and its length is told."""
    line = f"正文：应为占位符，实为“{'长' * 1_000_000}”。请改名。"
    visible = shown(f"{line}\n短")
    assert len(visible) < 2000
    assert visible.startswith("正文：应为占位符，实为“长长")
    assert visible.endswith("长”。请改名。\n短")
    assert re.search(r"略去 99\d{4} 个字符", visible)


@pytest.mark.parametrize("text", [*ACTING, '引"号\\反\n斜', "𠮷\U000e0041"])
def test_json_is_what_it_was(capsysbinary: pytest.CaptureFixture[bytes], text: str) -> None:
    """One document in UTF-8 that reads back the same, and no sign in it acts on a terminal."""
    echo_json({text: [text]})
    printed = capsysbinary.readouterr().out.decode("utf-8")
    assert json.loads(printed) == {text: [text]}
    assert shown(printed) == printed


def test_half_a_character_is_json_too(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """It is written by its number, as a file name that is no UTF-8 brings it."""
    echo_json({"name": "a\udcff\x9b"})
    printed = capsysbinary.readouterr().out
    assert b"\\udcff\\u009b" in printed
    assert json.loads(printed) == {"name": "a\udcff\x9b"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_verb_prints_in_this_way(path: Path) -> None:
    """No module but this one prints by itself or writes to a stream."""
    calls = (
        node.func
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )
    called = {ast.unparse(function) for function in calls}
    raw = {"click.echo", "click.secho", "print", "sys.stdout.write", "sys.stderr.write"}
    assert called & raw == ({"click.echo"} if path.name == "console.py" else set())
