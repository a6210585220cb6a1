"""An executed notebook without what differs from run to run: times, paths, chance ids."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode

#: papermill's cell of injected parameters gets a new id at every run.
_INJECTED = "injected-parameters"


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of *notebook* that the same inputs always give."""
    cells = [_normal_cell(cell) for cell in notebook.cells]
    kept = {key: value for key, value in notebook.metadata.items() if key == "kernelspec"}
    metadata = kept | {"language_info": {"name": "python"}}
    data = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    normal: NotebookNode = nbformat.from_dict(data)
    return normal


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Render *notebook* as the bytes of an ``.ipynb`` file."""
    return f"{nbformat.writes(notebook)}\n".encode()


def _normal_cell(cell: NotebookNode) -> dict[str, Any]:
    tags = cell.metadata.get("tags", [])
    # nbconvert and papermill write their clocks and paths into every cell's metadata.
    kept = {**cell, "metadata": {"tags": tags} if tags else {}}
    if _INJECTED in tags:
        kept["id"] = _INJECTED
    return kept
