"""``kit review``: the index of a year."""

from __future__ import annotations

from functools import partial

import click

from kit.cli.console import echo
from kit.cli.copies import compared_year
from kit.cli.options import Day, chosen_workspace, verb, workspace_options, year_argument
from kit.cli.outcome import worst
from kit.cli.processes import read_each
from kit.compare import YearCopies
from kit.errors import Fault, KitError, ParameterError
from kit.review import STATE_NAMES, Entry, review_year
from kit.signoff import STANDING_NAMES
from kit.workspace import Agency, Workspace

HELP = """写出全年总览 outputs/年度/index.html：每个机关到了哪一步，哪些要退回、为什么。

\b
只看 kit build 已生成的内容；此后改动过的报告列为“有改动未重新生成”。
总览可离线打开，可排序、筛选，筛选条件留在地址里，可以转给别人。

\b
加 --papers 另写 outputs/年度/文书/：有决定的机关每个一份审核意见或退回通知（.docx），
全年一份问题清单（.xlsx）。已写出又被人改过的文书不覆盖。
"""


@verb("review", help=HELP)
@year_argument
@click.option("--papers", "has_papers", is_flag=True, help="另写审核意见、退回通知和问题清单。")
@click.option("--due", type=Day(), metavar="日期", help="整改的期限；不写时留空手填。")
@workspace_options
def command(
    *, year: int, has_papers: bool, due: str | None, params: str | None, outputs: str | None
) -> int:
    """Write the index of a year and say how many agencies are in each state."""
    if due and not has_papers:
        raise ParameterError(Fault("--due", "与 --papers 同用", "单独用", "请加上 --papers。"))
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
    decided = "、".join(f"{STANDING_NAMES[key]} {count}" for key, count in done.decisions.items())
    if decided:
        echo(f"审核：{decided}")
    echo(f"已写入 outputs/{year:04d}/{done.path.name}")
    if has_papers:
        _write_papers(workspace, year=year, due=due or "")
    return worst(codes)


def _write_papers(workspace: Workspace, *, year: int, due: str) -> None:
    """Write the papers of a year, and say which were left because somebody had changed them."""
    from kit.papers import read_paper, write_papers

    filed = set(workspace.filed(year))
    agencies = [agency for agency in workspace.agencies().values() if agency.id in filed]
    read = partial(read_paper, workspace=workspace, year=year)
    papers = [paper for paper in read_each(read, agencies, instead=lambda *_: None) if paper]
    done = write_papers(workspace, papers, year=year, due=due)
    echo(f"已写入 outputs/{year:04d}/{done.folder.name}/：{len(done.written)} 份文书")
    if done.changed:
        echo(f"改过的文书没有覆盖：{'、'.join(done.changed)}", err=True)
