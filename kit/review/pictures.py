"""The pictures of a whole year: what the agencies that reported come to together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.charts import chart_html, charts_of
from kit.charts.plans import load_plans
from kit.export.review.pictures import build_filing_of
from kit.form import form_of_year
from kit.review.model import Entry
from kit.source import Filing

#: Tables whose figures are counts of requests and cases.
_TABLES = ("t3.", "t4.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures as HTML, of how many agencies they are, and the trend of how many of them.

    ``left_out`` are names of agencies and of the tables that are in no sum.
    """

    html: tuple[str, ...] = ()
    agencies: int = 0
    steady: int = 0
    left_out: tuple[tuple[str, str], ...] = ()


def tables_of(
    review: Mapping[str, Any], *, doubtful: Collection[str] = ()
) -> Mapping[int, Mapping[str, int]]:
    """Return the counts that pictures of a year need, by year: of earlier years the totals.

    A roll-up's are those of others, so they are left to them. A table that is *doubtful*
    is in no sum, nor is what it was in earlier years: the same is added up through them.
    """
    left_out = tuple(f"{table}." for table in doubtful)
    now = {address: figure["value"] for address, figure in review["figures"].items()}
    years = {int(year): figures for year, figures in (review.get("history") or {}).items()}
    totals = _totals()
    found = {
        year: {
            a: v
            for a, v in figures.items()
            if a in totals and isinstance(v, int) and not a.startswith(left_out)
        }
        for year, figures in years.items()
    }
    counted = {
        a: v
        for a, v in now.items()
        if a.startswith(_TABLES) and isinstance(v, int) and not a.startswith(left_out)
    }
    return found | {review["year"]: counted}


def year_pictures(entries: Sequence[Entry], *, year: int) -> Pictures:
    """Draw the figures of *year* added up, and those of the years before.

    Through the years the same agencies are added up: those that have them all.
    """
    told = [entry.tables for entry in entries if entry.tables and entry.agency.scope != "rollup"]
    if not told:
        return Pictures()
    trends = {name for name, plan in load_plans().items() if not plan.rows}
    years, steady = _steady(told, year=year)
    filings = [_summed(steady, year=each) for each in years]
    charts = [
        *charts_of(filings, only=trends),
        *charts_of([_summed(told, year=year)], only=load_plans().keys() - trends),
    ]
    html = tuple(chart_html(chart) for chart in charts)
    return Pictures(
        html=html, agencies=len(told), steady=len(steady), left_out=tuple(_left_out(entries))
    )


def _left_out(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Yield whose tables are in no sum because their own sums do not hold."""
    shown = {prefix.removesuffix(".") for prefix in _TABLES}
    for entry in entries:
        tables = [name for id_, name in entry.doubtful if id_ in shown]
        if tables and entry.tables and entry.agency.scope != "rollup":
            yield entry.agency.name, "、".join(tables)


def _totals() -> frozenset[str]:
    """Return the addresses that pictures through the years are made of."""
    plans = (plan for plan in load_plans().values() if not plan.rows)
    return frozenset(column.cells for plan in plans for column in plan.columns)


def _steady(
    told: Sequence[Mapping[int, Mapping[str, int]]], *, year: int
) -> tuple[Sequence[int], Sequence[Mapping[int, Mapping[str, int]]]]:
    """Return the years that half of the agencies have, and those that have all of them."""
    first = year
    having = list(told)
    while True:
        longer = [tables for tables in having if tables.get(first - 1)]
        if len(longer) * 2 < len(told):
            return range(first, year + 1), having
        first, having = first - 1, longer


def _summed(told: Iterable[Mapping[int, Mapping[str, int]]], *, year: int) -> Filing:
    total: Counter[str] = Counter()
    for tables in told:
        total.update(tables.get(year, {}))
    form = form_of_year(year)
    values = {address: total[address] for address in form.cells if address.startswith(_TABLES)}
    return build_filing_of(values, year=year, edition=form.edition)
