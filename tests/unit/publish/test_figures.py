"""All figures of a year: one row a cell, described for machines."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from builders.filings import form

from kit.disk import record_schema
from kit.publish.figures import DESCRIBED, YearFigures, year_files
from kit.publish.model import PublishedSite
from kit.schema import __path__ as schemas

YEAR = 2024


def record(agency: str, name: str) -> dict[str, Any]:
    """Return the ``report.json`` of an agency, a cell of it blank and one a text."""
    figures: dict[str, Any] = {address: number for number, address in enumerate(form().cells)}
    figures |= {"t2.rules.issued": None, "t2.fees.amount": "96171.6"}
    return {"year": YEAR, "agency": agency, "name": name, "edition": "2021", "figures": figures}


@cache
def files() -> dict[str, bytes]:
    """Return the files of two agencies."""
    return year_files([record("a", "某,局"), record("b", "=另局")], year=YEAR)


def rows() -> list[dict[str, str]]:
    """Return the lines of the CSV as a reader of it has them."""
    text = files()["figures.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_agency_has_a_row_for_every_cell() -> None:
    """In the order of the form; blanks are blank, text that is a formula is none."""
    cells = list(form().cells)
    assert [(r["agency"], r["address"]) for r in rows()] == [(a, c) for a in "ab" for c in cells]
    by = {row["address"]: row for row in rows() if row["agency"] == "b"}
    assert by["t2.rules.issued"]["value"] == ""
    assert by["t2.fees.amount"]["value"] == "96171.6"
    assert by["t3.received.total"]["row_label"] == "一、本年新收政府信息公开申请数量"
    assert {row["name"] for row in rows()} == {"某,局", "'=另局"}


def test_the_json_has_the_same_rows_by_its_schema() -> None:
    """Counts are numbers there, and a blank is null."""
    data = json.loads(files()["figures.json"])
    jsonschema_rs.validate(json.loads(files()["figures.schema.json"]), data)
    same = [{k: "" if v is None else str(v) for k, v in row.items()} for row in data["figures"]]
    assert same == rows()
    assert data["figures"][0]["value"] is None


def test_the_description_names_the_columns_of_the_file() -> None:
    """As CSVW has it: context, address of the file, columns in their order, the key."""
    said = json.loads(files()["figures.csv-metadata.json"])
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["url"] == "figures.csv"
    columns = said["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(rows()[0]) == list(DESCRIBED)
    assert all(column["name"] in column["titles"] for column in columns)
    key = said["tableSchema"]["primaryKey"]
    assert len({tuple(row[name] for name in key) for row in rows()}) == len(rows())


@pytest.mark.parametrize(("name", "kind"), [("figures", YearFigures), ("site", PublishedSite)])
def test_the_schemas_are_those_of_the_records(name: str, kind: type) -> None:
    """The committed ones say what is written."""
    committed = json.loads((Path(schemas[0]) / f"{name}.schema.json").read_bytes())
    assert committed == record_schema(kind, title=committed["title"])
