"""The words that mean something, from their data: what each names, and one pattern for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from kit.checks.claims.model import Topic
from kit.checks.claims.numerals import NUMBER
from kit.datafile import read_yaml
from kit.errors import FormError

_DATA = "quantities.yaml"
_CHOICE = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a word names; a ``weak`` one only beside words of its table, an ``object`` no row.

    One that ``is_share`` names a part of its whole by itself: 纠正率.
    """

    topic: Topic
    is_weak: bool = False
    is_object: bool = False
    is_share: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """Every word that means something, and the pattern that finds the longest at each place."""

    terms: Mapping[str, Term]
    marks: Mapping[str, str]
    pattern: re.Pattern[str]


@cache
def load_lexicon() -> Lexicon:
    """Return the packaged words.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    content = files("kit.checks.data").joinpath(_DATA).read_bytes()
    data = read_yaml(content, schema="quantities", where=_DATA, error=FormError)
    terms = {
        word: term
        for node in data["terms"]
        for term in [_build_term(node)]
        for word in spellings(node["words"])
    }
    kinds = data["marks"] | {
        key: data[key] for key in ("others", "narrowing", "sorting", "outside", "fillers")
    }
    marks = {word: kind for kind, words in kinds.items() for word in spellings(words)}
    return Lexicon(terms=terms, marks=marks, pattern=_build_pattern({*terms, *marks}))


def spellings(words: Iterable[str]) -> Iterator[str]:
    """Yield every way to write *words*, the longest choices of each first.

    Examples
    --------
    >>> list(spellings(["[行政]诉讼[案/案件]"]))
    ['行政诉讼案', '行政诉讼案件', '行政诉讼', '诉讼案', '诉讼案件', '诉讼']
    """
    for word in words:
        parts = _CHOICE.split(word)
        choices = ([part] if at % 2 == 0 else _choices(part) for at, part in enumerate(parts))
        yield from filter(None, map("".join, product(*choices)))


def _choices(part: str) -> list[str]:
    """Return what may stand in a bracket; nothing is one of them unless it begins with ``!``."""
    said = part.removeprefix("!").split("/")
    return said if part.startswith("!") else [*said, ""]


def _build_term(node: Mapping[str, Any]) -> Term:
    ways = {
        key: tuple(tuple(way) for way in node.get(key, ())) for key in ("rows", "columns", "also")
    }
    return Term(
        topic=Topic(table=node["table"], **ways),
        is_weak=node.get("weak", False),
        is_object=node.get("object", False),
        is_share=node.get("share", False),
    )


def _build_pattern(words: set[str]) -> re.Pattern[str]:
    """Return a pattern whose groups are a word, a year, the parts of a number, or a stop."""
    year = r"(?P<year>20\d\d)\s*年度?(?!\s*\d{1,2}\s*月)"
    stop = r"(?P<stop>[，；,;、（）()：:\n|])"
    return re.compile(rf"(?P<word>{_trie(words)})|{year}|(?P<number>{NUMBER})|{stop}")


def _trie(words: Iterable[str]) -> str:
    """Return a pattern of *words* that tries each character once, the longest word first."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    is_end = branches.pop("", None) is not None
    # A year inside a word is any year.
    said = [
        (r"\d" if first == "d" else re.escape(first)) + _trie(rest)
        for first, rest in sorted(branches.items())
    ]
    if not said:
        return ""
    return f"(?:{'|'.join(said)}){'?' if is_end else ''}"
