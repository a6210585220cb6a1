"""The numbers that Word sets before paragraphs by itself: they show, and stand in no text."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.etree import XMLSyntaxError

from kit.source.published.wordml import W, part_of, value_of

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_DIGITS = "〇一二三四五六七八九"
#: Styles that are based on one another without end.
_MOST_BASES = 10
_TEN, _HUNDRED, _CIRCLED, _LETTERS = 10, 100, 20, 26
_LEVEL = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How the numbers of one level look, and where they begin."""

    format: str
    text: str
    start: int
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    """The lists of a document: levels by list, and the list that a number of a list belongs to."""

    levels: Mapping[str, Mapping[int, _Level]]
    list_of: Mapping[str, str]
    starts: Mapping[tuple[str, int], int]
    #: Number of a list and level by style of paragraph.
    styles: Mapping[str, tuple[str, int]]


def numbers_of(content: bytes, *, body: Any) -> Mapping[Any, str]:
    """Return the number that shows before each numbered paragraph of *body*.

    A bullet is none. What of the lists cannot be read numbers nothing.
    """
    try:
        lists = _read_lists(part_of(content, _NUMBERING), styles=_styles(content))
    except (KeyError, XMLSyntaxError, zipfile.BadZipFile):
        return {}
    return dict(_numbered(body, lists=lists))


def _styles(content: bytes) -> Any:
    try:
        return part_of(content, _STYLES)
    except (KeyError, XMLSyntaxError):
        return None


def _numbered(body: Any, *, lists: _Lists) -> Iterator[tuple[Any, str]]:
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    begun: set[tuple[str, int]] = set()
    for paragraph in body.iter(f"{W}p"):
        number, depth = _list_of(paragraph, lists=lists)
        own = lists.list_of.get(number, "")
        level = lists.levels.get(own, {}).get(depth)
        if level is None:
            continue
        count = counts[own]
        anew = lists.starts.get((number, depth))
        if anew is not None and (number, depth) not in begun:
            count[depth] = anew - 1
        begun.add((number, depth))
        count[depth] = count.get(depth, level.start - 1) + 1
        for deeper in [other for other in count if other > depth]:
            del count[deeper]
        if said := _said(level, levels=lists.levels[own], count=count):
            yield paragraph, said


def _list_of(paragraph: Any, *, lists: _Lists) -> tuple[str, int]:
    """Return the list and level of a paragraph by its own word, else by its style's."""
    number = value_of(paragraph, "pPr/numPr/numId")
    depth = value_of(paragraph, "pPr/numPr/ilvl")
    style, deep = lists.styles.get(value_of(paragraph, "pPr/pStyle"), ("", 0))
    return number or style, int(depth) if depth.isdigit() else 0 if number else deep


def _said(level: _Level, *, levels: Mapping[int, _Level], count: Mapping[int, int]) -> str:
    if level.format in {"bullet", "none"}:
        return ""

    def shown(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        other = levels.get(depth, level)
        return _formatted(count.get(depth, other.start), form=other.format)

    return _LEVEL.sub(shown, level.text)


def _formatted(count: int, *, form: str) -> str:
    """Return a count as a list shows it; what is not known as a decimal number.

    Examples
    --------
    >>> [_formatted(12, form=form) for form in ("chineseCounting", "decimal", "upperLetter")]
    ['十二', '12', 'L']
    """
    return _FORMATS.get(form, str)(count)


def _chinese(count: int) -> str:
    if not 0 < count < _HUNDRED:
        return str(count)
    tens, ones = divmod(count, _TEN)
    said = f"{'' if tens == 1 else _DIGITS[tens]}十" if tens else ""
    return f"{said}{_DIGITS[ones] if ones else ''}"


def _circled(count: int) -> str:
    return chr(ord("①") + count - 1) if 0 < count <= _CIRCLED else str(count)


def _letter(count: int, *, first: str) -> str:
    return chr(ord(first) + count - 1) if 0 < count <= _LETTERS else str(count)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"),
        _chinese,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "upperLetter": lambda count: _letter(count, first="A"),
    "lowerLetter": lambda count: _letter(count, first="a"),
}


def _read_lists(numbering: Any, *, styles: Any) -> _Lists:
    levels = {
        node.get(f"{W}abstractNumId"): dict(_levels(node))
        for node in numbering.iter(f"{W}abstractNum")
    }
    nums = list(numbering.iter(f"{W}num"))
    list_of = {node.get(f"{W}numId"): value_of(node, "abstractNumId") for node in nums}
    starts = {
        (node.get(f"{W}numId"), _depth(override)): int(start)
        for node in nums
        for override in node.iter(f"{W}lvlOverride")
        if (start := value_of(override, "startOverride")).isdigit()
    }
    return _Lists(
        levels=levels,
        list_of=list_of,
        starts=starts,
        styles=_styled(styles, levels=levels, list_of=list_of) if styles is not None else {},
    )


def _levels(node: Any) -> Iterator[tuple[int, _Level]]:
    for level in node.iter(f"{W}lvl"):
        start = value_of(level, "start")
        yield (
            _depth(level),
            _Level(
                format=value_of(level, "numFmt"),
                text=value_of(level, "lvlText"),
                start=int(start) if start.isdigit() else 1,
                style=value_of(level, "pStyle"),
            ),
        )


def _depth(level: Any) -> int:
    said = level.get(f"{W}ilvl", "")
    return int(said) if said.isdecimal() else 0


def _styled(
    styles: Any, *, levels: Mapping[str, Mapping[int, _Level]], list_of: Mapping[str, str]
) -> dict[str, tuple[str, int]]:
    """Return the list and level of each style that numbers its paragraphs."""
    nodes = {node.get(f"{W}styleId"): node for node in styles.iter(f"{W}style")}
    found: dict[str, tuple[str, int]] = {}
    for name, node in nodes.items():
        number, base = "", name
        for _ in range(_MOST_BASES):
            if base not in nodes or number:
                break
            number = value_of(nodes[base], "pPr/numPr/numId")
            base = value_of(nodes[base], "basedOn")
        if number:
            own = levels.get(list_of.get(number, ""), {})
            said = value_of(node, "pPr/numPr/ilvl")
            depth = next((deep for deep, level in own.items() if level.style == name), 0)
            found[name] = number, int(said) if said.isdigit() else depth
    return found
