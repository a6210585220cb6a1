"""The packaged pictures, from their data, and the numbers of each for given filings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kit.charts.model import Heading, Numbers, Plan
from kit.datafile import read_yaml
from kit.errors import FormError
from kit.form import load_forms
from kit.source import Filing

_DATA = "charts.yaml"
#: Stands in the cells of a column for the row's own word.
_ROW = "{row}"


@cache
def load_plans() -> Mapping[str, Plan]:
    """Return the packaged pictures by their ids, in order.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    content = files("kit.charts.data").joinpath(_DATA).read_bytes()
    data = read_yaml(content, schema="charts", where=_DATA, error=FormError)
    return {node["id"]: _build_plan(node) for node in data["charts"]}


def build_numbers(plan: Plan, *, filings: Sequence[Filing]) -> Numbers:
    """Return the numbers of a picture; one with a figure missing is missing itself.

    Parameters
    ----------
    plan
        The picture.
    filings
        Of one agency, by ascending years. A picture without rows of its own has
        a row for each year from the first to the last, those not filed too.
    """
    rows = _own_rows(plan, filings[-1]) if plan.rows else _years(filings)
    return Numbers(
        rows=tuple(heading for heading, _ in rows),
        columns=plan.columns,
        values=tuple(
            tuple(_number(filing, column.cells, row.cells) for column in plan.columns)
            for row, filing in rows
        ),
    )


def _own_rows(plan: Plan, filing: Filing) -> list[tuple[Heading, Filing | None]]:
    return [(heading, filing) for heading in plan.rows]


def _years(filings: Sequence[Filing]) -> list[tuple[Heading, Filing | None]]:
    """Return a row for each year, without a filing where there is none."""
    filed = {filing.year: filing for filing in filings}
    years = range(filings[0].year, filings[-1].year + 1)
    return [(Heading(label=f"{year}年"), filed.get(year)) for year in years]


def _build_plan(node: dict[str, Any]) -> Plan:
    rows = tuple(_build_heading(row, key="row") for row in node.pop("rows", ()))
    columns = tuple(_build_heading(column, key="cells") for column in node.pop("columns"))
    return Plan(**node, rows=rows, columns=columns)


def _build_heading(node: Mapping[str, Any], *, key: str) -> Heading:
    return Heading(label=node["label"], cells=node[key], is_open=node.get("open", False))


def _number(filing: Filing | None, cells: str, row: str) -> int | None:
    """Add up the figures that *cells* names; ``None`` when one is missing or no count."""
    if filing is None:
        return None
    total = 0
    for address in _addresses(filing.edition, cells.replace(_ROW, row)):
        value = filing.value(address)
        if not isinstance(value, int) or value < 0:
            return None
        total += value
    return total


@cache
def _addresses(edition: str, pattern: str) -> tuple[str, ...]:
    return load_forms()[edition].match(pattern)
