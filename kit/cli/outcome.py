"""Exit codes of many reports, and how findings count towards them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: Worst first; in a batch the worst of all decides.
_WORST_FIRST = (1, 7, 6, 4, 3, 2, 5, 0)
FINDINGS = 5
_COUNTING = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


def worst(codes: Iterable[int]) -> int:
    """Return the worst of several exit codes; 0 when there is none."""
    return min(codes, key=_WORST_FIRST.index, default=0)


def findings_code(counts: Mapping[str, int], *, fail_on: str) -> int:
    """Return 5 if there are findings of a severity that *fail_on* names, else 0."""
    return FINDINGS if any(counts.get(name) for name in _COUNTING[fail_on]) else 0
