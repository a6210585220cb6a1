"""The committed narratives say what the published figures say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.filings import real_filing

from kit.form import form_of_year
from kit.narrative import MISSING, Narrative, Values, fill_narrative, parse_narrative
from kit.workspace import find_workspace

PARAMS = Path(__file__).parents[3] / "params"
EXAMPLES = [
    (2019, "shanghai-office", None),
    (2022, "qiantang-jxkj", None),
    (2023, "suqian", None),
    (2024, "suqian", "suqian-2023"),
]


@pytest.fixture(params=EXAMPLES, ids=lambda example: f"{example[1]}-{example[0]}")
def example(request: pytest.FixtureRequest) -> tuple[int, str, Narrative]:
    """One committed narrative, filled from the published figures."""
    year, agency, last = request.param
    return year, agency, _filled(year, agency, last=last)


def _filled(year: int, agency: str, *, last: str | None = None) -> Narrative:
    form = form_of_year(year)
    values = Values(
        agency=find_workspace(params=PARAMS).agency(agency),
        year=year,
        form=form,
        filing=real_filing(f"{agency}-{year}"),
        last=real_filing(last) if last else None,
        circular=form.circular,
    )
    text = (PARAMS / str(year) / agency / "narrative.md").read_text("utf-8")
    return fill_narrative(parse_narrative(text, file="narrative.md", form=form), values=values)


def _texts(narrative: Narrative) -> Iterator[str]:
    yield narrative.preface.markdown
    yield from (passage.markdown for passage in narrative.sections)


def test_all_sections_in_order(example: tuple[int, str, Narrative]) -> None:
    """Each has the six sections of its edition, under the form's own headings, none empty."""
    year, _, narrative = example
    form = form_of_year(year)
    assert [passage.heading for passage in narrative.sections] == [s.heading for s in form.sections]
    assert all(passage.markdown for passage in narrative.sections)


def test_no_value_is_missing(example: tuple[int, str, Narrative]) -> None:
    """Blank cells of a published report are not referred to."""
    assert not any(MISSING in text for text in _texts(example[2]))


def test_preface(example: tuple[int, str, Narrative]) -> None:
    """It names six parts, the whole year and the circular in force, and no other year's."""
    year, _, narrative = example
    form = form_of_year(year)
    preface = narrative.preface.markdown
    assert all(section.title in preface for section in form.sections)
    assert "六部分" in preface
    assert f"统计期限自{year}年1月1日起至{year}年12月31日止" in preface
    assert form.circular.number in preface


def test_section_one_is_short_enough(example: tuple[int, str, Narrative]) -> None:
    """It keeps to about a thousand characters."""
    assert len(example[2].section(1).markdown) <= 1000


def test_processing_fees_from_2021(example: tuple[int, str, Narrative]) -> None:
    """Section six states the information processing fee from edition 2021 on."""
    year, _, narrative = example
    assert ("信息处理费" in narrative.section(6).markdown) == (year >= 2021)


@pytest.mark.parametrize(("year", "last"), [(2023, None), (2024, "suqian-2023")])
def test_a_government_speaks_of_its_duties(year: int, last: str | None) -> None:
    """Assessment, public review and accountability are addressed."""
    text = "".join(_texts(_filled(year, "suqian", last=last)))
    assert all(duty in text for duty in ("工作考核", "社会评议", "责任追究"))


def test_growth_against_last_year() -> None:
    """The city's second report compares itself with its first."""
    narrative = _filled(2024, "suqian", last="suqian-2023")
    assert "申请3525件，比上年增长0.40%" in narrative.section(1).before
