"""What ``kit new`` lays out reads as a report of the form, every gap marked."""

from __future__ import annotations

import re

import pytest
from builders.filings import form, zero_filing
from builders.narratives import AGENCY, FILE

from kit.form import Form, load_forms
from kit.form.word_kinds import NoLeftovers
from kit.narrative import Narrative, Values, fill_narrative, parse_narrative, template_narrative

EDITIONS = pytest.mark.parametrize("edition", load_forms())
_GAP = re.compile(r"（请[^（）]*）")


def _laid_out(of: Form) -> Narrative:
    narrative = parse_narrative(template_narrative(of), file=FILE, form=of)
    values = Values(
        agency=AGENCY,
        year=of.first_year,
        form=of,
        filing=zero_filing(of, year=of.first_year),
        last=None,
        circular=of.circular,
    )
    return fill_narrative(narrative, values=values)


@EDITIONS
def test_sections_and_parts_are_the_forms(edition: str) -> None:
    """Six sections in order under their headings, with the parts of the form below them."""
    of = form(edition)
    narrative = _laid_out(of)
    assert [passage.heading for passage in narrative.sections] == [s.heading for s in of.sections]
    for section in of.sections:
        parts = re.findall(
            r"^### （.）(.+)$", narrative.section(section.number).markdown, re.MULTILINE
        )
        assert tuple(parts) == section.parts


@EDITIONS
def test_preface_is_of_this_edition(edition: str) -> None:
    """It lists the six parts by name and cites the circular and the whole year."""
    of = form(edition)
    preface = _laid_out(of).preface.before
    assert all(section.title in preface for section in of.sections)
    assert "六部分" in preface
    assert of.circular.number in preface
    assert f"自{of.first_year}年1月1日起至{of.first_year}年12月31日止" in preface


@EDITIONS
def test_every_gap_is_a_leftover(edition: str) -> None:
    """Rule S13 finds each gap that nobody filled."""
    kind = form(edition).rules["S13"].kind
    assert isinstance(kind, NoLeftovers)
    gaps = _GAP.findall(template_narrative(form(edition)))
    assert len(gaps) >= len(form(edition).sections[0].parts)
    for gap in gaps:
        assert any(text in gap for text in kind.texts), gap


def test_processing_fees_are_asked_for_since_2021() -> None:
    """Section six of edition 2021 has a place for them; the trial form had no such fee."""
    assert "信息处理费" in _laid_out(form("2021")).section(6).markdown
    assert "信息处理费" not in _laid_out(form("2019")).section(6).markdown
