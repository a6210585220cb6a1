"""What the kit wrote as JSON, read back by its type."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

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
