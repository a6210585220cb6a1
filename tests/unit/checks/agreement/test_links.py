"""Which cells the counts of a text are read as."""

from __future__ import annotations

from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks.agreement.links import find_links

FIGURES = {
    "t3.received.natural_person": 4,
    "t3.received.total": 5,
    "t3.granted.total": 2,
    "t3.partly_granted.total": 1,
    "t3.closed_total.total": 5,
}


def linked(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words that are linked, and their cells."""
    words = lawful_words(form(), sections={1: sentence})
    links = find_links(report_of(filing_of(form(), FIGURES), narrative=words))
    return [(link.at.quote, link.cells) for link in links if link.at.line == 11]


def test_a_count_leads_to_its_cell() -> None:
    """In the order said."""
    assert linked("收到政府信息公开申请5件，办结5件。") == [
        ("收到政府信息公开申请5件", ("t3.received.total",)),
        ("办结5件", ("t3.closed_total.total",)),
    ]


def test_a_sum_leads_to_all_its_cells() -> None:
    """Each of them may be looked up."""
    [(_, cells)] = linked("予以公开和部分公开共3件。")
    assert cells == ("t3.granted.total", "t3.partly_granted.total")


def test_a_wrong_count_leads_to_the_cell_it_is_about() -> None:
    """There is where to look when it is put right."""
    assert linked("收到政府信息公开申请9件。") == [
        ("收到政府信息公开申请9件", ("t3.received.total",))
    ]


def test_other_numbers_lead_nowhere() -> None:
    """Neither dates, nor documents, nor last year's figures are cells of this year."""
    assert linked("2022年培训3期，上年收到申请7件。") == []
