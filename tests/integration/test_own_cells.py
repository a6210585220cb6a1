"""An analyst's own cells in every file of a report, run as a batch runs them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdf
import pytest
from builders.own_cells import full_notebook, write_notebook
from builders.workspaces import copied_workspace
from lxml.etree import HTML

from kit.run import Job
from kit.run.build import build_report
from kit.workspace import Workspace

CAPTIONS = ("各类申请的件数", "按月统计", "两年的申请量", "一个色块")
FORMATS = ("html", "review", "pdf", "json", "fragment", "docx")
DESCRIPTION = "2023年3511件，2024年3525件，略有增加。"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a report that names a notebook with cells of every kind; return its folder."""
    workspace = copied_workspace(tmp_path_factory.mktemp("own"))
    parameters = workspace.inputs(2024, "suqian") / "report.yaml"
    parameters.write_text(f"notebook: own.ipynb\n{parameters.read_text('utf-8')}", "utf-8")
    write_notebook(workspace.notebooks, full_notebook(), name="own.ipynb")
    return build(workspace)


def build(workspace: Workspace) -> Path:
    """Build the report of Suqian for 2024 and return its folder."""
    result = build_report(Job(workspace=workspace, year=2024, agency="suqian", to=FORMATS))
    assert result.error is None
    return workspace.report_folder(2024, "suqian")


def test_public_cells_stand_where_they_stand_in_the_notebook(built: Path) -> None:
    """Each at the end of the section above it, captioned, with nothing that runs or is fetched."""
    page = HTML((built / "report.html").read_bytes())
    sections = ["".join(section.itertext()) for section in page.iter("section")]
    for number, caption in enumerate(CAPTIONS):
        assert [caption in words for words in sections].index(True) == number
    assert "数据说明" in sections[0]
    assert "按收到日期统计。" in sections[1]
    pictures = page.findall(".//figure[@class='own']/img")
    assert [picture.get("alt") for picture in pictures] == [DESCRIPTION, "一个色块"]
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json"]
    assert b"onload" not in (built / "report.html").read_bytes()
    assert "只给审核人看" not in (built / "report.html").read_text("utf-8")


def test_review_page_has_the_others_under_analysis(built: Path) -> None:
    """What is not tagged, with its code; and what public cells had to leave out."""
    page = HTML((built / "review.html").read_bytes())
    analysis = "".join(page.find(".//section[@id='analysis']").itertext())
    for words in ("只给审核人看", "数据待核", "import warnings", "略去的标签", "<script>"):
        assert words in analysis
    policy = page.find(".//meta[@http-equiv]").get("content")
    assert "img-src data:" in policy


def test_pdf_has_them_with_words_for_pictures(built: Path) -> None:
    """Captions are set, pictures are tagged with what they show."""
    content = (built / "report.pdf").read_bytes()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert [caption for caption in CAPTIONS if caption not in text.replace("\n", "")] == []
    tree = pypdf.PdfReader(io.BytesIO(content)).root_object["/StructTreeRoot"]
    assert DESCRIPTION in alternatives(tree)


def alternatives(node: object) -> set[str]:
    """Return what a PDF says of its pictures to those who do not see them."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        known = waiting.pop()
        known = known.get_object() if isinstance(known, pypdf.generic.IndirectObject) else known
        if isinstance(known, list):
            waiting.extend(known)
        elif isinstance(known, dict):
            found |= {str(known["/Alt"])} if "/Alt" in known else set()
            waiting.append(known.get("/K"))
    return found


def test_word_document_has_them_too(built: Path) -> None:
    """Tables as tables, both pictures as PNG with their words."""
    with zipfile.ZipFile(built / "report.docx") as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/")]
        starts = {archive.read(name)[:4] for name in names}
        document = archive.read("word/document.xml").decode()
    assert names == ["word/media/picture1.png", "word/media/picture2.png"]
    assert starts == {b"\x89PNG"}
    assert [words for words in (*CAPTIONS, f'descr="{DESCRIPTION}"') if words not in document] == []


def test_built_again_elsewhere_they_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Names that great-tables makes up, addresses in memory: none of it reaches a file."""
    workspace = Workspace(params=built.parents[2] / "params", outputs=tmp_path / "elsewhere")
    again = build(workspace)
    files = sorted(path.name for path in built.iterdir())
    differing = [n for n in files if (built / n).read_bytes() != (again / n).read_bytes()]
    assert differing == []
