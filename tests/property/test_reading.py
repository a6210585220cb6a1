"""However a workbook is distorted, the figures read are the figures written."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders.filings import filing_of, form
from builders.spreadsheets import (
    SPELLINGS,
    Distortion,
    figures_read,
    lay_out,
    read_book,
    write_book,
)
from hypothesis import given, settings
from hypothesis import strategies as st

DISTORTIONS = st.builds(
    Distortion,
    spans=st.sampled_from(["merged", "first", "repeated"]),
    spelling=st.sampled_from(sorted(SPELLINGS)),
    shift_rows=st.integers(0, 5),
    shift_columns=st.integers(0, 4),
    captions=st.booleans(),
    pages=st.sampled_from(["own", "stacked", "beside"]),
    order=st.permutations(["t2", "t3", "t4"]).map(tuple),
    names=st.permutations(["表二", "Sheet1", "附表 3"]).map(tuple),
    gap=st.integers(0, 3),
    text_numbers=st.booleans(),
)
COUNTS = st.integers(0, 10**7)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@settings(max_examples=25)
@given(data=st.data())
def test_distortions_do_not_change_figures(edition: str, suffix: str, data: st.DataObject) -> None:
    """Any combination of distortions reads back the same figures, and finds nothing wrong."""
    of = form(edition)
    distortion = data.draw(DISTORTIONS)
    start = data.draw(COUNTS)
    if suffix == ".csv" and distortion.pages == "own":
        distortion = Distortion(pages="stacked", spans=distortion.spans)
    # Every cell has a value of its own, so that no two can be confused unseen.
    filing = filing_of(of, {address: start + i for i, address in enumerate(of.cells)})
    pages = lay_out(filing, of=of, distortion=distortion)
    with TemporaryDirectory() as folder:
        found = read_book(write_book(Path(folder) / f"t{suffix}", pages), due=edition)
    assert figures_read(found) == figures_read(filing)
    assert found.label_faults == ()
