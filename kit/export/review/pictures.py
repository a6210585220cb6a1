"""The pictures of a report's figures, drawn from the reviewers' data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kit.charts import chart_html, charts_of
from kit.form import form_of_year
from kit.source import Figure, Filing


def pictures_html(review: Mapping[str, Any], *, sections: Iterable[str]) -> list[str]:
    """Return the HTML of every picture that does not stand in one of the *sections* already."""
    shown = "".join(sections)
    now = {address: figure["value"] for address, figure in review["figures"].items()}
    filings = [
        build_filing_of(figures, year=int(year), edition=form_of_year(int(year)).edition)
        for year, figures in review.get("history", {}).items()
    ]
    filings.append(build_filing_of(now, year=review["year"], edition=review["edition"]))
    charts = (chart for chart in charts_of(filings) if f'id="chart-{chart.id}"' not in shown)
    return [chart_html(chart) for chart in charts]


def build_filing_of(values: Mapping[str, Any], *, year: int, edition: str) -> Filing:
    """Return figures by address as a filing that pictures can be drawn of."""
    figures = {
        address: Figure(address=address, value=_value(value), text=str(value), raw=str(value))
        for address, value in values.items()
    }
    return Filing(agency="", year=year, edition=edition, figures=figures)


def _value(value: int | str | None) -> int | None:
    """Return what pictures count; a decimal, an amount above all, is in none of them."""
    return value if isinstance(value, int) else None
