"""The key figures of a report: this year's and the earlier years'."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kit.datafile import read_yaml
from kit.errors import FormError
from kit.review.model import KeyFigure, Number
from kit.source.values import parse_number

_DATA = "key_figures.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A figure of the index: its name, and the cells that are added up for it."""

    id: str
    name: str
    unit: str
    cells: tuple[str, ...]


@cache
def wanted_figures() -> tuple[Wanted, ...]:
    """Return the figures of the index in their order."""
    return tuple(Wanted(**node | {"cells": tuple(node["cells"])}) for node in _data()["figures"])


@cache
def _data() -> Mapping[str, Any]:
    content = files("kit.review").joinpath("data", _DATA).read_bytes()
    return read_yaml(content, schema="key_figures", where=_DATA, error=FormError)


def key_figures(
    review: Mapping[str, Any], *, doubtful: Collection[str] = ()
) -> tuple[KeyFigure, ...]:
    """Return the key figures of a ``review.json``; those made of *doubtful* cells are marked."""
    values = {address: figure["value"] for address, figure in review["figures"].items()}
    history = {int(year): told for year, told in review["history"].items()}
    figures = (
        KeyFigure(
            name=wanted.name,
            value=_added(values, cells=wanted.cells),
            history={year: _added(told, cells=wanted.cells) for year, told in history.items()},
            last_year=review["last_year"],
            is_doubtful=any(cell in doubtful for cell in wanted.cells),
        )
        for wanted in wanted_figures()
    )
    return tuple(replace(figure, is_large=_is_large(figure)) for figure in figures)


def _is_large(figure: KeyFigure) -> bool:
    """Whether a figure is so far from last year's that somebody should ask why."""
    difference, last = figure.difference, figure.last
    if difference is None or last is None:
        return False
    large: Mapping[str, int] = _data()["large"]
    gap = Decimal(max(difference, -difference))
    return gap >= large["least"] and gap * 100 >= Decimal(last) * large["percent"]


def _added(values: Mapping[str, int | str | None], *, cells: tuple[str, ...]) -> Number | None:
    """Add up *cells*; a sum that lacks one is not known."""
    numbers = [parse_number(values.get(cell)) for cell in cells]
    known = [number for number in numbers if number is not None]
    return sum(known, start=0) if len(known) == len(numbers) else None
