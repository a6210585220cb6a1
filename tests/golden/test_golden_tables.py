"""Each statutory table of published reports, as an HTML file anyone can open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.filings import form, real_filing

from kit.tables import build_table, render_table

OPENABLE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
{table}</body>
</html>
"""


@pytest.mark.parametrize("name", ["suqian-2023", "shanghai-office-2019"])
@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_table_is_as_it_was(
    name: str, table: str, assert_golden: Callable[[str, str], None]
) -> None:
    """The HTML of a published report's table is, byte for byte, the one that was looked at."""
    filing = real_filing(name)
    of = form(filing.edition)
    markup = render_table(build_table(filing, form=of, table=table), table=of.tables[table])
    assert_golden(f"{name}-{table}.html", OPENABLE.format(title=f"{name} {table}", table=markup))
