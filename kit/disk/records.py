"""What the kit writes as JSON, and reads back by its type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from kit.disk.read import read_file
from kit.errors import KitError

Record = TypeVar("Record")

#: The records of the largest year are a tenth of it.
_MAX_RECORD_BYTES = 100_000_000


def read_record(path: Path, *, kind: type[Record]) -> Record | None:
    """Return what *path* holds as a *kind*; ``None`` if it is not there or anything else.

    What was cut short, edited or written by another program is no record: whoever
    asks makes it again, or says that it is not there.

    Parameters
    ----------
    kind
        A dataclass, or a type of plain JSON values; every value is held against it.
    """
    try:
        return parse_record(read_file(path, limit_bytes=_MAX_RECORD_BYTES), kind=kind)
    except KitError:
        return None


def parse_record(content: bytes, *, kind: type[Record]) -> Record | None:
    """Return *content* as a *kind*; ``None`` if it is anything else."""
    import msgspec  # of no use to most verbs

    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def record_text(data: Any) -> str:
    r"""Render *data* as JSON, an item a line.

    Examples
    --------
    >>> record_text({"年度": 2024, "figures": [1, None]})
    '{\n "年度": 2024,\n "figures": [\n  1,\n  null\n ]\n}\n'
    """
    import msgspec  # of no use to most verbs

    # Indenting is what json does in Python, a value at a time.
    packed = json.dumps(data, ensure_ascii=False).encode(errors="surrogatepass")
    return msgspec.json.format(packed, indent=1).decode(errors="surrogatepass") + "\n"
