"""What is said without a number: that there is nothing, and that something is all there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.relations import Statement
from kit.checks.reading.tokens import UNKNOWN, Token, size
from kit.checks.reading.topics import (
    Context,
    Named,
    Topic,
    completed,
    named_by,
)

_FAR, _NEAR = 2, 1
#: Of so many cases one outcome is told.
_FEW = 2
_RECEIVED = (("received",), ("received", "carried_in"))
_SILENT = {"foreign", "rank", "scope", "plan", "past", "share", "except"}


def find_none(phrase: Phrase, *, context: Context, time: str) -> Iterator[Statement]:
    """Yield what a phrase without a number says there is none of."""
    lead = _without_number(phrase)
    at = next((n for n, t in enumerate(lead) if t.kind in {"none", "zero", "not"}), None)
    if at is None or phrase.has(*_SILENT):
        return
    mark = lead[at]
    before = [t for t in lead[:at] if t.terms]
    after = [t for t in lead[at + 1 :] if t.terms]
    is_before = mark.kind == "zero" and not _denies(mark, after)
    own = before if is_before or not after else after
    if own is after:
        if not any(term.rows for t in after for term in t.terms):
            after = [*(t for t in before if any(term.rows for term in t.terms)), *after]
        own = [*(t for t in before if _is_applicant(t)), *after]
    if mark.kind == "not" and (not own or own[0].start != mark.end):
        return
    own = [t for t in own if not _is_verb(t)] if len(own) > 1 else own
    if mark.text == "无" and own is before and mark is not lead[-1]:
        return
    if own and any(t.kind == "subject" and t.start < own[0].start for t in lead[at:]):
        # 未接到对政府信息公开工作的投诉举报: over the work, and no request.
        own = [t for t in own if not all(x.table == "t3" and x.is_weak for x in t.terms)]
    is_object = all(term.is_object for t in own for term in t.terms)
    if is_object and size(lead, UNKNOWN) > 1:
        return
    if not own or _is_verb(own[0]) or not _is_told(lead, at=at, own=own):
        return
    topics = tuple(_each(own, context=context))
    if topics:
        yield Statement(kind="none", at=(lead[0], lead[-1]), topics=topics, time=time)


def _without_number(phrase: Phrase) -> Sequence[Token]:
    """Return the words that may say there is none: 没有一件被纠正, 已审结的13件无一败诉."""
    if phrase.number is None:
        return phrase.lead
    kinds = [token.kind for token in phrase.tail[:1]]
    is_one = phrase.number.number is not None and phrase.number.number.value == 1
    if kinds == ["none"] or (is_one and phrase.lead and phrase.lead[-1].kind in {"none", "not"}):
        return (*phrase.lead, *phrase.tail)
    return ()


def _denies(mark: Token, after: Sequence[Token]) -> bool:
    """Whether there is none of what comes after it: 诉讼零纠错, but 数量为零."""
    return len(mark.text) == 1 and bool(after) and after[0].start == mark.end


def _is_verb(token: Token) -> bool:
    """Whether a word says what is done to information, and is no result: 要求公开国家秘密."""
    return any(("granted",) in term.rows and term.is_weak for term in token.terms)


def _is_applicant(token: Token) -> bool:
    return any(term.table == "t3" and term.columns for term in token.terms)


def _is_told(lead: Sequence[Token], *, at: int, own: Sequence[Token]) -> bool:
    """Whether hardly anything unknown stands between the mark and what there is none of."""
    starts = sorted((lead[at].start, own[0].start))
    between = [t for t in lead if starts[0] < t.start < starts[1]]
    after = [t for t in lead if t.start > own[-1].start]
    return size(between, UNKNOWN) <= _FAR and size(after, UNKNOWN) <= _NEAR


def _each(own: Sequence[Token], *, context: Context) -> Iterator[Topic]:
    """Yield a topic for each row that words name, or else for each column."""
    names = [named_by([token], table=context.table) for token in own]
    named = [name for name in names if name]
    tables = [name.table for name in named if name.rows or name.columns]
    table = tables[-1] if tables else named[-1].table if named else ""
    mine = [name for name in named if name.table == table]
    columns = tuple(way for name in mine if not name.rows for way in name.columns)
    with_rows = [name for name in mine if name.rows]
    if table == "t2" and with_rows and not columns and not any(name.columns for name in with_rows):
        # An agency without the power to make rules says no more than that.
        return
    if with_rows:
        chosen = [replace(n, columns=n.columns or columns) for n in with_rows]
    else:
        chosen = [name for name in mine if name.columns] or mine[-1:]
    for name in chosen:
        topic = completed(_of_received(name), context=context)
        if topic:
            yield topic


def _of_received(name: Named) -> Named:
    """Return what requests there are none of: those received, when nothing else is said."""
    if name.table == "t3" and not name.rows:
        return replace(name, rows=_RECEIVED)
    return name


def find_all(
    phrase: Phrase,
    *,
    context: Context,
    counts: Sequence[Mention],
    time: str,
) -> Iterator[Statement]:
    """Yield what a phrase says of all that was counted before it."""
    tokens = phrase.tokens
    at = next((n for n, t in enumerate(tokens) if t.kind == "all"), None)
    if at is None and _is_of_one(phrase, counts):
        # 行政复议1件，结果为维持: of the one that was counted, or of both.
        at = -1
    if at is None or phrase.has(
        "foreign", "share", "each", "none", "zero", "plan", "scope", "except"
    ):
        return
    if phrase.number and phrase.number.start > tokens[at].start:
        return
    own = [t for t in tokens[at + 1 :] if t.terms and not all(x.is_object for x in t.terms)]
    said = [t for t in tokens[:at] if t.terms]
    rest = size(tokens[at + 1 :], UNKNOWN)
    if not own or rest > _NEAR:
        return
    count = next((m for m in counts if m.index == phrase.index), None)
    whole = count.topic if count and count.topic else _whole(said, counts, own, context=context)
    if whole is None:
        return
    part = _part(own, whole=whole)
    if part:
        yield Statement(
            kind="all",
            at=(tokens[max(at, 0)], own[-1]),
            topics=(part,),
            whole=whole,
            count=count,
            time=time,
        )


def _is_of_one(phrase: Phrase, counts: Sequence[Mention]) -> bool:
    """Whether a phrase says nothing but what came of the one or two cases counted before it."""
    last = counts[-1] if counts else None
    if last is None or phrase.number or last.topic is None or last.topic.table != "t4":
        return False
    is_beside = last.index == phrase.index - 1 and last.phrase.parent == phrase.parent
    is_bare = all(token.kind in {"term", "filler", "to"} for token in phrase.lead)
    is_count = last.role == "count" and last.number.is_exact and last.number.value <= _FEW
    return is_beside and is_bare and is_count and phrase.opened in {"，", ","}


def _whole(
    said: Sequence[Token], counts: Sequence[Mention], own: Sequence[Token], *, context: Context
) -> Topic | None:
    named = named_by(said, table=context.table) if said else None
    if named and (named.rows or named.columns or named.is_object):
        return completed(named if named.rows else _of_received(named), context=context)
    told = [
        m for m in counts if m.topic and m.role in {"count", "sum", "rest"} and not m.is_foreign
    ]
    if not told:
        return None
    table = next((t.table for token in own for t in token.terms), "")
    fitting = [m.topic for m in told if m.topic and m.topic.table == table]
    if not fitting:
        return None
    return fitting[-1]


def _part(own: Sequence[Token], *, whole: Topic) -> Topic | None:
    named = named_by(own, table=whole.table, head=whole)
    if named is None or named.table != whole.table or not (named.rows or named.columns):
        return None
    if whole.table == "t4" and named.rows:
        inside = all(any(set(way) <= set(w) for w in whole.rows) for way in named.rows)
        if not inside:
            return None
        return replace(whole, rows=named.rows, columns=named.columns or whole.columns, also=())
    return replace(
        whole, rows=named.rows or whole.rows, columns=named.columns or whole.columns, also=()
    )
