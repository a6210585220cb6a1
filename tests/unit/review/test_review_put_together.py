"""Sums put together: nothing is known better than it is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kit.review.model import KeyFigure, SummedFigure, SummedUp

NUMBERS = st.none() | st.integers(-9, 9) | st.decimals(-9, 9, places=2)


@given(total=NUMBERS, filed=NUMBERS)
def test_only_what_is_known_can_differ(
    total: int | Decimal | None, filed: int | Decimal | None
) -> None:
    """A sum that lacks a part and a figure not filed are no contradiction."""
    figure = SummedFigure(name="新收", known=0, total=total, filed=filed)
    assert figure.differs == (None not in (total, filed) and total != filed)
    assert figure.falls_short == (total is None and filed is not None and filed < 0)
    assert SummedUp(members=2, counted=1, figures=(figure, figure)).differing == 2 * figure.is_wrong


@given(value=NUMBERS, history=st.dictionaries(st.integers(2020, 2023), NUMBERS))
def test_a_trend_ends_with_this_year_and_has_a_place_for_each(
    value: int | Decimal | None, history: dict[int, int | Decimal | None]
) -> None:
    """A year not filed is a gap, not a year left out; without last year there is no difference."""
    figure = KeyFigure(name="新收", value=value, history=history, last_year=2023)
    first = min(history, default=2023)
    assert len(figure.years) == 2024 - first + 1
    assert figure.years[-1] == value
    assert dict(enumerate(figure.years[:-1], start=first)).items() >= history.items()
    assert figure.last == history.get(2023)
    known = value is not None and figure.last is not None
    assert (figure.difference is not None) == known
    alone = KeyFigure(name="新收", value=value, history=history)
    assert (alone.years, alone.last, alone.difference) == ((value,), None, None)
