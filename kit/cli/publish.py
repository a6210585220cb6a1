"""``kit publish``: approved reports' public files, as a site that any server can serve."""

from __future__ import annotations

from functools import partial

import click

from kit.cli.console import echo, echo_json
from kit.cli.options import (
    agencies_argument,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import worst
from kit.cli.processes import read_each
from kit.cli.show import selected
from kit.disk import attempted
from kit.errors import KitError
from kit.publish import (
    Publishable,
    PublishedYear,
    Refusal,
    open_site,
    publish_reports,
    read_publishable,
    refused,
)
from kit.workspace import Agency

HELP = """发布：把审核通过的报告的公开文件做成网站，放到文件夹或地址，任何网页服务器都能直接用。

\b
  kit publish 2024 --site site                     该年度已通过的全部报告
  kit publish 2024 my-agency --site s3://桶/年报    几个机关，发布到地址

\b
网站里有全部报告的目录、每份报告的网页和文件、该年度各机关全部数的一张表（CSV 和 JSON）。
只发公开文件；审核页、签署、台账和参数都不在内。
有错误、说明未核定、退回或失效、有个人信息、有字体里没有的字、来源变过或文件被改过的，
逐个说明，不发布，其余照发，退出码为 5（字体里没有的字为 7）。

\b
没有变化的不重写。已发布的报告再发布时内容变了的，以前的版本保留，更正列在目录里。
签署此后失效或撤回的，已发布的不撤下，会说明。
"""


@verb("publish", help=HELP)
@year_argument
@agencies_argument(required=False)
@click.option(
    "--site",
    "--to",
    "place",
    required=True,
    metavar="文件夹或地址",
    help="网站放在哪里：文件夹，或 s3://… 这样的地址。",
)
@click.option("--without-sign-off", is_flag=True, help="不要求审核通过；退回的仍不发布。")
@click.option("--json", "as_json", is_flag=True, help="只输出一份 JSON。")
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    place: str,
    without_sign_off: bool,
    as_json: bool,
    params: str | None,
    outputs: str | None,
) -> int:
    """Publish what may be published, and say of the rest, by name, what keeps it from it."""
    workspace = chosen_workspace(params, outputs)
    site = open_site(place, workspace=workspace)
    names = selected(workspace, year=year, agencies=agencies)
    found = [attempted(partial(workspace.agency, name), where=name) for name in names]
    chosen = [agency for agency in found if isinstance(agency, Agency)]
    read = partial(
        read_publishable, workspace=workspace, year=year, needs_approval=not without_sign_off
    )
    judged = [
        *(
            _stranger(name, error=error)
            for name, error in zip(names, found, strict=True)
            if isinstance(error, KitError)
        ),
        *read_each(read, chosen, instead=_refused),
    ]
    done = publish_reports(judged, site=site, workspace=workspace, year=year)
    if as_json:
        echo_json(_document(done, year=year))
    else:
        _echo(done, year=year, where=site.where)
    return worst(each.exit_code for each in done.refused)


def _refused(agency: Agency, error: KitError) -> Publishable | Refusal:
    return refused(agency, error=error)


def _stranger(name: str, *, error: KitError) -> Refusal:
    """Return the refusal of a folder or a word that is no agency's."""
    return refused(Agency(id=name, name="", kind="department"), error=error)


def _echo(done: PublishedYear, *, year: int, where: str) -> None:
    for refusal in done.refused:
        echo(f"{f'{refusal.agency} {refusal.name}'.rstrip()}  没有发布", err=True)
        echo(*(f"  {fault}" for fault in refusal.faults), err=True)
        if stays := done.standing.get(refusal.agency):
            day = stays.approved or stays.published
            said = f" {day} 的版本" if day else "版本"
            echo(f"  网站上仍是已发布的{said}。", err=True)
    counts = {
        "新发布": done.new,
        "有更正": done.again,
        "没有变化": done.unchanged,
        "没有发布": done.refused,
    }
    told = "、".join(f"{said} {len(each)}" for said, each in counts.items() if each)
    echo(f"{year} 年  {told or '没有报告'}", bold=True)
    for said, agencies in (("新发布", done.new), ("有更正", done.again)):
        if agencies:
            echo(f"{said}：{'、'.join(agencies)}")
    if done.new or done.again or done.unchanged:
        echo(f"网站：{where}/index.html")


def _document(done: PublishedYear, *, year: int) -> dict[str, object]:
    return {
        "schema": "1",
        "year": year,
        "new": done.new,
        "again": done.again,
        "unchanged": done.unchanged,
        "refused": [
            {
                "agency": each.agency,
                "faults": [str(fault) for fault in each.faults],
                "exit_code": each.exit_code,
            }
            for each in done.refused
        ],
        "standing": {agency: version.id for agency, version in done.standing.items()},
    }
