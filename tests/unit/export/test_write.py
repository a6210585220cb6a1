"""Files of a report: whole, listed in the manifest, and never contradicting each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.notebooks import executed_notebook

from kit.errors import ParameterError
from kit.export.formats import checked_formats
from kit.export.manifest import Manifest, count_findings, read_manifest, sha256
from kit.export.write import write_files

INPUTS = {"params/2022/a-bureau/tables.xlsx": "0" * 64}


def write(folder: Path, inputs: dict[str, str] = INPUTS, **files: bytes) -> Manifest:
    """Write files named by keyword: ``json`` is ``report.json``."""
    named = {f"report.{kind}": content for kind, content in files.items()}
    return write_files(folder, notebook=executed_notebook(), files=named, inputs=inputs)


def names(folder: Path) -> set[str]:
    """Return what stands in a folder, hidden files too."""
    return {path.name for path in folder.iterdir()}


def test_the_manifest_lists_what_was_written(tmp_path: Path) -> None:
    """Each output stands in the manifest with its hash, read back the same."""
    written = write(tmp_path, html=b"page", json=b"data")
    assert written.outputs == {"report.html": sha256(b"page"), "report.json": sha256(b"data")}
    assert read_manifest(tmp_path) == written
    assert names(tmp_path) == {"report.html", "report.json", "manifest.json"}


def test_another_format_of_the_same_origin_stays(tmp_path: Path) -> None:
    """HTML first and data later: both stand, and both are listed."""
    write(tmp_path, html=b"page")
    assert set(write(tmp_path, json=b"data").outputs) == {"report.html", "report.json"}
    assert names(tmp_path) == {"report.html", "report.json", "manifest.json"}


def test_files_of_another_origin_are_removed(tmp_path: Path) -> None:
    """After an input changed, the old page is gone rather than contradicting the new data."""
    write(tmp_path, html=b"page")
    write(tmp_path, {"params/2022/a-bureau/tables.xlsx": "1" * 64}, json=b"data")
    assert names(tmp_path) == {"report.json", "manifest.json"}


def test_a_file_changed_by_hand_is_not_vouched_for(tmp_path: Path) -> None:
    """A page that is no longer what the manifest says is left out of the next one."""
    write(tmp_path, html=b"page")
    (tmp_path / "report.html").write_bytes(b"edited")
    assert set(write(tmp_path, json=b"data").outputs) == {"report.json"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"schema": "1"}', b'{"schema": "1", "x": 1}']
)
def test_a_manifest_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    """A broken manifest means that the report is not complete."""
    (tmp_path / "manifest.json").write_bytes(content)
    assert read_manifest(tmp_path) is None


def test_a_manifest_names_its_makers(tmp_path: Path) -> None:
    """Versions of the kit and of the libraries that shape outputs are listed, no time is."""
    write(tmp_path, html=b"page")
    data = json.loads((tmp_path / "manifest.json").read_bytes())
    assert {"kit", "great-tables", "nbconvert", "papermill", "typst"} <= set(data["versions"])
    assert set(data) == {
        "schema", "year", "agency", "edition", "inputs", "outputs", "fonts", "findings", "versions",
        "sign_off", "final",
    }  # fmt: skip


def test_a_report_nobody_approved_is_not_final(tmp_path: Path) -> None:
    """The manifest says so, and why; it is not for whoever builds to say otherwise."""
    assert not write(tmp_path, html=b"page").final
    data = json.loads((tmp_path / "manifest.json").read_bytes())
    assert (data["final"], data["sign_off"]["state"]) == (False, "unsigned")


def test_claimed_findings_are_counted_apart() -> None:
    """A finding somebody claims does not count by its severity, whether or not it is confirmed."""
    findings = [
        {"severity": "error", "accepted": None},
        {"severity": "error", "accepted": "原样", "confirmed": False},
        {"severity": "error", "accepted": "原样", "confirmed": True},
        {"severity": "note", "accepted": None},
    ]
    counted = count_findings({"findings": findings})
    assert counted == {"error": 1, "warning": 0, "note": 1, "claimed": 1, "accepted": 1}


def test_formats_are_checked_and_put_in_order() -> None:
    """Each format once, in the order written; an unknown one lists the known."""
    assert checked_formats(["json", "html", "html"]) == ("html", "json")
    with pytest.raises(ParameterError, match="可用：html、review、pdf、json"):
        checked_formats(["html", "doc"])
