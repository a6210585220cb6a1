"""``kit review``: the index of a year."""

from __future__ import annotations

from contextlib import ExitStack

from kit.cli.console import echo
from kit.cli.options import chosen_workspace, verb, workspace_options, year_argument
from kit.cli.processes import mapping, shown
from kit.review import STATE_NAMES, review_year

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
    with ExitStack() as stack:
        run = mapping(len(workspace.agencies()), stack=stack)
        done = review_year(
            workspace,
            year=year,
            run=lambda read, agencies: shown(run(read, agencies), total=len(agencies)),
        )
    total = sum(done.counts.values())
    said = "、".join(f"{STATE_NAMES[state]} {count}" for state, count in done.counts.items())
    echo(f"{year} 年  机关 {total}：{said}", bold=True)
    echo(f"已写入 outputs/{year:04d}/{done.path.name}")
    return 0
