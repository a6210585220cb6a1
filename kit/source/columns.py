"""Which column of a sheet is which column of a block, told by the labels in its band."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit.source.grids import is_blank, is_number
from kit.source.headers import Band, Spot
from kit.source.labels import NO_FIT, fit_label
from kit.source.layout import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns found for one block: where each has its label, and what does not fit."""

    spots: Mapping[Line, Spot]
    missing: tuple[Line, ...] = ()
    #: Columns whose label stands more than once, with all its places.
    repeated: Mapping[Line, tuple[Spot, ...]] = field(default_factory=dict)
    #: Labels among the others that no column of the block has.
    strange: tuple[Spot, ...] = ()


def find_columns(band: Band, *, block: int, rows: Iterable[int], beside: range) -> Columns:
    """Find the columns of *block* in *band*.

    *rows* are those its figures stand in, *beside* the columns to the right of
    their labels. A label that several columns share is told by the group label above it, or
    by being the only one left; never by its position.
    """
    wanted = band.layout.block_columns(block)
    found = _with_groups(band, block=block)
    rows = tuple(rows)
    spots: dict[Line, Spot] = {}
    repeated: dict[Line, tuple[Spot, ...]] = {}
    for line in wanted:
        places = sorted((s for s, of in found.items() if of == line), key=lambda spot: spot[1])
        if places and _is_unrolled(places, line=line, band=band, rows=rows):
            spots[line] = places[0]
        elif places:
            repeated[line] = tuple(places)
    return Columns(
        spots=spots,
        missing=tuple(line for line in wanted if line not in spots and line not in repeated),
        repeated=repeated,
        strange=tuple(_strange(band, block=block, known=found, rows=rows, beside=beside)),
    )


def _with_groups(band: Band, *, block: int) -> dict[Spot, Line]:
    """Decide which column each label of the band heads, as far as it can be told."""
    found: dict[Spot, Line] = {}
    open_spots: dict[Spot, list[Line]] = {}
    for spot, lines in _lowest(band, block=block).items():
        nearest = {line: _group_row(band, spot, line=line) for line in lines}
        best = [line for line in lines if nearest[line] == max(nearest.values())]
        if len(lines) == 1 or (len(best) == 1 and nearest[best[0]] >= 0):
            found[spot] = best[0]
        else:
            open_spots[spot] = lines
    return found | _by_elimination(open_spots, taken=set(found.values()))


def _lowest(band: Band, *, block: int) -> dict[Spot, list[Line]]:
    """Return, for each sheet column, the lowest label that can head a column of *block*."""
    lowest: dict[int, tuple[Spot, list[Line]]] = {}
    for spot, lines in sorted(band.heads.items()):
        own = [line for line in lines if line.block == block]
        if own:
            lowest[spot[1]] = (spot, own)
    return dict(lowest.values())


def _group_row(band: Band, spot: Spot, *, line: Line) -> int:
    """Return the row above *spot* in which the group of *line* stands, -1 if in none.

    A group label stands over its column or, merged or left out after its first
    cell, to the left of it.
    """
    if not line.groups:
        return -1
    row, column = spot
    for above in range(row - 1, band.top - 1, -1):
        texts = band.region.texts_in(range(above, above + 1), range(band.first_column, column + 1))
        if texts and fit_label(texts[-1][1], label=line.groups[-1]) < NO_FIT:
            return above
    return -1


def _by_elimination(open_spots: Mapping[Spot, list[Line]], *, taken: set[Line]) -> dict[Spot, Line]:
    """Match what is left where one label and one column of its words are left."""
    left = {spot: [ln for ln in lines if ln not in taken] for spot, lines in open_spots.items()}
    rivals = [tuple(lines) for lines in left.values()]
    return {
        spot: lines[0]
        for spot, lines in left.items()
        if len(lines) == 1 and rivals.count(tuple(lines)) == 1
    }


def _is_unrolled(places: list[Spot], *, line: Line, band: Band, rows: Iterable[int]) -> bool:
    """Whether the label stands once, or in each cell of what the form prints as one cell."""
    first, last = places[0][1], places[-1][1]
    if last - first + 1 != len(places) or len(places) > line.span:
        return False
    at = band.region.sheet.at
    return all(
        is_blank(at(row, column)) or at(row, column) == at(row, first)
        for row in rows
        for column in range(first, last + 1)
    )


def _strange(
    band: Band, *, block: int, known: Mapping[Spot, Line], rows: Iterable[int], beside: range
) -> Iterable[Spot]:
    """Find labels beside the known ones that head figures but no column of the form."""
    columns = {column for _, column in known}
    upper = min((row for row, _ in band.heads), default=band.bottom)
    for spot, text in band.region.texts_in(range(upper, band.bottom + 1), beside):
        heads = band.heads.get(spot, ())
        is_group = not heads and band.layout.printed.read(text).fit < NO_FIT
        # A label of this block that is not known only lacks its group.
        if spot[1] in columns or is_group or any(line.block == block for line in heads):
            continue
        inside = band.first_column < spot[1] < band.last_column
        at = band.region.sheet.at
        if inside or any(is_number(at(row, spot[1])) for row in rows):
            yield spot
