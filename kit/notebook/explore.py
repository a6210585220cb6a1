"""What the cells of ``explore.ipynb`` call: published figures of agencies and years, side by side.

The frames are tidy: one row a figure, so that every question is a filter and a pivot.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kit.errors import Fault, ParameterError, known_names
from kit.form import load_forms
from kit.form.address import match_addresses
from kit.source.values import parse_number
from kit.workspace import find_workspace

#: Columns of :func:`read_figures`.
COLUMNS = ("year", "agency", "name", "edition", "table", "address", "label", "value")


def read_figures(
    outputs: Path | None = None, *, years: Sequence[int] = (), agencies: Sequence[str] = ()
) -> pd.DataFrame:
    """Read every ``report.json`` below *outputs* into one tidy frame.

    Parameters
    ----------
    outputs
        The folder of outputs; the workspace's unless told.
    years, agencies
        Only these; all unless told.

    Returns
    -------
    pandas.DataFrame
        One row a figure: ``year``, ``agency`` (id), ``name``, ``edition``, ``table``,
        ``address``, ``label``, ``value`` (a float; missing where the cell could not be
        read), sorted by year, agency and the form's own order.

    Raises
    ------
    ParameterError
        If there is no such report, or a file is not one.
    """
    folder = outputs or find_workspace().outputs
    records = [
        record
        for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]/*/report.json"))
        if (not years or int(path.parts[-3]) in years)
        and (not agencies or path.parts[-2] in agencies)
        for record in _records(path)
    ]
    if not records:
        wanted = "已生成的报告（report.json）"
        raise ParameterError(Fault(folder.name, wanted, "没有", "请先运行 kit build 年度。"))
    return pd.DataFrame.from_records(records, columns=list(COLUMNS))


def compare_agencies(figures: pd.DataFrame, *, year: int, addresses: Sequence[str]) -> pd.DataFrame:
    """Return one row an agency and one column a figure, for one year.

    Raises
    ------
    ParameterError
        If an address names nothing, or there is no report of *year*.
    """
    of_year = figures[figures["year"] == year]
    if of_year.empty:
        known = "、".join(map(str, dict.fromkeys(figures["year"])))
        raise ParameterError(Fault("year", "有报告的年度", str(year), f"已有的年度：{known}。"))
    wide = _wide(_chosen(of_year, addresses=addresses), index="agency")
    names = dict(zip(of_year["agency"], of_year["name"], strict=True))
    times = Counter(names.values())
    # Bureaus of two places may have one name.
    told = {id_: f"{name}（{id_}）" if times[name] > 1 else name for id_, name in names.items()}
    return wide.rename(index=told)


def compare_years(figures: pd.DataFrame, *, agency: str, addresses: Sequence[str]) -> pd.DataFrame:
    """Return one row a year and one column a figure, for one agency.

    Raises
    ------
    ParameterError
        If an address names nothing, or there is no report of *agency*.
    """
    known = list(dict.fromkeys(figures["agency"]))
    if agency not in known:
        raise ParameterError(Fault("agency", "有报告的机关", agency, known_names(agency, known)))
    own = _chosen(figures[figures["agency"] == agency], addresses=addresses)
    return _wide(own, index="year")


def find_growth(figures: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Return this year's figures beside last year's with their difference, largest first.

    A figure that either year lacks is left out, and one that did not change.
    """
    keys = ["agency", "name", "address", "label"]
    now, last = (figures[figures["year"] == each][[*keys, "value"]] for each in (year, year - 1))
    both = now.merge(last.drop(columns=["name", "label"]), on=["agency", "address"])
    both = both.rename(columns={"value_x": "value", "value_y": "last"}).dropna()
    both["difference"] = both["value"] - both["last"]
    both["percent"] = (both["difference"] / both["last"].where(both["last"] != 0) * 100).round(2)
    changed = both[both["difference"] != 0]
    order = changed["difference"].abs().sort_values(ascending=False, kind="stable").index
    return changed.loc[order].reset_index(drop=True)


def _records(path: Path) -> Iterator[tuple[Any, ...]]:
    where = "/".join(path.parts[-3:])
    try:
        data: Mapping[str, Any] = json.loads(path.read_bytes())
        cells = load_forms()[data["edition"]].cells
        head = (data["year"], data["agency"], data["name"], data["edition"])
        values = [(cells[a], _value(value)) for a, value in data["figures"].items()]
    except (
        OSError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ):
        cure = "请重新运行 kit build。"
        raise ParameterError(Fault(where, "kit build 写的 report.json", "不是", cure)) from None
    for cell, value in values:
        table = cell.address.partition(".")[0]
        yield (*head, table, cell.address, cell.name, value)


def _value(value: int | str | None) -> float | None:
    """Return a figure as a number of a frame; a text that is none, as ``/``, is missing."""
    number = parse_number(value)
    return None if number is None else float(number)


def _chosen(figures: pd.DataFrame, *, addresses: Sequence[str]) -> pd.DataFrame:
    known = {address: None for form in load_forms().values() for address in form.cells}
    wanted: dict[str, None] = {}
    faults = []
    for pattern in addresses:
        found = match_addresses(pattern, known)
        wanted |= dict.fromkeys(found)
        if not found:
            faults.append(Fault("addresses", "表式中的地址", pattern, known_names(pattern, known)))
    if faults:
        raise ParameterError(*faults)
    chosen = figures[figures["address"].isin(wanted)].copy()
    # In the order asked for, which the pivot keeps.
    chosen["order"] = chosen["address"].map({a: n for n, a in enumerate(wanted)})
    return chosen.sort_values(["order", "year"], kind="stable")


def _wide(chosen: pd.DataFrame, *, index: str) -> pd.DataFrame:
    """Spread figures over columns, each named as the newest edition labels it."""
    labels = dict(zip(chosen["address"], chosen["label"], strict=True))
    # An agency stays that has none of the figures.
    wide = chosen.pivot_table(index=index, columns="address", values="value", dropna=False)
    return (
        wide[list(labels)].sort_index().rename(columns=labels).rename_axis(index=None, columns=None)
    )
