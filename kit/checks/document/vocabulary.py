"""The words that the rules of the text look for, and the patterns of them, from their data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kit.datafile import read_yaml
from kit.errors import Fault, FormError, known_names

#: Stands in a pattern for any word of a group, or for the pattern of one, further up the file.
_MARKER = re.compile(r"%([a-z_]+)%")


@cache
def load_groups(name: str) -> Mapping[str, Any]:
    """Return the groups of one file under ``kit/checks/data/document`` as they stand there.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    path = files("kit.checks.data").joinpath("document", f"{name}.yaml")
    return read_yaml(path.read_bytes(), schema="vocabulary", where=path.name, error=FormError)


@cache
def load_words(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of each group of a file that has words."""
    groups = load_groups(name).items()
    return {group: tuple(node["words"]) for group, node in groups if "words" in node}


@cache
def pattern_of(name: str, group: str) -> re.Pattern[str]:
    """Return the pattern of a group of a file: that of any of its words, or the one it gives.

    Examples
    --------
    >>> bool(pattern_of("years", "plans").search("下一步将增加栏目"))
    True
    """
    return compile_text(pattern_text(name, group), where=f"{name}.yaml {group}")


def compile_text(text: str, *, where: str) -> re.Pattern[str]:
    """Return *text* as a pattern.

    Raises
    ------
    FormError
        If it is none.
    """
    try:
        return re.compile(text)
    except re.error:
        cure = "请检查括号是否成对、反斜杠后的字符。"
        raise FormError(Fault(where, "正则表达式", "读不通的写法", cure)) from None


def pattern_text(name: str, group: str) -> str:
    """Return the pattern of a group as text, to be part of another.

    Examples
    --------
    >>> pattern_text("powers", "provinces")
    '(?:自治区|自治州|省)'
    """
    return _texts(name)[group]


@cache
def _texts(name: str) -> Mapping[str, str]:
    return build_texts(load_groups(name), where=f"{name}.yaml")


def build_texts(groups: Mapping[str, Any], *, where: str) -> Mapping[str, str]:
    """Return the pattern of each group, the markers in it replaced by those above it.

    Raises
    ------
    FormError
        If a marker names no group further up.
    """
    texts: dict[str, str] = {}
    for group, node in groups.items():
        if "words" in node:
            texts[group] = _any_of(node["words"])
        else:
            texts[group] = _filled(node["pattern"], where=f"{where} {group}", above=texts)
    return texts


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of *words*, the longest first: one that begins another cuts none short."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def _filled(pattern: str, *, where: str, above: Mapping[str, str]) -> str:
    """Return *pattern* with each marker replaced by what stands *above* under its name."""
    for marker in _MARKER.finditer(pattern):
        if marker[1] not in above:
            cure = known_names(marker[1], above)
            raise FormError(Fault(where, "上文已有的组名", marker.group(), cure))
    return f"(?:{_MARKER.sub(lambda marker: above[marker[1]], pattern)})"
