"""Numbers of what the tables do not count: other bodies, channels, papers, plans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kit.checks.reading.mention import Role
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.scene import Scene
from kit.checks.reading.tokens import UNKNOWN, Token
from kit.checks.reading.topics import Named

#: A month, what stands before one that ends a period, and after it: 截至12月, 12月底.
_MONTH, _UP_TO, _END = "月", "至止到", "底末"
#: How papers are sorted; requests are never disclosed so.
_ATTRIBUTE = "主动公开"
#: What stands before that which cases are over.
_CAUSES = {"因", "由于", "涉"}
#: Marks that a phrase is of something else than the tables count.
_FOREIGN = {"foreign", "opposite", "plan", "past", "rank"}


def is_foreign(phrase: Phrase, *, named: Named | None, role: Role, scene: Scene) -> bool:
    """Whether a number is of what the tables do not count, by its words or what they go on from."""
    if any(token.kind in {*_FOREIGN, "scope", "except"} for token in _of_noun(phrase)):
        is_of_rate = role == "rate" and not phrase.has("scope", "plan", "past")
        return not is_of_rate
    if role in {"share", "rate", "change", "points"}:
        return False
    here = scene.levels[phrase.parent]
    scene.hear(phrase)
    is_told = named is not None and bool(named.rows and named.columns)
    if named is not None and named.table == "t4":
        # All cases of a body are spoken of beside those over information.
        is_of_body = not scene.has_subject and not is_told
        if is_of_body or _is_of_other_cause(phrase.lead):
            return True
    if phrase.opened in {"、", ""} and (here.is_scoped or here.is_foreign) and phrase.index:
        return here.is_scoped or not _begins_anew(phrase, beside=here.foreign_table)
    is_plain = any(token.is_strong for token in phrase.tokens if token.terms)
    is_plain |= named is not None and named.table == "t2" and bool(named.rows)
    is_plain |= _names_requests(phrase)
    is_left_out = _is_beside_exception(phrase, named=named, scene=scene)
    is_left_out |= role == "rest" and named is not None and named.table != scene.context.table
    if here.is_head_foreign or is_left_out or _is_of_month(phrase):
        return True
    return here.is_foreign and not is_plain and named is not None


def _is_of_month(phrase: Phrase) -> bool:
    """Whether a month is told whose number it is, and not the end of the year: 12月份收到26件."""
    lead = phrase.lead
    return any(
        token.kind == "date"
        and token.text.endswith(_MONTH)
        and not (at and lead[at - 1].text[-1] in _UP_TO)
        and following.text[0] not in _END
        for at, (token, following) in enumerate(pairwise(lead))
    )


def _is_beside_exception(phrase: Phrase, *, named: Named | None, scene: Scene) -> bool:
    """Whether a number leaves out what has just been named: 除内部事务外，不予公开的还有36件."""
    before = scene.phrases[phrase.index - 1] if phrase.index else None
    if before is None or before.number or not before.has("except") or not named:
        return False
    return any(term.table == named.table and term.rows for t in before.lead for term in t.terms)


def _names_requests(phrase: Phrase) -> bool:
    """Whether a phrase names a row of requests and that they are requests: 22宗未办结申请."""
    terms = [term for token in phrase.tokens for term in token.terms if term.table == "t3"]
    return any(term.is_object for term in terms) and any(term.rows for term in terms)


def _is_of_other_cause(lead: Sequence[Token]) -> bool:
    """Whether cases are over what nobody knows: 因征税争议发生的复议27件."""
    kinds = [token.kind for token in lead]
    causes = [n for n, token in enumerate(lead) if token.text in _CAUSES]
    return any(kinds[n + 1 : n + 2] == [UNKNOWN] for n in causes)


def _of_noun(phrase: Phrase) -> Sequence[Token]:
    """Return the words of a phrase up to where it says something of all: 3件复议案件均因…."""
    at = next((n for n, token in enumerate(phrase.tail) if token.kind == "all"), None)
    if at is None and _is_plain_noun(phrase):
        at = 1
    return phrase.tokens if at is None else (*phrase.lead, *phrase.tail[:at])


def _is_plain_noun(phrase: Phrase) -> bool:
    """Whether what is counted stands right after a number: 5件行政处罚的决定信息依法公示."""
    terms = phrase.tail[0].terms if phrase.tail and not phrase.lead else ()
    is_row = any(term.rows and term.table == "t2" and not term.is_weak for term in terms)
    # 92件申请所要的信息本机关并不掌握: of what is asked for a row is said.
    is_row |= any(term.is_object for term in terms) and _names_requests(phrase)
    return is_row and [token.kind for token in phrase.tail[1:2]] not in (["foreign"], [UNKNOWN])


def is_of_all(phrase: Phrase, phrases: Sequence[Phrase], *, named: Named | None) -> bool:
    """Whether cases of every kind are told, and those over information after them."""
    if named is None or named.table != "t4" or phrase.has("subject"):
        return False
    following = phrases[phrase.index + 1] if phrase.index + 1 < len(phrases) else None
    if following is None or following.number is None or not following.leads_with("subject"):
        return False
    return all(t.kind in {"subject", "filler", "of_which", "holds"} for t in following.lead)


def tells_attributes(phrases: Sequence[Phrase]) -> bool:
    """Whether papers are sorted by how they are disclosed: 主动公开5份、依申请公开3份."""
    return any(
        phrase.number is not None and any(token.text == _ATTRIBUTE for token in phrase.tokens)
        for phrase in phrases
    )


def is_attribute(named: Named | None) -> bool:
    """Whether what is named can be how a paper is disclosed as well."""
    if named is None or named.table != "t3":
        return False
    return named.is_object or named.rows == (("denied_*",),)


def _begins_anew(phrase: Phrase, *, beside: str) -> bool:
    """Whether an item names a table by itself that what was listed before it does not."""
    return any(
        not term.is_object and not term.is_weak
        for t in phrase.lead
        for term in t.terms
        if term.table not in {"t3", beside}
    )
