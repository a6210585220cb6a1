"""The words that CONTRIBUTING shows how to add are data that the lexicon takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.checks.reading.lexicon import load_lexicon, spellings
from kit.datafile import read_yaml
from kit.errors import FormError
from kit.form import load_forms

PAGE = (Path(__file__).parents[4] / "CONTRIBUTING.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("at", "key"), [(0, "groups"), (1, "marks")])
def test_an_example_is_lawful_data(at: int, key: str) -> None:
    """It can be pasted into a file of words as it stands."""
    content = f"{key}:\n{EXAMPLES[at]}".encode()
    read = read_yaml(content, schema="lexicon", where="CONTRIBUTING.md", error=FormError)
    assert all(list(spellings(group["words"])) for group in read[key])


def test_the_row_of_the_example_is_a_row() -> None:
    """The new word would mean figures of the form."""
    [row] = re.findall(r"rows: \[\[(\w+)\]\]", EXAMPLES[0])
    assert load_forms()["2021"].match(f"t3.{row}.total")


def test_the_kinds_named_are_kinds() -> None:
    """Each that the page explains marks some word."""
    [said] = re.findall(r"module of its\nrelation: (.*?)\n\n", PAGE, re.DOTALL)
    named = set(re.findall(r"`(\w+)`", said))
    assert named <= set(load_lexicon().marks.values()), named
