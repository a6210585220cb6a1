"""The chain of decisions: each has in its digest the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from kit.signoff.model import SignOff
from kit.signoff.seen import canonical_sha256

#: What is no part of an entry's digest: the digest itself, and where the entry stands.
_NOT_DIGESTED = ("digest", "line")
#: What entries of earlier versions do not have: it counts only where it says something.
_ADDED = ("confirmed", "findings", "notes", "saw", "saved")


def digest_of(entry: SignOff, *, year: int, agency: str, before: str) -> str:
    """Return the sha256 over all an entry says, its report, and the digest *before* it.

    An entry changed, copied from elsewhere, moved, or whose predecessor was taken
    away no longer has the digest written beside it.
    """
    said = {
        key: value
        for key, value in asdict(entry).items()
        if key not in _NOT_DIGESTED and (value or key not in _ADDED)
    }
    return canonical_sha256([year, agency, before, said])


def last_digest(entries: Sequence[SignOff]) -> str:
    """Return the digest that the next decision is chained to."""
    return entries[-1].digest if entries else ""


def last_broken(entries: Sequence[SignOff], *, year: int, agency: str) -> int:
    """Return the number of the last entry that does not fit its digest; -1 when all do."""
    befores = ["", *(entry.digest for entry in entries)]
    return max(
        (
            number
            for number, entry in enumerate(entries)
            if entry.digest != digest_of(entry, year=year, agency=agency, before=befores[number])
        ),
        default=-1,
    )
