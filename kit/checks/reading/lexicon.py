"""The words that mean something, from their data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import product
from typing import Any

from kit.checks.reading.longest import LongestWords, build_longest
from kit.checks.reading.numerals import Notation, build_notation
from kit.datafile import read_yaml
from kit.errors import FormError

_FOLDER = "kit.checks.data"
_FIGURES = ("table2", "table3", "table4")
_MARKS = ("fillers", "other", "relations")
_NUMERALS = "numerals"
_FLAGS = ("weak", "object", "part", "closing", "share")
_CHOICE = re.compile(r"\[([^\]]*)\]")

#: Ways of understanding a word: each is a list of patterns whose cells are added up;
#: one with ``-`` in front is taken away.
Ways = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a word names: rows and columns of one table, each to be understood in some ways.

    Attributes
    ----------
    also
        Other real quantities that the word is met for: worth a note.
    is_weak
        Whether it counts only beside words of its table.
    is_object
        Whether it names the table alone.
    is_part
        Whether it is a part only of the cells it names.
    is_closing
        Whether it is the last of a list, whatever the list is of.
    is_share
        Whether it names a part of its whole by itself, ``of`` the rows given: 纠正率.
    """

    table: str
    rows: Ways = ()
    columns: Ways = ()
    also: Ways = ()
    of: Ways = ()
    is_weak: bool = False
    is_object: bool = False
    is_part: bool = False
    is_closing: bool = False
    is_share: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """Every word that means something, and how numbers are written."""

    terms: Mapping[str, tuple[Term, ...]]
    marks: Mapping[str, str]
    notation: Notation

    @cached_property
    def words(self) -> LongestWords:
        """All of its words, to be found in a text."""
        return build_longest({*self.terms, *self.marks})

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The pattern of what a token may begin with, and that of one which is no word."""
        return _patterns(self.words, notation=self.notation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Words of parts that leave nothing out once *least* of them are told."""

    words: tuple[str, ...]
    least: int
    is_of_requests: bool = False


@cache
def load_lexicon() -> Lexicon:
    """Return the packaged words.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    terms: dict[str, list[Term]] = {}
    for name in _FIGURES:
        for group in _read(name)["groups"]:
            term = _build_term(group["means"])
            for word in spellings(group["words"]):
                terms.setdefault(word, []).append(term)
    marks: dict[str, str] = {}
    for name in _MARKS:
        for group in _read(name)["marks"]:
            marks |= dict.fromkeys(spellings(group["words"]), group["kind"])
    return Lexicon(
        terms={word: tuple(found) for word, found in terms.items()},
        marks=marks,
        notation=build_notation(_read(_NUMERALS)),
    )


@cache
def load_families() -> tuple[Family, ...]:
    """Return the families of words whose parts leave nothing out.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    nodes = _read("families")["families"]
    return tuple(
        Family(
            words=tuple(node["words"]),
            least=node["least"],
            is_of_requests=node.get("of_requests", False),
        )
        for node in nodes
    )


def _read(name: str) -> dict[str, Any]:
    content = files(_FOLDER).joinpath("lexicon", f"{name}.yaml").read_bytes()
    return read_yaml(content, schema="lexicon", where=f"lexicon/{name}.yaml", error=FormError)


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
        key: tuple(tuple(way) for way in node.get(key, ()))
        for key in ("rows", "columns", "also", "of")
    }
    flags: dict[str, bool] = {f"is_{key}": node.get(key, False) for key in _FLAGS}
    return Term(
        table=node["table"],
        rows=ways["rows"],
        columns=ways["columns"],
        also=ways["also"],
        of=ways["of"],
        **flags,
    )


def _patterns(
    words: LongestWords, *, notation: Notation
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a date, where a word may begin, a year, a number, a stop; and no word."""
    date = r"(?P<date>(?:20\d\d\s*年)?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}日)"
    word = rf"(?P<word>(?={words.openings}))"
    year = r"(?P<year>20\d\d)\s*年度?"
    stop = r"(?P<stop>[，；,;、（）()：:\n|。！？])"
    others = rf"{year}|(?P<number>{notation.pattern})|{stop}"
    return re.compile(f"{date}|{word}|{others}"), re.compile(others)
