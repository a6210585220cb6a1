"""``batch.json``: the final state of each report of a year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from kit.disk import read_file
from kit.errors import KitError

BATCH = "batch.json"
SCHEMA = "1"
#: Largest file that is read, in bytes: a province's faults, many times over.
_MAX_BYTES = 100_000_000


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a report ended: built, with its findings by severity; or failed, and why."""

    agency: str
    state: Literal["built", "failed"]
    findings: dict[str, int] | msgspec.UnsetType = msgspec.UNSET
    exit_code: int | msgspec.UnsetType = msgspec.UNSET
    faults: tuple[str, ...] = ()


class _Batch(msgspec.Struct, frozen=True, kw_only=True):
    schema: str
    year: int
    agencies: tuple[State, ...]


def read_states(path: Path) -> dict[str, State]:
    """Return the final state of each report by agency; none of a file that is not ours to read."""
    try:
        content = read_file(path, limit_bytes=_MAX_BYTES)
        batch = msgspec.json.decode(content, type=_Batch)
    except (KitError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return {}
    return {state.agency: state for state in batch.agencies}


def states_bytes(states: Mapping[str, State], *, year: int) -> bytes:
    """Return the file: by agency, without times."""
    ordered = tuple(states[agency] for agency in sorted(states))
    data = msgspec.to_builtins(_Batch(schema=SCHEMA, year=year, agencies=ordered))
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")
