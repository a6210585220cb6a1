"""Filings made from plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kit.form import Form, load_forms
from kit.source.filing import Filing
from kit.source.values import Raw, build_filing

DATA = Path(__file__).parent.parent / "data"


def form(edition: str = "2021") -> Form:
    """Return one edition of the form."""
    return load_forms()[edition]


def zero_filing(of: Form, *, year: int = 2022, **values: Raw) -> Filing:
    """Return a filing of zeros but for *values*, whose keys have ``__`` for the dots."""
    changed = {key.replace("__", "."): value for key, value in values.items()}
    return filing_of(of, changed, year=year)


def filing_of(of: Form, values: Mapping[str, Raw], *, year: int = 2022) -> Filing:
    """Return a filing of zeros but for *values* by address."""
    zeros: dict[str, Raw] = dict.fromkeys(of.cells, 0)
    return build_filing(of, agency="test-agency", year=year, values=zeros | dict(values))


def real_filing(name: str) -> Filing:
    """Return a published report's filing, e.g. ``suqian-2023``, from ``tests/data``."""
    data = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    of = form(data["edition"])
    return build_filing(of, agency=data["agency"], year=data["year"], values=data["figures"])
