"""Publish the reports of a year: each by itself, then the pages that list them all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kit.disk import attempted, parse_record, read_file, record_data, record_text
from kit.errors import ExportError, Fault, KitError
from kit.publish.figures import FIGURES_CSV, year_files
from kit.publish.look import script_bytes
from kit.publish.model import (
    Publishable,
    PublishedReport,
    PublishedSite,
    PublishedVersion,
    Refusal,
)
from kit.publish.page import corrections_of, listed_reports, render_list
from kit.publish.site import INDEX_DATA, Site
from kit.publish.versions import DATA, publish_report, write_changed
from kit.workspace import Workspace

LIST, SCRIPT = "index.html", "index.js"
_LARGEST = 200_000_000
#: What an id of the site's own list can be: it names folders.
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_Reports = dict[tuple[int, str], PublishedReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedYear:
    """What came of publishing reports of a year.

    Attributes
    ----------
    new, again, unchanged
        The agencies whose reports are on the site for the first time, in another version
        than before, and as before.
    refused
        The reports that were not published.
    standing
        The versions of these that were published earlier and stay, by agency.
    """

    new: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    standing: Mapping[str, PublishedVersion] = field(default_factory=dict)


def publish_reports(
    judged: Iterable[Publishable | Refusal], *, site: Site, workspace: Workspace, year: int
) -> PublishedYear:
    """Publish what may be of *judged*; what keeps one report from it keeps no other.

    Raises
    ------
    ExportError
        If the site is somebody else's, or is not to be read or written.
    """
    every = list(judged)
    with site.locked():
        reports = _held(site, year=year)
        outcomes: dict[str, list[str]] = {"new": [], "again": [], "unchanged": []}
        refused = [each for each in every if isinstance(each, Refusal)]
        for ready in (each for each in every if isinstance(each, Publishable)):
            held = reports.get((year, ready.agency))
            if not reports and site.read(INDEX_DATA) is None:
                # From the first file on it is known whose folder it is.
                write_changed(site, {INDEX_DATA: _data(PublishedSite())})
            publish = partial(_publish, ready, site=site, workspace=workspace, year=year)
            ended = attempted(partial(publish, held=held), where=f"{year} {ready.agency}")
            if isinstance(ended, KitError):
                refused.append(_unwritten(ready, error=ended))
            else:
                outcome, reports[year, ready.agency] = ended
                outcomes[outcome].append(ready.agency)
        if reports:
            agencies = tuple(workspace.agencies())
            every_one = listed_reports(reports.values(), agencies=agencies)
            _write_lists(every_one, site=site, year=year)
        stays = {each.agency: reports.get((year, each.agency)) for each in refused}
    return PublishedYear(
        **{outcome: tuple(agencies) for outcome, agencies in outcomes.items()},
        refused=tuple(refused),
        standing={agency: report.current for agency, report in stays.items() if report},
    )


def _publish(
    ready: Publishable, *, site: Site, workspace: Workspace, year: int, held: PublishedReport | None
) -> tuple[str, PublishedReport]:
    """Publish one report; return what came of it, and the report as it is on the site now."""
    contents = _contents(ready, workspace=workspace, year=year)
    report, before = publish_report(ready, contents=contents, site=site, year=year, held=held)
    if before is None:
        return "new", report
    return "unchanged" if report is before else "again", report


def _contents(ready: Publishable, *, workspace: Workspace, year: int) -> dict[str, bytes]:
    """Read the public files, which are those that were judged."""
    folder = workspace.report_folder(year, ready.agency)
    contents = {name: read_file(folder / name, limit_bytes=_LARGEST) for name in ready.files}
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != ready.files[name]:
            where, cure = f"outputs/{year:04d}/{ready.agency}/{name}", "请再运行一次。"
            raise ExportError(Fault(where, "核对过的内容", "核对之后改动过", cure))
    return contents


def _unwritten(ready: Publishable, *, error: KitError) -> Refusal:
    return Refusal(
        agency=ready.agency, name=ready.name, faults=error.faults, exit_code=error.exit_code
    )


def _held(site: Site, *, year: int) -> _Reports:
    """Return the reports that the site has; refuse one that is not ours.

    Raises
    ------
    ExportError
        If there are files of somebody else's where ours would stand.
    """
    content = site.read(INDEX_DATA)
    cure = "请另指一个空文件夹；要用这个的，先把里面的文件移走。"
    if content is None:
        names = (LIST, SCRIPT, f"{year:04d}/{FIGURES_CSV}")
        if found := [name for name in names if site.read(name) is not None]:
            raise ExportError(
                Fault(site.where, "空的，或本软件发布的网站", f"已有 {found[0]}", cure)
            )
        return {}
    held = parse_record(content, kind=PublishedSite)
    if held is None or not all(map(_is_sound, held.reports)):
        where = f"{site.where}/{INDEX_DATA}"
        raise ExportError(Fault(where, "本软件写的网站清单", "读不通的内容", cure))
    return {(report.year, report.agency): report for report in held.reports}


def _is_sound(report: PublishedReport) -> bool:
    """Whether the names of a report can be folders'."""
    ids = [report.agency, *(version.id for version in report.versions)]
    of_it = {(version.year, version.agency) for version in report.versions}
    return of_it == {(report.year, report.agency)} and all(map(_ID.fullmatch, ids))


def _write_lists(reports: Sequence[PublishedReport], *, site: Site, year: int) -> None:
    """Write what is told of all reports, the list that people open last."""
    data = PublishedSite(reports=tuple(reports), corrections=tuple(corrections_of(reports)))
    records = [_record(report, site=site) for report in reports if report.year == year]
    figures = year_files(records, year=year) if records else {}
    write_changed(
        site,
        {f"{year:04d}/{name}": content for name, content in figures.items()}
        | {SCRIPT: script_bytes(), INDEX_DATA: _data(data), LIST: render_list(data)},
    )


def _record(report: PublishedReport, *, site: Site) -> Mapping[str, Any]:
    name = f"{report.current.folder}/{DATA}"
    content = site.read(name)
    if content is None:
        cure = f"请运行 kit publish {report.year} {report.agency} 补上。"
        raise ExportError(Fault(f"{site.where}/{name}", "已发布的数据", "没有这个文件", cure))
    record: Mapping[str, Any] = json.loads(content)
    return record


def _data(site: PublishedSite) -> bytes:
    return record_text(record_data(site)).encode()
