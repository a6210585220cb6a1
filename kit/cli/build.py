"""``kit build``: run the notebook of each report and write its files."""

from __future__ import annotations

import click

from kit.cli.options import (
    agencies_argument,
    chosen_workspace,
    fail_on_option,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import findings_code, worst
from kit.cli.progress import shown_progress
from kit.cli.show import echo_not_begun, selected

HELP = """运行笔记本，生成报告的网页、PDF 和数据。

不写机关时生成该年度的全部机关；有发现的报告照样生成，退出码为 5。
"""


@verb("build", help=HELP)
@year_argument
@agencies_argument(required=False)
@click.option(
    "--to",
    default="html,pdf,json",
    metavar="格式",
    help="写哪些文件，用逗号分隔：html 网页、pdf、json 数据。默认全部。",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=300,
    metavar="秒",
    help="笔记本每一格最长的运行时间，默认 300 秒。",
)
@fail_on_option
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    to: str,
    timeout: float,
    fail_on: str,
    params: str | None,
    outputs: str | None,
) -> int:
    """Run notebooks and write their files."""
    workspace = chosen_workspace(params, outputs)
    chosen = selected(workspace, year=year, agencies=agencies)
    # papermill and nbconvert take a second to import: not before the arguments are known good.
    from kit.export import checked_formats
    from kit.run import Job, run_batch

    formats = checked_formats([name.strip() for name in to.split(",") if name.strip()])
    jobs = [
        Job(workspace=workspace, year=year, agency=agency, to=formats, timeout_s=timeout)
        for agency in chosen
    ]
    with shown_progress(total=len(jobs), workspace=workspace, year=year):
        results = list(run_batch(jobs))
    if not agencies:
        echo_not_begun(workspace, year=year)
    return worst(
        result.error.exit_code if result.error else findings_code(result.findings, fail_on=fail_on)
        for result in results
    )
