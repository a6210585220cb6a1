"""Figures whose cells were merged with others: what stands in one may be meant for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kit.source.filing import Figure
from kit.source.grids import Area, Sheet, cell_name
from kit.source.headers import Spot

_CURE = "请取消合并，各格分别填数；没有请填 0。"


def note_merged(
    figures: Mapping[str, Figure], *, cells: Mapping[str, tuple[Sheet, Spot]]
) -> dict[str, Figure]:
    """Return the *figures* that share a merged cell, each with a note, blanks with the cause."""
    by_area: defaultdict[tuple[Sheet, Area], list[str]] = defaultdict(list)
    for address, (sheet, spot) in cells.items():
        for area in sheet.merges:
            if _is_in(spot, area):
                by_area[sheet, area].append(address)
    # What the form itself merges is one figure.
    shared = ((area, found) for (_, area), found in by_area.items() if len(found) > 1)
    return {
        figure.address: figure
        for area, found in shared
        for figure in _noted(
            (figures[address] for address in found if address in figures), area=area
        )
    }


def _noted(figures: Iterable[Figure], *, area: Area) -> Iterator[Figure]:
    (top, left), (bottom, right) = area
    name = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
    for figure in figures:
        if not figure.raw:
            fault = f"空白，{name} 合并成了一格"
            yield replace(figure, fault=fault, cure=_CURE, merged=name)
            continue
        said = f"{name} 合并成了一格，这个数可能是几格合在一起的"
        yield replace(figure, note="；".join(filter(None, (figure.note, said))), merged=name)


def _is_in(spot: Spot, area: Area) -> bool:
    (top, left), (bottom, right) = area
    return top <= spot[0] <= bottom and left <= spot[1] <= right
