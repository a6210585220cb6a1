"""When what a report is made from has changed, and what that is."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import awatch

from kit.errors import KitError
from kit.report.files import input_files, report_notebook
from kit.workspace import HISTORY_YEARS, Workspace

#: How often files are looked at where nothing tells of changes, as on a network drive, in ms.
_LOOK_MS = 400
#: How the names of files begin that programs keep while they have another one open.
_PASSING = ("~$", ".~", ".")
#: A file as it stands: another one, or another version of it, has another stamp.
Stamp = tuple[int, int, int]


async def changes(
    workspace: Workspace, *, year: int, agency: str
) -> AsyncGenerator[frozenset[str]]:
    """Give the files the report is made from, then those that changed, whenever some did."""
    seen: dict[str, Stamp] = {}
    while True:
        folders = watched_folders(workspace, year=year, agency=agency)
        async for _ in _told(folders):
            now = stamps(folders)
            if now != seen:
                changed = frozenset(path for path, _ in now.items() ^ seen.items())
                seen = now
                yield changed
            if watched_folders(workspace, year=year, agency=agency) != folders:
                break


def watched_folders(workspace: Workspace, *, year: int, agency: str) -> tuple[Path, ...]:
    """Return the folders that hold what the report is made from, those that are there."""
    years = range(year - HISTORY_YEARS, year + 1)
    folders = {workspace.params, workspace.notebook().parent}
    folders |= {workspace.inputs(y, agency) for y in years}
    # What is wrong with a parameter is for the preview to say.
    with suppress(KitError):
        files = input_files(workspace, year=year, agency=agency)
        folders |= {path.parent for path in files.existing()}
        folders.add(report_notebook(workspace, year=year, agency=agency).parent)
    return tuple(sorted(folder for folder in folders if folder.is_dir()))


def stamps(folders: tuple[Path, ...]) -> dict[str, Stamp]:
    """Return the stamp of every file in *folders* by its path."""
    return dict(stamp for folder in folders for stamp in _stamps(folder))


def _stamps(folder: Path) -> Iterator[tuple[str, Stamp]]:
    # A file or folder may go while it is looked at.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PASSING) or entry.is_dir():
                continue
            with suppress(OSError):
                known = Path(entry.path).stat()
                yield entry.path, (known.st_ino, known.st_mtime_ns, known.st_size)


async def _told(folders: tuple[Path, ...]) -> AsyncIterator[None]:
    """Give a turn when the system tells of a change, and whenever it told of none for a while."""
    yield
    turns = awatch(*folders, recursive=False, rust_timeout=_LOOK_MS, yield_on_timeout=True)
    async for _ in turns:
        yield
