"""A lawful filing published in any manner reads back the same; damage never crashes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from builders.lawful import Lawful, lawful_filings
from builders.portals import PORTALS, as_text, encoded, small_article
from builders.portals_met import MET
from builders.published import read
from builders.spreadsheets import figures_read
from builders.texts_met import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.errors import SourceError

_SLOW = settings(max_examples=6)
MANNERS = {name: lambda a, page=page: encoded(page(a)) for name, page in PORTALS.items()}
MANNERS["text"] = lambda article: as_text(article).encode()
MANNERS |= {
    manner: lambda a, write=write: write(a).encode() for manner, write in {**MET, **TEXTS}.items()
}


@_SLOW
@given(lawful=lawful_filings())
def test_what_was_published_is_read(lawful: Lawful) -> None:
    """Every figure comes back, in whichever of all manners it was published."""
    filing = lawful.filing()
    article = small_article(filing.year, filing=filing)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        for manner, write in MANNERS.items():
            path.write_bytes(write(article))
            found = read(path, year=filing.year)
            assert figures_read(found.filing) == figures_read(filing), manner
            assert found.filing.label_faults == (), manner


@_SLOW
@given(data=st.data())
def test_a_damaged_page_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes cut out anywhere: a report with findings or a refusal, never anything else."""
    content = encoded(PORTALS["word"](small_article()))
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(1, 3_000))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_bytes(content[:start] + content[start + length :])
        try:
            edition = read(path).filing.edition
        except SourceError as error:
            edition = str(error)
    assert edition
