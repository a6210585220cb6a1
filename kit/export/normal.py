"""An executed notebook without what differs from run to run: times, paths, chance ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import nbformat
from nbformat import NotebookNode

#: papermill's cell of injected parameters gets a new id at every run.
_INJECTED = "injected-parameters"
#: A kernel names the code of a cell after its process, in a temporary folder.
_CODE_OF_CELL = re.compile(r"(?<![^\s\"'(])[^\s\"'(]*[/\\]ipykernel_\d+[/\\](\d+\.py)")
#: What Python prints of a thing that has no words: where it lies in memory.
_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{6,}")
#: Names that great-tables and pandas make up for a table, where the table is given its name.
_MADE_UP = re.compile(r'(?:<div id=|<table id=)"(?P<id>[a-z]{10}|T_[0-9a-f]{5})"')


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
    # Half a character, which UTF-8 cannot hold, is written as JSON writes it by its number.
    return f"{nbformat.writes(notebook)}\n".encode(errors="backslashreplace")


def _normal_cell(cell: NotebookNode) -> dict[str, Any]:
    tags = cell.metadata.get("tags", [])
    # nbconvert and papermill write their clocks and paths into every cell's metadata.
    kept = {**cell, "metadata": {"tags": tags} if tags else {}}
    if _INJECTED in tags:
        kept["id"] = _INJECTED
    if "outputs" in cell:
        kept["outputs"] = list(_normal_outputs(cell.outputs))
    return kept


def _normal_outputs(outputs: Iterable[NotebookNode]) -> Iterator[dict[str, Any]]:
    for is_stream, group in groupby(outputs, key=lambda output: output.output_type == "stream"):
        if is_stream:
            yield from _joined(list(group))
        else:
            yield from map(_normal_output, group)


def _joined(streams: list[NotebookNode]) -> Iterator[dict[str, Any]]:
    """Join what a clock cut up: a kernel sends its two streams apart, and every 0.2 seconds."""
    for name in ("stdout", "stderr"):
        text = "".join(output.text for output in streams if output.name == name)
        if text:
            yield {"output_type": "stream", "name": name, "text": _without_process(text)}


def _normal_output(output: NotebookNode) -> dict[str, Any]:
    if output.output_type != "error":
        data = {mime: _without_chance(mime, said) for mime, said in output["data"].items()}
        return {**output, "data": data}
    return {**output, "traceback": [_without_process(line) for line in output.traceback]}


def _without_chance(mime: str, said: Any) -> Any:
    """Return what an output says without what its program made up at random."""
    if mime == "text/plain":
        return _ADDRESS.sub("0x0", said)
    if mime != "text/html":
        return said
    for number, name in enumerate(dict.fromkeys(_MADE_UP.findall(said)), start=1):
        said = re.sub(rf"(?<![a-z]){name}", f"table{number}", said)
    return said


def _without_process(text: str) -> str:
    return _CODE_OF_CELL.sub(r"ipykernel/\1", text)
