"""Text files with cells of whatever words: written in any encoding, parted as they were."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.source.grids import read_csv

#: Words that contain every separator, quotes and thousands; never only digits, which are numbers.
CELLS = st.text(alphabet="公开申,;\t\" '1", max_size=8).map(lambda text: f"甲{text}")
TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@given(rows=TABLES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
@settings(max_examples=25)
def test_what_was_written_is_read(separator: str, rows: list[list[str]], encoding: str) -> None:
    """Under plain headings the true separator is told, whatever the cells hold."""
    headings = [f"列{at}" for at in range(len(rows[0]))]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows([headings, *rows])
    content = buffer.getvalue().encode(encoding)
    (sheet,) = read_csv(content, path=Path("表.csv"))
    assert sheet.rows == [headings, *rows]
