"""Cells that are published are part of what an approval is bound to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builders.filings import form, zero_filing
from builders.own_cells import code_cell, own_notebook, write_notebook
from builders.reports import report_of

from kit.checks import check
from kit.report.public_cells import public_cells_sha256
from kit.signoff import former_seen_of, seen_of


def digest(folder: Path, **added: str) -> str:
    """Return the digest of the notebook with public cells behind those named."""
    write_notebook(folder, own_notebook(**added), name="own.ipynb")
    return public_cells_sha256(folder / "own.ipynb")


def test_a_notebook_without_public_cells_has_none(tmp_path: Path) -> None:
    """Nor has one with cells for reviewers, or what is no notebook."""
    assert digest(tmp_path) == ""
    notebook = own_notebook()
    notebook["cells"].append(code_cell("own", "1 + 1", tags=[]))
    write_notebook(tmp_path, notebook, name="own.ipynb")
    assert public_cells_sha256(tmp_path / "own.ipynb") == ""
    for content in (b"{", b"[]", b"\xff"):
        (tmp_path / "a.ipynb").write_bytes(content)
        assert public_cells_sha256(tmp_path / "a.ipynb") == ""


def test_what_a_public_cell_rests_on_counts_and_parameters_do_not(tmp_path: Path) -> None:
    """Its own words, those of other cells, and not the year that happens to be the default."""
    before = digest(tmp_path, record="# 表\ndf")
    assert before
    assert digest(tmp_path, record="# 表\ndf.T") != before
    notebook = own_notebook(record="# 表\ndf")
    notebook["cells"][1]["source"] = "year = 2031"
    write_notebook(tmp_path, notebook, name="own.ipynb")
    assert public_cells_sha256(tmp_path / "own.ipynb") == before


def test_an_approval_is_bound_to_public_cells() -> None:
    """Another cell is another report to be seen; none leaves what was seen as it was."""
    plain = report_of(zero_filing(form()))
    findings = check(plain)
    seen = {
        cells: seen_of(replace(plain, public_cells=cells), findings=findings)["report"]
        for cells in ("", "a", "b")
    }
    assert len(set(seen.values())) == 3
    assert former_seen_of(plain, findings=findings)["report"]
    assert not former_seen_of(replace(plain, public_cells="a"), findings=findings)["report"]
