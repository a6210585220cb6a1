"""What of a notebook shapes a report: its cells, with the report's own parameters in place.

What running and saving leave in a notebook, and the parameters that happen to be its
defaults, shape none: they make no report out of date.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kit.disk import read_file
from kit.errors import NotebookError
from kit.export.manifest import sha256

#: Largest notebook that is run, in bytes: ours has a thousandth of it.
MAX_BYTES = 50_000_000
#: The cell that papermill puts the parameters of a run behind.
PARAMETERS = "parameters"
_Span = tuple[int, int, str]


def shape_sha256(path: Path, *, parameters: Mapping[str, int | str]) -> str:
    """Return the sha256 of what the notebook at *path* makes of *parameters*.

    Of a file that is no notebook it is that of its bytes: running it says what it is.

    Raises
    ------
    NotebookError
        If the file cannot be read.
    """
    content = read_file(path, limit_bytes=MAX_BYTES, error=NotebookError)
    try:
        cells = list(_shapes(json.loads(content), parameters=parameters))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return sha256(content)
    return sha256(json.dumps(cells, ensure_ascii=False).encode(errors="backslashreplace"))


def with_parameters(source: str, *, parameters: Mapping[str, int | str]) -> str:
    r"""Return a cell's *source* with the defaults of *parameters* replaced by their values.

    Examples
    --------
    >>> with_parameters('year = 2022  # 年度\nagency = "a"', parameters={"year": 2024})
    'year = 2024  # 年度\nagency = "a"'
    """
    try:
        spans = sorted(_defaults(source, parameters=parameters), reverse=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    content = source.encode()
    for begin, end, value in spans:
        content = content[:begin] + value.encode() + content[end:]
    return content.decode()


def _shapes(notebook: Any, *, parameters: Mapping[str, int | str]) -> Iterator[list[Any]]:
    """Yield what each cell shapes a report by."""
    is_found = False
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        tags = cell.get("metadata", {}).get("tags", [])
        if PARAMETERS in tags and not is_found:
            is_found, source = True, with_parameters(source, parameters=parameters)
        yield [cell["cell_type"], cell.get("id"), source, tags, cell.get("attachments")]


def _defaults(source: str, *, parameters: Mapping[str, int | str]) -> Iterator[_Span]:
    """Yield where, in bytes, the default of a parameter stands, and the value that replaces it."""
    lines = source.encode().splitlines(keepends=True)
    begins = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if not isinstance(node, ast.Assign | ast.AnnAssign) or value is None:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and target.id in parameters:
                said = json.dumps(parameters[target.id], ensure_ascii=False)
                begin = begins[value.lineno - 1] + value.col_offset
                yield begin, begins[value.end_lineno - 1] + value.end_col_offset, said
