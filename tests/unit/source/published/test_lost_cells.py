"""Rows that lack a cell: which one is missing nobody can tell, so none of the row is read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from builders.portals import Article, as_docx, as_text, lines, plain, rows, small_article, word
from builders.published import read
from builders.spreadsheets import TIDY, lay_out, xlsx_content

from kit.source.guard import judge_content
from kit.source.published.model import Published
from kit.source.read import sheets_of

_DOCUMENT = "word/document.xml"
_CELL = {
    "html": re.compile(r"<td\b[^>]*>(?:(?!<td).)*?</td>", re.DOTALL),
    "docx": re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL),
    "txt": re.compile(r" ?\| ?\d+"),
    "csv": re.compile(r",\d+"),
}


def _csv(article: Article) -> str:
    """Give the tables of a report as text separated by commas."""
    book = xlsx_content(lay_out(article.filing, of=article.form, distortion=TIDY))
    sheets = sheets_of(judge_content(book, path=Path("tables.xlsx")))
    out = io.StringIO()
    csv.writer(out).writerows(row for sheet in sheets for row in sheet.rows)
    return out.getvalue()


def _without_one(text: str, *, kind: str, seed: int, times: int = 0) -> Iterator[str]:
    """Give the text with one cell that holds a number left out or repeated, ten of them."""
    found = [
        cell
        for cell in _CELL[kind].finditer(text)
        if re.fullmatch(r"\W*\d{1,5}\s*", re.sub("<[^>]*>", "", cell[0]).strip())
    ]
    for cell in Random(seed).sample(found, 10):  # noqa: S311 - cells to try, no secrets
        yield text[: cell.start()] + cell[0] * times + text[cell.end() :]


def _wrong(found: Published, article: Article) -> dict[str, object]:
    """Return the figures read that are not the report's."""
    figures = found.filing.figures
    return {
        address: figure.value
        for address, figure in figures.items()
        if figure.value is not None and figure.value != article.filing.figures[address].value
    }


@pytest.mark.parametrize(
    ("kind", "manner"),
    [
        ("txt", as_text),
        ("html", plain),
        ("html", word),
        ("html", rows),
        ("csv", _csv),
    ],
)
def test_a_row_without_one_cell_is_left_open_and_named(
    kind: str, manner: Callable[[Article], str], tmp_path: Path
) -> None:
    """Ten cells left out one by one, of every kind of file: no figure moves, the row is named."""
    article = small_article()
    path = tmp_path / f"report.{kind}"
    for text in _without_one(manner(article), kind=kind, seed=1):
        path.write_text(text, "utf-8")
        found = read(path)
        assert _wrong(found, article) == {}
        assert found.faults


@pytest.mark.parametrize(
    ("kind", "manner"), [("txt", as_text), ("html", plain), ("html", word), ("csv", _csv)]
)
def test_a_row_with_one_cell_twice_is_left_open_and_named(
    kind: str, manner: Callable[[Article], str], tmp_path: Path
) -> None:
    """A cell too many moves the others too."""
    article = small_article()
    path = tmp_path / f"report.{kind}"
    for text in _without_one(manner(article), kind=kind, seed=4, times=2):
        path.write_text(text, "utf-8")
        found = read(path)
        assert _wrong(found, article) == {}
        assert found.faults


def test_flattened_lines_without_one_cell_are_left_open(tmp_path: Path) -> None:
    """So too where the rows of a page are lines."""
    article = small_article()
    path = tmp_path / "report.html"
    for text in _without_one(lines(article), kind="txt", seed=2):
        path.write_text(text, "utf-8")
        assert _wrong(read(path), article) == {}


def test_a_row_of_a_document_without_one_cell_is_left_open(tmp_path: Path) -> None:
    """So too in a Word document."""
    article = small_article()
    with zipfile.ZipFile(io.BytesIO(as_docx(article))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "report.docx"
    for text in _without_one(parts[_DOCUMENT].decode(), kind="docx", seed=3):
        with zipfile.ZipFile(path, "w") as changed:
            for name, content in parts.items():
                changed.writestr(name, text if name == _DOCUMENT else content)
        found = read(path)
        assert _wrong(found, article) == {}
        assert found.faults


@pytest.mark.parametrize(
    "written",
    [
        *("3402<sup>9</sup>", "<del>9</del>3402", "3402<sub>1</sub>", "<s>34</s>02", "3402①"),
        *("3402²", "3402₁", '<span style="text-decoration:line-through">9</span>3402'),
    ],
)
def test_a_mark_or_a_struck_number_is_no_digit(written: str, tmp_path: Path) -> None:
    """What is raised, lowered, circled or struck beside a figure leaves it open, and is named."""
    article = small_article()
    path = tmp_path / "report.html"
    page = plain(article)
    assert ">3402<" in page
    path.write_text(page.replace(">3402<", f">{written}<", 1), "utf-8")
    found = read(path)
    assert _wrong(found, article) == {}
    assert found.filing.value("t3.received.natural_person") is None
    assert found.faults


@pytest.mark.parametrize(
    "unseen",
    [
        *('<span style="display:none">9</span>', "<b hidden>9<i>8</i></b>", "<script>9</script>"),
        *('<p style="visibility: hidden"><b>9</b></p>', "<template>9</template>", "<!-- 9 -->"),
    ],
)
def test_what_does_not_show_is_no_part_of_a_figure(unseen: str, tmp_path: Path) -> None:
    """A browser shows 3402, so that is the figure."""
    article = small_article()
    path = tmp_path / "report.html"
    for cell in (f">{unseen}3402<", f">3402{unseen}<"):
        path.write_text(plain(article).replace(">3402<", cell, 1), "utf-8")
        found = read(path)
        assert found.filing.value("t3.received.natural_person") == 3402
        assert _wrong(found, article) == {}
