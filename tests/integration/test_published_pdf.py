"""Published PDFs: our own, those that Chromium prints, scans, protected and broken ones."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from builders.portals import PORTALS, Article, encoded, example_article, small_article
from builders.published import (
    needs_chromium,
    own_pdf,
    printed_pdf,
    read,
    words_of,
    words_of_article,
)
from builders.spreadsheets import figures_read
from builders.workspaces import EXAMPLES

from kit.errors import SourceError


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda e: f"{e[1]}-{e[0]}")
def article(request: pytest.FixtureRequest) -> Article:
    """Give each example as it would be published."""
    return example_article(*request.param)


@pytest.fixture(scope="module")
def content() -> bytes:
    """Give a small report as our own PDF."""
    return own_pdf(small_article())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a file to write."""
    return tmp_path / "report.pdf"


def test_our_own_pdf_has_the_figures_and_the_words(article: Article, path: Path) -> None:
    """Each example set by us: same figures, same words, page numbers left out."""
    path.write_bytes(own_pdf(article))
    found = read(path, year=article.filing.year)
    assert figures_read(found.filing) == figures_read(article.filing)
    assert found.filing.label_faults == ()
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    wanted = words_of_article(article).replace("<", "").replace(">", "")
    assert words_of(found) == wanted


@needs_chromium
def test_tables_without_rules_are_read_by_their_places(tmp_path: Path) -> None:
    """Labels broken over lines and pages, rows as tables of their own: the same figures."""
    article = small_article()
    found = read(printed_pdf(encoded(PORTALS["rows"](article)), tmp_path))
    assert figures_read(found.filing) == figures_read(article.filing)
    assert (found.faults, found.filing.label_faults) == ((), ())


@needs_chromium
def test_a_row_with_blanks_that_is_not_straight_is_left_out(tmp_path: Path) -> None:
    """Without rules a figure is taken only below its own column; what was left is named."""
    article = example_article(2019, "shanghai-office")
    found = read(printed_pdf(encoded(PORTALS["rows"](article)), tmp_path), year=2019)
    read_values = figures_read(found.filing)
    printed = figures_read(article.filing)
    assert all(read_values[a] in (printed[a], (None, "")) for a in printed)
    assert read_values["t4.reconsideration.upheld"] == (None, "")
    assert any("不在一格之内" in str(fault) for fault in found.faults)


@needs_chromium
def test_a_table_cut_off_by_the_paper_says_so(tmp_path: Path) -> None:
    """Columns beyond the edge are not in the file: named, with what to import instead."""
    found = read(printed_pdf(encoded(PORTALS["layout"](small_article())), tmp_path))
    assert any("超出纸面" in str(f) and "网页本身" in str(f) for f in found.faults)
    assert found.filing.value("t3.received.natural_person") == 3402


@needs_chromium
@pytest.mark.parametrize("portal", ["plain", "lines"])
def test_a_page_that_chromium_printed_has_the_figures(
    article: Article, portal: str, tmp_path: Path
) -> None:
    """Tables broken across pages, print header and footer: same figures, same words."""
    path = printed_pdf(encoded(PORTALS[portal](article)), tmp_path)
    found = read(path, year=article.filing.year)
    assert figures_read(found.filing) == figures_read(article.filing)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert "page.html" not in words_of(found)


@needs_chromium
def test_figures_cut_off_by_the_page_are_not_taken(tmp_path: Path) -> None:
    """A column that runs off the paper may have lost digits: it stays empty, with a finding."""
    html = PORTALS["word"](small_article())
    path = printed_pdf(encoded(html), tmp_path)
    found = read(path)
    total = found.filing.figures["t3.received.total"]
    assert (total.value, total.text.endswith("…")) in {(None, True), (3511, False)}
    assert found.filing.value("t3.received.natural_person") == 3402
    assert bool(found.faults) == (total.value is None)


def test_only_pictures_are_told_from_a_report(path: Path) -> None:
    """A scan has pages and no text: said so, with what to do."""
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.write(path)
    with pytest.raises(SourceError, match="没有文字，只有图片") as caught:
        read(path)
    assert "kit new" in str(caught.value)


def test_a_protected_pdf_is_named(content: bytes, path: Path) -> None:
    """It asks for a password: said, with the cure."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("secret", algorithm="AES-128")
    writer.write(path)
    with pytest.raises(SourceError, match="已加密，需要密码"):
        read(path)


@pytest.mark.parametrize("kept", [30, 2_000, 20_000])
def test_a_pdf_cut_short_is_damaged(content: bytes, path: Path, kept: int) -> None:
    """A download that ended early is no traceback and no report."""
    path.write_bytes(content[:kept])
    with pytest.raises(SourceError, match=r"已损坏或不完整|没有文字"):
        read(path)


def test_too_many_pages_are_refused(path: Path) -> None:
    """No report has hundreds of pages."""
    writer = pypdf.PdfWriter()
    for _ in range(200):
        writer.add_blank_page(595, 842)
    writer.write(path)
    with pytest.raises(SourceError, match="至多 150 页"):
        read(path)


def test_a_pdf_under_another_name_is_known(content: bytes, tmp_path: Path) -> None:
    """The ending lies; the content tells."""
    path = tmp_path / "report.html"
    path.write_bytes(content)
    assert figures_read(read(path).filing) == figures_read(small_article().filing)
