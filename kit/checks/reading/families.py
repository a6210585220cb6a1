"""Kinds that leave nothing out, told one after another: 网上58份、邮寄27份、当面5份."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.checks.reading.items import is_part
from kit.checks.reading.lexicon import Family, load_families
from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.relations import Parts
from kit.checks.reading.topics import TOTAL

#: What comes in two kinds is listed right after its whole.
_PAIR = 2
_RECEIVED = {("received",), ("received", "carried_in")}


def find_families(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, before: Sequence[Mention]
) -> Iterator[Parts]:
    """Yield the lists of a bracket, or outside of all, that are of one family of words.

    Parameters
    ----------
    before
        Numbers of the sentences before, of which one may be the whole.
    """
    told = [by_phrase[p.index] for p in row if p.index in by_phrase]
    counts = [(m, said(m.phrase)) for m in told if m.role == "count"]
    for family in load_families():
        run = _run(counts, family=family)
        if len(run) < family.least:
            continue
        earlier = [m for m in [*before, *told[: told.index(run[0])]] if is_part(run[0], m)]
        if family.least == _PAIR and not family.is_of_requests:
            earlier = [m for m in earlier if m.index == run[0].index - 1 and m in told]
        whole = _whole(earlier, family=family)
        if whole:
            others = tuple(m for m in reversed(earlier) if m is not whole)
            is_open = any(m.phrase.has("partial") for m in run) or _is_one_of(whole, earlier)
            yield Parts(
                whole=whole, parts=tuple(run), is_closed=not is_open, is_family=True, others=others
            )


def _is_one_of(whole: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether others may be counted in: of 58个部门和9个县, 优秀12个、良好47个、合格8个."""
    is_next = whole.phrase.opened in {"、", ""}
    beside = [m for m in earlier if is_next and m.index == whole.index - 1 and not m.phrase.sums]
    return whole.topic is None and whole.role != "sum" and bool(beside)


def _run(counts: Sequence[tuple[Mention, str]], *, family: Family) -> list[Mention]:
    """Return the first counts side by side that each have another word of the family."""
    run: list[Mention] = []
    used: set[str] = set()
    for mention, text in counts:
        words = {word for word in family.words if word in text}
        if words and not words & used:
            run.append(mention)
            used |= words
        elif run:
            break
    return run


def said(phrase: Phrase) -> str:
    """Return the words of a phrase without its number."""
    return "".join(token.text for token in (*phrase.lead, *phrase.tail))


def _whole(earlier: Sequence[Mention], *, family: Family) -> Mention | None:
    """Return what the family is of: the requests received, or what was counted last."""
    counts = [m for m in earlier if m.role in {"count", "sum"}]
    if not family.is_of_requests:
        return counts[-1] if counts and counts[-1].topic is None else None
    whole = [m for m in counts if is_received(m)]
    return whole[-1] if whole else None


def is_received(mention: Mention) -> bool:
    """Whether a number is of all the requests received this year."""
    topic, is_now = mention.topic, mention.time == "now"
    is_counted = mention.role in {"count", "sum"} and is_now
    return bool(is_counted and topic and set(topic.rows) <= _RECEIVED and topic.columns == TOTAL)
