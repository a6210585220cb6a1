"""Sums of doubtful parts say so: in the list, in the pictures, in roll-ups."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from builders.province import YEAR, MadeAgency
from builders.years import review_of

from kit.compare import YearCopies
from kit.form import form_of_year
from kit.review.doubt import doubtful_cells, doubtful_tables
from kit.review.figures import key_figures
from kit.review.model import Entry, KeyFigure, SummedFigure, SummedUp
from kit.review.page import render_index
from kit.review.pictures import tables_of, year_pictures
from kit.workspace import Agency

FORM = form_of_year(YEAR)
NO_COPIES = YearCopies()


def entry(name: str, review: dict[str, Any], **told: Any) -> Entry:
    """Return an agency whose report says that."""
    cells = doubtful_cells(review, form=FORM)
    tables = doubtful_tables(cells)
    return Entry(
        agency=Agency(id=name, name=f"某县{name}局", kind="department"),
        state="errors",
        decision="approved",
        figures=key_figures(review, doubtful=cells),
        tables=tables_of(review, doubtful=tables),
        doubtful=tuple((id_, FORM.tables[id_].name) for id_ in tables),
        **told,
    )


def review(fate: str = "clean") -> dict[str, Any]:
    """Return the reviewers' data of a made-up agency."""
    return review_of(MadeAgency(seed=1, number=3), fate=fate)


def text_of(page: str) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))


@pytest.mark.parametrize(
    ("accepted", "severity", "count"), [(None, "error", 1), ("核过", "error", 1), (None, "note", 0)]
)
def test_cells_of_sums_that_do_not_hold_are_doubtful(
    accepted: str | None, severity: str, count: int
) -> None:
    """Whoever claims one; what only notes something, or is about words, leaves no doubt."""
    broken = review("error")
    broken["findings"] = [
        finding | {"accepted": accepted, "severity": severity} for finding in broken["findings"]
    ]
    assert len(doubtful_cells(broken, form=FORM)) == count


def test_a_doubtful_figure_is_marked_and_its_table_left_out() -> None:
    """The number stands with a mark; the pictures are of the others, and say whose is missing."""
    entries = [entry("甲", review("error")), entry("乙", review())]
    received, *_ = entries[0].figures
    assert received.is_doubtful
    assert not entries[1].figures[0].is_doubtful
    assert not any(a.startswith("t3.") for a in entries[0].tables[YEAR])
    pictures = year_pictures(entries, year=YEAR)
    assert pictures.left_out == (("某县甲局", "表三"),)
    page = render_index(entries, year=YEAR, copies=NO_COPIES)
    assert "没有计入：某县甲局（表三）" in text_of(page)
    assert page.count("不符合勾稽关系</span>") == 1


def test_less_than_what_is_known_is_marked() -> None:
    """A part is lacking, and what was filed is below what the others come to already."""
    figure = SummedFigure(
        name="表二 行政许可", known=504_476, total=None, filed=4469, doubted=("某县教育局",)
    )
    added = SummedUp(members=9, counted=8, broken=("某县教育局",), figures=(figure,))
    page = text_of(render_index([entry("甲", review(), rollup=added)], year=YEAR, copies=NO_COPIES))
    assert "504,476不全，至少存疑：某县教育局" in page.replace(" ", "")
    assert "4,469少于已知各数之和" in page.replace(" ", "")
    assert "1 格与合计不符，1 份自身的数存疑" in page


@pytest.mark.parametrize(
    ("value", "last", "is_large"),
    [(150, 100, True), (149, 100, False), (4, 2, False), (0, 40, True), (30, 0, True)],
)
def test_a_large_change_stands_out(value: int, last: int, *, is_large: bool) -> None:
    """It is half of last year's and more than a few."""
    said = review()
    cell = "t3.received.total"
    said["figures"][cell]["value"] = value
    said["history"][str(YEAR - 1)][cell] = last
    assert key_figures(said)[0].is_large == is_large


def test_both_sides_stand_in_a_line_of_words() -> None:
    """No code of a rule is needed to read it; how late it is is said in days."""
    told = entry("甲", review("error"), counts={"error": 3, "claimed": 1}, late_days=40)
    told = replace(told, notes=("表三：查台账",), published="2025-03-12")
    page = text_of(render_index([told], year=YEAR, copies=NO_COPIES))
    for said in ("有错误", "通过", "错误 3", "待核定 1", "2025-03-12 逾期 40 天", "表三：查台账"):
        assert said in page


def test_a_figure_without_last_year_has_no_change() -> None:
    """What was never filed before is no jump."""
    assert not KeyFigure(name="新收", value=500).is_large
