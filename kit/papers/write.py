"""Write the papers of a year; one that somebody changed since is left as it is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.disk import locked, read_file, read_record, write_together
from kit.papers.letter import render_letter
from kit.papers.lists import build_sheets
from kit.papers.model import TITLES, Paper
from kit.workbook import write_listing
from kit.workspace import Workspace

#: Where papers stand: no agency can be called that.
PAPERS = "文书"
LISTING = "问题清单.xlsx"
#: The hashes of what was written, by name.
_WRITTEN = "written.json"
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPapers:
    """What was written, what was left because somebody had changed it, and what went."""

    folder: Path
    written: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write_papers(
    workspace: Workspace, papers: Sequence[Paper], *, year: int, due: str = ""
) -> WrittenPapers:
    """Write a paper for each agency whose report was decided on, and the list of the year.

    A paper whose decision does not count any more goes, unless somebody changed it.

    Parameters
    ----------
    due
        The ISO date by which problems are to be mended; empty where it is written in.

    Raises
    ------
    WriteError
        If the folder is not to be written.
    """
    folder = workspace.outputs / f"{year:04d}" / PAPERS
    contents = {
        f"{TITLES[paper.decision]}-{paper.agency}.docx": render_letter(paper, year=year, due=due)
        for paper in papers
        if paper.decision
    }
    title = f"{year}年度政府信息公开工作年度报告问题清单"
    contents[LISTING] = write_listing(build_sheets(papers, due=due), title=title, year=year)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / _WRITTEN):
        return _written(folder, contents=contents)


def _written(folder: Path, *, contents: Mapping[str, bytes]) -> WrittenPapers:
    before = read_record(folder / _WRITTEN, kind=dict[str, str]) or {}
    changed = [name for name in contents if _is_others(folder / name, known=before.get(name))]
    ours = {name: content for name, content in contents.items() if name not in changed}
    gone = [
        name
        for name in before
        if name not in contents
        and os.path.lexists(folder / name)
        and not _is_others(folder / name, known=before[name])
    ]
    hashes = {name: _sha256(content) for name, content in ours.items()}
    hashes |= {name: before[name] for name in changed if name in before}
    record = json.dumps(dict(sorted(hashes.items())), ensure_ascii=False, indent=1) + "\n"
    write_together(
        {folder / name: content for name, content in ours.items()}
        | {folder / _WRITTEN: record.encode()}
    )
    for name in gone:
        (folder / name).unlink()
    return WrittenPapers(
        folder=folder, written=tuple(ours), changed=tuple(changed), removed=tuple(gone)
    )


def _is_others(path: Path, *, known: str | None) -> bool:
    """Whether what stands at *path* is not what was written there."""
    if not os.path.lexists(path):
        return False
    return not path.is_file() or _sha256(read_file(path, limit_bytes=_LARGEST)) != known


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
