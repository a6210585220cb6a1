"""Where each table of an edition stands in the sheets of a file, and what keeps it from use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kit.errors import Fault
from kit.source.columns import Columns, find_columns
from kit.source.grids import Sheet, cell_name
from kit.source.headers import Band, Region, Spot, find_bands
from kit.source.labelling import Headed, Misprint, find_misprints
from kit.source.labels import OWN
from kit.source.layout import Layout, Line
from kit.source.rows import Row, Stray, find_rows

#: Weighs more than any number of misfits inside a table.
ABSENT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What was found of one table: its cells by address, and what does not fit."""

    layout: Layout
    cells: Mapping[str, tuple[Sheet, Spot]]
    misprints: tuple[Misprint, ...] = ()
    faults: tuple[Fault, ...] = ()
    #: How far the sheets are from this edition's table; 0 when it stands there whole.
    misfits: int = 0
    #: Whether the table, or a row of it, stands in two places.
    is_repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The bands of every table of every edition in the sheets of a file."""

    file: str
    regions: Sequence[Region]
    bands: Mapping[tuple[str, str], Sequence[Band]]

    def end(self, band: Band) -> int:
        """Return the row where what stands below *band* ends: another band's first, or the last."""
        region = band.region
        firsts = [b.first for bands in self.bands.values() for b in bands if b.region is region]
        return min((f for f in firsts if f > band.bottom), default=len(region.sheet.rows))


def survey_regions(regions: Sequence[Region], *, layouts: Sequence[Layout], file: str) -> Survey:
    """Find the bands of all *layouts*; where one begins, the table above it ends."""
    bands = {
        (layout.edition, layout.table.id): [
            band for region in regions for band in find_bands(region, layout=layout)
        ]
        for layout in layouts
    }
    return Survey(file=file, regions=regions, bands=bands)


def locate_table(layout: Layout, *, survey: Survey) -> Located:
    """Locate one table of one edition; all that keeps it from use is in its ``faults``."""
    bands = survey.bands[layout.edition, layout.table.id]
    rows: list[Row] = []
    strays: list[Stray] = []
    for band in bands:
        own_rows, own_strays = find_rows(band, end=survey.end(band))
        rows += own_rows
        strays += own_strays
    if not rows and not any(band.heads for band in bands):
        return _absent(layout, survey=survey)
    kept = {row.line: row for row in reversed(rows)}
    missing = [line for line in layout.rows if line not in kept]
    repetitions = list(_repetition_faults(rows, layout=layout, survey=survey))
    row_faults = [
        *repetitions,
        *_missing_rows(missing, layout=layout, bands=bands, survey=survey),
        *(_stray_fault(stray, missing=missing, survey=survey) for stray in strays),
    ]
    located = _locate_cells(kept.values(), layout=layout, bands=bands, survey=survey)
    if not row_faults:
        return located
    return replace(
        located,
        misprints=(),
        faults=(*row_faults, *located.faults),
        misfits=located.misfits + len(row_faults) + len(missing),
        is_repeated=bool(repetitions),
    )


def _locate_cells(
    rows: Iterable[Row], *, layout: Layout, bands: Sequence[Band], survey: Survey
) -> Located:
    """Find the columns for the rows that were found, block by block and band by band."""
    cells: dict[str, tuple[Sheet, Spot]] = {}
    parts: list[Headed] = []
    faults: list[Fault] = []
    misfits = 0
    for (band, block), own in _by_block(rows).items():
        labels_end = max(row.column for row in own) + (1 if own[0].line.labels else 0)
        beside = range(labels_end, band.region.end)
        columns = find_columns(band, block=block, rows=[row.row for row in own], beside=beside)
        faults += _column_faults(columns, band=band, survey=survey)
        misfits += len(columns.missing) + len(columns.repeated) + len(columns.strange)
        cells |= _cells(own, columns=columns, layout=layout)
        above = [b.bottom for b in bands if b.region is band.region and b.bottom < band.first]
        start = max(above, default=-1) + 1
        parts.append(Headed(band=band, block=block, rows=own, columns=columns.spots, start=start))
    return Located(
        layout=layout,
        cells=cells,
        misprints=() if faults else tuple(find_misprints(parts)),
        faults=tuple(faults),
        misfits=misfits,
    )


def _by_block(rows: Iterable[Row]) -> dict[tuple[Band, int], tuple[Row, ...]]:
    groups: dict[tuple[Band, int], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.band, row.line.block].append(row)
    return {key: tuple(sorted(own, key=lambda row: row.row)) for key, own in groups.items()}


def _cells(
    rows: Iterable[Row], *, columns: Columns, layout: Layout
) -> dict[str, tuple[Sheet, Spot]]:
    return {
        layout.cell(row.line, column).address: (row.band.region.sheet, (row.row, at))
        for row in rows
        for column, (_, at) in columns.spots.items()
    }


def _spoken(survey: Survey, region: Region, *spots: Spot) -> str:
    """Name cells as people do, the file only once."""
    names = "、".join(cell_name(*spot) for spot in spots)
    return f"{survey.file} {region.sheet.name} {names}"


def _band_spot(band: Band) -> Spot:
    return min(band.heads, default=(band.first, band.region.first))


def _absent(layout: Layout, *, survey: Survey) -> Located:
    """Say that a table is not there, or that only its column labels are lost."""
    table = layout.table
    for region in survey.regions:
        spots = [
            spot for spot, text in region.texts.items() if layout.row_lexicon.read(text).fit == OWN
        ]
        if 2 * len(spots) >= len(layout.rows) > 1:
            heads = _quoted(dict.fromkeys(line.leaf.text for line in layout.columns))
            where = _spoken(survey, region, spots[0])
            cure = f"请在这一行上方补上列标目{heads}。"
            fault = Fault(where, found=f"{table.name}没有列标目", cure=cure)
            return Located(layout=layout, cells={}, faults=(fault,), misfits=ABSENT - len(spots))
    names = "、".join(dict.fromkeys(region.sheet.name for region in survey.regions)) or "无"
    cure = f"请补上这张表，或用 kit new 生成的工作簿重填。现有工作表：{names}。"
    found = f"没有找到{table.name}（{table.caption}）"
    fault = Fault(survey.file, found=found, cure=cure)
    return Located(layout=layout, cells={}, faults=(fault,), misfits=ABSENT)


def _repetition_faults(rows: Sequence[Row], *, layout: Layout, survey: Survey) -> Iterator[Fault]:
    """Say that the table stands in two places, or that a row does in one."""
    places: dict[Line, list[Row]] = defaultdict(list)
    for row in rows:
        places[row.line].append(row)
    several = [own for own in places.values() if len({row.band for row in own}) > 1]
    if several:
        bands = dict.fromkeys(row.band for row in several[0])
        names = [_spoken(survey, band.region, _band_spot(band)) for band in bands]
        found = " 和 ".join(names) + " 各有一份"
        yield Fault(survey.file, f"只有一份{layout.table.name}", found, "请只保留一份。")
        return
    for line, own in places.items():
        if len(own) > 1:
            region = own[0].band.region
            where = _spoken(survey, region, *((row.row, row.column) for row in own))
            what = f"行标目“{line.name}”" if line.labels else f"{layout.table.name}的数据行"
            yield Fault(where, f"{what}只有一行", f"{len(own)} 行", "请只保留一行。")


def _missing_rows(
    missing: Sequence[Line], *, layout: Layout, bands: Sequence[Band], survey: Survey
) -> Iterator[Fault]:
    if missing:
        band = bands[0]
        where = _spoken(survey, band.region, _band_spot(band))
        found = f"{layout.table.name}缺少行{_quoted(line.name for line in missing)}"
        yield Fault(where, found=found, cure="请按格式补上，没有数的填 0。")


def _stray_fault(stray: Stray, *, missing: Sequence[Line], survey: Survey) -> Fault:
    layout = stray.band.layout
    where = _spoken(survey, stray.band.region, (stray.row, stray.column))
    found = f"“{stray.text}”" if stray.text else "有数无标目的一行"
    cure = _nearest(stray.text, missing or layout.rows)
    return Fault(where, f"{layout.table.name}的行", found, f"{cure}不属于本表的行请删去。")


def _column_faults(columns: Columns, *, band: Band, survey: Survey) -> Iterator[Fault]:
    """Say which columns of a block are missing, stand twice, or are none of the form's."""
    region, name = band.region, band.layout.table.name
    if columns.missing and len(columns.missing) == len(columns.strange):
        # As many headings as are missing are other words: each is the one in its order.
        strange = sorted(columns.strange, key=lambda spot: spot[1])
        for line, spot in zip(columns.missing, strange, strict=True):
            where = f"{_spoken(survey, region, spot)} 第 {spot[1] - region.first + 1} 列的标题"
            wanted, found = f"“{line.leaf.text}”", f"“{region.texts[spot]}”"
            yield Fault(where, wanted, found, "请按格式改正列标目；这一列没有读入。")
    elif columns.missing:
        where = _spoken(survey, region, _band_spot(band))
        found = f"{name}缺少列{_quoted(line.name for line in columns.missing)}"
        yield Fault(where, found=found, cure="请按格式补上列标目和这一列的数。")
    for line, spots in columns.repeated.items():
        where = _spoken(survey, region, *spots)
        yield Fault(where, f"列标目“{line.name}”只有一列", f"{len(spots)} 列", "请只保留一列。")
    named = len(columns.missing) == len(columns.strange)
    for spot in () if named else columns.strange:
        text = region.texts[spot]
        lines = columns.missing or tuple(columns.spots)
        cure = f"{_nearest(text, lines)}不属于本表的列请删去。"
        yield Fault(_spoken(survey, region, spot), f"{name}的列", f"“{text}”", cure)


def _quoted(texts: Iterable[str]) -> str:
    return "、".join(f"“{text}”" for text in texts)


def _nearest(text: str, lines: Sequence[Line]) -> str:
    """Name the label most like *text*."""
    labels = dict.fromkeys(label.text for line in lines for label in reversed(line.labels))
    near = max(labels, key=lambda label: SequenceMatcher(None, text, label).ratio(), default="")
    return f"最接近的是“{near}”；" if near and text else ""
