"""The public page: one HTML file without script, and nothing in it fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from kit.export.formats import COMPANIONS, companions
from kit.export.linked import linked_data
from kit.look import report_style

_LOOK = Path(__file__).parent / "templates" / "kit_page"
_LINE_BREAK = Markup("<br>")
#: How a picture of an analyst's begins.
OWN_PICTURE = '<figure class="own">'


def render_page(
    page: Mapping[str, Any],
    *,
    preface_html: str,
    sections: Iterable[str],
    beside: Iterable[str] = (),
) -> str:
    """Render the public page of a report.

    Parameters
    ----------
    page
        Plain text, escaped here: ``title``, and where there is a value ``agency``,
        ``published`` (ISO date), ``source_name``, ``site_name``, ``site_url``,
        ``site_identifier``, ``column``, ``keywords`` (a list), ``description``,
        ``correction`` (as in ``report.json``), ``draft`` (whether it is marked as one),
        ``year`` and ``licence`` (an address).
    preface_html, sections
        HTML that is safe already, each section beginning with its ``<h2>``.
    beside
        Names of the files that stand in the folder of the page: it leads to the public ones.
    """
    shown, files = tuple(sections), companions(beside)
    return page_template().render(
        page=page,
        style=Markup(report_style()),  # noqa: S704 - our own file
        meta=tuple(_meta(page)),
        title=_title(page),
        publication=_publication(page),
        linked_data=Markup(linked_data(page, beside=files)),  # noqa: S704 - it escapes
        files={name: COMPANIONS[name] for name in files},
        correction=tuple(correction_lines(page)),
        has_own=any(OWN_PICTURE in part for part in (preface_html, *shown)),
        preface=Markup(preface_html),  # noqa: S704 - made by render_markdown, which escapes
        sections=[Markup(section) for section in shown],  # noqa: S704 - the same
    )


def _meta(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name the facts of a page as government sites do.

    References
    ----------
    《政府网站发展指引》（国办发〔2017〕47号）附件，网页标签规范.
    """
    yield "SiteName", page.get("site_name", "")
    yield "SiteDomain", urlsplit(page.get("site_url", "")).hostname or ""
    yield "SiteIDCode", page.get("site_identifier", "")
    yield "ColumnName", page.get("column", "")
    yield "ArticleTitle", page["title"]
    yield "PubDate", page.get("published", "")
    yield "ContentSource", page.get("source_name", "")
    yield "Keywords", ",".join(page.get("keywords", ()))
    yield "Description", page.get("description", "")


def _title(page: Mapping[str, Any]) -> Markup:
    """Return the title on two lines, the agency on the first: no word of it is broken.

    References
    ----------
    GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称.
    """
    agency, title = page.get("agency", ""), page["title"]
    if not agency or not title.startswith(agency):
        return escape(title)
    return escape(agency) + _LINE_BREAK + escape(title.removeprefix(agency))


def _publication(page: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what stands under the title, as far as it is known: date and source."""
    facts = {"发布日期": page.get("published"), "信息来源": page.get("source_name")}
    return tuple(f"{name}：{fact}" for name, fact in facts.items() if fact)


def correction_lines(page: Mapping[str, Any]) -> Iterator[str]:
    """Say when, why and what was corrected, a line each; nothing where nothing was."""
    correction = page.get("correction")
    if not correction:
        return
    date = "{}年{}月{}日".format(*map(int, correction["date"].split("-")))
    yield f"本报告于{date}更正后重新发布。更正原因：{correction['reason'].rstrip('。')}。"
    items = correction["items"]
    for number, item in enumerate(items, start=1):
        mark = f"{number}." if len(items) > 1 else ""
        yield f"{mark}{item['what']}：{_change(before=item['before'], after=item['after'])}。"


def _change(*, before: str, after: str) -> str:
    if not before:
        return f"增加“{after}”"
    return f"由“{before}”更正为“{after}”" if after else f"删去“{before}”"


@cache
def page_template() -> Template:
    """Return the page's template, compiled once in a process."""
    loader = FileSystemLoader(_LOOK)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("index.html.j2")
