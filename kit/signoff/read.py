"""``signoff.yaml``: read the decisions, and where in the file each stands."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.datafile import item_lines, read_yaml
from kit.disk import read_file
from kit.errors import Fault, ParameterError
from kit.report.files import SIGN_OFF
from kit.signoff.kept import read_kept
from kit.signoff.model import ConfirmedClaim, FindingNote, PlaceNote, SignOff, SignOffs

DECISIONS = "decisions"
_ITEM = re.compile(rf"{re.escape(SIGN_OFF)} {DECISIONS} 第 (\d+) 项")
#: No report has so many decisions; a larger file is none that the kit wrote.
LIMIT_BYTES = 1_000_000


def read_sign_offs(folder: Path) -> SignOffs:
    """Read the decisions kept in the *folder* of a report; none without a file.

    A file that is not what it should be stops no report: its faults, each with
    its line, are part of what is returned.
    """
    path = folder / SIGN_OFF
    if not os.path.lexists(path):
        return SignOffs()
    try:
        content = read_file(path, limit_bytes=LIMIT_BYTES, error=ParameterError)
    except ParameterError as error:
        return SignOffs(faults=error.faults)
    sign_offs = _parse(content)
    kept = {each.saw: read_kept(folder, digest=each.saw) for each in sign_offs.newest}
    return replace(sign_offs, kept={digest: each for digest, each in kept.items() if each})


def _parse(content: bytes) -> SignOffs:
    try:
        data = read_yaml(content, schema="signoff", where=SIGN_OFF)
    except ParameterError as error:
        return SignOffs(faults=_lined(error.faults, content=content))
    nodes = data.get(DECISIONS, ())
    lines = item_lines(content, key=DECISIONS)
    entries = (_entry(node, line=line) for node, line in zip(nodes, lines, strict=True))
    return SignOffs(entries=tuple(entries))


def _entry(node: Mapping[str, Any], *, line: int) -> SignOff:
    parts = {
        "confirmed": tuple(ConfirmedClaim(**each) for each in node.get("confirmed", ())),
        "findings": tuple(FindingNote(**each) for each in node.get("findings", ())),
        "notes": tuple(PlaceNote(**each) for each in node.get("notes", ())),
    }
    return SignOff(**{**node, **parts}, line=line)


def _lined(faults: Sequence[Fault], *, content: bytes) -> tuple[Fault, ...]:
    """Name the line of each fault that is in an entry."""
    named = [(fault, _ITEM.match(fault.where)) for fault in faults]
    if not any(match for _, match in named):
        return tuple(faults)
    lines = item_lines(content, key=DECISIONS)
    return tuple(
        replace(fault, where=_lined_where(fault.where, line=lines[int(match[1]) - 1]))
        if match
        else fault
        for fault, match in named
    )


def _lined_where(where: str, *, line: int) -> str:
    return where.replace(SIGN_OFF, f"{SIGN_OFF} 第 {line} 行起", 1)
