"""Blank figures of an .xlsx that are blank because of a formula, and what to do about it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit import log
from kit.source.extent import column_number
from kit.source.filing import Figure, Place

_ASIDES = ("docprops/", "customxml/", "xl/theme/", "xl/media/", "xl/drawings/", "xl/externallinks/")
_COMPUTE = "请用 Excel 或 WPS 打开文件，保存一次，再试。"
_MEND = "请改正公式，或直接填数；没有请填 0。"


def explain_blanks(figures: Mapping[str, Figure], *, content: bytes) -> dict[str, Figure]:
    """Return the blank *figures* that stand where a formula has no value or an error.

    The reader of grids knows neither formulas nor error values, so the file is
    read a second time, by a slower library and only when a figure is blank.
    """
    blanks = {f.place: f for f in figures.values() if f.place and not f.raw}
    if not blanks:
        return {}
    try:
        needed = _without_asides(content)
        formulas = _contents(tuple(blanks), content=needed, is_computed=False)
        values = _contents(tuple(blanks), content=needed, is_computed=True)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the figures were read without it
        # The library stumbles over parts that do not matter here; a blank is then just blank.
        log.debug("formulas_unread", problem=str(problem))
        return {}
    return {
        figure.address: _explained(figure, formula=formulas[place], value=values[place])
        for place, figure in blanks.items()
        if formulas[place].startswith("=") or values[place].startswith("#")
    }


def _without_asides(content: bytes) -> bytes:
    """Return the workbook without the parts that tell of it, as who wrote it and in what colours.

    The library would read them all, and give up over one that is no XML.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(kept, "w") as target:
        for part in source.infolist():
            if not part.filename.lower().startswith(_ASIDES):
                target.writestr(part.filename, source.read(part))
    return kept.getvalue()


def _explained(figure: Figure, *, formula: str, value: str) -> Figure:
    if not value:
        return replace(figure, fault="尚未计算的公式", cure=_COMPUTE)
    cause = f"公式 {formula} 的结果出错" if formula.startswith("=") else "错误值"
    return replace(figure, raw=value, text=value, fault=f"{cause}：{value}", cure=_MEND)


def _contents(places: Sequence[Place], *, content: bytes, is_computed: bool) -> dict[Place, str]:
    """Return what stands in each place: its formula, or the value last computed."""
    import openpyxl  # heavy, and needed for few files

    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=is_computed, keep_links=False
    )
    found = dict.fromkeys(places, "")
    for name in dict.fromkeys(place.sheet for place in places):
        own = {place.cell: place for place in places if place.sheet == name}
        last = max(int(re.sub(r"\D", "", cell)) for cell in own)
        letters = (re.sub(r"\d", "", cell).encode() for cell in own)
        # What the sheet says of its own size would be believed.
        width = max(map(column_number, letters))
        rows = book[name].iter_rows(max_row=last, max_col=width)
        for cell in (cell for row in rows for cell in row):
            if cell.value is not None and (place := own.get(cell.coordinate)):
                # A formula over several cells is an object that holds its text.
                found[place] = str(getattr(cell.value, "text", cell.value))
    return found
