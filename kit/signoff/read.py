"""``signoff.yaml``: read the decisions, and where in the file each stands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.datafile import item_lines, read_yaml
from kit.disk import read_file
from kit.errors import ParameterError
from kit.report.files import SIGN_OFF
from kit.signoff.kept import read_kept
from kit.signoff.model import ConfirmedClaim, FindingNote, PlaceNote, SignOff, SignOffs

DECISIONS = "decisions"
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
        return SignOffs(faults=tuple(error.faults))
    sign_offs = _parse(content)
    kept = {each.saw: read_kept(folder, digest=each.saw) for each in sign_offs.newest}
    return replace(sign_offs, kept={digest: each for digest, each in kept.items() if each})


def _parse(content: bytes) -> SignOffs:
    try:
        data = read_yaml(content, schema="signoff", where=SIGN_OFF)
    except ParameterError as error:
        return SignOffs(faults=tuple(error.faults))
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
