"""``kit sign``: reviewers' decisions, each bound to what was seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from kit.cli.decided import DECISIONS, sign_clean, sign_each
from kit.cli.options import Day, KeptWords, OneOf, Year, chosen_workspace, verb, workspace_options
from kit.cli.taken import take_files
from kit.errors import Fault, ParameterError
from kit.signoff import Decision, SignOff
from kit.workspace import Workspace, checked_agency_id

HELP = """审核人签署：通过或退回报告，或其中一张表。

\b
先用 kit build 生成，看过 outputs/年度/机关/review.html 再签署：
  kit sign 2024 my-agency --by 张三 --decision approve
  kit sign 2024 my-agency --by 张三 --decision return --table 表三 --note 总计与分项不符
  kit sign 2024 a-agency b-agency --by 张三 --decision approve     几份一起
  kit sign 2024 --by 张三 --all-clean                              没有发现和说明的都通过
  kit sign --from 下载文件夹                                       审核页保存的决定，多少都行

\b
签署与所看的内容绑定：生成之后数或文字变过，就不能签署；签署之后变过，签署自动失效。
一个数变了，失效的是它所在的表和整份报告的签署；文字变了，失效的是整份报告的签署。
退回须写 --note；有错误没有说明保留的，通过也须写 --note。
填报单位在 report.yaml 里说明保留的，用 --confirm all 全部核定，或用 --confirm 编号 逐处核定
（编号见 kit check --json 的 key）；不核定也通过的，须写 --note。
kit build --require-sign-off 只认整份报告的通过，各表都通过不算。

\b
--from 之后写文件或文件夹。每个决定都核对：有没有改动、是哪个年度和机关、此后报告变没变、
别人有没有又签过。不能签的逐个说明，其余照签；有不能签的，退出码为 2。

\b
记录写在 params/年度/机关/signoff.yaml，最新的在最后，以前的保留；
当时所看的数和文字存在旁边的 signoff 文件夹，用来列出此后的变化。
它能查出无意的改动和照搬，不能证明签署人是谁：文件谁能改，谁就能重新签署。
"""
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_WITH_FILES = "用 --from 时，审核人、决定和意见都在文件里。"


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


@verb("sign", help=HELP)
@click.argument("year", required=False, metavar="年度")
@click.argument("names", nargs=-1, metavar="[机关]…")
@click.option("--by", type=KeptWords(), metavar="姓名", help="审核人。")
@click.option(
    "--decision",
    type=OneOf(list(DECISIONS)),
    metavar="决定",
    help="approve 通过、return 退回。",
)
@click.option("--table", metavar="表", help="只签一张表：t2 或 表二……；不写是整份报告。")
@click.option(
    "--note", type=KeptWords(), default="", metavar="意见", help="审核意见；退回时必须写。"
)
@click.option("--on", type=Day(), default=_today, metavar="日期", help="签署日期，默认今天。")
@click.option(
    "--confirm",
    multiple=True,
    metavar="编号",
    help="核定填报单位的说明：all 全部，或一处发现的编号；可以写几次。",
)
@click.option(
    "--all-clean", "all_clean", is_flag=True, help="没有发现和说明的报告都通过；其余的列出来。"
)
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="文件或文件夹…",
    help="签审核页保存的决定。",
)
@workspace_options
def command(
    *,
    year: str | None,
    names: tuple[str, ...],
    by: str | None,
    decision: str | None,
    table: str | None,
    note: str,
    on: str,
    confirm: tuple[str, ...],
    all_clean: bool,
    sources: tuple[Path, ...],
    params: str | None,
    outputs: str | None,
) -> int:
    """Sign reports, or take in what reviewers saved, and say where that leaves each."""
    workspace = chosen_workspace(params, outputs)
    if sources:
        _refuse_beside_files(by=by, decision=decision, table=table, note=note, confirm=confirm)
        asked, files = _files(year, names)
        return take_files(workspace, paths=(*sources, *files), year=asked)
    asked = _year(year)
    if all_clean:
        decision = decision or "approve"
        _refuse_beside_clean(decision=decision, table=table)
    entry = SignOff(
        table=table,
        decision=cast("Decision", _needed("decision", decision)),
        by=_needed("by", by),
        date=on,
        note=note,
        seen="",
    )
    agencies = _agencies(workspace, year=asked, names=names, all_clean=all_clean)
    if all_clean:
        return sign_clean(workspace, year=asked, agencies=agencies, entry=entry)
    return sign_each(workspace, year=asked, agencies=agencies, entry=entry, confirm=confirm)


def _files(year: str | None, names: Sequence[str]) -> tuple[int | None, tuple[Path, ...]]:
    """Return the year, if the first word is one, and what else was named after ``--from``."""
    words = [word for word in (year, *names) if word is not None]
    if words and _YEAR.fullmatch(words[0]):
        return int(words[0]), tuple(map(Path, words[1:]))
    return None, tuple(map(Path, words))


def _agencies(
    workspace: Workspace, *, year: int, names: Sequence[str], all_clean: bool
) -> tuple[str, ...]:
    if names:
        return tuple(dict.fromkeys(checked_agency_id(name) for name in names))
    if all_clean:
        return workspace.filed(year)
    _needed("names", None)
    return ()


def _year(year: str | None) -> int:
    context = click.get_current_context()
    return Year().convert(_needed("year", year), _parameter("year"), context)


def _needed(name: str, value: str | None) -> str:
    """Return what was given for a parameter; say that it is missing if nothing was."""
    if value is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=_parameter(name))
    return value


def _parameter(name: str) -> click.Parameter:
    command = click.get_current_context().command
    return next(each for each in command.params if each.name == name)


def _refuse_beside_files(**options: object) -> None:
    if given := [name for name, value in options.items() if value]:
        found = "、".join(f"--{name}" for name in given)
        raise ParameterError(Fault("--from", "单独使用", f"还有 {found}", _WITH_FILES))


def _refuse_beside_clean(*, decision: str, table: str | None) -> None:
    if decision != "approve":
        cure = "退回的请逐个写明机关和 --note。"
        raise ParameterError(Fault("--all-clean", "--decision approve", decision, cure))
    if table is not None:
        cure = "请去掉其中一个。"
        raise ParameterError(Fault("--all-clean", "整份报告", f"--table {table}", cure))
