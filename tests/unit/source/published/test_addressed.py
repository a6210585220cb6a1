"""Pages of the kit's own: each cell is what its address says, unless a table was altered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.filings import filing_of, form, real_filing
from builders.pages import FACTS, PREFACE, sections_html
from builders.published import read

from kit.export.page import render_page
from kit.source.filing import Filing
from kit.source.published import Published

#: What labels alone cannot give back: marks, remarks, numbers in one cell, blanks around them.
ODD = {
    "t2.rules.issued": "22（其中修订16件）",
    "t2.rules.in_force": None,
    "t2.fees.amount": "18.8710",
    "t3.received.natural_person": "7 1 3",
    "t3.received.enterprise": "-",
    "t3.received.total": "1,234",
    "t3.granted.natural_person": "1234567",
    **dict.fromkeys(
        f"t3.granted.{column}"
        for column in ("enterprise", "research", "welfare", "legal_service", "other", "total")
    ),
    "t4.reconsideration.upheld": "/",
    "t4.litigation_direct.total": "2件",
}


def page_of(filing: Filing) -> str:
    """Return the public page of *filing*."""
    return render_page(dict(FACTS), preface_html=PREFACE, sections=sections_html(filing))


def taken(page: str, folder: Path, *, year: int) -> Published:
    """Return what is read of *page*."""
    path = folder / "report.html"
    path.write_text(page, "utf-8")
    return read(path, year=year)


def texts(filing: Filing) -> dict[str, str]:
    """Return what each cell says."""
    return {address: figure.text for address, figure in filing.figures.items()}


@pytest.mark.parametrize("name", ["qiantang-jxkj-2022", "shanghai-office-2019", "suqian-2023"])
def test_published_reports_come_back_exactly(name: str, tmp_path: Path) -> None:
    """Every cell of the examples is read as it was filed, and nothing is said of them."""
    filing = real_filing(name)
    found = taken(page_of(filing), tmp_path, year=filing.year)
    assert texts(found.filing) == texts(filing)
    assert found.filing.edition == filing.edition
    assert found.filing.label_faults == ()
    assert found.imported == ()


def test_odd_cells_come_back_as_they_are(tmp_path: Path) -> None:
    """Blanks stay blank; a remark, a mark, numbers in one cell are neither parted nor joined."""
    filing = filing_of(form(), ODD)
    found = taken(page_of(filing), tmp_path, year=2023)
    assert texts(found.filing) == texts(filing)
    assert found.filing.figures["t3.granted.enterprise"].value is None
    assert found.imported == ()


def _swapped(page: str) -> str:
    one, other = 'data-cell="t3.received.total"', 'data-cell="t3.received.enterprise"'
    return page.replace(one, "#").replace(other, one).replace("#", other)


ALTERED: dict[str, Callable[[str], str]] = {
    "swapped": _swapped,
    "missing": lambda page: page.replace(' data-cell="t3.received.total"', ""),
    "twice": lambda page: page.replace("t3.received.total", "t3.received.enterprise"),
    "unknown": lambda page: page.replace("t3.received.total", "../../etc/passwd"),
    "other table": lambda page: page.replace("t3.received.total", "t4.reconsideration.total"),
    "very long": lambda page: page.replace("t3.received.total", "t3." * 10_000),
    "wild": lambda page: page.replace("t3.received.total", "t3.*"),
}


@pytest.mark.parametrize("how", ALTERED)
def test_an_altered_address_moves_no_number(how: str, tmp_path: Path) -> None:
    """Where addresses are not the form's, each in its place, the labels tell what a cell is."""
    filing = real_filing("suqian-2023")
    page = ALTERED[how](page_of(filing))
    assert page != page_of(filing)
    assert texts(taken(page, tmp_path, year=2023).filing) == texts(filing)


def test_changed_labels_are_what_counts(tmp_path: Path) -> None:
    """Two columns whose headings were exchanged are read by their headings, which people see."""
    filing = real_filing("suqian-2023")
    page = page_of(filing).replace(">商业企业<", ">#<").replace(">科研机构<", ">商业企业<")
    found = texts(taken(page.replace(">#<", ">科研机构<"), tmp_path, year=2023).filing)
    assert found["t3.received.research"] == texts(filing)["t3.received.enterprise"] != "0"


def test_a_table_that_lost_a_row_is_read_by_its_labels(tmp_path: Path) -> None:
    """A row that a portal took out is missing; the others keep their figures."""
    filing = real_filing("suqian-2023")
    row = re.compile(r"<tr>(?:(?!</tr>).)*t3\.carried_out(?:(?!</tr>).)*</tr>\n", re.DOTALL)
    page, count = row.subn("", page_of(filing))
    assert count == 1
    found = texts(taken(page, tmp_path, year=2023).filing)
    assert all(not text for address, text in found.items() if "carried_out" in address)
    assert found["t3.received.total"] == texts(filing)["t3.received.total"]
