"""Addresses and the one wildcard they may hold."""

from __future__ import annotations

import pytest
from builders.filings import form

from kit.form.address import is_address, match_addresses, split_last


@pytest.mark.parametrize(
    "text", ["t3.received.total", "last.t4.*.pending", "*.*.*", "t3.denied_*.*"]
)
def test_an_address_has_three_segments(text: str) -> None:
    """Wildcards and last year's mark are allowed."""
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["t3.received", "t3.received.total.x", "T3.a.b", "", "year", "a..b"]
)
def test_anything_else_is_no_address(text: str) -> None:
    """Too few, too many or other characters."""
    assert not is_address(text)


def test_last_years_mark_is_told_apart() -> None:
    """A row that begins with last is no mark."""
    assert split_last("last.t3.carried_out.total") == (True, "t3.carried_out.total")
    assert split_last("t3.last_row.total") == (False, "t3.last_row.total")


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("t3.denied_*.total", 8),
        ("t3.*.natural_person", 25),
        ("t4.*.total", 3),
        ("*.*.*", 200),
        ("t3.received.total", 1),
        ("t3.received", 0),
        ("t3.*", 0),
        ("*", 0),
        ("t3.re.total", 0),
        ("t3.[a-z]*.total", 0),
    ],
)
def test_a_wildcard_stays_inside_its_segment(pattern: str, count: int) -> None:
    """A star stands for any text without a dot, and nothing else is special."""
    assert len(form().match(pattern)) == count


def test_matches_come_in_the_order_of_the_form() -> None:
    """Rows first, as printed."""
    addresses = ["t3.a.total", "t3.b.total", "t3.c.other"]
    assert match_addresses("t3.*.total", addresses) == ("t3.a.total", "t3.b.total")


def test_a_cell_is_named_by_row_and_column() -> None:
    """A table without row labels names its cells by all headers."""
    cells = form().cells
    assert cells["t3.denied_state_secret.enterprise"].name == "1.属于国家秘密·商业企业"
    assert cells["t2.rules.issued"].name == "规章·本年制发件数"
    assert cells["t4.reconsideration.total"].name == "行政复议·总计"
    assert cells["t4.litigation_direct.total"].name == "行政诉讼·未经复议直接起诉·总计"
