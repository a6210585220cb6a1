"""``manifest.json``: what a report was made from and what was made of it; written last."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kit.disk import read_record
from kit.export.formats import NAMES
from kit.version import kit_version

MANIFEST = "manifest.json"
SCHEMA = "1"
#: The libraries whose version can change an output.
_LIBRARIES = (
    "chinesecalendar",
    "css-inline",
    "great-tables",
    "ipython",
    "markdown-it-py",
    "nbconvert",
    "pandas",
    "papermill",
    "pikepdf",
    "pylopdf-fonts-zh-cn",
    "python-calamine",
    "typst",
    "xlsxwriter",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What went in and came out of one build, by sha256, and who made it.

    ``findings`` counts those nobody claims by severity, ``claimed`` those that wait for a
    reviewer, and ``accepted`` those that one confirmed;
    ``sign_off`` is where the reviewers' decisions leave the report.
    """

    year: int
    agency: str
    edition: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    fonts: Mapping[str, str]
    findings: Mapping[str, int]
    versions: Mapping[str, str]
    sign_off: Mapping[str, str]

    @property
    def final(self) -> bool:
        """Whether an approval of the whole report is in force."""
        return self.sign_off["state"] == "approved"

    def to_bytes(self) -> bytes:
        """Render as the bytes of ``manifest.json``."""
        data = {"schema": SCHEMA} | asdict(self) | {"final": self.final}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()

    def same_origin(self, other: Manifest) -> bool:
        """Whether both were made from the same inputs by the same versions."""
        return (self.inputs, self.versions) == (other.inputs, other.versions)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of *folder*; ``None`` when there is none that can be read."""
    return read_record(folder / MANIFEST, kind=Manifest)


def intact_outputs(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Return the files in *folder* that are as a build wrote them, by its *manifest*."""
    wrote = {name: digest for name, digest in manifest.outputs.items() if name in NAMES}
    return tuple(name for name, digest in wrote.items() if _is_intact(folder / name, digest=digest))


def _is_intact(path: Path, *, digest: str) -> bool:
    # A pipe is no file, and reading one would wait for somebody.
    return path.is_file() and sha256(path.read_bytes()) == digest


def sha256(content: bytes) -> str:
    """Return the hexadecimal sha256 of *content*."""
    return hashlib.sha256(content).hexdigest()


@cache
def file_sha256(path: Path) -> str:
    """Return the sha256 of a file that does not change while the process runs: a font."""
    return sha256(path.read_bytes())


def count_findings(review: Mapping[str, Any]) -> dict[str, int]:
    """Count the findings of ``review.json`` by severity; apart those claimed and confirmed."""
    counted = Counter(_counted_as(finding) for finding in review["findings"])
    return {name: counted[name] for name in ("error", "warning", "note", "claimed", "accepted")}


def _counted_as(finding: Mapping[str, Any]) -> str:
    if finding["accepted"] is None:
        return str(finding["severity"])
    return "accepted" if finding.get("confirmed") else "claimed"


def sign_off_of(review: Mapping[str, Any]) -> dict[str, str]:
    """Return where the decisions leave the report that ``review.json`` is of, and why.

    One that an earlier version wrote knows of none.
    """
    state = review.get("state") or {"decision": "unsigned", "why": ""}
    return {"state": state["decision"], "why": state["why"]}


@cache
def versions() -> dict[str, str]:
    """Return the versions of the kit, its code and data, and the libraries that shape outputs."""
    return {"kit": kit_version()} | {library: version(library) for library in _LIBRARIES}
