"""``batch.json``: the final state of each report of a year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kit.disk import IF_ANY, read_record, record_data
from kit.signoff import ChecksState, DecisionState

BATCH = "batch.json"
SCHEMA: Literal["1"] = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildState:
    """How a report ended: built, and where it stands on both sides; or failed, and why.

    ``findings`` counts them by severity, ``claimed`` those that wait for a reviewer;
    ``checks`` is what they come to, ``decision`` what reviewers decided.
    """

    agency: str
    state: Literal["built", "failed"]
    checks: ChecksState | None = field(default=None, metadata=IF_ANY)
    decision: DecisionState | None = field(default=None, metadata=IF_ANY)
    findings: dict[str, int] | None = field(default=None, metadata=IF_ANY)
    exit_code: int | None = field(default=None, metadata=IF_ANY)
    faults: tuple[str, ...] | None = field(default=None, metadata=IF_ANY)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRecord:
    """What ``batch.json`` holds."""

    schema: Literal["1"]
    year: int
    agencies: tuple[BuildState, ...]


def read_states(path: Path) -> dict[str, BuildState]:
    """Return the final state of each report by agency; none of a file that is not ours to read."""
    batch = read_record(path, kind=BatchRecord)
    return {state.agency: state for state in batch.agencies} if batch else {}


def states_bytes(states: Mapping[str, BuildState], *, year: int) -> bytes:
    """Return the file: by agency, without times."""
    agencies = tuple(states[agency] for agency in sorted(states))
    batch = BatchRecord(schema=SCHEMA, year=year, agencies=agencies)
    data = record_data(batch)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")
