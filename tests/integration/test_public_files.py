"""No public file tells what only reviewers may see: not one byte, in any format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.leaks import given_away, unpacked
from builders.pdfs import needs_poppler, read_text
from builders.workspaces import copied_workspace, replaced, set_figure

from kit.export.formats import FILES
from kit.publish import Publishable, open_site, publish_reports
from kit.publish.model import PUBLIC as PUBLIC_NAMES
from kit.run import Job, Limits, ProcessExecutor, run_batch
from kit.signoff import SignOff, sign_report
from kit.workspace import Workspace

YEAR, AGENCY = 2024, "suqian"
PUBLIC = (
    "report.html",
    "report.pdf",
    "report.json",
    "report.csv",
    "report.xlsx",
    "report.fragment.html",
    "report.docx",
)
#: What people said that is nobody's business but theirs.
REVIEWER, NOTE = "欧阳复核", "与分管领导当面核过，同意先行公布"
REASON, WORKBOOK = "信访件拆分口径与往年不同，已向厅里说明", "底稿第三版.xlsx"
ORIGIN = "办公室内网台账导出"
#: A figure that is typed wrong, and what is typed.
BROKEN, TYPED = "t3.granted.natural_person", 918273


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a report with all there is to hide: findings, a reason, a sign-off, a source."""
    workspace = copied_workspace(tmp_path_factory.mktemp("public"))
    set_figure(workspace, year=YEAR, agency=AGENCY, address=BROKEN, value=TYPED)
    folder = workspace.inputs(YEAR, AGENCY)
    (folder / "tables.xlsx").rename(folder / WORKBOOK)
    about = folder / "report.yaml"
    replaced(about, "origin: ", f"origin: {ORIGIN}；")
    added = (
        "charts: [requests, outcomes]\n"
        f"sources: {{tables: {WORKBOOK}}}\n"
        f"accepted:\n- {{rule: S9, at: {{表四!J5: 25}}, reason: {REASON}}}\n"
    )
    about.write_text(about.read_text("utf-8") + added, "utf-8")
    replaced(folder / "narrative.md", "## 二", "全年收到政府信息公开申请13579件。\n\n## 二")
    _build(workspace)
    said = SignOff(decision="approve", by=REVIEWER, date="2025-01-20", note=NOTE, seen="")
    sign_report(workspace, year=YEAR, agency=AGENCY, entry=said)
    _build(workspace)
    return workspace.report_folder(YEAR, AGENCY)


def _build(workspace: Workspace) -> None:
    job = Job(workspace=workspace, year=YEAR, agency=AGENCY, to=tuple(FILES))
    with ProcessExecutor(1, limits=Limits()) as executor:
        (result,) = run_batch([job], executor=executor)
    assert result.error is None


def _secrets(review: dict[str, Any]) -> Iterator[str]:
    """Yield whatever the reviewers' data holds that the public data does not."""
    yield from (REVIEWER, NOTE, REASON, WORKBOOK, ORIGIN, "tables.xlsx", "narrative.md")
    yield from review["seen"].values()
    for finding in review["findings"]:
        yield finding["message"]
        yield from filter(None, (finding["accepted"],))
    yield from (cause["message"] for cause in review["causes"])
    for figure in review["figures"].values():
        yield from filter(None, (figure.get("source"), figure.get("note")))


def test_public_files_hold_nothing_of_the_reviewers(report: Path) -> None:
    """Packed streams of the PDF and parts of the documents are unpacked and looked into too."""
    review = json.loads((report / "review.json").read_bytes())
    secrets = set(_secrets(review))
    broken = {finding["rule"] for finding in review["findings"]}
    assert {"R2", "S9", "X1"} <= broken
    assert len(secrets) > len(review["figures"])
    found = dict(unpacked(report / name for name in PUBLIC))
    for packed in ("report.pdf#", "report.docx/", "report.xlsx/"):
        assert [name for name in found if name.startswith(packed)], packed
    leaks = {name: given_away(secrets, content) for name, content in found.items()}
    assert {name: leak for name, leak in leaks.items() if leak} == {}


def test_the_search_finds_what_is_there(report: Path) -> None:
    """The reviewers' own files give it all away, so the search can fail."""
    review = json.loads((report / "review.json").read_bytes())
    for name in ("review.json", "review.html"):
        given = given_away((REVIEWER, NOTE, REASON, WORKBOOK), (report / name).read_bytes())
        assert set(given) == {REVIEWER, NOTE, REASON, WORKBOOK}, name
    assert given_away(_secrets(review), (report / "report.ipynb").read_bytes())


@needs_poppler
def test_the_pdf_s_words_hold_nothing_of_the_reviewers(report: Path, tmp_path: Path) -> None:
    """Its glyphs are coded by font, so its text is read back as a reader of PDFs does."""
    text = read_text((report / "report.pdf").read_bytes(), folder=tmp_path)
    assert str(TYPED) in text
    review = json.loads((report / "review.json").read_bytes())
    assert given_away(_secrets(review), text.encode()) == []
    assert given_away(_secrets(review), "".join(text.split()).encode()) == []


def test_a_site_holds_nothing_of_the_reviewers(report: Path, tmp_path: Path) -> None:
    """All that publishing makes of these files, and no file but theirs: list, pages, data."""
    review = json.loads((report / "review.json").read_bytes())
    manifest = json.loads((report / "manifest.json").read_bytes())
    names = [name for name in PUBLIC_NAMES if name in manifest["outputs"]]
    ready = Publishable(
        agency=AGENCY,
        name=review["name"],
        kind="government",
        title=review["title"],
        published=review["published"],
        approved="2025-01-20",
        files={name: manifest["outputs"][name] for name in names},
    )
    root = report.parents[2]
    workspace = Workspace(params=root / "params", outputs=root / "outputs")
    site = open_site(str(tmp_path / "site"), workspace=workspace)
    assert publish_reports([ready], site=site, workspace=workspace, year=YEAR).new == (AGENCY,)
    paths = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert len(paths) > len(names)
    secrets = set(_secrets(review))
    leaks = {name: given_away(secrets, content) for name, content in unpacked(paths)}
    assert {name: leak for name, leak in leaks.items() if leak} == {}
