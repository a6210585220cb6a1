"""The characters of a font, as fontTools itself would tell them."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from kit.export.pdf.coverage import _all_read, code_points
from kit.export.pdf.fonts import font_files


@pytest.mark.parametrize("name", sorted(font_files("packaged")))
def test_the_packaged_fonts_have_what_fonttools_finds(name: str) -> None:
    """Read as runs, not one less and not one more."""
    with TTFont(font_files("packaged")[name], lazy=True) as font:
        points = code_points(font)
        assert points == _all_read(font)
        assert ord("政") in points
