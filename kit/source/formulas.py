"""Blank figures of an .xlsx that are blank because of a formula, and what to do about it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kit.source.filing import Figure

_NOT_COMPUTED = "公式尚未计算，请用 Excel 或 WPS 打开、保存一次"


def explain_blanks(figures: Mapping[str, Figure], *, content: bytes) -> dict[str, Figure]:
    """Return the blank *figures* that stand where a formula has no value or an error.

    The reader of grids knows neither formulas nor error values, so the file is
    read a second time, by a slower library and only when a figure is blank.
    """
    blanks = [figure for figure in figures.values() if figure.place and not figure.raw]
    if not blanks:
        return {}
    formulas = _contents(blanks, content=content, is_computed=False)
    values = _contents(blanks, content=content, is_computed=True)
    return {
        figure.address: _explained(figure, formula=formula, value=value)
        for figure, formula, value in zip(blanks, formulas, values, strict=True)
        if formula.startswith("=") or value.startswith("#")
    }


def _explained(figure: Figure, *, formula: str, value: str) -> Figure:
    if not value:
        return replace(figure, fault=_NOT_COMPUTED)
    cause = f"公式 {formula} 的结果出错" if formula.startswith("=") else "错误值"
    return replace(figure, raw=value, text=value, fault=f"{cause}：{value}")


def _contents(figures: Iterable[Figure], *, content: bytes, is_computed: bool) -> Iterator[str]:
    """Yield what stands in the cell of each figure: its formula, or the value last computed."""
    import openpyxl  # heavy, and needed for few files

    workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=is_computed)
    for figure in figures:
        if figure.place:
            value = workbook[figure.place.sheet][figure.place.cell].value
            yield "" if value is None else str(value)
