"""What the public page says that is in no section."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kit.report.model import Report


def page_facts(report: Report) -> dict[str, Any]:
    """Return the public facts of the page that are in no section: title, dates, site."""
    agency, parameters = report.agency, report.parameters
    site = agency.site
    return (
        {
            "title": report.title,
            "year": report.year,
            "agency": agency.name,
            "published": parameters.published,
            "source_name": parameters.source_name or agency.short_name or agency.name,
            "keywords": list(parameters.keywords) or ["政府信息公开", "年度报告", str(report.year)],
            "description": f"{agency.name}{report.year}年度政府信息公开工作情况。",
            "site_name": site.name if site else "",
            "site_url": site.url if site else "",
            "site_identifier": site.identifier if site else "",
            "column": site.column if site else "",
            "fonts": parameters.fonts,
        }
        | _licence(report)
        | correction_data(report)
    )


def _licence(report: Report) -> dict[str, str]:
    """Return under what licence the agency's site publishes; nothing where it says none."""
    licence = report.agency.site.licence if report.agency.site else ""
    return {"licence": licence} if licence else {}


def correction_data(report: Report) -> dict[str, Any]:
    """Return what was corrected after publishing; nothing for a report as first published."""
    correction = report.parameters.correction
    return {"correction": asdict(correction)} if correction else {}
