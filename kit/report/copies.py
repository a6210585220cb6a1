"""``copies.json``: what other agencies of the same year have in their texts too.

Only who reads every text of a year can tell. What was told is kept beside the files of a
report, and counts while the text is the one that was compared.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from kit.disk import file_sha256, read_record
from kit.workspace import Workspace

COPIES = "copies.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonSentence:
    """A sentence of a section, as it stands here and in another report; how many others have it."""

    section: int
    own: str
    other: str
    agency: str
    agencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What one report has in common with others of its year.

    Attributes
    ----------
    section
        The section that is alike; 0 when it is the whole text.
    percent
        How much of it stands in the text of ``closest`` too.
    agencies
        The names of the others that are alike, or alike to one of them, the closest
        first; ``more`` is how many are not named.
    sentences
        What they have in common, the section that is alike first; ``left_out`` is how many
        sentences more.
    is_over
        Whether it is more than the rule lets pass; else it is others that copied.
    """

    section: int
    percent: int
    is_over: bool
    closest: str
    agencies: tuple[str, ...]
    sentences: tuple[CommonSentence, ...]
    more: int = 0
    left_out: int = 0

    @property
    def others(self) -> int:
        """How many agencies there are beside this one."""
        return len(self.agencies) + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesRecord:
    """What the file holds: ``text`` is the sha256 of the narrative that was compared."""

    schema: Literal["1"]
    year: int
    agency: str
    text: str
    copied: Copied


def copies_file(workspace: Workspace, *, year: int, agency: str) -> Path:
    """Return where it is kept that a report is like others."""
    return workspace.report_folder(year, agency) / COPIES


def copies_bytes(copied: Copied, *, year: int, agency: str, text: str) -> bytes:
    """Return the bytes of the file."""
    record = CopiesRecord(schema="1", year=year, agency=agency, text=text, copied=copied)
    return (json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n").encode()


def read_copies(workspace: Workspace, *, year: int, agency: str, narrative: Path) -> Copied | None:
    """Read what a report has in common with others; ``None`` if its text is another by now."""
    path = copies_file(workspace, year=year, agency=agency)
    record = read_record(path, kind=CopiesRecord) if path.is_file() else None
    if record is None or (record.year, record.agency) != (year, agency):
        return None
    return record.copied if record.text == file_sha256(narrative) else None
