"""From the words beside a number to the figures they may be about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from kit.checks.claims.lexicon import Term
from kit.checks.claims.model import Topic, Ways
from kit.checks.claims.tokens import Token

#: What is meant when only the other half of an address is said.
_ROWS: dict[str, Ways] = {
    "t3": (("received",), ("received", "carried_in"), ("closed_total",)),
    "t4": (
        ("reconsideration",),
        ("litigation_direct", "litigation_after_reconsideration"),
        ("reconsideration", "litigation_direct", "litigation_after_reconsideration"),
        ("litigation_direct",),
        ("litigation_after_reconsideration",),
    ),
}
_WHOLES = {("received",), ("received", "carried_in")}
TOTAL: Ways = (("total",),)
#: What requests together are counted by, and what is sometimes left out of it.
_ALL = {
    *("received", "carried_in", "closed_total"),
    *("-other_other", "-other_not_corrected", "-other_fee_unpaid", "-other_handling"),
}


@dataclass(slots=True, kw_only=True)
class Context:
    """What the words so far are about: a table, and rows and columns to be understood again."""

    table: str = ""
    rows: dict[str, Ways] = field(default_factory=dict)
    columns: dict[str, Ways] = field(default_factory=dict)
    #: Rows of table four in the order spoken of.
    cases: Ways = ()

    def forget(self) -> None:
        """Begin a sentence that takes nothing up again."""
        self.rows, self.columns, self.cases = {}, {}, ()

    def remember(self, topic: Topic) -> None:
        """Take note of what was spoken of."""
        self.table = topic.table
        if topic.rows:
            self.rows[topic.table] = topic.rows
            if topic.table == "t4" and len(topic.rows) == 1:
                self.cases = _unique((*self.cases, *topic.rows))
        if topic.columns and topic.columns != TOTAL:
            self.columns[topic.table] = topic.columns


def table_of(terms: Sequence[Term], *, context: Context) -> str:
    """Return the table that words are about; empty when that cannot be told."""
    strong = [t for t in terms if not t.is_weak and not t.is_object]
    told = strong or [t for t in terms if t.is_object and not t.is_weak]
    if told:
        return told[-1].topic.table
    return context.table if any(t.topic.table == context.table for t in terms) else ""


def topic_of(tokens: Sequence[Token], *, context: Context, is_sum: bool) -> Topic | None:
    """Return what *tokens*, all of them terms, are about together."""
    table = table_of([t.term for t in tokens if t.term], context=context)
    own = [t for t in tokens if t.term and t.term.topic.table == table]
    if not table or not own:
        return None
    said = _narrowest(_ways(own, "rows", is_sum=is_sum))
    rows = tuple(filter(_are_apart, said)) or said
    columns = _ways(own, "columns", is_sum=is_sum)
    also = tuple(way for t in own if t.term for way in t.term.topic.also) if not is_sum else ()
    return complete(Topic(table=table, rows=rows, columns=columns, also=also), context=context)


def _narrowest(rows: Ways) -> Ways:
    """Leave out the group of a row that is named itself: 因涉及第三方合法权益不予公开."""
    named = {row for way in rows for row in way if not row.endswith("*")}
    groups = {row for way in rows for row in way if row.endswith("*")}
    wide = {g for g in groups if any(row.startswith(g.removesuffix("*")) for row in named)}
    return tuple(way for way in rows if not wide.intersection(way)) or rows


def _are_apart(way: tuple[str, ...]) -> bool:
    """Whether no row of *way* is in a group of it too, and would be counted twice."""
    groups = tuple(row.removesuffix("*") for row in way if row.endswith("*"))
    return not any(row.startswith(groups) for row in way if not row.endswith("*"))


def is_whole(topic: Topic) -> bool:
    """Whether all requests are meant, in some way to count them."""
    rows = topic.rows if topic.table == "t3" else ()
    return bool(rows) and all(set(way) <= _ALL for way in rows)


def each_topic(tokens: Sequence[Token], *, context: Context) -> list[Topic]:
    """Return a topic for each row, or else for each column, that *tokens* name."""
    table = table_of([t.term for t in tokens if t.term], context=context)
    topics = [t.term.topic for t in tokens if t.term and t.term.topic.table == table]
    rows = [topic for topic in topics if topic.rows]
    columns = tuple(way for topic in topics if not topic.rows for way in topic.columns)
    if rows and columns:
        rows = [replace(topic, columns=columns) for topic in rows]
    named = rows or [topic for topic in topics if topic.columns] or topics[-1:]
    full = (complete(topic, context=context) for topic in named)
    return [topic for topic in full if topic]


def complete(topic: Topic, *, context: Context) -> Topic | None:
    """Add what was left unsaid: what was spoken of before, and what is usual."""
    table = topic.table
    rows = topic.rows or _unsaid_rows(table, context=context)
    columns = topic.columns or _unique(
        (*(TOTAL if table != "t2" else ()), *context.columns.get(table, ()))
    )
    return replace(topic, rows=rows, columns=columns) if rows and columns else None


def _unsaid_rows(table: str, *, context: Context) -> Ways:
    """Return what rows are meant when none is named: those spoken of, or any total."""
    before = context.rows.get(table, ())
    if table == "t4" and context.cases:
        runs = (context.cases[at:] for at in range(len(context.cases)))
        together = (tuple(dict.fromkeys(row for way in run for row in way)) for run in runs)
        return _unique((*context.cases[::-1], *together))
    if table == "t3" and before and set(before) <= _WHOLES:
        return before
    return _unique((*before, *_ROWS.get(table, ())))


def _ways(tokens: Sequence[Token], name: str, *, is_sum: bool) -> Ways:
    """Put the ways of several words together: added up when a sum is said, else any of them."""
    said: list[Ways] = [getattr(t.term.topic, name) for t in tokens if t.term]
    said = [ways for ways in said if ways]
    if is_sum and len(said) > 1:
        return tuple(tuple(p for way in ways for p in way) for ways in product(*said))
    return _unique(way for ways in said for way in ways)


def _unique(ways: Iterable[tuple[str, ...]]) -> Ways:
    return tuple(dict.fromkeys(ways))


def are_joined(tokens: Sequence[Token], *, among: Sequence[Token]) -> bool:
    """Whether the words *tokens* are listed one after the other, with nothing else between."""
    links = {"join", "fillers"}
    for first, second in pairwise(tokens):
        between = [t for t in among if first.end <= t.start < second.start]
        if not all(t.kind in links or t.text == "、" for t in between):
            return False
    return True
