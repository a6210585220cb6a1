"""Key figures: added up, set against last year, and drawn as a small line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders.province import MadeAgency
from builders.years import review_of

from kit.charts import sparkline
from kit.form import load_forms
from kit.review.figures import key_figures, parse_number, wanted_figures
from kit.review.model import KeyFigure
from kit.review.page import shown_difference, shown_trend


def test_every_edition_has_the_cells_of_the_key_figures() -> None:
    """A key figure names cells that every edition of the form prints."""
    cells = {cell for wanted in wanted_figures() for cell in wanted.cells}
    assert all(cells <= each.cells.keys() for each in load_forms().values())


def test_litigation_is_both_kinds_together() -> None:
    """A figure of two cells is their sum, in this year and in the earlier ones."""
    review = review_of(MadeAgency(seed=1, number=1))
    cells = ("t4.litigation_direct.total", "t4.litigation_after_reconsideration.total")
    figure = {each.name: each for each in key_figures(review)}["诉讼"]
    assert figure.value == sum(review["figures"][cell]["value"] for cell in cells)
    assert figure.last == sum(review["figures"][cell]["last"] for cell in cells)
    assert list(figure.history) == [2021, 2022, 2023]


def test_a_blank_cell_leaves_no_sum() -> None:
    """A figure that lacks a cell is not known, and has no difference."""
    review = review_of(MadeAgency(seed=1, number=1))
    review["figures"]["t4.litigation_direct.total"]["value"] = None
    figure = {each.name: each for each in key_figures(review)}["诉讼"]
    assert (figure.value, figure.difference) == (None, None)


@pytest.mark.parametrize(
    ("value", "last", "said"),
    [(3525, 3511, "+14"), (5, 7, "−2"), (3, 3, "持平"), (None, 3, ""), (1200, 0, "+1,200")],
)
def test_a_difference_is_said_with_its_sign(value: int | None, last: int, said: str) -> None:
    """More, less, the same, or not known."""
    figure = KeyFigure(name="办结", value=value, history={2023: last}, last_year=2023)
    assert shown_difference(figure) == said


@pytest.mark.parametrize("history", [{2021: 0, 2022: None, 2023: 10}, {2021: 0, 2023: 10}])
def test_a_year_that_is_not_known_has_its_place(history: dict[int, int | None]) -> None:
    """A year left blank or never filed is a gap in time, neither a zero nor left out."""
    figure = KeyFigure(name="办结", value=10, history=history, last_year=2023)
    assert figure.years == (0, None, 10, 10)


def test_a_trend_is_the_picture_of_the_charts() -> None:
    """The index draws with the hand that all pictures are drawn with; one year is no trend."""
    figure = KeyFigure(name="办结", value=10, history={2023: 5}, last_year=2023)
    assert shown_trend(figure) == sparkline([5, 10])
    assert shown_trend(KeyFigure(name="办结", value=1)) == ""


def test_what_is_no_number_is_none() -> None:
    """Text of a cell is no figure of the index."""
    assert parse_number("96171.6") == Decimal("96171.6")
    assert [parse_number(text) for text in ("三件", "NaN", None)] == [None, None, None]
