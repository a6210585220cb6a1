"""``kit rollup``: add up the agencies below one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

import click

from kit.cli.console import echo
from kit.cli.options import AgencyId, chosen_workspace, verb, workspace_options, year_argument
from kit.cli.outcome import FINDINGS, worst
from kit.cli.processes import read_each
from kit.errors import KitError
from kit.form import Form, load_forms
from kit.report.parts import ROLLUP
from kit.report.rollup import Member, Rollup
from kit.rollup import Moves, Part, RolledUp, find_members, find_moves, roll_up
from kit.source import Value
from kit.source.values import shortest
from kit.workspace import Agency

HELP = """把下级机关的数逐格相加，成为汇总报告的三张表。

\b
下级机关由 agencies.yaml 的 parent 决定：部门、本机关（办公厅、室）和下一级政府的汇总；
下一级政府已经汇总的不重复相加，垂直领导的不计入。
未报送的机关列出名单，不当作 0：缺一份，合计就留空；已报送各数之和见 rollup.json。
不是本工具写的工作簿只比较、不替换，除非加 --overwrite。
"""
_LISTED = 20
_SOURCE = 4


@verb("rollup", help=HELP)
@year_argument
@click.argument("agency", type=AgencyId(), metavar="机关")
@click.option("--overwrite", is_flag=True, help="替换不是本工具写的工作簿。")
@workspace_options
def command(
    *, year: int, agency: str, overwrite: bool, params: str | None, outputs: str | None
) -> int:
    """Add up the agencies below one, and say who and what is lacking."""
    workspace = chosen_workspace(params, outputs)
    workspace.agency(agency)
    members = find_members(workspace.agencies(), agency=agency)
    codes: list[int] = []

    def unreadable(part: Agency, error: KitError) -> Part:
        codes.append(error.exit_code)
        why = "；".join(map(str, error.faults))
        return Part(member=Member(agency=part.id, name=part.name, state="unreadable", why=why))

    done = roll_up(
        workspace,
        year=year,
        members=members,
        overwrite=overwrite,
        run=partial(read_each, instead=unreadable),
    )
    _echo_counts(done.rollup)
    for line in _lacking(done.rollup):
        echo(line)
    if done.before:
        _echo_moves(find_moves(done.before, done.rollup), before=done.before, now=done.rollup)
    _echo_workbook(done)
    return worst([_code(done), *codes])


def _echo_counts(rollup: Rollup) -> None:
    counts = {
        "应汇总": len(rollup.members),
        "已计入": len(rollup.counted),
        "未报送": len(_in_state(rollup, "missing")),
        "读不出": len(_in_state(rollup, "unreadable")),
    }
    said = "、".join(f"{name} {count}" for name, count in counts.items())
    echo(f"{rollup.agency}  {said}", bold=True)


def _lacking(rollup: Rollup) -> Iterator[str]:
    """Say who and what keeps the sums from being whole, and who was left out."""
    names = {member.agency: member for member in rollup.members}
    if rollup.left_out:
        yield f"  垂直领导，不计入：{_listed(rollup.left_out)}"
    if missing := _in_state(rollup, "missing"):
        yield f"  未报送：{_listed(map(_spoken, missing))}"
    for member in _in_state(rollup, "unreadable"):
        yield f"  读不出：{_spoken(member)}：{member.why}"
    form = load_forms()[rollup.edition]
    for table, agencies in rollup.differing.items():
        said = _listed(_spoken(names[agency]) for agency in agencies)
        yield f"  {form.tables[table].name}版本不同，不能相加：{said}"
    for agency, cells in _blanks(rollup).items():
        said = _listed((_cell(address, form=form) for address in cells), unit="格")
        yield f"  没有数：{_spoken(names[agency])} {said}"
    for twins in _doubled(rollup):
        yield f"  来源文件完全相同，请核对是否重复报送：{_listed(map(_spoken, twins))}"


def _blanks(rollup: Rollup) -> dict[str, list[str]]:
    """Return the cells that each agency left blank or that cannot be read."""
    cells: dict[str, list[str]] = {}
    for address, added in rollup.sums.items():
        for agency in added.blank:
            cells.setdefault(agency, []).append(address)
    return cells


def _doubled(rollup: Rollup) -> Iterator[list[Member]]:
    """Find members whose figures come from the very same file."""
    by_digest: dict[str, list[Member]] = {}
    for member in rollup.counted:
        by_digest.setdefault(member.digest, []).append(member)
    return (members for members in by_digest.values() if len(members) > 1)


def _echo_moves(moves: Moves, *, before: Rollup, now: Rollup) -> None:
    said = {"新计入": moves.came, "不再计入": moves.went, "有改动": moves.changed}
    for words, members in said.items():
        if members:
            echo(f"  与上次相比{words}：{_listed(map(_spoken, members))}")
    form = load_forms()[now.edition]
    for address in moves.cells[:_LISTED]:
        was, is_now = (_number(run.sums[address].known) for run in (before, now))
        echo(f"  {_cell(address, form=form)}：已有之和由 {was} 变为 {is_now}")
    if len(moves.cells) > _LISTED:
        echo(f"  已有之和变动的共 {len(moves.cells)} 格")


def _echo_workbook(done: RolledUp) -> None:
    """Say what was written, and where a workbook that was left differs."""
    folder = "/".join(done.path.parts[-3:-1])
    if done.is_written:
        blank = sum(not done.rollup.is_whole(address) for address in done.rollup.sums)
        said = f"（{blank} 格留空）" if blank else ""
        echo(f"已写入 params/{folder}：{done.path.name}{said}、{ROLLUP}")
        return
    form = load_forms()[done.rollup.edition]
    state = f"有 {len(done.filed)} 格与合计不同" if done.filed else "没有与合计不同的格"
    echo(f"已写入 params/{folder}：{ROLLUP}")
    echo(f"  {done.path.name} 是别处填报的，没有替换，{state}")
    for address, (filed, total) in list(done.filed.items())[:_LISTED]:
        said = f"应为 {_number(total)}，实为 {_number(filed)}"
        echo(f"  {_cell(address, form=form)}：{said}")
    if done.filed:
        echo("  逐格的构成见 kit check 的 H1；确要替换，请加 --overwrite。")


def _code(done: RolledUp) -> int:
    if _in_state(done.rollup, "unreadable"):
        return _SOURCE
    is_whole = all(done.rollup.is_whole(address) for address in done.rollup.sums)
    return 0 if is_whole and not done.filed else FINDINGS


def _in_state(rollup: Rollup, state: str) -> tuple[Member, ...]:
    return tuple(member for member in rollup.members if member.state == state)


def _spoken(member: Member) -> str:
    return f"{member.agency}（{member.name}）"


def _cell(address: str, *, form: Form) -> str:
    table = form.tables[address.partition(".")[0]]
    return f"{table.name} {form.cells[address].name}"


def _number(value: Value) -> str:
    return "空白" if value is None else shortest(Decimal(value))


def _listed(names: Iterable[str], *, unit: str = "个") -> str:
    every = list(names)
    more = f" 等 {len(every)} {unit}" if len(every) > _LISTED else ""
    return "、".join(every[:_LISTED]) + more
