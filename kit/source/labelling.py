"""Where the labels of a located table are not the form's own: wording, groups, order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.form import Label
from kit.source.headers import Band, Region, Spot
from kit.source.labels import NO_FIT, OWN, fit_label, label_words
from kit.source.layout import Layout, Line
from kit.source.rows import Row

#: How many rows above the column labels a block's title is looked for.
_TITLE_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Misprint:
    """A label that is not the form's: where it stands or should, the form's words, and its own."""

    region: Region
    spot: Spot
    wanted: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A block of a table under one band: its rows there, and where its columns have labels."""

    band: Band
    block: int
    rows: tuple[Row, ...]
    columns: Mapping[Line, Spot]
    #: The first row that belongs to it, titles above its band included.
    start: int


def find_misprints(parts: Sequence[Headed]) -> Iterator[Misprint]:
    """Find every label of the table that is not the form's own."""
    for part in parts:
        yield from _row_wording(part.rows)
        yield from _column_wording(part)
        yield from _column_groups(part)
        yield from _column_order(part)
        yield from _row_groups(part)
        yield from _corner(part)
        yield from _title(part)
    yield from _row_order([row for part in parts for row in part.rows])


def _row_wording(rows: Iterable[Row]) -> Iterator[Misprint]:
    for row in rows:
        if row.line.labels and fit_label(row.text, label=row.line.leaf) != OWN:
            spot = (row.row, row.column)
            yield Misprint(
                region=row.band.region, spot=spot, wanted=row.line.leaf.text, found=row.text
            )


def _column_wording(part: Headed) -> Iterator[Misprint]:
    region = part.band.region
    for line, spot in part.columns.items():
        text = region.texts[spot]
        if fit_label(text, label=line.leaf) != OWN:
            yield Misprint(region=region, spot=spot, wanted=line.leaf.text, found=text)


def _column_groups(part: Headed) -> Iterator[Misprint]:
    band = part.band
    for group, lines in _groups(part.columns):
        spots = [part.columns[line] for line in lines]
        rows = range(band.top, max(row for row, _ in spots))
        columns = range(min(c for _, c in spots), max(c for _, c in spots) + 1)
        yield from _expected(group, part=part, rows=rows, columns=columns)


def _row_groups(part: Headed) -> Iterator[Misprint]:
    rows = {row.line: row for row in part.rows}
    taken = sorted(row.row for row in part.rows)
    for group, lines in _groups(rows):
        own = [rows[line].row for line in lines]
        # A group label may stand in a row of its own above its rows.
        above = max((r for r in taken if r < min(own)), default=part.band.bottom)
        columns = range(part.band.region.first, part.band.first_column)
        yield from _expected(
            group, part=part, rows=range(above + 1, max(own) + 1), columns=columns, first=min(own)
        )


def _corner(part: Headed) -> Iterator[Misprint]:
    band = part.band
    if label := band.layout.block_label(part.block, role="corner"):
        columns = range(band.region.first, band.first_column)
        rows = range(band.top, band.bottom + 1)
        yield from _expected(label, part=part, rows=rows, columns=columns)


def _title(part: Headed) -> Iterator[Misprint]:
    band = part.band
    label = band.layout.block_label(part.block, role="title")
    if not label:
        return
    rows = range(max(part.start, band.first - _TITLE_REACH), band.first)
    region = band.region
    across = region.texts_in(rows, range(region.first, region.end))
    if any(fit_label(text, label=label) == OWN for _, text in across):
        return
    # What stands further right is no title but a unit or a date.
    columns = range(region.first, band.first_column)
    yield from _expected(label, part=part, rows=rows, columns=columns, first=max(band.first - 1, 0))


def _groups(lines: Iterable[Line]) -> list[tuple[Label, list[Line]]]:
    """Return each group label with the lines below it, outermost first."""
    groups: dict[tuple[Label, ...], list[Line]] = {}
    for line in lines:
        for depth in range(1, len(line.labels)):
            groups.setdefault(line.labels[:depth], []).append(line)
    return [(path[-1], below) for path, below in groups.items()]


def _expected(
    label: Label, *, part: Headed, rows: range, columns: range, first: int | None = None
) -> Iterator[Misprint]:
    """Expect *label* in a place, at its *first* row; words no label explains stand for it."""
    region = part.band.region
    texts = region.texts_in(rows, columns)
    fits = [(fit_label(text, label=label), spot, text) for spot, text in texts]
    fit, spot, text = min(fits, default=(NO_FIT, (0, 0), ""))
    if fit == OWN:
        return
    if fit == NO_FIT:
        due = rows.start if first is None else first
        odd = [(s, t) for s, t in texts if not _is_explained(t, layout=part.band.layout)]
        odd.sort(key=lambda entry: (abs(entry[0][0] - due), -entry[0][1]))
        spot, text = odd[0] if odd else ((due, columns.start), "")
    yield Misprint(region=region, spot=spot, wanted=label.text, found=text)


def _is_explained(text: str, *, layout: Layout) -> bool:
    """Whether *text* is some label of the table, or its caption."""
    lexicons = (layout.row_lexicon, layout.column_lexicon, layout.printed)
    caption = label_words(layout.table.caption)
    return caption in label_words(text) or any(x.read(text).fit < NO_FIT for x in lexicons)


def _row_order(rows: Sequence[Row]) -> Iterator[Misprint]:
    """Compare the rows as they stand with the form's order."""
    standing = sorted(rows, key=lambda row: (row.band.region.order, row.row))
    lawful = sorted(rows, key=lambda row: (row.line.block, row.line.index))
    for row, due in zip(standing, lawful, strict=True):
        if row.line is not due.line:
            wanted, found = _difference(due.line, row.line)
            spot = (row.row, row.column)
            yield Misprint(region=row.band.region, spot=spot, wanted=wanted, found=found)


def _column_order(part: Headed) -> Iterator[Misprint]:
    """Compare the columns as they stand with the form's order; a moved group is said once."""
    standing = sorted(part.columns.items(), key=lambda entry: entry[1][1])
    lawful = sorted(part.columns, key=lambda line: line.index)
    said: set[tuple[str, str]] = set()
    for (line, spot), due in zip(standing, lawful, strict=True):
        if line is due or (difference := _difference(due, line)) in said:
            continue
        said.add(difference)
        wanted, found = difference
        yield Misprint(region=part.band.region, spot=spot, wanted=wanted, found=found)


def _difference(due: Line, found: Line) -> tuple[str, str]:
    """Return the words in which two lines differ: their own, else those of their groups."""
    pairs = [(due.leaf, found.leaf), *zip(due.labels, found.labels, strict=False)]
    wanted, stands = next(pair for pair in pairs if pair[0] != pair[1])
    return wanted.text, stands.text
