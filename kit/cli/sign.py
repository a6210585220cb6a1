"""``kit sign``: a reviewer's decision, bound to what was seen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, cast

import click

from kit.cli.console import echo
from kit.cli.options import (
    AgencyId,
    KeptWords,
    OneOf,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.signoff import STANDING_NAMES, Decision, Signed, SignOff, sign_report, standing

HELP = """审核人签署：通过或退回一份报告，或其中一张表。

\b
先用 kit build 生成，看过 outputs/年度/机关/review.html 再签署：
  kit sign 2024 my-agency --by 张三 --decision approve
  kit sign 2024 my-agency --by 张三 --decision return --table 表三 --note 总计与分项不符
\b
签署与所看的内容绑定：生成之后数或文字变过，就不能签署；签署之后变过，签署自动失效。
一个数变了，失效的是它所在的表和整份报告的签署；文字变了，失效的是整份报告的签署。
退回须写 --note；还有没有接受的错误时，通过也须写 --note。
kit build --require-sign-off 只认整份报告的通过，各表都通过不算。
\b
记录写在 params/年度/机关/signoff.yaml，最新的在最后，以前的保留。
它能查出无意的改动和照搬，不能证明签署人是谁：文件谁能改，谁就能重新签署。
"""
_DECISIONS = {"approve": "通过", "return": "退回"}


class Day(click.ParamType[str]):
    """A day of the calendar."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day as an ISO date."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"应为日期，如 2025-01-20，实为“{value}”。", param, ctx)


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


@verb("sign", help=HELP)
@year_argument
@click.argument("agency", type=AgencyId(), metavar="机关")
@click.option("--by", type=KeptWords(), required=True, metavar="姓名", help="审核人。")
@click.option(
    "--decision",
    type=OneOf(list(_DECISIONS)),
    required=True,
    metavar="决定",
    help="approve 通过、return 退回。",
)
@click.option(
    "--table", default="", metavar="表", help="只签一张表：t2 或 表二……；不写是整份报告。"
)
@click.option(
    "--note", type=KeptWords(), default="", metavar="意见", help="审核意见；退回时必须写。"
)
@click.option("--on", type=Day(), default=_today, metavar="日期", help="签署日期，默认今天。")
@workspace_options
def command(
    *,
    year: int,
    agency: str,
    by: str,
    decision: str,
    table: str,
    note: str,
    on: str,
    params: str | None,
    outputs: str | None,
) -> int:
    """Sign a report or a table of it, and say where that leaves the report."""
    entry = SignOff(decision=cast("Decision", decision), by=by, date=on, note=note, seen="")
    workspace = chosen_workspace(params, outputs)
    signed = sign_report(workspace, year=year, agency=agency, table=table, entry=entry)
    _echo(signed, year=year, agency=agency)
    return 0


def _echo(signed: Signed, *, year: int, agency: str) -> None:
    entry = signed.entry
    for sentence in signed.was_altered:
        echo(f"注意：{sentence}", err=True)
    if entry.decision == "approve" and entry.errors:
        echo(f"注意：还有 {entry.errors} 处没有接受的错误，已记入签署。", err=True)
    said = _DECISIONS[entry.decision]
    echo(f"{year} {agency}  {signed.name}：{said}（{entry.by}，{entry.date}）")
    echo(f"  已写入 {signed.path}")
    report = standing(signed.sign_off)
    why = f"：{report['why']}" if report["why"] else "。"
    echo(f"  整份报告：{STANDING_NAMES[report['state']]}{why}")
