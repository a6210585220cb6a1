"""What the kit writes as JSON is as Python's own writer has it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kit.disk import record_text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"a": [], "b": {}, "c": None, "d": [True, -1, 10**30, 0.5]},
        {"年度": '引号"、反斜线\\、斜线/、换行\n、制表\t、控制\x1f\x7f、分行\u2028、\U0001f600'},
        {"a:b,c": ["{", "[", ", ", ": "], "deep": [[[{"x": [1]}]]]},
        {"half of a character": "\ud800"},
    ],
)
def test_a_record_is_written_as_json_is(data: Any) -> None:
    """Only sooner: to the byte, an item a line, characters as they are."""
    assert record_text(data) == json.dumps(data, ensure_ascii=False, indent=1) + "\n"
