"""The reference of placeholders in the documentation, made of the forms' data."""

from __future__ import annotations

import re
from collections.abc import Callable

from builders.narratives import filled, values_of

from kit.form import load_forms
from kit.narrative import placeholder_reference


def test_the_reference_is_current(assert_documented: Callable[[str, str], None]) -> None:
    """The page says what the code reads, in all editions, the one in force first."""
    forms = [*load_forms().values()][::-1]
    assert_documented("placeholders.zh-CN.md", placeholder_reference(forms))


def test_every_placeholder_of_the_reference_can_be_filled() -> None:
    """What the page shows works as it stands there, but for tables, which take no sentence."""
    form = load_forms()["2021"]
    shown = set(re.findall(r"`(\{\{ [^`]+ \}\})`", placeholder_reference([form])))
    marks = {f"{{{{ {table.name} }}}}" for table in form.tables.values()}
    assert marks < shown
    for placeholder in shown - marks:
        assert filled(placeholder, values_of(last={})) != placeholder
