"""`kit build` on the examples: what it writes, and that it writes the same again."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from builders.filings import real_filing
from builders.html_tables import read_figures
from builders.workspaces import EXAMPLES, copied_workspace

from kit.cli import main
from kit.datafile import schema_text
from kit.form import form_of_year, load_forms
from kit.workspace import Workspace

FILES = {
    "manifest.json",
    "report.html",
    "report.ipynb",
    "report.json",
    "report.pdf",
    "review.html",
    "review.json",
}
each_example = pytest.mark.parametrize(("year", "agency"), EXAMPLES)


def folder_of(built: Workspace, year: int, agency: str) -> Path:
    """Return the outputs of one example."""
    return built.report_folder(year, agency)


@each_example
def test_exactly_the_promised_files_are_written(built: Workspace, year: int, agency: str) -> None:
    """A report's folder holds the promised files and nothing else, not even hidden ones."""
    assert {path.name for path in folder_of(built, year, agency).iterdir()} == FILES


@each_example
def test_the_page_carries_every_figure(built: Workspace, year: int, agency: str) -> None:
    """Figures read back from the page's tables are those that were published."""
    page = (folder_of(built, year, agency) / "report.html").read_text("utf-8")
    filing = real_filing(f"{agency}-{year}")
    read = read_figures(page, form=load_forms()[filing.edition])
    assert read == {a: figure.text for a, figure in filing.figures.items()}


@each_example
def test_the_public_data_follows_its_schema(built: Workspace, year: int, agency: str) -> None:
    """report.json is valid, and its figures are those that were published."""
    data = json.loads((folder_of(built, year, agency) / "report.json").read_bytes())
    jsonschema_rs.validate(json.loads(schema_text("report")), data)
    published = json.loads(
        (Path(__file__).parents[1] / "data" / f"{agency}-{year}.json").read_text("utf-8")
    )
    wanted = {a: _public(v) for a, v in published["figures"].items()}
    assert {a: _public(v) for a, v in data["figures"].items()} == wanted
    assert [section["number"] for section in data["sections"]] == [1, 2, 3, 4, 5, 6]
    assert not any("{{" in section["markdown"] for section in data["sections"])


def _public(value: object) -> str | None:
    return None if value is None else str(value)


@each_example
def test_sections_and_tables_stand_in_the_order_of_the_form(
    built: Workspace, year: int, agency: str
) -> None:
    """Six numbered headings follow each other, tables two to four inside their sections."""
    page = (folder_of(built, year, agency) / "report.html").read_text("utf-8")
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    form = form_of_year(year)
    assert headings == [section.heading for section in form.sections]
    parts = re.split(r"<h2[^>]*>", page)[1:]
    assert [part.count("<caption") for part in parts] == [0, 1, 1, 1, 0, 0]


@each_example
def test_the_page_is_small_and_fetches_nothing(built: Workspace, year: int, agency: str) -> None:
    """The page is one file of at most 80 KB without script or resources."""
    content = (folder_of(built, year, agency) / "report.html").read_bytes()
    assert len(content) <= 80_000
    page = content.decode()
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert not re.search(r"""(?:src|srcset)=|url\(|@import|<link|<iframe|<img""", page)


@each_example
def test_reviewers_data_stays_out_of_public_files(built: Workspace, year: int, agency: str) -> None:
    """No public file holds a source's file name, a cell address, a rule or an origin note."""
    folder = folder_of(built, year, agency)
    for name in ("report.html", "report.json"):
        text = (folder / name).read_text("utf-8")
        assert "tables.xlsx" not in text
        assert "narrative.md" not in text
        assert "表三!" not in text
        assert "accepted" not in text


@each_example
def test_every_figure_is_traced_to_its_cell(built: Workspace, year: int, agency: str) -> None:
    """review.json names the file, sheet and cell of each figure, and every rule's outcome."""
    review = json.loads((folder_of(built, year, agency) / "review.json").read_bytes())
    form = load_forms()[review["edition"]]
    assert set(review["figures"]) == set(form.cells)
    sources = {a: figure["source"] for a, figure in review["figures"].items()}
    assert sources["t3.received.natural_person"] == "tables.xlsx!表三!D5"
    assert len(set(sources.values())) == len(form.cells)
    assert set(review["outcomes"]) == set(form_of_year(year).rules)


@each_example
def test_the_manifest_tells_inputs_and_outputs_by_hash(
    built: Workspace, year: int, agency: str
) -> None:
    """Each hash in the manifest is that of the file it names."""
    folder = folder_of(built, year, agency)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert set(manifest["outputs"]) == FILES - {"manifest.json"}
    for name, digest in manifest["outputs"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    tables = f"params/{year}/{agency}/tables.xlsx"
    content = (built.params.parent / tables).read_bytes()
    assert manifest["inputs"][tables] == hashlib.sha256(content).hexdigest()
    assert {name.split("-")[0] for name in manifest["fonts"]} >= {"FandolFang", "FandolKai"}
    assert manifest["findings"]["error"] == 0


def test_last_year_is_an_input_of_this_year(built: Workspace) -> None:
    """The second year's manifest names the first year's tables, and Y1 holds between them."""
    folder = folder_of(built, 2024, "suqian")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert "params/2023/suqian/tables.xlsx" in manifest["inputs"]
    assert json.loads((folder / "review.json").read_bytes())["outcomes"]["Y1"] == "holds"


def test_the_same_inputs_give_the_same_bytes(built: Workspace, tmp_path: Path) -> None:
    """Built again in another folder at another time, every file is the same byte for byte."""
    again = copied_workspace(tmp_path / "elsewhere")
    places = ["--params", str(again.params), "--outputs", str(again.outputs)]
    with pytest.raises(SystemExit):
        main(["build", "2024", "suqian", *places])
    for path in folder_of(built, 2024, "suqian").iterdir():
        assert path.read_bytes() == (folder_of(again, 2024, "suqian") / path.name).read_bytes(), (
            path.name
        )


def test_no_output_tells_where_or_by_whom_it_was_made(built: Workspace) -> None:
    """No file of a report holds an absolute path or the name of the user's home."""
    private = [str(built.params.parent), str(Path.home()), "/tmp/"]  # noqa: S108 - looked for, not used
    for year, agency in EXAMPLES:
        for path in folder_of(built, year, agency).iterdir():
            content = path.read_bytes()
            assert not [place for place in private if place.encode() in content], path
