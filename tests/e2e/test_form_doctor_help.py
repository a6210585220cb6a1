"""`kit form`, `kit doctor` and every page of help: complete, and in Chinese throughout."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from kit import __version__
from kit.cli import VERBS
from kit.form import form_of_year

Kit = Callable[..., Any]
#: What click says when nobody translates it.
CLICK = re.compile(
    r"Usage|Options|Option\b|Arguments|Commands|Error|Try |Show this|Show the|Missing|Invalid"
    r"|No such|required|default:|TEXT|INTEGER|FLOAT|and exit"
)


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2025])
def test_the_form_of_a_year_is_printed_whole(kit: Kit, year: int) -> None:
    """Each section, each address with its labels, each rule with reason and source."""
    ended = kit("form", str(year))
    form = form_of_year(year)
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines[0] == f"{year} 年度：{form.edition} 版"
    assert form.circular.number in lines[1]
    assert all(section.heading in lines for section in form.sections)
    printed = [line.split()[0] for line in lines if re.match(r"  t[234]\.", line)]
    assert printed == list(form.cells)
    for cell in form.cells.values():
        [line] = [line for line in lines if line.split()[:1] == [cell.address]]
        assert all(label.text in line for label in (*cell.row_labels, *cell.column_labels))
    for rule in form.rules.values():
        [line] = [line for line in lines if line.split()[:1] == [rule.id]]
        assert rule.title in line
        assert rule.reason in line
        assert f"依据：{rule.source}" in ended.out


def test_the_editions_differ(kit: Kit) -> None:
    """2019 has its own rows and none of those that came in 2021."""
    old, new = (kit("form", year).out for year in ("2019", "2022"))
    assert "t2.procurement.amount" in old
    assert "t2.procurement.amount" not in new
    assert "t3.other_fee_unpaid.total" in new
    assert "t3.other_fee_unpaid.total" not in old


def test_doctor_tells_what_the_machine_can_do(kit: Kit) -> None:
    """Libraries, kernel, fonts and workspace are there; programs of tests are told either way."""
    ended = kit("doctor")
    assert ended.code == 0
    assert ended.out.endswith("本机可以生成报告。\n")
    assert "✓ typst：" in ended.out
    assert "✓ 随软件提供的字体：NotoSerifSC-Regular.otf" in ended.out
    mark = "✓" if shutil.which("soffice") else "–"
    assert f"{mark} soffice（只有测试需要）" in ended.out
    assert not CLICK.search(ended.out)


@pytest.mark.parametrize("verb", [(), *((verb,) for verb in VERBS)], ids=" ".join)
def test_help_is_chinese(kit: Kit, verb: tuple[str, ...]) -> None:
    """Every page of help has its headings, no English of click, and a line for each option."""
    ended = kit(*verb, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"用法：{' '.join(('kit', *verb))} [选项]")
    assert "选项：" in ended.out
    assert re.search(r"--help +显示帮助。", ended.out)
    assert not CLICK.search(ended.out), CLICK.search(ended.out)
    options = re.findall(r"^  (--.*)$", ended.out, flags=re.MULTILINE)
    assert all(re.search(r"[\u4e00-\u9fff].*[。]?$", option) for option in options)


def test_help_names_every_verb_once(kit: Kit) -> None:
    """The list of verbs is that of the modules, each with its line."""
    ended = kit("--help")
    listed = re.findall(r"^  ([a-z]+) {2,}(\S+)", ended.out, flags=re.MULTILINE)
    assert [verb for verb, _ in listed] == list(VERBS)
    assert [line for _, line in listed] == [VERBS[verb].split()[0] for verb, _ in listed]


def test_without_a_verb_help_is_shown(kit: Kit) -> None:
    """The bare command explains itself, and is no success."""
    ended = kit()
    assert ended.code == 2
    assert "用法：kit" in ended.out + ended.err


def test_the_version_is_told(kit: Kit) -> None:
    """One line with the version; the short option says the same."""
    assert kit("--version").out == kit("-V").out == f"kit {__version__}\n"


@pytest.mark.parametrize("verb", [(), ("build",), ("status",)], ids=" ".join)
def test_the_short_option_of_help(kit: Kit, verb: tuple[str, ...]) -> None:
    """It gives the same page."""
    assert kit(*verb, "-h") == kit(*verb, "--help")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--foo",), "没有选项 --foo"),
        (("check", "2022", "--params"), "选项 --params 的用法不对"),
        (("check", "2022", "--json=1"), "选项 --json 的用法不对"),
        (("new", "2025"), "缺少机关"),
        (("doctor", "x"), "多出的参数：x"),
        (("form",), "缺少年度"),
        (("form", "二〇二二"), "应为四位年份"),
        (("form", "２０２２"), "应为四位年份"),
    ],
)
def test_wrong_arguments_are_said_in_chinese(
    kit: Kit, arguments: tuple[str, ...], said: str
) -> None:
    """No message of click comes through, and the page of help is named."""
    ended = kit(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert "用法见 kit" in ended.err
    assert not CLICK.search(ended.err), CLICK.search(ended.err)
