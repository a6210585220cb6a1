"""The pages of one report on a site: its newest version, and every version in its folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from kit.publish.look import site_template, style_of
from kit.publish.model import PUBLIC, PublishedReport, PublishedVersion
from kit.publish.spoken import spoken_changes

#: Names the version that a page shows; nobody else's page has it.
_MARK = re.compile(rb'<meta name="report-version" content="([0-9a-f-]{8,40})">')
_FILES = "|".join(re.escape(name) for name in PUBLIC.values() if not name.endswith(".html"))
#: An address of one of the report's own files: an attribute, or a value of its metadata.
_LINK = re.compile(rf'"(?:\./)?({_FILES})"')
_HEAD, _BODY = "</head>", re.compile(r"<body[^>]*>")


def entry_page(page: bytes, *, report: PublishedReport) -> bytes:
    """Return the page of a report's newest version, whose files it leads to in their folder.

    That it is one file that is replaced makes a report change at once, whoever reads it.
    """
    current = report.current
    linked = _LINK.sub(rf'"versions/{current.id}/\1"', page.decode())
    return _framed(
        linked,
        current=current,
        nav=site_template("nav.html.j2").render(
            top="../../index.html",
            versions=_listed(report.versions),
            current=current,
            links=() if _LINK.search(page.decode()) else current.documents,
        ),
    )


def version_page(page: bytes, *, version: PublishedVersion) -> bytes:
    """Return the page of one version; it never changes, whatever comes after it."""
    nav = site_template("version.html.j2").render(
        top="../../../../index.html", version=version, current="../../index.html"
    )
    return _framed(page.decode(), current=version, nav=nav, canonical="../../index.html")


def shown_version(page: bytes) -> str | None:
    """Return the id of the version that *page* shows; ``None`` of a page that is not ours."""
    found = _MARK.search(page)
    return found[1].decode() if found else None


def _listed(versions: Sequence[PublishedVersion]) -> list[tuple[PublishedVersion, tuple[str, ...]]]:
    """Return the versions that were corrected, newest first, each with what came instead."""
    return [(was, spoken_changes(now.changed)) for was, now in pairwise(versions)][::-1]


def _framed(page: str, *, current: PublishedVersion, nav: str, canonical: str = "") -> bytes:
    """Put into a page which version it shows, and the way to the others and to the list."""
    head = f'<meta name="report-version" content="{current.id}">\n<link rel="icon" href="data:,">\n'
    if canonical:
        head += f'<link rel="canonical" href="{canonical}">\n'
    head += f"<style>\n{style_of('nav.css')}</style>\n"
    page = page.replace(_HEAD, Markup(head) + Markup(_HEAD), 1)  # noqa: S704 - our own words
    body = _BODY.search(page)
    at = body.end() if body else 0
    return f"{page[:at]}\n{nav}{page[at:]}".encode()
