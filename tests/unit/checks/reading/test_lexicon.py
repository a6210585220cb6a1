"""The words that name figures, and what their data may say."""

from __future__ import annotations

import re

import pytest

from kit.checks.reading.lexicon import load_lexicon, spellings
from kit.datafile import read_yaml
from kit.errors import FormError
from kit.form import load_forms

ADDRESSES = {address for form in load_forms().values() for address in form.cells}


def test_every_way_to_write_a_word_is_spelled_out() -> None:
    """What stands in brackets may be left out."""
    assert list(spellings(["[的]申请[件]"])) == ["的申请件", "的申请", "申请件", "申请"]
    assert list(spellings(["[!与/比]上年"])) == ["与上年", "比上年"]


def test_every_row_and_column_the_words_name_is_some_editions() -> None:
    """A slip of the pen in the data would make a word mean nothing."""
    rows = {tuple(address.split(".")[:2]) for address in ADDRESSES}
    columns = {(address.split(".")[0], address.split(".")[2]) for address in ADDRESSES}
    for terms in load_lexicon().terms.values():
        for term in terms:
            named = ((rows, (*term.rows, *term.also, *term.of)), (columns, term.columns))
            for known, ways in named:
                for name in (name.removeprefix("-") for way in ways for name in way):
                    pattern = re.compile(name.replace("*", ".*"))
                    assert any(t == term.table and pattern.fullmatch(n) for t, n in known), name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("marks:\n- {kind: strange, reason: 甲, words: [乙]}", "kind"),
        ("marks:\n- {kind: now, reason: 甲, words: [乙, 乙]}", "互不相同"),
        ("marks:\n- {kind: now, words: [乙]}", "reason"),
        ("groups:\n- {means: {table: t9}, reason: 甲, words: [乙]}", "table"),
        ("groups:\n- {means: {table: t3, row: [[a]]}, reason: 甲, words: [乙]}", "row"),
    ],
)
def test_a_slip_in_the_words_is_refused_where_it_stands(content: str, said: str) -> None:
    """Unknown marks and tables, words said twice, groups without a reason."""
    with pytest.raises(FormError, match=said):
        read_yaml(content.encode(), schema="lexicon", where="甲.yaml", error=FormError)
