"""``copies.json``: what other agencies of the same year have in their texts too.

Only who reads every text of a year can tell. What was told is kept in the outputs of the
year, a line an agency, and counts while its text is the one that was compared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from kit.disk import file_sha256, parse_record, read_file
from kit.errors import KitError
from kit.workspace import Workspace

COPIES = "copies.json"
#: What is kept of one agency, as it came with a filing from where its text was compared.
COPIED = "copied.json"
#: The texts of ten thousand agencies that all copied have less in common.
_LARGEST = 200_000_000


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
class KeptCopy:
    """What is kept of one agency: ``text`` is the sha256 of the narrative that was compared."""

    text: str
    copied: Copied


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesRecord:
    """What the file holds, by agency; whose text is its own is not in it."""

    schema: Literal["1"]
    year: int
    agencies: dict[str, KeptCopy]


def copies_file(workspace: Workspace, *, year: int) -> Path:
    """Return where it is kept which reports of *year* are alike."""
    return workspace.outputs / f"{year:04d}" / COPIES


def copies_bytes(kept: Mapping[str, KeptCopy], *, year: int) -> bytes:
    """Return the bytes of the file, a line for each agency."""
    lines = ",\n".join(f" {_json(agency)}: {_json(asdict(kept[agency]))}" for agency in kept)
    return f'{{"schema": "1", "year": {year}, "agencies": {{\n{lines}\n}}}}\n'.encode()


def kept_line(workspace: Workspace, *, year: int, agency: str) -> bytes:
    """Return what the file says of one agency; empty when it says nothing.

    Thousands of reports are read one by one: each looks at its own line alone.
    """
    path = copies_file(workspace, year=year)
    if not path.is_file():
        return b""
    try:
        content = read_file(path, limit_bytes=_LARGEST)
    except KitError:
        return b""
    begin = f"\n {_json(agency)}: ".encode()
    _, found, rest = content.partition(begin)
    return rest.partition(b"\n")[0].rstrip(b",") if found else b""


def read_copies(workspace: Workspace, *, year: int, agency: str, narrative: Path) -> Copied | None:
    """Read what a report has in common with others; ``None`` if its text is another by now."""
    kept = read_kept_copy(workspace, year=year, agency=agency, narrative=narrative)
    return kept.copied if kept else None


def read_kept_copy(
    workspace: Workspace, *, year: int, agency: str, narrative: Path
) -> KeptCopy | None:
    """Read what is kept of a report's text; ``None`` if that is another by now.

    Where nobody here compared it, or found it like no other, what came with a filing counts.
    """
    line = kept_line(workspace, year=year, agency=agency)
    if line:
        return _current(line, narrative=narrative)
    return came_copy(workspace, year=year, agency=agency, narrative=narrative)


def came_copy(workspace: Workspace, *, year: int, agency: str, narrative: Path) -> KeptCopy | None:
    """Read what came with a filing: whoever packed it has read texts that are not here."""
    path = workspace.inputs(year, agency) / COPIED
    return _current(read_file(path), narrative=narrative) if path.is_file() else None


def _current(line: bytes, *, narrative: Path) -> KeptCopy | None:
    kept = parse_record(line, kind=KeptCopy)
    return kept if kept and kept.text == file_sha256(narrative) else None


def copied_bytes(kept: KeptCopy) -> bytes:
    """Return the bytes of what travels of one agency with its filing."""
    return f"{_json(asdict(kept))}\n".encode()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
