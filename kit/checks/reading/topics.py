"""From the words beside a number to the figures they may be about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from kit.checks.reading.lexicon import Term, Ways
from kit.checks.reading.tokens import Token

TOTAL: Ways = (("total",),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What words are about: rows and columns of one table, each to be understood in some ways.

    ``also`` are other real quantities that such words are met for; one that ``is_part``
    is a part only of its cells.
    """

    table: str
    rows: Ways = ()
    columns: Ways = ()
    also: Ways = ()
    is_part: bool = False


#: What is meant when only the other half of an address is said, most usual first.
UNSAID_ROWS: dict[str, Ways] = {
    "t2": (("normative_documents",),),
    "t3": (("received",), ("received", "carried_in"), ("closed_total",)),
    "t4": (
        ("reconsideration",),
        ("litigation_direct", "litigation_after_reconsideration"),
        ("reconsideration", "litigation_direct", "litigation_after_reconsideration"),
        ("litigation_direct",),
        ("litigation_after_reconsideration",),
    ),
}


@dataclass(slots=True, kw_only=True)
class Context:
    """What the words so far are about: a table, and rows and columns to be understood again."""

    table: str = ""
    rows: dict[str, Ways] = field(default_factory=dict)
    columns: dict[str, Ways] = field(default_factory=dict)
    #: Rows of table four in the order spoken of.
    cases: Ways = ()
    is_fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What words name by themselves, nothing added: one table, and rows or columns of it."""

    table: str
    rows: Ways = ()
    columns: Ways = ()
    also: Ways = ()
    is_part: bool = False
    is_object: bool = False


def named_by(
    tokens: Sequence[Token],
    *,
    table: str,
    head: Topic | None = None,
    beside: Named | None = None,
) -> Named | None:
    """Return what *tokens* name; a weak word counts only for *table* or that of a strong one.

    Parameters
    ----------
    table
        The table spoken of so far.
    head
        What the list is of that the words are an item of, if they are one.
    beside
        What the item before them names: 其他 is one more of the same kind.
    """
    own = table_of(tokens, table=head.table if head else table)
    if not own:
        return None
    terms = [term for token in tokens for term in _fitting(token, table=own, beside=beside)]
    if not terms:
        return None
    several = len({term.rows for term in terms if term.rows}) > 1
    rows = _either(term.rows for term in terms)
    rows = _narrowest(rows) if several else rows
    return Named(
        table=own,
        rows=rows,
        columns=_either(term.columns for term in terms),
        also=tuple(dict.fromkeys(way for term in terms for way in term.also)),
        is_part=any(term.is_part for term in terms),
        is_object=all(term.is_object for term in terms),
    )


def table_of(tokens: Sequence[Token], *, table: str) -> str:
    """Return the table that words are about: that of a strong one, else *table* if one fits."""
    strong = [t.table for token in tokens for t in token.terms if not t.is_weak and not t.is_object]
    objects = [t.table for token in tokens for t in token.terms if t.is_object and not t.is_weak]
    if strong or objects:
        return (strong or objects)[-1]
    terms = [term for token in tokens for term in token.terms]
    if any(term.table == table for term in terms):
        return table
    # 收到申请 is said of requests, whatever was spoken of before.
    requests = [term for term in terms if term.table == "t3"]
    is_told = any(term.is_object for term in requests) and any(term.rows for term in requests)
    return "t3" if is_told else ""


def _fitting(token: Token, *, table: str, beside: Named | None) -> list[Term]:
    """Return what a word names in *table*; 其他 is a row or a column as what stands beside it."""
    terms = [term for term in token.terms if term.table == table]
    closing = [term for term in terms if term.is_closing]
    if closing and len(terms) > 1:
        # 收到法律服务机构申请29份，收到其他申请11份: of the columns, though the row is named again.
        is_beside = beside is not None and beside.table == table
        of_rows = is_beside and _lists_rows(beside)
        return [term for term in closing if bool(term.rows) == of_rows] or closing
    return terms


def _lists_rows(beside: Named | None) -> bool:
    """Whether rows are listed, and not the columns of one."""
    return bool(beside and beside.rows) and not (beside and beside.table == "t3" and beside.columns)


def _either(ways: Iterable[Ways]) -> Ways:
    return tuple(dict.fromkeys(way for some in ways for way in some))


def _narrowest(rows: Ways) -> Ways:
    """Leave out what is wider than a row that is named itself: 因涉及第三方权益不予公开."""
    groups = {row for way in rows for row in way if row.endswith("*")}
    single = {row for way in rows if len(way) == 1 for row in way if not row.endswith("*")}
    wide = {g for g in groups if any(row.startswith(g.removesuffix("*")) for row in single)}
    results = single - {"received", "carried_in", "carried_out", "closed_total"}
    if results and not any(row.startswith(("lit", "recon")) for row in results):
        # 27件不掌握的答复: the answers are those of the result.
        wide |= {"closed_total"}
    kept = tuple(way for way in rows if not wide.intersection(way))
    lines = {row for way in kept for row in way}
    if {"litigation_direct"} <= lines and len(kept) > 1:
        # 复议后起诉的行政诉讼 names one line of both.
        kept = tuple(w for w in kept if len(w) == 1 and w[0].startswith("litigation")) or kept
    return kept or rows


def added(names: Sequence[Named]) -> Named | None:
    """Return what several names come to together: 予以公开、部分公开共."""
    tables = {name.table for name in names}
    if len(tables) != 1 or not names:
        return None
    rows = [name.rows for name in names if name.rows]
    columns = [name.columns for name in names if name.columns]
    return Named(
        table=names[0].table,
        rows=_summed(rows),
        columns=_summed(columns) if not rows or len(set(columns)) > 1 else (columns or [()])[0],
    )


def _summed(ways: Sequence[Ways]) -> Ways:
    if not ways:
        return ()
    sums = (dict.fromkeys(row for way in some for row in way) for some in product(*ways))
    return tuple(dict.fromkeys(map(tuple, sums)))


def completed(named: Named, *, context: Context, head: Topic | None = None) -> Topic | None:
    """Add to what words name what was left unsaid: the head's other half, or what is usual."""
    table = named.table
    above = head if head and head.table == table else None
    rows = named.rows or _either([above.rows if above else (), _unsaid(table, context=context)])
    if above and above.rows and not named.rows and table != "t4":
        rows = above.rows
    if named.columns:
        columns = named.columns
    else:
        inherited = above.columns if above else context.columns.get(table, ())
        columns = inherited if table == "t2" else TOTAL
        if table == "t3" and inherited:
            columns = _either([inherited, TOTAL] if above else [TOTAL, inherited])
        elif table == "t4" and above and above.columns != TOTAL:
            # 在审案件9件，其中复议3件、诉讼6件
            columns = _either([above.columns, TOTAL])
    if not rows or not columns:
        return None
    return Topic(table=table, rows=rows, columns=columns, also=named.also, is_part=named.is_part)


def _unsaid(table: str, *, context: Context) -> Ways:
    before = context.rows.get(table, ())
    if table == "t4" and before:
        together = tuple(dict.fromkeys(row for way in context.cases for row in way))
        return _either(
            [(together,) if len(context.cases) > 1 else before, before, context.cases[::-1]]
        )
    if table == "t3" and before and not set(before) <= set(UNSAID_ROWS["t3"]):
        return _either([UNSAID_ROWS["t3"], before])
    return before or UNSAID_ROWS.get(table, ())
