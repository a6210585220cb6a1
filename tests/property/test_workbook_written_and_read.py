"""A filing written to a workbook and read back is the same filing."""

import pytest
from builders.filings import form
from builders.workbooks import met_filings, read_back
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.workbook import write_workbook


@pytest.mark.parametrize("edition", ["2019", "2021"])
@settings(max_examples=15)
@given(data=st.data())
def test_values_and_words_survive(edition: str, data: st.DataObject) -> None:
    """Every figure comes back with its value, its printed digits and its fault."""
    of = form(edition)
    filing = data.draw(met_filings(of))
    content = write_workbook(of, agency_name="某某局", year=of.first_year, filing=filing)
    found = read_back(content, of=of)
    for address, figure in filing.figures.items():
        same = found.figures[address]
        assert (same.value, same.text) == (figure.value, figure.text), address
        assert bool(same.fault) == bool(figure.fault), address
