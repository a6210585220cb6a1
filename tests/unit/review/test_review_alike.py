"""Likeness between agencies: copies are found among many texts, and nothing else."""

from __future__ import annotations

from random import Random

from kit.review.alike import Alike, find_alike

_SYLLABLES = (
    "政务公开数据服务群众解读回应监督平台培训考核目录栏目更新答复时限流程规范协同乡村产业环保"
)


def made_text(number: int, *, length: int = 1200) -> str:
    """Return a text of its own, but for every fiftieth, which is the one before it."""
    rng = Random(number - 1 if number % 50 == 8 else number)  # noqa: S311 - made-up words
    return "".join(rng.choice(_SYLLABLES) for _ in range(length))


def told(found: Alike) -> list[tuple[int, int, int]]:
    """Return the pairs with the percent they share."""
    return [(pair.one, pair.other, pair.percent) for pair in found.pairs]


def test_copies_are_found_among_many() -> None:
    """Every fiftieth text is the one before it."""
    found = find_alike([made_text(number) for number in range(120)], percent=50)
    assert told(found) == [(7, 8, 100), (57, 58, 100), (107, 108, 100)]
    assert not found.is_capped


def test_half_a_text_is_not_more_than_half() -> None:
    """A pair is alike only above the percent of the rule."""
    one, other = made_text(1), made_text(2)
    mixed = one[:900] + other[:300]
    assert [pair[:2] for pair in told(find_alike([one, mixed], percent=50))] == [(0, 1)]
    assert find_alike([one, mixed], percent=80).pairs == ()


def test_a_short_text_inside_a_long_one_is_alike() -> None:
    """The larger share of both directions counts."""
    long = made_text(1, length=4000)
    assert told(find_alike([long, long[:800]], percent=50)) == [(0, 1, 100)]


def test_many_copies_of_one_text_are_capped() -> None:
    """Who all copied the same are each paired with a few, and the cap is said."""
    found = find_alike([made_text(1, length=300)] * 400, percent=50)
    assert len(found.pairs) == 600
    assert found.is_capped


def test_nothing_is_compared_with_nothing() -> None:
    """Reports without a text have nothing in common."""
    assert find_alike(["", "", "短"], percent=50).pairs == ()
    assert find_alike([], percent=50).pairs == ()
