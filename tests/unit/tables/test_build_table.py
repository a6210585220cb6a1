"""A statutory table as a plain ``GT``."""

from __future__ import annotations

import re

import pytest
from builders.filings import filing_of, form, real_filing, zero_filing
from great_tables import GT

from kit.errors import ParameterError
from kit.tables import build_table


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_is_a_plain_gt_with_its_own_id(edition: str, table: str) -> None:
    """Every table is a GT that anyone can style, with an id so that its bytes stay the same."""
    of = form(edition)
    gt = build_table(zero_filing(of), form=of, table=table)
    assert type(gt) is GT
    assert gt.as_raw_html() == build_table(zero_filing(of), form=of, table=table).as_raw_html()
    assert f'<div id="{table}"' in gt.as_raw_html()


def test_has_spanners_and_a_stub_of_three_levels() -> None:
    """Table three has its organisations under a spanner and its results in a stub of levels."""
    of = form()
    html = build_table(zero_filing(of), form=of, table="t3").as_raw_html()
    assert '<span class="gt_column_spanner">法人或其他组织</span>' in html
    assert 'rowspan="22" scope="rowgroup"' in html


def test_stacks_the_blocks_of_table_two_as_row_groups() -> None:
    """Each item of Article 20 is a row group of table two."""
    of = form()
    html = build_table(zero_filing(of), form=of, table="t2").as_raw_html()
    titles = re.findall(r'<th class="gt_group_heading"[^>]*>([^<]+)<', html)
    assert titles == [f"第二十条第（{item}）项" for item in "一五六八"]


def test_shows_figures_as_the_page_prints_them() -> None:
    """Large counts have no separators, and a fee keeps its decimals as they were entered."""
    filing = real_filing("suqian-2023")
    html = build_table(filing, form=form(), table="t2").as_raw_html()
    assert ">1808595<" in html
    assert ">59237.2449<" in html


@pytest.mark.parametrize("text", ["<b>3</b>", "<script>alert(1)</script>", "&lt;", '"><i>'])
def test_makes_no_markup_of_text_from_a_spreadsheet(text: str) -> None:
    """What stands in a cell reaches the HTML escaped, never as markup."""
    of = form()
    filing = filing_of(of, {"t3.granted.total": text})
    html = build_table(filing, form=of, table="t3").as_raw_html()
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f">{escaped}<" in html.replace("&quot;", '"')
    assert text not in html


def test_an_unknown_table_lists_the_known_ones() -> None:
    """Asking for a table the form lacks names those it has."""
    of = form()
    with pytest.raises(ParameterError, match=r"t9.*t2"):
        build_table(zero_filing(of), form=of, table="t9")
