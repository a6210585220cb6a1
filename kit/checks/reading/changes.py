"""What numbers grew or shrank by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.relations import Change
from kit.checks.reading.roles import compared_year, direction_of, goes_to, respective_run
from kit.checks.reading.tokens import UNKNOWN, size
from kit.checks.reading.topics import Topic

_COUNTS = {"count", "sum"}
#: How many times what was before it is now.
_TIMES = {"doubled": 2, "quadrupled": 4}
#: What was added beside a number that grew: 由148项增至171项，新增23项.
_ADDED = {"新增", "新增加"}
#: So many strange characters may name what changed.
_NOUN = 2


def find_changes(
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
    *,
    topics: dict[int, Topic],
    year: int,
) -> Iterator[Change]:
    """Yield each change told in a sentence, its amount and its rate together."""
    by_phrase = {mention.index: mention for mention in mentions}
    done: set[int] = set()
    for phrase in phrases:
        is_told = _tells_change(phrase, by_phrase) or goes_to(phrase, phrases=phrases)
        if phrase.index in done or not is_told:
            continue
        run = respective_run(phrase, phrases)
        if run:
            done |= {each.index for each in run}
            yield from _one_by_one(
                run, phrases=phrases, by_phrase=by_phrase, topics=topics, year=year
            )
            continue
        run = list(_run(phrase, phrases, by_phrase))
        done |= {each.index for each in run}
        change = _change(run, phrases=phrases, by_phrase=by_phrase, topics=topics, year=year)
        if change:
            yield change


def _one_by_one(
    run: Sequence[Phrase],
    *,
    phrases: Sequence[Phrase],
    by_phrase: dict[int, Mention],
    topics: dict[int, Topic],
    year: int,
) -> Iterator[Change]:
    """Yield changes told one after another, of counts or names told so: 分别少31件和3件."""
    row = _before(run[0], phrases)
    _, counts = _from_and_to(run[0], row=row, by_phrase=by_phrase)
    outer = phrases[run[0].parent] if run[0].parent >= 0 else None
    if outer and len([m for m in counts if m.topic]) < len(run):
        # 处罚371件、强制12件（后两项分别少31件和3件）
        beside = [p for p in phrases if p.parent == outer.parent and p.index <= outer.index]
        counts = [*_from_and_to(outer, row=beside, by_phrase=by_phrase)[1], *counts]
    is_first = any(m.phrase.leads_with("first") for m in counts)
    counts = [m for m in counts if m.topic]
    counts = counts[: len(run)] if is_first else counts[-len(run) :]
    for at, phrase in enumerate(run):
        mention = by_phrase[phrase.index]
        named = _named_topic(phrase, by_phrase, topics=topics)
        subject = counts[at] if named is None and len(counts) == len(run) else None
        is_rate = mention.unit in {"%", "倍"}
        if mention.role == "change" and (named or subject):
            yield Change(
                direction=direction_of([phrase]) or direction_of(run[:1]),
                at=(phrase.tokens[0], phrase.tokens[-1]),
                subject=subject,
                topic=named,
                amount=None if is_rate else mention,
                rate=mention if is_rate else None,
                is_last=_is_of_last(run[0], row, base=None, year=year),
            )


def _tells_change(phrase: Phrase, by_phrase: dict[int, Mention]) -> bool:
    mention = by_phrase.get(phrase.index)
    if mention is not None:
        return mention.role == "change" or (
            mention.role == "count" and _is_to(phrase) and mention.number.unit != "%"
        )
    if phrase.has("foreign", "scope") or phrase.unknown:
        return False
    if phrase.has(*_TIMES):
        return True
    return phrase.has("same") and phrase.has("compare", "last")


def _is_to(phrase: Phrase) -> bool:
    return any(token.kind == "to" and len(token.text) > 1 for token in phrase.lead) and (
        direction_of([phrase]) != 0
    )


def _run(
    phrase: Phrase, phrases: Sequence[Phrase], by_phrase: dict[int, Mention]
) -> Iterator[Phrase]:
    """Yield the phrases of one change: its amount, and its rate right after."""
    yield phrase
    row = [p for p in phrases if p.parent == phrase.parent and p.index > phrase.index]
    for following in row[:2]:
        mention = by_phrase.get(following.index)
        is_more = mention is not None and mention.role == "change"
        is_more |= bool(following.lead) and all(t.text in _ADDED for t in following.lead)
        own = any(t.terms for t in following.lead) or _is_of_other(following)
        own |= following.leads_with("ratio", "former", "second")
        if not is_more or own or following.opened in {"；", "。"} or following.leads_with("sum"):
            return
        yield following


def _is_of_other(phrase: Phrase) -> bool:
    """Whether words before the change say what else it is of: 专栏12个，访问量增长35%."""
    return size(phrase.lead, UNKNOWN) >= _NOUN or phrase.leads_with("foreign")


def _change(
    run: Sequence[Phrase],
    *,
    phrases: Sequence[Phrase],
    by_phrase: dict[int, Mention],
    topics: dict[int, Topic],
    year: int,
) -> Change | None:
    first = run[0]
    direction = direction_of(run)
    told = [by_phrase[p.index] for p in run if p.index in by_phrase]
    changes = [m for m in told if m.role == "change"]
    row = _before(first, phrases)
    is_told = direction or changes or _added(told) or first.has("same", "compare", "last")
    # 从3件到12件不等 and 由12个调整为9个 tell no growth; a rank is better when it is less.
    is_of_several = first.leads_with("sum") and first.number is not None
    if not is_told or is_of_several or any(phrase.has("rank") for phrase in (*row, first)):
        return None
    base, counts = _from_and_to(first, row=row, by_phrase=by_phrase)
    subject = counts[-1] if counts else None
    named = _named_topic(first, by_phrase, topics=topics)
    if told and told[0].role == "count":
        # 由214个减至163个: what it became is the subject.
        if base is None:
            return None
        subject = told[0]
    elif base and told and _is_of_other(first):
        # What grew to the number before is told; this is growth of something else.
        subject = base = None
    elif named is not None or subject is None:
        # 上年制发15件，今年少3件: of what was told of last year.
        named = named or _of_last_year(row, by_phrase)
        subject = None
    return Change(
        direction=direction,
        at=(first.tokens[0], run[-1].tokens[-1]),
        subject=subject,
        topic=named,
        base=base,
        amount=next((m for m in changes if m.unit not in {"%", "倍"}), None) or _added(told),
        rate=next((m for m in changes if m.unit in {"%", "倍"}), None),
        is_last=_is_of_last(first, row, base=base, year=year),
        times=next((_TIMES[t.kind] for t in first.tokens if t.kind in _TIMES), 0),
        others=tuple(counts[:-1]),
    )


def _added(told: Sequence[Mention]) -> Mention | None:
    """Return what is told as added to a number told by what it was before."""
    return next((m for m in told[1:] if m.role == "count" and m.unit == told[0].unit), None)


def _before(first: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases before a change in its bracket, or what the bracket stands beside."""
    row = [p for p in phrases if p.parent == first.parent and p.index < first.index]
    if not row and first.parent >= 0:
        return [p for p in phrases if p.index == first.parent]
    clause = max((n for n, p in enumerate(row) if p.opened in {"；", ";"}), default=0)
    return row[clause:]


def _from_and_to(
    first: Phrase, *, row: Sequence[Phrase], by_phrase: dict[int, Mention]
) -> tuple[Mention | None, list[Mention]]:
    """Return the number told of before, if any, and those that may be what it became."""
    earlier = [by_phrase[p.index] for p in row if p.index in by_phrase]
    base = next((m for m in reversed(earlier[-2:]) if m.role == "base"), None)
    counts = [m for m in earlier if m.role in _COUNTS and m.time != "last"]
    # 1286437件，突破120万件大关 says the same twice.
    counts = [m for m in counts if m.number.bound == "exact"] or counts
    if first.opened in {"；", ";"}:
        # A clause of its own goes on from what the one before began with.
        counts.reverse()
    if not counts and first.parent in by_phrase:
        counts = [by_phrase[first.parent]]
        last = [m for m in earlier if m.time == "last"]
        base = base or (last[-1] if last else None)
    counts = _pointed(counts, (*row, first))
    if base is None and counts:
        base = _told_of_last(counts[-1], by_phrase, before=first.index)
    return base, counts


def _pointed(counts: list[Mention], row: Sequence[Phrase]) -> list[Mention]:
    """Return the counts up to the one that 前者 means, where the words last told point to it."""
    for phrase in reversed(row):
        if phrase.leads_with("former"):
            return counts[:-1] or counts
        if phrase.leads_with("second") or any(m.phrase is phrase for m in counts):
            break
    return counts


def _told_of_last(
    subject: Mention, by_phrase: dict[int, Mention], *, before: int
) -> Mention | None:
    """Return last year's number told beside a count: 80条（上年60条）, 80条，上年为60条."""
    for index in range(subject.index + 1, before):
        mention = by_phrase.get(index)
        if mention and mention.time == "last" and mention.unit == subject.unit:
            return mention
    return None


def _of_last_year(row: Sequence[Phrase], by_phrase: dict[int, Mention]) -> Topic | None:
    """Return what the last number told before a change is of, if it is last year's."""
    told = [by_phrase[p.index] for p in row if p.index in by_phrase][-1:]
    return told[0].topic if told and told[0].time == "last" else None


def _named_topic(
    phrase: Phrase, by_phrase: dict[int, Mention], *, topics: dict[int, Topic]
) -> Topic | None:
    """Return what the words before the change name: 办结数比上年多67宗."""
    mention = by_phrase.get(phrase.index)
    if mention is not None:
        named = mention.named
        is_told = named is not None and bool(named.rows or named.columns or named.is_object)
        return mention.topic if is_told else None
    return topics.get(phrase.index)


def _is_of_last(first: Phrase, row: Sequence[Phrase], *, base: Mention | None, year: int) -> bool:
    """Whether the change is since last year, as it is unless another year is named."""
    if base is not None:
        return base.time == "last"
    for phrase in (first, *reversed(row[-1:])):
        for token in phrase.lead:
            found = compared_year(token)
            if found:
                return found == year - 1
    return True
