"""Worksheets looked at in two ways: by searching and by numpy, they must show the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.source.extent import Extent
from kit.source.glance import glance, glance_of

LARGE = 100_000_000
#: Once: numpy is imported by it.
VECTORISED = glance_of(LARGE)
#: Tags as programs write them, and as somebody might who wants to slip one through.
_TAGS = st.sampled_from(
    [
        b'<c r="A1"/>',
        b'<c r="Z999999" t="s"><v>1</v></c>',
        b'<c r="A1000000"/>',
        b'<c r="A1048576">',
        b'<c r="AA7">',
        b'<c r="A7" s="1">12345678</c>',
        b"<c r='A1'/>",
        b"<c/>",
        b"<c>",
        b'<c  r="B2"/>',
        b'<x:c r="B2"/>',
        b"<cols><col/></cols>",
        b'<row r="7">',
        b"<row>",
        b"</row>",
        b"<f>A1</f>",
        b"<font/>",
        b'<c r="B2" t="e"/>',
        b"<t>9:30</t>",
        b"<",
        b"<!DOCTYPE a>",
        "<t>件数</t>".encode(),
    ]
)


@given(tags=st.lists(_TAGS, max_size=12))
def test_both_ways_show_the_same(tags: list[bytes]) -> None:
    """What is sure to one is true to the other: it may only have to look closer."""
    text = b"".join(tags)
    one, other = glance(text), VECTORISED(text)
    assert one.cells == other.cells
    assert one.is_all == other.is_all
    assert one.is_near or not other.is_near
    assert one.is_unreckoned == other.is_unreckoned


@given(tags=st.lists(_TAGS, min_size=1, max_size=12), at=st.integers(0, 200))
def test_both_ways_reach_as_far(tags: list[bytes], at: int) -> None:
    """Cells and formulas are the same, and the grid no smaller, wherever the bytes are cut."""
    text = b"".join(tags)
    found = [Extent(), Extent(size=LARGE)]
    for extent in found:
        extent.feed(text[:at])
        extent.feed(text[at:])
        extent.close()
    one, other = found
    assert (one.cells, one.is_plain, one.has_formulas) == (
        other.cells,
        other.is_plain,
        other.has_formulas,
    )
    if one.is_plain:
        assert one.height <= other.height
