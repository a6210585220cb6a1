"""Commands run on a workspace of their own, and all that they leave behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Nothing here takes longer, in seconds; what does hangs.
_LONGEST_S = 300.0
#: Every file by its path, and every folder that is empty.
Tree = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A workspace, and a folder of its own for temporary files beside it."""

    root: Path

    @property
    def temporary(self) -> Path:
        """Where commands put temporary files."""
        return self.root / "tmp"

    @property
    def work(self) -> Path:
        """The workspace."""
        return self.root / "work"

    def tree(self) -> Tree:
        """Return all that stands there, hidden files too."""
        return tree(self.root)


def new_place(root: Path, *, base: Path) -> Place:
    """Copy a workspace."""
    place = Place(root=root)
    shutil.copytree(base, place.work)
    place.temporary.mkdir()
    return place


def tree(folder: Path) -> Tree:
    """Return the content of every file below *folder*; of an empty folder, a word."""
    found: dict[str, bytes] = {}
    for top, folders, files in os.walk(folder):
        at = Path(top)
        for name in files:
            path = at / name
            # A socket or a pipe that a killed process left has no content.
            content = path.read_bytes() if path.is_file() else b"no file"
            found[path.relative_to(folder).as_posix()] = content
        if not folders and not files:
            found[f"{at.relative_to(folder).as_posix()}/"] = b"empty"
    return found


def start(
    *arguments: str, place: Place, more: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start ``kit`` in a session of its own, whose processes can all be ended at once."""
    environment = os.environ | {
        "TMPDIR": str(place.temporary),
        "PYTHONDONTWRITEBYTECODE": "1",
        **(more or {}),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "kit", *arguments],
        cwd=place.work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the exit code of a command and what it said."""
    said, _ = process.communicate(timeout=_LONGEST_S)
    return process.returncode, said


def run(*arguments: str, place: Place, more: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run ``kit`` to its end."""
    return ended(start(*arguments, place=place, more=more))


def differences(one: Tree, other: Tree) -> list[str]:
    """Return the paths at which two trees differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
