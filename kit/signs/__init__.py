"""Characters that nobody sees or that turn others round: where they stand, and texts without them.

A report is printed without them, so that page, PDF and data say the same; the
check says where they were.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kit.datafile import read_yaml
from kit.errors import FormError

__all__ = [
    "CELL",
    "Hidden",
    "SignGroup",
    "find_hidden",
    "hidden_groups",
    "hidden_values",
    "printed",
    "without_hidden",
]

#: What stands for the key of a cell, which its file's name tells with it.
CELL = "cell"
#: What parts lines and columns is no secret.
_BLANKS = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Characters that are found for one reason; ``instead`` is printed in their place."""

    id: str
    name: str
    reason: str
    ranges: tuple[range, ...] = ()
    categories: frozenset[str] = frozenset()
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One such character: line and column from 1, its group and what stands around it.

    ``key`` is where it stands in a file of keys, or which cell it is in; ``begins`` the
    column where the quote does in the line as it is printed.
    """

    file: str
    line: int
    column: int
    sign: str
    group: str
    quote: str = ""
    key: str = ""
    begins: int = 1

    @property
    def code(self) -> str:
        """The character as people can look it up."""
        return f"U+{ord(self.sign):04X}"


#: So many characters before and after one are quoted.
_CONTEXT = 8


def find_hidden(text: str, *, file: str, key: str = "") -> Iterator[Hidden]:
    r"""Yield the characters of *text* that nobody sees, in reading order.

    Examples
    --------
    >>> [(h.line, h.column, h.code) for h in find_hidden("1\n23\u202e4", file="narrative.md")]
    [(2, 3, 'U+202E')]
    """
    if not _hidden_in(text):
        return
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        found = _hidden_in(line)
        for at, sign in enumerate(line if found else ""):
            if sign in found:
                start = max(0, at - _CONTEXT)
                around = without_hidden(line[start : at + 1 + _CONTEXT])
                blank = len(around) - len(around.lstrip())
                yield Hidden(
                    file=file,
                    line=number,
                    column=at + 1,
                    sign=sign,
                    group=found[sign].id,
                    quote=around.strip(),
                    key=key,
                    begins=len(without_hidden(line[:start])) + blank + 1,
                )


def without_hidden(text: str) -> str:
    r"""Return *text* as it is printed: without what nobody sees, 〓 where a character has no form.

    Examples
    --------
    >>> without_hidden("收到\u200b3\u202e件"), without_hidden("收到 3 件")
    ('收到3件', '收到 3 件')
    """
    found = _hidden_in(text)
    if not found:
        return text
    return text.translate({ord(sign): group.instead for sign, group in found.items()})


def printed(value: Any) -> Any:
    """Return what a file of keys says, each text of it as it is printed."""
    match value:
        case str():
            return without_hidden(value)
        case list():
            return [printed(each) for each in value]
        case dict():
            return {key: printed(each) for key, each in value.items()}
        case _:
            return value


def hidden_values(value: Any, *, content: bytes, file: str, key: str = "") -> Iterator[Hidden]:
    """Yield the characters that nobody sees in the values of a file of keys.

    Parameters
    ----------
    content
        The file's bytes, UTF-8, in which the lines are looked up.
    key
        Where in the file *value* stands.
    """
    match value:
        case str():
            for hidden in find_hidden(value, file=file, key=key):
                yield replace(hidden, **_place(hidden, value=value, content=content))
        case list():
            for number, each in enumerate(value, start=1):
                place = f"{key} 第 {number} 项"
                yield from hidden_values(each, content=content, file=file, key=place)
        case dict():
            for name, each in value.items():
                place = f"{key} {name}".lstrip()
                yield from hidden_values(each, content=content, file=file, key=place)


def _place(hidden: Hidden, *, value: str, content: bytes) -> dict[str, Any]:
    """Return line and column in the file; 0 for a character that is written as an escape."""
    said = value.split("\n")[hidden.line - 1].strip()
    name = f"{hidden.key.rpartition(' ')[2]}:"
    lines = enumerate(content.decode("utf-8-sig").splitlines(), start=1)
    found = [(name not in line, number, line) for number, line in lines if said in line]
    if not found:
        return {"line": 0, "column": hidden.column}
    _, number, line = min(found)
    return {"line": number, "column": line.find(said) + hidden.column}


def hidden_groups() -> tuple[SignGroup, ...]:
    """Return the groups in the order of the data.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    return _groups()


def _hidden_in(text: str) -> dict[str, SignGroup]:
    """Return the characters of *text* that nobody sees, each with its group."""
    if text.isascii() and text.isprintable():
        return {}
    return {sign: group for sign in set(text) if (group := _group_of(sign))}


@lru_cache(maxsize=65536)
def _group_of(sign: str) -> SignGroup | None:
    if sign in _BLANKS:
        return None
    category = unicodedata.category(sign)
    for group in _groups():
        if category in group.categories or any(ord(sign) in each for each in group.ranges):
            return group
    return None


@cache
def _groups() -> tuple[SignGroup, ...]:
    content = files("kit.signs").joinpath("hidden.yaml").read_bytes()
    data = read_yaml(content, schema="hidden_signs", where="signs/hidden.yaml", error=FormError)
    return tuple(_build_group(node) for node in data["groups"])


def _build_group(node: dict[str, Any]) -> SignGroup:
    ends = (each.split("-") for each in node.get("ranges", ()))
    return SignGroup(
        id=node["id"],
        name=node["name"],
        reason=node["reason"],
        ranges=tuple(range(int(first, 16), int(last, 16) + 1) for first, last in ends),
        categories=frozenset(node.get("categories", ())),
        instead=node.get("instead", ""),
    )
