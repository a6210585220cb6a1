"""Which kit this is, to the byte."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kit import __version__

#: What stands in the package's folder and is not of it: compiled code, a wheel's notebook.
_NO_SOURCE = {".pyc", ".ipynb"}


@cache
def kit_version() -> str:
    """Return the version and a short hash of the package's own files.

    A changed rule or style is a new version: what was made by another is not taken
    for what this one makes.
    """
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix not in _NO_SOURCE:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"
