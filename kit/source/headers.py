"""Where the column labels of tables stand: a band of rows in a region of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kit.source.grids import Sheet, is_blank
from kit.source.labels import OWN
from kit.source.layout import Layout, Line

Spot = tuple[int, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Region:
    """The columns of a sheet in which tables stand one below the other."""

    sheet: Sheet
    first: int
    end: int
    order: int = 0

    @cached_property
    def texts(self) -> Mapping[Spot, str]:
        """The words in the region, in reading order."""
        inside = range(self.first, self.end)
        return {spot: text for spot, text in self.sheet.texts.items() if spot[1] in inside}

    @cached_property
    def used_rows(self) -> Sequence[int]:
        """The rows in which something stands: a sheet may have a million that are blank."""
        return [
            number
            for number, row in enumerate(self.sheet.rows)
            if not all(map(is_blank, row[self.first : self.end]))
        ]

    def texts_in(self, rows: range, columns: range) -> list[tuple[Spot, str]]:
        """Return the words in a part of the region, in reading order."""
        return [((r, c), self.texts[r, c]) for r in rows for c in columns if (r, c) in self.texts]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Band:
    """The rows that hold the column labels of a table, its title left out."""

    layout: Layout
    region: Region
    #: The first row with a label that counts; group labels may stand above it.
    first: int
    bottom: int
    first_column: int
    #: What columns each label in the band can head.
    heads: Mapping[Spot, tuple[Line, ...]]

    @property
    def top(self) -> int:
        """The first row in which a group label may stand."""
        return max(self.bottom - self.layout.depth + 1, 0)

    @property
    def last_column(self) -> int:
        """The last column that has a label."""
        return max((column for _, column in self.heads), default=self.first_column)


def split_regions(sheets: Iterable[Sheet], *, layouts: tuple[Layout, ...]) -> list[Region]:
    """Split each sheet where a blank column parts two tables that stand side by side."""
    regions: list[Region] = []
    for sheet in sheets:
        for part in _parts(sheet, layouts=layouts):
            first, end = part.start, part.stop
            regions.append(Region(sheet=sheet, first=first, end=end, order=len(regions)))
    return regions


def _parts(sheet: Sheet, *, layouts: tuple[Layout, ...]) -> Iterator[range]:
    cuts = [-1, *sorted(sheet.blank_columns), sheet.width]
    parts = [range(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]
    if len(parts) < 2:  # noqa: PLR2004 - two parts are what can stand side by side
        yield range(sheet.width)
        return
    start = 0
    for left, right in pairwise(parts):
        before = _tables_in(sheet, range(start, left.stop), layouts=layouts)
        after = _tables_in(sheet, right, layouts=layouts)
        if before and (after - before or _has_rows(sheet, right, layouts=layouts)):
            yield range(start, right.start)
            start = right.start
    yield range(start, sheet.width)


def _tables_in(sheet: Sheet, columns: range, *, layouts: tuple[Layout, ...]) -> set[str]:
    region = Region(sheet=sheet, first=columns.start, end=columns.stop)
    return {layout.table.id for layout in layouts if find_bands(region, layout=layout)}


def _has_rows(sheet: Sheet, columns: range, *, layouts: tuple[Layout, ...]) -> bool:
    texts = [text for (_, column), text in sheet.texts.items() if column in columns]
    return any(layout.row_lexicon.read(t).fit == OWN for layout in layouts for t in texts)


def find_bands(region: Region, *, layout: Layout) -> list[Band]:
    """Find where column labels of *layout* stand close together, the densest places first chosen.

    A band has a corner label or at least half of the column labels of a block.
    """
    heads = {spot: lines for spot, text in region.texts.items() if (lines := layout.headed(text))}
    corners = {spot for spot, text in region.texts.items() if layout.is_corner(text)}
    rows = sorted({row for row, _ in (*heads, *corners)})
    windows = [
        [spot for spot in (*heads, *corners) if start <= spot[0] < start + layout.depth]
        for start in rows
    ]
    windows.sort(key=lambda window: (-len({c for _, c in window}), min(window)))
    bands: list[Band] = []
    taken: set[Spot] = set()
    for window in windows:
        spots = [spot for spot in window if spot not in taken]
        inside = {spot: heads[spot] for spot in spots if spot in heads}
        if not corners & set(spots) and not _is_half_of_a_block(inside.values(), layout=layout):
            continue
        band = _band(spots, heads=inside, layout=layout, region=region)
        if not any(b.first <= band.bottom and band.first <= b.bottom for b in bands):
            bands.append(band)
            taken.update(spots)
    return sorted(bands, key=lambda band: band.first)


def _is_half_of_a_block(found: Iterable[tuple[Line, ...]], *, layout: Layout) -> bool:
    labels = {line.leaf for lines in found for line in lines}
    for block in range(len(layout.table.blocks)):
        wanted = {column.leaf for column in layout.block_columns(block)}
        if 2 * len(wanted & labels) >= len(wanted):
            return True
    return False


def _band(
    window: list[Spot], *, heads: Mapping[Spot, tuple[Line, ...]], layout: Layout, region: Region
) -> Band:
    first = min(row for row, _ in window)
    after_corner = max(column for _, column in window) + 1
    return Band(
        layout=layout,
        region=region,
        first=first,
        bottom=max((row for row, _ in heads), default=first + layout.depth - 1),
        first_column=min((column for _, column in heads), default=after_corner),
        heads=heads,
    )
