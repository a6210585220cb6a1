"""Whatever the figures, a picture is well formed, complete and true to scale."""

from __future__ import annotations

import math
import re

import pytest
from builders.charts import SVG, drawn, table_numbers, texts, widths
from builders.filings import filing_of
from builders.lawful import Lawful, lawful_filings
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.charts import Chart, charts_of, sparkline
from kit.charts.plans import build_numbers, load_plans
from kit.form import load_forms
from kit.source.filing import Filing

#: From nothing over the usual to the largest that were ever published; blanks too.
sizes = st.one_of(st.just(""), st.just(0), st.integers(1, 60), st.integers(0, 10**8), st.just("无"))


@st.composite
def rough_filings(draw: st.DrawFn) -> list[Filing]:
    """Draw up to five filings of ascending years, lawful or not, in either edition."""
    years = sorted(draw(st.sets(st.integers(2019, 2025), min_size=1, max_size=5)))
    forms = list(load_forms().values())
    filings = []
    for year in years:
        of = draw(st.sampled_from(forms))
        cells = [cell for cell in of.cells if cell.startswith(("t3.", "t4."))]
        changed = draw(st.dictionaries(st.sampled_from(cells), sizes, max_size=30))
        filings.append(filing_of(of, changed, year=year))
    return filings


def _lengths(svg: str) -> list[float]:
    """Return every length and place in a picture."""
    return [float(n) for n in re.findall(r' (?:x|y|width|height|font-size)="([^"]*)"', svg)]


def _assert_sound(chart: Chart) -> None:
    """Assert that a picture is XML without impossible lengths, all of it inside."""
    svg = drawn(chart)
    assert all(math.isfinite(n) and n >= 0 for n in _lengths(chart.svg))
    *_, wide, high = map(float, svg.get("viewBox", "").split())
    for part in svg.iterchildren(f"{SVG}rect"):
        assert float(part.get("x", 0)) + float(part.get("width", 0)) <= wide
        assert float(part.get("y", 0)) + float(part.get("height", 0)) <= high
    for text in svg.iter(f"{SVG}text"):
        assert 0 < float(text.get("y", 0)) <= high


@settings(max_examples=25)
@given(filings=rough_filings())
def test_every_picture_is_sound(filings: list[Filing]) -> None:
    """Blanks, words, zeros and huge numbers side by side break none."""
    for chart in charts_of(filings):
        assert chart.description
        if chart.svg:
            _assert_sound(chart)


@settings(max_examples=25)
@given(filings=rough_filings())
def test_every_label_is_in_the_picture(filings: list[Filing]) -> None:
    """Rows and columns are named, broken into lines or not."""
    plans = load_plans()
    for chart in charts_of(filings):
        numbers = build_numbers(plans[chart.id], filings=filings)
        said = "".join(texts(chart)) if chart.svg else chart.table
        for heading in numbers.rows:
            assert heading.label in said
        if plans[chart.id].picture == "matrix":
            assert all(heading.label in said for heading in numbers.columns)


@settings(max_examples=25)
@given(filings=rough_filings())
def test_bars_are_proportional(filings: list[Filing]) -> None:
    """Each bar is as long as its number is large, but for the least that can be seen."""
    for chart in charts_of(filings):
        values = [int(n) for n in table_numbers(chart) if n not in {"—", "0"}]
        if not chart.svg:
            continue
        lengths = widths(chart)
        assert len(lengths) == len(values)
        scale = max(n / value for n, value in zip(lengths, values, strict=True) if n > 3)
        for n, value in zip(lengths, values, strict=True):
            # Lengths are written to a tenth, and the very small are drawn at 1.5.
            assert n == pytest.approx(max(value * scale, 1.5), abs=0.02 * value * scale + 0.2)


@settings(max_examples=20)
@given(lawful=lawful_filings())
def test_the_numbers_of_a_lawful_filing_add_up(lawful: Lawful) -> None:
    """By applicant or all together, the outcomes are the same."""
    filing = lawful.filing()
    charts = {chart.id: chart for chart in charts_of([lawful.last, filing])}
    apart = list(map(int, table_numbers(charts["applicants"])))
    together = list(map(int, table_numbers(charts["outcomes"])))
    assert [sum(apart[group::7]) for group in range(7)] == together


@settings(max_examples=25)
@given(values=st.lists(st.one_of(st.none(), st.integers(0, 10**8)), max_size=5))
def test_a_trend_is_small_and_stays_in_its_frame(values: list[int | None]) -> None:
    """At most 130 bytes, and no point outside."""
    trend = sparkline(values)
    assert len(trend.encode()) <= 130
    for x, y in re.findall(r"[ML](\S+) (\d+)", "".join(re.findall(r' d="(\S[^"]*)"', trend))):
        assert 0 <= float(x) <= 56
        assert 0 <= float(y) <= 16
