"""Shares of one whole that leave nothing out: together they are a hundred (X2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.reading.lexicon import load_families
from kit.checks.reading.mention import Mention, sum_of_values
from kit.checks.reading.relations import Share

_HUNDRED = Fraction(100)
#: Rounding of each share may add up to this much, in percent.
_SLACK = Fraction(1, 10)
_TWO, _THREE = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Apportioned:
    """The shares of a list with what they add up to, in percent."""

    shares: tuple[Mention, ...]
    total: Fraction

    @property
    def is_right(self) -> bool:
        """Whether they add up to a hundred, to the places printed."""
        steps = sum((share.number.step for share in self.shares), Fraction(0)) / 2
        return abs(self.total - _HUNDRED) <= max(_SLACK, steps)


def apportion(shares: Sequence[Share]) -> Iterator[Apportioned]:
    """Yield the lists of shares of a sentence that leave nothing out."""
    run: list[Share] = []
    for share in [*shares, None]:
        if (
            share is not None
            and not share.is_rate
            and not _is_named(share)
            and _goes_on(run, share)
        ):
            run.append(share)
            continue
        if len(run) >= _TWO and _leaves_nothing_out(run):
            mentions = tuple(each.mention for each in run)
            total = sum_of_values(mentions)
            yield Apportioned(shares=mentions, total=total)
        run = [share] if share is not None and not share.is_rate and not _is_named(share) else []


def _is_named(share: Share) -> bool:
    """Whether figures say what a share is of, or it is not printed to the percent."""
    is_spoken = not share.mention.token.text.endswith("%")
    return is_spoken or share.topic is not None or share.mention.phrase.has("sum")


def _goes_on(run: Sequence[Share], share: Share) -> bool:
    if not run:
        return True
    before = run[-1].mention
    is_beside = before.phrase.parent == share.mention.phrase.parent
    return is_beside and share.mention.phrase.opened in {"、", "，", "", "；"}


def _leaves_nothing_out(run: Sequence[Share]) -> bool:
    said = [_said(share) for share in run]
    if any(share.mention.phrase.has("partial", "aside") for share in run):
        return False
    last = run[-1].mention.phrase
    is_closing = last.has("rest") or any(t.is_closing for token in last.lead for t in token.terms)
    if len(run) >= _THREE and is_closing:
        return True
    families = load_families()
    return any(
        len(run) >= family.least
        and all(any(word in text for word in family.words) for text in said)
        for family in families
    )


def _said(share: Share) -> str:
    return "".join(token.text for token in share.mention.phrase.lead)
