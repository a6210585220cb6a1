"""One report on a site: a version in a folder of its own, then the page that leads there.

A version is written whole into a folder that is named by its content. Then the page of the
report, one file, is replaced by one that leads there. So whoever reads, and whatever ends
the publisher, the report is the old one or the new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from kit.disk import parse_record, record_data, record_text
from kit.errors import ExportError, Fault
from kit.publish.changes import changes_since
from kit.publish.entry import entry_page, shown_version, version_page
from kit.publish.model import PUBLIC, Publishable, PublishedReport, PublishedVersion, report_place
from kit.publish.site import Site

PAGE, DATA, VERSION = "report.html", "report.json", "version.json"
#: So many digits of a digest name a folder beside its day.
_DIGITS = 12


def publish_report(
    ready: Publishable,
    *,
    contents: Mapping[str, bytes],
    site: Site,
    year: int,
    held: PublishedReport | None,
) -> tuple[PublishedReport, PublishedReport | None]:
    """Put a report on the site; return it as it is there now, and as it was before.

    One that is there with the same content is the same value, and is not written; files
    of it that are gone are put back.

    Parameters
    ----------
    contents
        Its public files by name.
    held
        The report as the site's own list has it.

    Raises
    ------
    ExportError
        If its page is somebody else's, or the site is not to be read or written.
    """
    known = _known(site, year=year, agency=ready.agency, held=held)
    report = known
    if report is None or report.current.files != dict(ready.files):
        version = _next_version(ready, contents=contents, site=site, year=year, known=known)
        before = known.versions if known else ()
        report = PublishedReport(year=year, agency=ready.agency, versions=(*before, version))
    write_changed(site, _version_files(report.current, contents=contents))
    page = f"{report_place(year, ready.agency)}/index.html"
    write_changed(site, {page: entry_page(contents[PAGE], report=report)})
    return report, known


def write_changed(site: Site, contents: Mapping[str, bytes]) -> None:
    """Write those of *contents* that are not there as they are, in their order."""
    changed = {
        name: content
        for name, content in contents.items()
        if not site.has(name, sha256=hashlib.sha256(content).hexdigest())
    }
    if changed:
        site.write(changed)


def _known(
    site: Site, *, year: int, agency: str, held: PublishedReport | None
) -> PublishedReport | None:
    """Return the report as its page shows it: a publisher that was ended may not have listed it."""
    place = report_place(year, agency)
    page = site.read(f"{place}/index.html")
    if page is None:
        return held
    shown = shown_version(page)
    if shown is None:
        cure = "请把它移走或改名，或另指一个网站文件夹。"
        raise ExportError(
            Fault(f"{site.where}/{place}/index.html", "本软件发布的网页", "别人的网页", cure)
        )
    if held and held.current.id == shown:
        return held
    unlisted = list(_back_from(shown, site=site, place=place, held=held))
    versions = (*(held.versions if held else ()), *reversed(unlisted))
    return PublishedReport(year=year, agency=agency, versions=versions) if versions else None


def _back_from(
    shown: str, *, site: Site, place: str, held: PublishedReport | None
) -> Iterator[PublishedVersion]:
    """Yield the versions that the list does not have, newest first."""
    listed = {version.id for version in held.versions} if held else set()
    while shown and shown not in listed:
        content = site.read(f"{place}/versions/{shown}/{VERSION}")
        version = parse_record(content, kind=PublishedVersion) if content else None
        if version is None:
            return
        yield version
        shown = version.previous


def _next_version(
    ready: Publishable,
    *,
    contents: Mapping[str, bytes],
    site: Site,
    year: int,
    known: PublishedReport | None,
) -> PublishedVersion:
    before = known.current if known else None
    data = site.read(f"{before.folder}/{DATA}") if before else None
    return PublishedVersion(
        id=_id_of(ready, previous=before.id if before else ""),
        year=year,
        agency=ready.agency,
        name=ready.name,
        title=ready.title,
        kind=ready.kind,
        published=ready.published,
        approved=ready.approved,
        previous=before.id if before else "",
        files=dict(ready.files),
        changed=changes_since(before, data=data, ready=ready, record=contents[DATA]),
    )


def _id_of(ready: Publishable, *, previous: str) -> str:
    """Name a version by its day and its content: no clock is asked."""
    content = json.dumps([previous, sorted(ready.files.items())])
    digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
    day = ready.approved or ready.published
    return f"{day}-{digest}" if day else digest


def _version_files(version: PublishedVersion, *, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a version by their places; what says that it is whole comes last."""
    files = dict(contents)
    files[PAGE] = version_page(contents[PAGE], version=version)
    placed = {f"{version.folder}/{PUBLIC[name]}": content for name, content in files.items()}
    said = record_text(record_data(version)).encode()
    return placed | {f"{version.folder}/{VERSION}": said}
