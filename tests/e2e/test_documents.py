"""`kit build --to fragment,docx`: documents for portals and offices, and corrections."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.corrections import AS_YAML
from builders.notebooks import nbconvert
from builders.workspaces import EXAMPLES

from kit.workspace import Workspace

Kit = Callable[..., Any]
YEAR, AGENCY = 2022, "qiantang-jxkj"
DOCUMENTS = ("report.docx", "report.fragment.html")
PUBLIC = ("report.html", "report.json", *DOCUMENTS)


def build(kit: Kit, to: str, *, year: int = YEAR, agency: str = AGENCY) -> None:
    """Build one report, whatever its findings."""
    ended = kit("build", str(year), agency, "--to", to, "--fail-on", "never")
    assert ended.code == 0, ended.err


def words_in(path: Path) -> str:
    """Return all that a public file says, the parts of a document unpacked."""
    if path.suffix != ".docx":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def corrected(workspace: Workspace, *, date: str = "2023-03-05") -> Path:
    """Add a correction to the example's report.yaml, which says when it was published."""
    path = workspace.inputs(YEAR, AGENCY) / "report.yaml"
    path.write_text(path.read_text("utf-8") + AS_YAML.format(date=date), "utf-8")
    return path


def test_documents_are_written_only_when_asked_for(kit: Kit, workspace: Workspace) -> None:
    """The formats by default are what they were."""
    assert kit("build", str(YEAR), AGENCY).code == 0
    folder = workspace.report_folder(YEAR, AGENCY)
    assert not [name for name in DOCUMENTS if (folder / name).exists()]


def test_documents_are_in_the_manifest_and_verify_the_same(kit: Kit, workspace: Workspace) -> None:
    """Built again elsewhere they have the same bytes; an altered one is found."""
    build(kit, "docx,fragment")
    folder = workspace.report_folder(YEAR, AGENCY)
    outputs = json.loads((folder / "manifest.json").read_bytes())["outputs"]
    assert set(outputs) == {"report.ipynb", *DOCUMENTS}
    assert kit("verify", str(YEAR), AGENCY).code == 0
    with (folder / "report.docx").open("ab") as file:
        file.write(b"\0")
    ended = kit("verify", str(YEAR), AGENCY)
    assert ended.code == 5
    assert "report.docx" in ended.out


@pytest.mark.parametrize(("year", "agency"), EXAMPLES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_imported_again_it_has_the_same_figures(
    kit: Kit, workspace: Workspace, tmp_path: Path, name: str, year: int, agency: str
) -> None:
    """What an office signs and a portal shows is read back as it was reported."""
    build(kit, "json,docx,fragment", year=year, agency=agency)
    folder = workspace.report_folder(year, agency)
    figures = json.loads((folder / "report.json").read_bytes())["figures"]
    given = shutil.copy(folder / name, tmp_path / name)
    kit("import", str(given), "--year", str(year), "--agency", agency, "--overwrite")
    build(kit, "json", year=year, agency=agency)
    assert json.loads((folder / "report.json").read_bytes())["figures"] == figures


def test_documents_hold_nothing_that_only_reviewers_may_see(kit: Kit, workspace: Workspace) -> None:
    """No file of the sources, no cell of it, no rule, no reason for accepting."""
    build(kit, "docx,fragment", year=2019, agency="shanghai-office")
    folder = workspace.report_folder(2019, "shanghai-office")
    inputs = (workspace.inputs(2019, "shanghai-office") / "report.yaml").read_text("utf-8")
    reasons = re.findall(r"(?:reason|origin): *(\S.*)", inputs)
    assert reasons
    for name in DOCUMENTS:
        said = words_in(folder / name)
        for secret in ("tables.xlsx", "narrative.md", "accepted", "R5", *reasons):
            assert secret not in said


def test_a_correction_is_told_everywhere(kit: Kit, workspace: Workspace) -> None:
    """In each public file and in what reviewers read; the date of the page stays."""
    corrected(workspace)
    build(kit, "html,json,docx,fragment")
    folder = workspace.report_folder(YEAR, AGENCY)
    for name in PUBLIC:
        assert "台账漏记一件申请" in words_in(folder / name), name
    review = json.loads((folder / "review.json").read_bytes())
    assert review["correction"]["items"] == [
        {"what": "表三“新收”总计", "before": "1", "after": "0"}
    ]
    assert '<meta name="PubDate" content="2023-01-28">' in words_in(folder / "report.html")


def test_a_correction_of_nothing_published_yet_is_refused(kit: Kit, workspace: Workspace) -> None:
    """Exit 2, with both dates."""
    corrected(workspace, date="2022-12-31")
    ended = kit("build", str(YEAR), AGENCY)
    assert ended.code == 2
    assert "不早于发布日期 2023-01-28" in ended.err


def test_nbconvert_makes_the_same_documents(kit: Kit, workspace: Workspace) -> None:
    """`jupyter nbconvert --to kit_docx` and `kit_fragment`, on the notebook that was run."""
    build(kit, "docx,fragment")
    folder = workspace.report_folder(YEAR, AGENCY)
    for exporter, name in (("kit_docx", "report.docx"), ("kit_fragment", "report.fragment.html")):
        nbconvert("--to", exporter, "--output", "again", str(folder / "report.ipynb"))
        again = folder / name.replace("report", "again")
        assert again.read_bytes() == (folder / name).read_bytes()
