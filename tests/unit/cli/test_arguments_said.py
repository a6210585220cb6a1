"""Arguments that will not do, and help: said in Chinese, with what would do."""

from __future__ import annotations

import math
import re

import click
import pytest
from click.testing import CliRunner

from kit.cli import VERBS, kit, main
from kit.cli.chinese import said
from kit.cli.options import (
    AgencyId,
    AtLeast,
    KeptWords,
    OneOf,
    Year,
    agencies_argument,
    verb,
    year_argument,
)
from kit.cli.sign import Day
from kit.errors import ParameterError


@verb("try", help="试一试。")
@year_argument
@agencies_argument(required=True)
@click.option("--jobs", type=AtLeast(1), metavar="数", help="同时几份。")
@click.option("--by", required=True, metavar="姓名", help="审核人。")
@click.option("--force", is_flag=True, help="重做。")
def trial(*, year: int, agencies: tuple[str, ...], jobs: int, by: str, force: bool) -> int:
    """Give back what was understood."""
    click.echo(f"{year} {agencies} {jobs} {by} {force}")
    return 0


def refused(*arguments: str) -> str:
    """Return what is said of arguments that will not do."""
    with pytest.raises(click.ClickException) as raised:
        trial.main([*arguments], prog_name="kit try", standalone_mode=False)
    return said(raised.value)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("2024", "a", "--bye", "张三"), "没有选项 --bye。最接近的是 --by。"),
        (("2024", "a", "--zzz"), "没有选项 --zzz。"),
        ((), "缺少年度。"),
        (("2024", "--by", "张三"), "缺少机关…。"),
        (("2024", "a"), "缺少选项 --by。"),
        (("24", "a", "--by", "张三"), "年度：应为四位年份，如 2022，实为“24”。"),
        (("2024", "a", "--by"), "选项 --by 的用法不对：少了值，或多了值。"),
        (("2024", "a", "--by", "甲", "--force=1"), "选项 --force 的用法不对：少了值，或多了值。"),
        (
            ("2024", "a", "--by", "甲", "--jobs", "0"),
            "选项 --jobs：应为不小于 1 的整数，实为“0”。",
        ),
    ],
    ids=[
        "near option",
        "far option",
        "no argument",
        "no agency",
        "no required option",
        "bad argument",
        "no value",
        "value too many",
        "bad value",
    ],
)
def test_what_is_wrong_is_said_in_chinese(arguments: tuple[str, ...], reason: str) -> None:
    """Which argument, what was wanted, what stood there."""
    assert refused(*arguments).splitlines()[0] == f"参数有误：{reason}"


def test_where_to_read_more_is_said() -> None:
    """Under the verb's own name."""
    assert refused("2024").splitlines()[1] == "用法见 kit try --help。"


def test_arguments_too_many_are_quoted() -> None:
    """A name with a blank in it that nobody quoted comes apart."""

    @verb("one", help="一个。")
    @year_argument
    def one(*, year: int) -> int:
        return year

    with pytest.raises(click.ClickException) as raised:
        one.main(["2024", "某某", "局"], prog_name="kit one", standalone_mode=False)
    assert said(raised.value).startswith("参数有误：多出的参数：某某 局。\n")


@pytest.mark.parametrize(
    "error",
    [
        click.BadParameter("0 is not in the range x>=1.", param=click.Option(["--jobs"])),
        click.BadParameter("'一。' is not a valid integer.", param=click.Option(["--jobs"])),
        click.BadParameter("Value must be an iterable."),
        click.BadArgumentUsage("Argument 'a' takes 2 values."),
        click.UsageError("Got unexpected extra argument (某，局。)"),
        click.UsageError("Missing command."),
        click.NoSuchOption("-x"),
        click.FileError("a.txt", hint="Permission denied"),
        click.MissingParameter(),
        click.ClickException("Something went wrong."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_none_of_click_s_own_words_is_said(error: click.ClickException) -> None:
    """What it can raise and we have no sentence for is said in general words."""
    reason = said(error).splitlines()[0]
    assert reason.startswith("参数有误：")
    assert not re.search("[A-Za-z]{3} |range|must|values|Missing|Got", reason)


def test_help_keeps_its_columns_in_line() -> None:
    """Chinese characters are two columns wide: every explanation begins at the same column."""
    lines = CliRunner().invoke(trial, ["--help"]).output.splitlines()
    assert lines[0].startswith("用法：")
    rows = lines[lines.index("选项：") + 1 :]
    begins = {
        sum(2 if ord(sign) > 0x2E80 else 1 for sign in row[: row.rindex("  ")]) for row in rows
    }
    assert len(rows) == 4
    assert len(begins) == 1
    assert any(row.endswith("显示帮助。") for row in rows)
    assert "[required]" not in "".join(rows)
    assert "必填。" in "".join(rows)


def test_a_verb_that_is_none_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """One that is near to nothing has all of them listed; neither is a defect."""
    for typed, hint in (("biuld", "您是不是要用 build？"), ("zzz", "、".join(VERBS))):
        with pytest.raises(SystemExit) as ended:
            main([typed])
        assert ended.value.code == 2
        assert f"没有命令 {typed}。" in (err := capsys.readouterr().err)
        assert hint in err
    assert kit.get_command(click.Context(kit), "zzz") is None


@pytest.mark.parametrize("text", ["", "24", "02024", "２０２４", "20x4", "-202", " 2024", "²⁰²⁴"])
def test_a_year_has_four_plain_digits(text: str) -> None:
    """Digits of other widths look alike and name other folders."""
    with pytest.raises(click.BadParameter, match="四位年份"):
        Year().convert(text, None, None)
    assert Year().convert("2024", None, None) == 2024


@pytest.mark.parametrize("text", ["", "..", "a/b", "A", "1a", "a_b", "a\n", "局", "a" * 65])
def test_an_agency_s_id_leads_nowhere_else(text: str) -> None:
    """It is refused as everywhere in the kit, not as click would."""
    with pytest.raises(ParameterError, match="机关 id"):
        AgencyId().convert(text, None, None)
    assert AgencyId().convert("a" * 64, None, None) == "a" * 64


@pytest.mark.parametrize(
    ("least", "text", "wanted"),
    [
        (1, "0", "1 的整数"),
        (1, "1.5", "1 的整数"),
        (1, "nan", "1 的整数"),
        (1, "", "1 的整数"),
        (0.5, "0.4", "0.5 的数"),
        (0.5, "nan", "0.5 的数"),
        (0.5, "-inf", "0.5 的数"),
        (0.5, "半", "0.5 的数"),
    ],
)
def test_a_number_too_small_or_none_at_all_is_refused(least: float, text: str, wanted: str) -> None:
    """What is no number is not smaller than anything, and will not do either."""
    with pytest.raises(click.BadParameter, match=f"不小于 {wanted}，实为“{text}”"):
        AtLeast(least).convert(text, None, None)


def test_the_least_number_will_do() -> None:
    """Whole where the least is whole, else with its decimals."""
    assert AtLeast(1).convert("1", None, None) == 1
    assert isinstance(AtLeast(1).convert("12", None, None), int)
    assert math.isclose(AtLeast(0.5).convert("0.5", None, None), 0.5)


def test_a_choice_is_made_by_its_whole_name() -> None:
    """Neither a part of it nor other letters; what can be chosen is said in its order."""
    choice = OneOf(["error", "warning"])
    assert choice.convert("error", None, None) == "error"
    for text in ("err", "ERROR", "", "error "):
        with pytest.raises(click.BadParameter, match=f"应为 error、warning 之一，实为“{text}”"):
            choice.convert(text, None, None)


@pytest.mark.parametrize("text", ["", "今天", "2025-02-29", "2025-1-2", "01-20-2025", "2025-13-01"])
def test_a_day_is_one_of_the_calendar(text: str) -> None:
    """The thirtieth of February is told before anything is signed."""
    with pytest.raises(click.BadParameter, match=f"应为日期，如 2025-01-20，实为“{text}”"):
        Day().convert(text, None, None)


def test_a_day_is_written_in_one_way() -> None:
    """However it was typed, the file has it as others do."""
    assert Day().convert("20250120", None, None) == "2025-01-20"
    assert Day().convert("2024-02-29", None, None) == "2024-02-29"


@pytest.mark.parametrize("text", ["\udcff", "甲\x1b[2J", "\u202e甲", "零\u200b", "长" * 3000])
def test_words_that_are_kept_can_be_read_again(text: str) -> None:
    """A name that a file cannot hold would make the file unreadable for all."""
    with pytest.raises(click.BadParameter, match="不能含控制字符"):
        KeptWords().convert(text, None, None)
    assert KeptWords().convert("某某市<b>“数据”局\n𠮷", None, None) == "某某市<b>“数据”局\n𠮷"
