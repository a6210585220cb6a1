"""What an analyst's public cells are, for who approves what is published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.disk import read_file
from kit.errors import KitError

#: The tag of a cell that stands on the public page, and of those that hold parameters.
_PUBLIC, _PARAMETERS = "report", "parameters"


def public_cells_sha256(notebook: Path) -> str:
    """Return the sha256 of a notebook's cells as typed; empty if none is public.

    What a public cell shows rests on the cells before it: all count but those that hold
    parameters. A file that cannot be read has none; running it says why.
    """
    try:
        cells = json.loads(read_file(notebook))["cells"]
        typed = [list(_typed(cell)) for cell in cells if _PARAMETERS not in _tags(cell)]
        is_public = any(_PUBLIC in _tags(cell) for cell in cells)
    except (KitError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
    text = json.dumps(typed, ensure_ascii=False)
    digest = hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()
    return digest if is_public else ""


def _typed(cell: Any) -> Iterator[Any]:
    yield from (cell["cell_type"], "".join(cell["source"]), _tags(cell), cell.get("attachments"))


def _tags(cell: Any) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags
