"""The words of the rules of the text, from their data."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from kit.checks.document.vocabulary import any_of, load_words

NAMES = sorted(
    path.name.removesuffix(".yaml")
    for path in files("kit.checks.data").joinpath("document").iterdir()
    if path.name.endswith(".yaml")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_of_words_keeps_to_its_schema(name: str) -> None:
    """Each group has words, each of them once."""
    assert all(load_words(name).values())


def test_the_longest_word_is_found_first() -> None:
    """A word that begins another does not cut it short."""
    match = re.match(any_of("years", "periods"), "统计期限为")
    assert match is not None
    assert match.group() == "统计期限"
