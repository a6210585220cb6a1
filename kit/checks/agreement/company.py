"""How far the other counts of a sentence speak for one that its own words leave in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.checks.agreement.outcome import Counted
from kit.checks.agreement.slips import is_slip
from kit.checks.reading.mention import Mention

#: So many other counts of a sentence must agree before one with unknown words is doubted.
_COMPANY = 2
#: Beside so many, what is called the rest of the results is the row called so.
_MUCH_COMPANY = 4
#: With more characters unknown a count may be of anything.
_UNKNOWN_AT_MOST = 4
_LEAST_DIGITS = 2
#: More digits are no more sure.
_SURE = 3
#: So many digits in a sentence are the tables' by no chance.
_BORNE = 4
#: Fewer are last year's by chance.
_SOME = 10


def by_company(counted: Counted, *, found: dict[int, Counted]) -> Counted:
    """Let a count with unknown words stand as wrong only where its neighbours speak for it."""
    if counted.status == "agrees" or counted.is_sure:
        return counted
    mention = counted.mention
    assert mention.topic is not None  # noqa: S101 - it was counted
    beside = [
        other
        for index, other in found.items()
        if index != mention.index
        and other.status == "agrees"
        and other.mention.topic
        and other.mention.topic.table == mention.topic.table
    ]
    is_named = mention.named is not None and bool(mention.named.rows or mention.named.columns)
    is_rows = mention.named is not None and bool(mention.named.rows) and mention.topic.table == "t3"
    is_listed = is_rows and mention.head is None and len(beside) >= _MUCH_COMPANY
    is_named = is_named and (is_listed or not is_closing(mention))
    is_near = is_named and mention.unknown <= _UNKNOWN_AT_MOST and len(beside) >= _COMPANY
    is_slipped = counted.meant is not None and is_slip(
        mention.number.value, counted.meant, least=_LEAST_DIGITS + 1
    )
    if _is_borne_out(mention, found=found):
        return counted
    if mention.is_foreign:
        # Four other counts that are the table's are no chance, nor are two of many digits.
        weights = (min(_SURE, len(str(each.mention.number.value))) for each in beside)
        is_near = sum(max(0, each - 2) for each in weights) + len(_told(beside)) >= _MUCH_COMPANY
        is_slipped = False
    if is_near or is_slipped:
        return counted
    return Counted(mention=mention, status="undecided", reading=counted.reading, is_sure=False)


def is_borne(counted: Mapping[int, Counted]) -> bool:
    """Whether the counts of a sentence are the tables', by how many are and of how many digits."""
    agreeing = [each for each in counted.values() if each.status == "agrees"]
    return sum(min(_SURE, len(str(e.mention.number.value))) for e in _told(agreeing)) >= _BORNE


def _told(beside: Sequence[Counted]) -> list[Counted]:
    """Return the counts that are not zero."""
    return [each for each in beside if each.mention.number.value]


def _is_borne_out(mention: Mention, *, found: dict[int, Counted]) -> bool:
    """Whether the number compared with right after a count is last year's of the same cells."""
    base = found.get(mention.index + 1)
    if base is None or base.status != "agrees" or base.mention.role != "base":
        return False
    topic, other = mention.topic, base.mention.topic
    is_same = topic is not None and other is not None and topic.rows == other.rows
    return is_same and base.mention.time == "last" and base.mention.number.value >= _SOME


def is_closing(mention: Mention) -> bool:
    """Whether a count is of the rest of a list, which may be more than the row called so."""
    terms = [term for token in mention.phrase.tokens for term in token.terms]
    return bool(terms) and all(term.is_closing for term in terms)
