"""``index.html``: all reports of a site by year and agency, complete without its script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kit.publish.look import content_hash, site_template, style_of
from kit.publish.model import CorrectionListed, PublishedReport, PublishedSite, PublishedVersion
from kit.publish.spoken import spoken_changes

#: Kinds of agencies in the order they are listed, and what people call them.
KINDS: Mapping[str, str] = {
    "government": "政府",
    "office": "办公厅（室）",
    "department": "部门",
    "town": "乡镇街道",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A row of the list: a report, what it leads to, and the versions before it."""

    report: PublishedReport
    links: tuple[tuple[str, str], ...]
    former: tuple[PublishedVersion, ...]

    @property
    def current(self) -> PublishedVersion:
        """The version that the row leads to."""
        return self.report.current


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedYear:
    """The reports of a year by kind of agency."""

    year: int
    groups: tuple[tuple[str, tuple[ListedReport, ...]], ...]

    @property
    def count(self) -> int:
        """How many reports there are."""
        return sum(len(rows) for _, rows in self.groups)


def render_list(site: PublishedSite) -> bytes:
    """Render the list of all reports, newest year first."""
    style = style_of("index.css")
    years = tuple(_years(site.reports))
    kinds = Counter(report.current.kind for report in site.reports)
    return (
        site_template("index.html.j2")
        .render(
            style=style,
            style_hash=content_hash(style),
            years=years,
            kinds={kind: name for kind, name in KINDS.items() if kinds[kind]},  # type: ignore[index] # one of these
            KINDS=KINDS,
            total=len(site.reports),
            corrections=[(each, spoken_changes(each.changed)) for each in site.corrections[::-1]],
        )
        .encode()
    )


def listed_reports(
    reports: Iterable[PublishedReport], *, agencies: Sequence[str]
) -> tuple[PublishedReport, ...]:
    """Return *reports* newest year first, by kind of agency, and as *agencies* come."""
    kinds, ranks = list(KINDS), {agency: rank for rank, agency in enumerate(agencies)}

    def order(report: PublishedReport) -> tuple[int, int, int, str]:
        kind, rank = kinds.index(report.current.kind), ranks.get(report.agency, len(ranks))
        return -report.year, kind, rank, report.agency

    return tuple(sorted(reports, key=order))


def corrections_of(reports: Sequence[PublishedReport]) -> Iterator[CorrectionListed]:
    """Yield every version that corrected the one before it, oldest approval first."""
    versions = [version for report in reports for version in report.versions]
    for each in sorted(versions, key=lambda v: (v.approved or v.published, v.year, v.agency)):
        if each.previous and each.changed.is_correction:
            yield CorrectionListed(
                year=each.year,
                agency=each.agency,
                name=each.name,
                previous=each.previous,
                id=each.id,
                approved=each.approved,
                changed=each.changed,
            )


def _years(reports: Sequence[PublishedReport]) -> Iterator[ListedYear]:
    for year, of_year in groupby(reports, key=lambda report: report.year):
        kinds = groupby(of_year, key=lambda report: report.current.kind)
        groups = tuple((kind, tuple(map(_listed, rows))) for kind, rows in kinds)
        yield ListedYear(year=year, groups=groups)


def _listed(report: PublishedReport) -> ListedReport:
    current = report.current
    links = tuple((said, f"{current.folder}/{name}") for name, said in current.documents)
    return ListedReport(report=report, links=links, former=report.versions[-2::-1])
