"""The Word document in LibreOffice, and read back by the kit itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from builders.articles import PAGE, report_article
from builders.corrections import CORRECTION, TOLD
from builders.documents import form_spans, spans_of
from builders.filings import form, real_filing
from builders.pages import FACTS, sample_page
from pypdf import PdfReader

from kit.export.docx import render_docx

NAMES = ("suqian-2023", "shanghai-office-2019")
Convert = Callable[[bytes, str], bytes]
_CURE = "需要 LibreOffice 的文字处理：apt install libreoffice-writer"


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Have LibreOffice open a document and save it as something, in a profile of its own."""
    if shutil.which("soffice") is None:
        pytest.skip(_CURE)
    profile = tmp_path_factory.mktemp("profile")

    def run(content: bytes, suffix: str) -> bytes:
        folder = tmp_path_factory.mktemp("document")
        source = folder / "report.docx"
        source.write_bytes(content)
        arguments = ["--headless", "--convert-to", suffix, "--outdir", str(folder / "out")]
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", *arguments]
        subprocess.run([*command, source], check=True, capture_output=True, timeout=300)
        return _read(folder / "out" / f"report.{suffix}")

    return run


def _read(path: Path) -> bytes:
    # Without its word processor LibreOffice ends as if all were well.
    if not path.is_file():
        pytest.skip(_CURE)
    return path.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_saved_again_it_has_the_forms_merges_and_figures(convert: Convert, name: str) -> None:
    """What LibreOffice understood is what was meant, cell by cell."""
    filing = real_filing(name)
    figures = {address: figure.text for address, figure in filing.figures.items()}
    saved = convert(render_docx(report_article(filing), page=PAGE), "docx")
    assert spans_of(saved, captioned=False) == form_spans(form(filing.edition), figures)


def test_on_paper_it_is_a_page_of_the_standard(convert: Convert) -> None:
    """A4, numbered between dashes, table three whole on one page, the correction on the first."""
    html = sample_page(correction=CORRECTION)
    pages = PdfReader(BytesIO(convert(render_docx(html, page=FACTS), "pdf"))).pages
    words = [re.sub(r"\s", "", page.extract_text()) for page in pages]
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    for number, text in enumerate(words, start=1):
        assert f"—{number}—" in text
    assert all(re.sub(r"\s", "", line) in words[0] for line in TOLD)
    whole = [text for text in words if "一、本年新收政府信息公开申请数量" in text]
    assert len(whole) == 1
    assert "四、结转下年度继续办理" in whole[0]
