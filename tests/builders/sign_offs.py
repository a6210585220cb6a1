"""Decisions of reviewers on disk, chained as the kit chains them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.signoff import SignOff, add_sign_off, read_sign_offs, states

YEAR, AGENCY = 2024, "suqian"
SEEN = {"report": "a" * 64, "t2": "b" * 64, "t3": "c" * 64, "t4": "d" * 64}


def decided(folder: Path, *, table: str | None = None, **said: Any) -> Path:
    """Add a decision on what there is to see in these tests, and return the file."""
    facts: dict[str, Any] = {"decision": "approve", "by": "张三", "date": "2025-01-20"}
    entry = SignOff(table=table, seen=SEEN[table or "report"], **(facts | said))
    return add_sign_off(folder, entry=entry, year=YEAR, agency=AGENCY)


def states_of(
    folder: Path, *, year: int = YEAR, agency: str = AGENCY, **changed: str
) -> dict[str, str]:
    """Return the state of the newest decision of each scope, what there is to see *changed*."""
    found = states(read_sign_offs(folder), year=year, agency=agency, seen=SEEN | changed)
    return {each.table or "report": each.state for each in found}
