"""Which kit this is, to the byte."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kit import __version__

#: What stands in the package's folder and is not of it: compiled code, a wheel's notebook. Of the
#: shipped fonts, which are large, their list of digests speaks.
_NO_SOURCE = (".pyc", ".ipynb", ".otf")


@cache
def kit_version() -> str:
    """Return the version and a short hash of the package's own files.

    A changed rule or style is a new version: what was made by another is not taken
    for what this one makes.
    """
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for name in sorted(_sources(root)):
        digest.update(name.encode() + b"\0")
        digest.update((root / name).read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _sources(root: Path) -> Iterator[str]:
    """Yield the package's own files, by their paths in it."""
    for folder, inside, files in os.walk(root):
        inside[:] = (name for name in inside if name != "__pycache__")
        place = Path(folder).relative_to(root).as_posix().removeprefix(".")
        prefix = f"{place}/" if place else ""
        for name in files:
            if not name.endswith(_NO_SOURCE):
                yield f"{prefix}{name}"
