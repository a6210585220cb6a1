"""Shares told one after another are of one whole: those that are right say of which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from kit.checks.agreement.recomputed import Operand, Recomputed

_HUNDRED = Fraction(100)
#: So many shares of one whole say of what the one beside them is.
_ALL = 2


def of_chain(
    own: Recomputed, *, beside: Sequence[Recomputed | None], usual: Collection[Fraction]
) -> Recomputed:
    """Return a share as one of the whole that right ones beside it are of.

    Parameters
    ----------
    usual
        What it may be a share of.
    """
    if own.part is None or own.whole is None or _is_of_told(own, own.whole):
        return own
    others = [e for e in beside if e and e is not own and e.status == "agrees" and e.whole]
    fitting = [e.whole for e in others if e.whole and e.whole.value in usual]
    values = [whole.value for whole in fitting if whole.value >= own.part.value]
    if not values:
        return own
    value = max(values, key=values.count)
    if own.status == "agrees" and (values.count(value) < _ALL or len(set(values)) > 1):
        return own
    near = next(whole for whole in fitting if whole.value == value)
    if own.share.mention.number.fits(own.part.value / value * _HUNDRED):
        return replace(own, status="agrees", whole=near)
    is_of_both = own.status == "agrees" and all(_is_of(e, own.whole) for e in others)
    return (
        own
        if is_of_both
        else replace(own, status="contradicts", whole=near, ways=((own.part, near),))
    )


def _is_of_told(own: Recomputed, whole: Operand) -> bool:
    """Whether words say what a share is of: the shares beside it say nothing then."""
    share = own.share
    is_topic = own.suspect is not None or share.whole_topic is not None or share.is_rate
    is_right = share.whole is not None and (
        own.status != "agrees" or share.whole.number.value == whole.value
    )
    return is_topic or is_right or share.mention.phrase.leads_with("of_which")


def _is_of(share: Recomputed, whole: Operand) -> bool:
    """Whether a share is as well of another whole."""
    part = share.part.value if share.part else Fraction(0)
    return share.share.mention.number.fits(part / whole.value * _HUNDRED)
