"""Cell addresses ``table.row.column`` and the one wildcard they may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Marks an address of last year's filing, in rules and in placeholders alike.
LAST = "last."

_SEGMENT = r"[a-z0-9_*]+"
_ADDRESS = re.compile(rf"(?:last\.)?{_SEGMENT}\.{_SEGMENT}\.{_SEGMENT}")


def is_address(text: str) -> bool:
    """Whether *text* has the shape of an address, wildcards allowed."""
    return _ADDRESS.fullmatch(text) is not None


def split_last(address: str) -> tuple[bool, str]:
    """Tell whether *address* is last year's, and return it without the mark."""
    return address.startswith(LAST), address.removeprefix(LAST)


def match_addresses(pattern: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the *addresses* that *pattern* names, in their own order.

    ``*`` stands for any text inside one segment.

    Examples
    --------
    >>> match_addresses("t3.denied_*.total", ["t3.denied_state_secret.total", "t3.granted.total"])
    ('t3.denied_state_secret.total',)
    """
    if "*" not in pattern:
        return tuple(address for address in addresses if address == pattern)
    wanted = re.compile(re.escape(pattern).replace(r"\*", "[^.]*"))
    return tuple(address for address in addresses if wanted.fullmatch(address))
