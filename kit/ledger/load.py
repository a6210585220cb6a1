"""What is known of ledgers in general, from data: headings, wordings, time limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kit.datafile import read_yaml
from kit.errors import FormError
from kit.ledger.model import Aside, Column, Lateness, LedgerKind
from kit.ledger.vocabulary import Vocabulary, build_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Time limits in working days; ``untimed`` are the rows of table three without any."""

    answer: int
    extension: int
    correction: int
    untimed: frozenset[str]
    said: Mapping[Lateness, str]
    articles: Mapping[Lateness, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What ledgers of all kinds have in common.

    Attributes
    ----------
    ending, beginning
        How headings of dates end, and what any heading may begin with.
    ticked, unticked
        What stands in a column that is ticked, and in one that is not.
    counters
        Headings of columns that number the rows.
    explaining
        Names of sheets that only explain a ledger.
    personal
        Words in headings of columns that tell who somebody is.
    surnames
        A pattern of what names begin with.
    """

    ending: re.Pattern[str]
    beginning: re.Pattern[str]
    ticked: frozenset[str]
    unticked: frozenset[str]
    counters: frozenset[str]
    explaining: frozenset[str]
    personal: tuple[str, ...]
    surnames: str


@cache
def load_kinds() -> Mapping[str, LedgerKind]:
    """Return the kinds of ledger by id.

    Raises
    ------
    FormError
        If the data is not what its schema wants; so do the others here.
    """
    return {node["id"]: _build_kind(node) for node in _read("kinds")["kinds"]}


def blank_ledger() -> Mapping[str, LedgerKind]:
    """Return the sheets of a ledger to fill in: names, and the kind of each."""
    sheets: dict[str, LedgerKind] = {}
    for kind in load_kinds().values():
        # Where one name serves two kinds the first is the fuller.
        sheets.setdefault(kind.sheets[0], kind)
    return sheets


@cache
def load_asides() -> tuple[Aside, ...]:
    """Return what rows are none of a ledger's own."""
    nodes = _read("kinds")["asides"]
    return tuple(Aside(**dict(node) | {"pattern": re.compile(node["pattern"])}) for node in nodes)


@cache
def load_beneath() -> Mapping[str, re.Pattern[str]]:
    """Return what a cell holds in a row right under the headings: a column's number, its unit."""
    return {name: re.compile(pattern) for name, pattern in _read("kinds")["beneath"].items()}


@cache
def load_usage() -> Usage:
    """Return how ledgers are headed and ticked, whatever their kind."""
    data = _read("kinds")
    ending, beginning = (re.compile(data[name]) for name in ("endings", "beginnings"))
    return Usage(
        ending=ending,
        beginning=beginning,
        ticked=frozenset(data["ticks"]["yes"]),
        unticked=frozenset(data["ticks"]["no"]),
        counters=frozenset(data["counters"]),
        explaining=frozenset(data["explaining"]),
        personal=tuple(data["personal"]),
        surnames="|".join(data["surnames"]),
    )


@cache
def load_vocabulary(name: str) -> Vocabulary:
    """Return what the words of one column mean."""
    return build_vocabulary(_read("wordings")["vocabularies"][name], name=name)


@cache
def load_limits() -> Limits:
    """Return the time limits of answers.

    References
    ----------
    《中华人民共和国政府信息公开条例》 Art 30, 33.
    """
    data = _read("deadlines")
    return Limits(**data | {"untimed": frozenset(data["untimed"])})


@cache
def _read(name: str) -> dict[str, Any]:
    content = files("kit.ledger").joinpath("data", f"{name}.yaml").read_bytes()
    return read_yaml(content, schema=f"ledger_{name}", where=f"ledger/{name}.yaml", error=FormError)


def _build_kind(node: Mapping[str, Any]) -> LedgerKind:
    return LedgerKind(
        id=node["id"],
        name=node["name"],
        sheets=tuple(node["sheets"]),
        columns={column["id"]: _build_column(column) for column in node["columns"]},
    )


def _build_column(node: Mapping[str, Any]) -> Column:
    units = {unit: Decimal(yuan) for unit, yuan in node.get("units", {}).items()}
    return Column(**dict(node) | {"names": tuple(node["names"]), "units": units})
