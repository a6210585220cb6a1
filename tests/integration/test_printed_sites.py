"""PDFs printed from pages with menus beside the report: its words as they are, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.portals import example_article
from builders.printed_sites import SITES
from builders.published import needs_chromium, printed_pdf, read, words_of, words_of_article
from builders.spreadsheets import figures_read

_ARTICLE = example_article(2022, "qiantang-jxkj")


@needs_chromium
@pytest.mark.parametrize("site", SITES)
def test_no_word_of_a_menu_is_woven_in(site: str, tmp_path: Path) -> None:
    """The words are the report's own, the figures too; what was left out is named by page."""
    found = read(printed_pdf(SITES[site](_ARTICLE).encode(), tmp_path))
    assert words_of(found) == words_of_article(_ARTICLE)
    read_figures, printed = figures_read(found.filing), figures_read(_ARTICLE.filing)
    assert all(value in (printed[a], (None, "")) for a, value in read_figures.items())
    if "menu" in site:
        assert any("没有导入" in str(fault) and "第 1 页" in str(fault) for fault in found.faults)
