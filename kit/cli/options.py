"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import click

from kit.cli.chinese import ChineseCommand
from kit.cli.console import shown
from kit.disk import attempted
from kit.errors import Fault, KitError, ParameterError
from kit.workspace import Workspace, checked_agency_id, find_workspace

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

#: Declares a verb: its help is Chinese, its options come after its arguments in the usage line.
verb = partial(click.command, cls=ChineseCommand, options_metavar="[选项]")


class Year(click.ParamType[int]):
    """A year of four digits."""

    name = "年度"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year as an integer."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) == 4):  # noqa: PLR2004 - a year
            hint = "" if any(map(str.isdigit, text)) else "年度写在机关前面。"
            self.fail(f"应为四位年份，如 2022，实为“{text}”。{hint}", param, ctx)
        return int(text)


class AgencyId(click.ParamType[str]):
    """An id that can be a folder's name."""

    name = "机关"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id, refusing what would lead elsewhere; a name is told its id."""
        text = str(value)
        known = attempted(partial(checked_agency_id, text))
        if not isinstance(known, KitError):
            return known
        named = attempted(partial(_ids_of, text, params=ctx.params.get("params") if ctx else None))
        if isinstance(named, KitError) or not named:
            raise known
        cure = f"请写它的 id：{'、'.join(named)}。"
        raise ParameterError(Fault("机关", "agencies.yaml 里的 id", f"名称“{text}”", cure))


def _ids_of(name: str, *, params: str | None) -> tuple[str, ...]:
    """Return the ids of the agencies called *name*, in full, in short or by a part of it."""
    agencies = find_workspace(params=params).agencies().values()
    called = {agency.id: (agency.name, agency.short_name) for agency in agencies}
    exactly = tuple(id_ for id_, names in called.items() if name and name in names)
    in_part = (id_ for id_, names in called.items() if any(name in each for each in names))
    return exactly or (tuple(islice(in_part, _NAMED_IDS)) if len(name) > 1 else ())


#: So many ids are named where a part of a name fits many.
_NAMED_IDS = 5


class AtLeast(click.ParamType[float]):
    """A number no smaller than *least*; a whole one when *least* is."""

    name = "数"

    def __init__(self, least: float) -> None:
        """Keep the smallest number that will do."""
        self.least = least

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        kind, said = (int, "整数") if isinstance(self.least, int) else (float, "数")
        try:
            number = kind(value)
        except ValueError:
            number = None
        if number is None or not number >= self.least:
            self.fail(f"应为不小于 {self.least:g} 的{said}，实为“{value}”。", param, ctx)
        return number


class KeptWords(click.ParamType[str]):
    """KeptWords that are kept and printed: without signs that act, hide or cannot be written."""

    name = "文字"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words as they were typed."""
        text = str(value)
        if shown(text) != text:
            self.fail(f"不能含控制字符或看不见的字符，也不能过长，实为“{text}”。", param, ctx)
        return text


class Day(click.ParamType[str]):
    """A day of the calendar."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day as an ISO date."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"应为日期，如 2025-01-20，实为“{value}”。", param, ctx)


class OneOf(click.Choice[str]):
    """A choice that says in Chinese what can be chosen."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the choice made."""
        if value not in self.choices:
            self.fail(f"应为 {'、'.join(self.choices)} 之一，实为“{value}”。", param, ctx)
        return str(value)


year_argument = click.argument("year", type=Year(), metavar="年度")


def agencies_argument(*, required: bool) -> Callable[[Decorated], Decorated]:
    """Declare the agencies a verb works on."""
    metavar = "机关…" if required else "[机关]…"
    return click.argument("agencies", type=AgencyId(), nargs=-1, required=required, metavar=metavar)


def workspace_options(function: Decorated) -> Decorated:
    """Declare ``--params`` and ``--outputs``."""
    params = click.option(
        "--params",
        metavar="文件夹",
        help="参数文件夹；默认是上级最近的 params。build 和 check 也可用地址，如 s3://…。",
    )
    outputs = click.option(
        "--outputs",
        metavar="文件夹",
        help="输出文件夹；默认在 params 旁边。build 和 check 也可用地址。",
    )
    return params(outputs(function))


fail_on_option = click.option(
    "--fail-on",
    type=OneOf(["error", "warning", "never"]),
    default="error",
    metavar="程度",
    help="有此程度及以上的发现时退出码为 5：error 错误（默认）、warning 警告、never 从不。",
)


def chosen_workspace(params: str | None, outputs: str | None) -> Workspace:
    """Return the workspace the options name, or the nearest."""
    return find_workspace(params=params, outputs=outputs)
