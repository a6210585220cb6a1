"""Reading a published file in tests, and what of it is compared with what was published."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from builders.articles import PAGE
from builders.articles import article as pdf_article
from builders.portals import Article
from kit.export.pdf import render_pdf
from kit.form import form_of_year, load_forms
from kit.narrative.markdown import render_markdown
from kit.source.published import Published, read_published
from kit.tables import build_table, render_table

#: Skips a test where Chromium is missing, with its cure.
needs_chromium = pytest.mark.skipif(
    not shutil.which("chromium"), reason="chromium is missing: apt-get install chromium"
)


def read(path: Path, *, year: int = 2022) -> Published:
    """Read a file as the report of a test agency."""
    form = form_of_year(year)
    return read_published(path, form=form, agency="test-agency", year=year, forms=load_forms())


def words_of(published: Published) -> str:
    """Return all words read, without Markdown's marks, list numbers and spaces."""
    said = [published.preface, *(section.markdown for section in published.sections)]
    lines = (line.removeprefix("###") for line in "\n".join(said).splitlines())
    return "".join("".join(lines).replace("\\", "").split())


def words_of_article(article: Article) -> str:
    """Return the words of a report in order, where its tables stood their marks."""
    said = list(article.preface)
    for section in article.form.sections:
        above, below = article.sections[section.number]
        mark = [f"{{{{{section.table}}}}}"] if section.table else []
        said += [*above, *mark, *below]
    return "".join("".join(said).split())


def own_pdf(article: Article) -> bytes:
    """Set a report as our own PDF."""
    parts = [
        f"<h2>{s.heading}</h2>{_section(article, s.number, s.table)}" for s in article.form.sections
    ]
    preface = "".join(map(render_markdown, article.preface))
    html = pdf_article(preface, *parts)
    return render_pdf(html, page=PAGE | {"title": article.title}, report_json=b"{}")


def _section(article: Article, number: int, table: str | None) -> str:
    above, below = article.sections[number]
    words = ["".join(map(render_markdown, texts)) for texts in (above, below)]
    if not table:
        return "".join(words)
    own = article.form.tables[table]
    gt = build_table(article.filing, form=article.form, table=table)
    return words[0] + render_table(gt, table=own) + words[1]


def printed_pdf(html: bytes, folder: Path) -> Path:
    """Print a page with Chromium."""
    page, path = folder / "page.html", folder / "printed.pdf"
    page.write_bytes(html)
    profile = f"--user-data-dir={folder / 'chrome'}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", profile]
    command = ["chromium", *options, f"--print-to-pdf={path}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path
