"""Texts that are alike: found among many as whole clusters, and nothing else."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.checks.document.likeness import likeness
from kit.compare.clusters import Closest, find_clusters
from kit.compare.runs import covered_by, hashes_of

_SYLLABLES = (
    "政务公开数据服务群众解读回应监督平台培训考核目录栏目更新答复时限流程规范协同乡村产业环保"
)


def made_text(number: int, *, length: int = 1200) -> str:
    """Return a text of its own."""
    rng = Random(number)  # noqa: S311 - made-up words
    return "".join(rng.choice(_SYLLABLES) for _ in range(length))


def edited(text: str, *, every: int) -> str:
    """Return *text* with a word put in after so many characters."""
    return "另".join(text[at : at + every] for at in range(0, len(text), every))


def test_twelve_copies_are_one_cluster_of_twelve() -> None:
    """However many there are, each is in it and knows another one."""
    texts = [made_text(number) for number in range(100)]
    copies = range(5, 89, 7)
    for number in copies:
        texts[number] = texts[5]
    found = find_clusters(texts, percent=50)
    assert found.groups == (tuple(copies),)
    assert found.closest == {
        number: Closest(other=12 if number == 5 else 5, percent=100) for number in copies
    }


def test_texts_changed_here_and_there_are_alike() -> None:
    """A word put in every forty characters hides nothing, in any of twenty copies."""
    base = made_text(1)
    texts = [edited(base, every=20 + number) for number in range(20)]
    texts += [made_text(number) for number in range(2, 42)]
    found = find_clusters(texts, percent=50)
    assert found.groups == (tuple(range(20)),)
    assert all(near.percent > 50 for near in found.closest.values())


def test_two_clusters_are_two() -> None:
    """The largest comes first."""
    one, other = made_text(1), made_text(2)
    texts = [one, other, one, made_text(3), other, other]
    assert find_clusters(texts, percent=50).groups == ((1, 4, 5), (0, 2))


@pytest.mark.parametrize(("percent", "groups"), [(50, ((0, 1),)), (80, ())])
def test_half_a_text_is_not_more_than_half(
    percent: int, groups: tuple[tuple[int, ...], ...]
) -> None:
    """Texts are alike only above the percent of the rule."""
    one, other = made_text(1), made_text(2)
    mixed = one[:900] + other[:300]
    assert find_clusters([one, mixed], percent=percent).groups == groups


def test_a_short_text_inside_a_long_one_is_alike() -> None:
    """The short one is the long one's text again; of the long one it is little."""
    long = made_text(1, length=4000)
    found = find_clusters([long, long[:800]], percent=50)
    assert found.groups == ((0, 1),)
    assert (found.closest[0].percent, found.closest[1].percent) == (20, 100)


def test_many_that_share_less_than_half_are_no_cluster() -> None:
    """What a whole province says alike in two fifths of its texts joins none of them."""
    common = made_text(1, length=400)
    texts = [common + made_text(number, length=700) for number in range(2, 90)]
    assert find_clusters(texts, percent=50).groups == ()


def test_nothing_is_compared_with_nothing() -> None:
    """Reports without a text, or with hardly any, have nothing in common."""
    assert find_clusters(["", "", "短", "短"], percent=50).groups == ()
    assert find_clusters([], percent=50).groups == ()


@settings(deadline=None, max_examples=60)
@given(
    here=st.lists(st.integers(0, 9), min_size=6, max_size=12),
    there=st.lists(st.integers(0, 9), min_size=1, max_size=12),
)
def test_what_is_covered_is_what_the_rule_counts(here: list[int], there: list[int]) -> None:
    """The quick way and the plain way come to the same percent."""
    text = "".join(made_text(number, length=13) for number in here)
    other = "".join(made_text(number, length=13) for number in there)
    total = covered_by(hashes_of(text), np.unique(hashes_of(other)))
    assert total * 100 // len(text) == likeness(text, other)
