"""``fonts: system`` together with ``charts``: a page and a PDF in the fonts an office has."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from builders.fonts import OFFICE, write_office_fonts
from builders.pdfs import needs_poppler, read_text
from builders.workspaces import copied_workspace
from pypdf import PdfReader

from kit.cli import main
from kit.workspace import Workspace

YEAR, AGENCY = 2024, "suqian"
LABEL = re.compile(r"<text[^>]*>([^<]+)</text>")


def build(workspace: Workspace, to: str, *, home: Path) -> subprocess.CompletedProcess[str]:
    """Build the report as somebody whose own fonts are those in *home*."""
    places = [f"--params={workspace.params}", f"--outputs={workspace.outputs}"]
    asked = ["--to", to, "--fail-on", "never", "--force"]
    arguments = ["build", str(YEAR), AGENCY, *asked, *places]
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from kit.cli import main; main(sys.argv[1:])",
            *arguments,
        ],
        env=os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home / ".local" / "share")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Build the page with pictures, without a PDF; its words are what the fonts need."""
    workspace = copied_workspace(tmp_path_factory.mktemp("fonts"))
    path = workspace.inputs(YEAR, AGENCY) / "report.yaml"
    path.write_text(path.read_text("utf-8") + "\nfonts: system\ncharts: true\n", "utf-8")
    places = [f"--params={workspace.params}", f"--outputs={workspace.outputs}"]
    with pytest.raises(SystemExit) as ended:
        main(["build", str(YEAR), AGENCY, "--to", "html", "--fail-on", "never", *places])
    assert ended.value.code == 0
    return workspace


@pytest.fixture(scope="module")
def page(workspace: Workspace) -> str:
    """Read the public page."""
    return (workspace.report_folder(YEAR, AGENCY) / "report.html").read_text("utf-8")


@pytest.fixture(scope="module")
def pdf(workspace: Workspace, page: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Build the PDF on a machine with the fonts of an office."""
    home = tmp_path_factory.mktemp("home")
    write_office_fonts(home / ".local" / "share" / "fonts", text=f"{page}—0123456789 ")
    ended = build(workspace, "html,pdf", home=home)
    assert ended.returncode == 0, ended.stderr
    return (workspace.report_folder(YEAR, AGENCY) / "report.pdf").read_bytes()


def test_the_page_needs_no_font_of_this_machine(page: str) -> None:
    """Its pictures name families with a fallback, whatever the PDF is set in."""
    families = set(re.findall(r'<svg[^>]*font-family="([^"]*)"', page))
    assert len(families) == 1
    assert families.pop().endswith("sans-serif")
    assert page.count('<figure class="chart"') == 4


def test_every_font_is_one_of_the_office_and_embedded(pdf: bytes) -> None:
    """No packaged font stands in for one: pictures are in 黑体, as headings are."""
    used = {
        font.get_object()["/BaseFont"].partition("+")[2].removesuffix("-Identity-H"): font
        for sheet in PdfReader(io.BytesIO(pdf)).pages
        for font in sheet["/Resources"].get("/Font", {}).values()
    }
    assert "SimHei" in used
    assert used.keys() <= OFFICE.keys()
    for font in used.values():
        (descendant,) = font.get_object()["/DescendantFonts"]
        assert "/FontFile3" in descendant.get_object()["/FontDescriptor"]


@needs_poppler
def test_every_word_of_every_picture_is_in_the_pdf(pdf: bytes, page: str, tmp_path: Path) -> None:
    """Labels and numbers are text in the font that is there."""
    said = read_text(pdf, folder=tmp_path)
    labels = ["".join(label.split()) for label in LABEL.findall(page)]
    assert len(labels) > 50
    assert [label for label in labels if label not in said] == []


def test_without_these_fonts_the_page_stands_and_the_pdf_says_what_is_missing(
    workspace: Workspace, pdf: bytes, tmp_path: Path
) -> None:
    """The reason names the key, the fonts, and the way out; nothing is set in another font."""
    assert pdf
    ended = build(workspace, "pdf", home=tmp_path)
    assert ended.returncode == 7
    assert "report.yaml fonts: system" in ended.stderr + ended.stdout
    assert "改用自带字体" in ended.stderr + ended.stdout
