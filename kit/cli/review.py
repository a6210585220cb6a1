"""``kit review``: the index of a year."""

from __future__ import annotations

from functools import partial

from kit.cli.console import echo
from kit.cli.copies import compared_year
from kit.cli.options import chosen_workspace, verb, workspace_options, year_argument
from kit.cli.outcome import worst
from kit.cli.processes import read_each
from kit.compare import YearCopies
from kit.errors import KitError
from kit.review import STATE_NAMES, Entry, review_year
from kit.workspace import Agency

HELP = """写出全年总览 outputs/年度/index.html：每个机关到了哪一步，哪些要退回、为什么。

\b
只看 kit build 已生成的内容；此后改动过的报告列为“有改动未重新生成”。
总览可离线打开，可排序、筛选，筛选条件留在地址里，可以转给别人。
"""


@verb("review", help=HELP)
@year_argument
@workspace_options
def command(*, year: int, params: str | None, outputs: str | None) -> int:
    """Write the index of a year and say how many agencies are in each state."""
    workspace = chosen_workspace(params, outputs)
    codes: list[int] = []

    def failed(agency: Agency, error: KitError) -> Entry:
        codes.append(error.exit_code)
        return Entry(agency=agency, state="failed", why=tuple(map(str, error.faults)))

    copies = compared_year(workspace, year=year)
    done = review_year(
        workspace, year=year, run=partial(read_each, instead=failed), copies=copies or YearCopies()
    )
    total = sum(done.counts.values())
    said = "、".join(f"{STATE_NAMES[state]} {count}" for state, count in done.counts.items())
    echo(f"{year} 年  机关 {total}：{said}", bold=True)
    echo(f"已写入 outputs/{year:04d}/{done.path.name}")
    return worst(codes)
