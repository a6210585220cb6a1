"""The words that the rules of the text look for, from their data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kit.datafile import read_yaml
from kit.errors import FormError


@cache
def load_words(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the groups of words of one file under ``kit/checks/data/document``.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    path = files("kit.checks.data").joinpath("document", f"{name}.yaml")
    data = read_yaml(path.read_bytes(), schema="vocabulary", where=path.name, error=FormError)
    return {group: tuple(node["words"]) for group, node in data.items()}


@cache
def any_of(name: str, *groups: str) -> str:
    """Return a pattern of the words of *groups*, the longest first.

    Examples
    --------
    >>> bool(re.search(any_of("years", "plans"), "下一步将增加栏目"))
    True
    """
    words = {word for group in groups for word in load_words(name)[group]}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"
