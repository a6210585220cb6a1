"""A report's figures to its pictures, each with its table and what it says in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from kit.charts.bars import draw_bars
from kit.charts.draw import MISSING, Drawing, frame
from kit.charts.matrix import draw_matrix
from kit.charts.model import Chart, Numbers, Plan
from kit.charts.plans import build_numbers, load_plans
from kit.source import Filing

_DRAW: dict[str, Callable[[Numbers, str], Drawing]] = {"bars": draw_bars, "matrix": draw_matrix}
#: Of the figures of one filing, so many may be missing in a picture.
_MOST_MISSING = 0.5
_MISSING_NOTE = f"“{MISSING}”是没有填报的数。"


def charts_of(
    filings: Sequence[Filing],
    *,
    only: Iterable[str] | None = None,
    whose: str = "",
    is_numbered: bool = False,
) -> tuple[Chart, ...]:
    """Return the pictures of a report.

    Parameters
    ----------
    filings
        Of one agency by ascending years, at least one; the last is the report's own.
    only
        Ids of the pictures wanted; all when it is ``None``. They come in the
        order of their sections, whatever the order here.
    whose
        The name of the agency, for the captions.
    is_numbered
        Whether captions have a number; what cannot be drawn has none.
    """
    plans = load_plans()
    wanted = plans.keys() if only is None else frozenset(only)
    charts: list[Chart] = []
    for plan in (plan for name, plan in plans.items() if name in wanted):
        number = sum(bool(chart.svg) for chart in charts) + 1
        charts.append(
            _build(plan, filings, whose=whose, label=f"图{number}" if is_numbered else "")
        )
    return tuple(charts)


def chart_html(chart: Chart) -> str:
    """Render a picture with its caption and table; a sentence when there is nothing to draw."""
    if not chart.svg:
        return f"<p>{escape(chart.description)}</p>"
    return (
        f'<figure class="chart" id="chart-{chart.id}">{chart.svg}'
        f"<figcaption>{escape(chart.title)}</figcaption>"
        f"<details><summary>{escape(chart.label)}数据表</summary>{chart.table}</details></figure>"
    )


def _build(plan: Plan, filings: Sequence[Filing], *, whose: str, label: str) -> Chart:
    numbers = build_numbers(plan, filings=filings)
    first, last = filings[0].year, filings[-1].year
    years = str(last) if first == last else f"{first}—{last}"
    words = {"year": str(last), "years": years}
    when = last if plan.rows else years
    number = f"{label}\N{IDEOGRAPHIC SPACE}" if label else ""
    title = f"{number}{whose}{when}年{plan.title}（单位：{plan.unit}）"
    svg = ""
    if numbers.largest and not _is_full_of_gaps(plan, numbers):
        description = "".join((plan.summary, *_told(numbers, unit=plan.unit)))
        drawing = _DRAW[plan.picture](numbers, f"chart-{plan.id}")
        svg = frame(drawing, id=f"chart-{plan.id}", title=title, description=description)
    else:
        description = (plan.nothing if numbers.is_whole else plan.blank).format(**words)
    return Chart(
        id=plan.id,
        section=plan.section,
        label=label,
        title=title,
        svg=svg,
        table=_table(plan, numbers, label=label),
        description=description,
    )


def _is_full_of_gaps(plan: Plan, numbers: Numbers) -> bool:
    """Whether a picture would show what is missing rather than what is there; years may lack."""
    return bool(plan.rows) and numbers.missing > _MOST_MISSING


def _told(numbers: Numbers, *, unit: str) -> Iterator[str]:
    """Say the numbers row by row, those that are 0 left out."""
    has_names = len(numbers.columns) > 1
    for row, values in zip(numbers.rows, numbers.values, strict=True):
        said = [
            f"{column.label if has_names else ''}{value}{unit}"
            for column, value in zip(numbers.columns, values, strict=True)
            if value
        ]
        if said:
            yield f"{row.label}：{'、'.join(said)}。"
    if not numbers.is_whole:
        yield _MISSING_NOTE


def _table(plan: Plan, numbers: Numbers, *, label: str) -> str:
    head = "".join(
        f'<th scope="col">{escape(label)}</th>'
        for label in (plan.corner, *(column.label for column in numbers.columns))
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>'
        + "".join(f"<td>{MISSING if value is None else value}</td>" for value in values)
        + "</tr>"
        for row, values in zip(numbers.rows, numbers.values, strict=True)
    )
    caption = escape(f"{label}数据：{plan.title}（单位：{plan.unit}）")
    return (
        f"<table><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
