"""What the cells of a workbook look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kit.workbook.contents import MOST_PLACES, SIGNED

_FONT = {"font_name": "宋体", "font_size": 10.5}
_CELL = _FONT | {"align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
_TOTAL_FILL = "#E4ECF7"
_LABEL_FILL = "#F2F2F2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The formats of one workbook."""

    heading: Format
    heading_text: Format
    small_text: Format
    label: Format
    item: Format
    value: Format
    #: Published numbers by their number format, in tables and in lists.
    figures: Mapping[str, Format]
    listed_figures: Mapping[str, Format]
    total: Format
    text: Format
    text_head: Format
    wrong: Format
    list_head: Format
    list_text: Format
    list_number: Format


def build_styles(workbook: Workbook) -> Styles:
    """Add the formats to *workbook*; only values are unlocked."""
    looks: dict[str, dict[str, object]] = {
        "heading": _CELL | {"border": 0},
        "heading_text": _FONT | {"font_size": 14, "bold": True},
        "small_text": _FONT,
        "label": _CELL | {"bg_color": _LABEL_FILL},
        "item": _CELL | {"bg_color": _LABEL_FILL, "align": "left", "indent": 1},
        "value": _CELL | {"locked": False},
        "total": _CELL | {"bg_color": _TOTAL_FILL},
        "text": _FONT | {"text_wrap": True, "valign": "top"},
        "text_head": _FONT | {"bold": True, "bottom": 1},
        "list_head": _CELL | {"bold": True, "bg_color": _TOTAL_FILL},
        "list_text": _CELL | {"align": "left", "valign": "top"},
        "list_number": _CELL | {"valign": "top"},
        "wrong": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    }
    formats = (SIGNED, "0", *(f"0.{'0' * places}" for places in range(1, MOST_PLACES + 1)))

    def numbers(look: Mapping[str, object]) -> Mapping[str, Format]:
        return {shown: workbook.add_format({**look, "num_format": shown}) for shown in formats}

    return Styles(
        **{name: workbook.add_format(look) for name, look in looks.items()},
        figures=numbers(looks["value"]),
        listed_figures=numbers(_FONT | {"valign": "top"}),
    )
