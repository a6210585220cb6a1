"""The words of click in Chinese: usage, headings, and what was wrong with the arguments."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from keyword import iskeyword
from typing import Any
from unicodedata import east_asian_width

import click

from kit.cli.console import echo
from kit.disk import as_kit_error
from kit.interrupts import stoppable

#: How a message of ours ends, and none of click's.
_OUR_END = ("。", "？")


class _Formatter(click.HelpFormatter):
    """Writes headings with the Chinese colon, and columns that Chinese characters keep in line."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        rows = list(rows)
        wide = max(map(_width, (first for first, _ in rows)))
        for first, second in rows:
            gap = " " * (wide - _width(first) + col_spacing)
            self.write(f"{'':{self.current_indent}}{first}{gap}{second}\n")


def _width(text: str) -> int:
    """Return how many columns of a terminal *text* takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help is in Chinese throughout."""

    context_class = _Context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; from here on there is something to unwind when it is told to end."""
        with stoppable():
            return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = filter(None, (option.get_help_record(ctx) for option in options))
        rows = [(names, said.replace("  [required]", "必填。")) for names, said in records]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return the names of the help option: the short one is typed first."""
        return ["-h", *super().get_help_option_names(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its Chinese line."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示帮助。"
            option.callback = _say_help
        return option


def _say_help(ctx: click.Context, _option: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        echo(*ctx.get_help().splitlines())
        ctx.exit()


class Verbs(ChineseCommand, click.Group):
    """A group whose verbs are modules of :mod:`kit.cli`, imported when they are called."""

    def __init__(self, *, verbs: Mapping[str, str], **settings: Any) -> None:
        """Keep the one-line help of each verb, so that listing them imports none."""
        super().__init__(subcommand_metavar="命令 [参数]…", options_metavar="[选项]", **settings)
        self.verbs = verbs

    def invoke(self, ctx: click.Context) -> Any:
        """Call the verb; click would take any broken pipe for one that nobody reads on."""
        try:
            return click.Group.invoke(self, ctx)
        except OSError as error:
            raise as_kit_error(error, where=ctx.command_path) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order they are used."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module and return its command."""
        if cmd_name not in self.verbs:
            return None
        # A verb that Python keeps for itself has an underscore after its module's name.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"kit.cli.{name}")
        command: click.Command = module.command
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the verbs."""
        ChineseCommand.format_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(list(self.verbs.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; an unknown one names the nearest."""
        if args[0] not in self.verbs and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.verbs, n=1)
            hint = f"您是不是要用 {near[0]}？" if near else f"可用：{'、'.join(self.verbs)}。"
            ctx.fail(f"没有命令 {args[0]}。{hint}")
        return super().resolve_command(ctx, args)


def said(error: click.ClickException) -> str:
    """Say in Chinese what was wrong with the arguments, and where to read more."""
    ctx = getattr(error, "ctx", None)
    where = ctx.command_path if ctx else "kit"
    return f"参数有误：{_reason(error)}\n用法见 {where} --help。"


def _reason(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption(possibilities=near):
            hint = f"最接近的是 {'、'.join(near)}。" if near else ""
            return f"没有选项 {error.option_name}。{hint}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"缺少{_name(parameter)}。"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_name(parameter)}：{_in_chinese(error.message)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对：少了值，或多了值。"
        case click.UsageError():
            return _usage_reason(error.message)
    return _in_chinese(error.format_message())


def _usage_reason(message: str) -> str:
    """Translate the messages that click gives no class of their own."""
    if message.startswith("Got unexpected extra"):
        return f"多出的参数：{message.partition('(')[2].rstrip(').')}。"
    return "缺少命令。" if message.startswith("Missing command") else _in_chinese(message)


def _in_chinese(message: str) -> str:
    """Return a message of ours; of one of click's own no more than that the value is wrong."""
    return message if message.endswith(_OUR_END) else "不是可以用的值。"


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return f"选项 {parameter.opts[0]}"
    return parameter.metavar or parameter.name or "参数"
