"""Likenesses and sums put together: each pair once, and nothing known better than it is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kit.review.alike import Alike, Pair, find_alike
from kit.review.model import KeyFigure, SummedFigure, SummedUp

PAIRS = st.builds(
    Pair,
    one=st.integers(0, 3),
    other=st.integers(4, 7),
    percent=st.integers(51, 100),
    where=st.sampled_from(["", "第五部分"]),
)
ALIKES = st.builds(Alike, pairs=st.lists(PAIRS, max_size=8).map(tuple), is_capped=st.booleans())
NUMBERS = st.none() | st.integers(-9, 9) | st.decimals(-9, 9, places=2)


def percents(alike: Alike) -> dict[tuple[int, int], int]:
    """Return how much each pair shares at most."""
    best: dict[tuple[int, int], int] = {}
    for pair in alike.pairs:
        best[pair.one, pair.other] = max(pair.percent, best.get((pair.one, pair.other), 0))
    return best


@given(here=ALIKES, there=ALIKES)
def test_each_pair_stands_once_as_it_is_most_alike(here: Alike, there: Alike) -> None:
    """Whichever of two comparisons found it, most alike first; capped if one of them was."""
    both = here + there
    assert len(both.pairs) == len(percents(both))
    assert percents(both) == percents(Alike(pairs=(*here.pairs, *there.pairs)))
    shares = [pair.percent for pair in both.pairs]
    assert shares == sorted(shares, reverse=True)
    assert both.is_capped == (here.is_capped or there.is_capped)
    assert percents(there + here) == percents(both)
    assert set(both.pairs) <= {*here.pairs, *there.pairs}


def test_of_equals_the_first_comparison_says_where() -> None:
    """A text alike as a whole is not told as alike in one section."""
    whole = Alike(pairs=(Pair(one=0, other=1, percent=90),))
    section = Alike(pairs=(Pair(one=0, other=1, percent=90, where="第五部分"),))
    assert (whole + section).pairs == whole.pairs
    more = Alike(pairs=(Pair(one=0, other=1, percent=91, where="第五部分"),))
    assert (whole + more).pairs == more.pairs


@given(texts=st.lists(st.sampled_from(["", "短", "全年依法公开信息" * 40, "栏目更新及时" * 60])))
def test_a_pair_is_two_texts_in_their_order(texts: list[str]) -> None:
    """Never a text with itself, and the part they are compared in is told of each."""
    for pair in find_alike(texts, percent=50, where="第五部分").pairs:
        assert 0 <= pair.one < pair.other < len(texts)
        assert pair.percent > 50
        assert pair.where == "第五部分"


@given(total=NUMBERS, filed=NUMBERS)
def test_only_what_is_known_can_differ(
    total: int | Decimal | None, filed: int | Decimal | None
) -> None:
    """A sum that lacks a part and a figure not filed are no contradiction."""
    figure = SummedFigure(name="新收", known=0, total=total, filed=filed)
    assert figure.differs == (None not in (total, filed) and total != filed)
    assert SummedUp(members=2, counted=1, figures=(figure, figure)).differing == 2 * figure.differs


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
