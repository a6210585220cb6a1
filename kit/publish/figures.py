"""All figures of a year in one table: CSV with its description for machines, and JSON.

References
----------
W3C, Model for Tabular Data and Metadata on the Web (CSVW), 2015.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

from kit.export.tidy import COLUMNS, Line, tidy_lines
from kit.publish.model import PublicValue

FIGURES_CSV, FIGURES_JSON = "figures.csv", "figures.json"
FIGURES_METADATA, FIGURES_SCHEMA = "figures.csv-metadata.json", "figures.schema.json"
#: Each column in its order: what it is called in Chinese, and what it holds.
DESCRIBED: Mapping[str, tuple[str, str]] = {
    "year": ("年度", "报告的年度"),
    "agency": ("机关", "机关的编号"),
    "name": ("机关名称", "机关的全称"),
    "address": ("地址", "单元格的地址：表.行.列"),
    "table": ("表", "t2 表二、t3 表三、t4 表四"),
    "row": ("行", "行的编号"),
    "column": ("列", "列的编号"),
    "row_label": ("行名", "行的各级名称，由外到内"),
    "column_label": ("列名", "列的各级名称，由外到内"),
    "value": ("数", "报告上印的数；空白的为空"),
    "unit": ("单位", "数的单位"),
}
_WHOLE = ("year",)
_NEVER_BLANK = ("year", "agency", "name", "address", "table", "row", "column")
_ORDER = [COLUMNS.index(name) for name in DESCRIBED]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A cell of an agency's tables; see :data:`DESCRIBED`."""

    year: int
    agency: str
    name: str
    address: str
    table: str
    row: str
    column: str
    row_label: str
    column_label: str
    value: PublicValue
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """What ``figures.json`` holds: every cell of every report of a year."""

    schema: Literal["1"] = "1"
    year: int
    figures: tuple[FigureRow, ...] = field(metadata={"description": "每个机关的每一格一项"})


def year_files(records: Iterable[Mapping[str, Any]], *, year: int) -> dict[str, bytes]:
    """Render the files of a year's figures by name, from each report's ``report.json``."""
    lines = [line for record in records for line in _lines(record)]
    schema = files("kit.schema").joinpath(FIGURES_SCHEMA).read_bytes()
    return {
        FIGURES_SCHEMA: schema,
        FIGURES_JSON: _render_json(lines, year=year),
        FIGURES_METADATA: _render_metadata(year),
        FIGURES_CSV: _render_csv(lines),
    }


def _lines(record: Mapping[str, Any]) -> Iterator[Line]:
    for line in tidy_lines(record):
        yield tuple(line[at] for at in _ORDER)


def _render_csv(lines: Iterable[Line]) -> bytes:
    """Render as ``report.csv`` is: UTF-8 with the mark that Excel wants, lines as it ends them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(DESCRIBED)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _render_json(lines: Iterable[Line], *, year: int) -> bytes:
    """Render a figure a line, which is compared and read by eye as well as by programs."""
    rows = (
        json.dumps(dict(zip(DESCRIBED, line, strict=True)), ensure_ascii=False) for line in lines
    )
    body = ",\n".join(rows)
    return f'{{"schema": "1", "year": {year}, "figures": [\n{body}\n]}}\n'.encode()


def _render_metadata(year: int) -> bytes:
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": FIGURES_CSV,
        "dc:title": f"{year}年度政府信息公开工作年度报告：各机关的全部数",
        "dc:language": "zh-CN",
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(name) for name in DESCRIBED],
            "primaryKey": ["year", "agency", "address"],
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _column(name: str) -> dict[str, Any]:
    title, description = DESCRIBED[name]
    return {
        "name": name,
        "titles": [name, title],
        "dc:description": description,
        "datatype": "gYear" if name in _WHOLE else "string",
        "required": name in _NEVER_BLANK,
    }
