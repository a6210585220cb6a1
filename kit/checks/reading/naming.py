"""What the words of a phrase name: before the number or after it, as parts and as wholes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.checks.reading.numerals import Number
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.roles import KINDS, groups_of, respective_run
from kit.checks.reading.scene import Scene
from kit.checks.reading.tokens import UNKNOWN, Token, size
from kit.checks.reading.topics import Named, Topic, added, completed, named_by, table_of

#: Stands between a whole and its share.
_OF = "的"
#: Ends 分别占, after which shares are told one after another.
_HAS = "占"
#: With more characters unknown before 分别 it is not plain what is listed.
_STRANGE = 3


def named_in(phrase: Phrase, *, scene: Scene, head: Topic | None) -> tuple[Named | None, bool]:
    """Return what the words of a phrase name, and whether they stand after the number."""
    lead = _own_words(_not_denied(phrase.lead), scene=scene, phrase=phrase, head=head)
    several = _several_in(phrase, lead=lead, table=scene.context.table, head=head)
    if several:
        return several, False
    beside, table = scene.levels[phrase.parent].named, scene.context.table
    named = named_by(lead, table=table, head=head, beside=beside)
    tail = _not_denied(phrase.tail)
    is_told = named is not None and bool(named.rows or named.columns)
    if phrase.number is None or (is_told and not _goes_on(named, tail)):
        return named, False
    after = named_by([*lead, *tail], table=table, head=head, beside=beside)
    if named and is_told:
        return after if after and after.table == named.table else named, False
    is_after = after is not None and bool(after.rows or after.columns)
    return after if is_after else named or after, is_after


def _several_in(
    phrase: Phrase, *, lead: Sequence[Token], table: str, head: Topic | None
) -> Named | None:
    """Return what a phrase names together: 各, kinds counted, or a sum."""
    if phrase.number and not phrase.leads_with("each") and _is_of_kinds(phrase):
        return _together(phrase.tokens, table=table, head=head)
    if phrase.leads_with("each") or phrase.has("sum"):
        return _together(lead, table=table, head=head)
    return None


def _goes_on(named: Named | None, tail: Sequence[Token]) -> bool:
    """Whether rows are named right after a number, and columns before: 被纠正的2件复议案件."""
    terms = tail[0].terms if tail else ()
    return (
        named is not None
        and not named.rows
        and any(term.rows and term.table == named.table for term in terms)
    )


def _not_denied(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words before one that denies what comes after it: 都不是直接起诉."""
    at = next((n for n, token in enumerate(tokens) if token.kind in {"not", "denial"}), len(tokens))
    return tokens[:at]


def _together(tokens: Sequence[Token], *, table: str, head: Topic | None) -> Named | None:
    """Return what the words of a sum come to, if they name more than one."""
    own = table_of(tokens, table=head.table if head else table)
    groups = groups_of(tokens)
    items = groups if len(groups) > 1 else [[token] for token in tokens if token.terms]
    parts = [named_by(item, table=own, head=head) for item in items]
    several = [part for part in parts if part and (part.rows or part.columns) and part.table == own]
    return added(several) if len(several) > 1 else None


def _is_of_kinds(phrase: Phrase) -> bool:
    """Whether a number counts the kinds named right before it: 复议、诉讼两项."""
    number = phrase.number.number if phrase.number else None
    named = [t for t in phrase.lead if any(term.rows or term.columns for term in t.terms)]
    is_right_before = bool(phrase.lead) and phrase.lead[-1] in named
    return is_right_before and number is not None and _counts(number, kinds=len(named))


def _counts(number: Number, *, kinds: int) -> bool:
    return number.unit in KINDS and number.value == kinds > 1


def _own_words(
    lead: Sequence[Token], *, scene: Scene, phrase: Phrase, head: Topic | None
) -> Sequence[Token]:
    """Return the words after 中: those before it name what the list is of."""
    at = next((n for n, token in enumerate(lead) if token.kind == "within"), None)
    if at is None or not any(token.terms for token in lead[:at]):
        return lead
    whole = named_by(lead[:at], table=scene.context.table, head=head)
    topic = completed(whole, context=scene.context, head=None) if whole else None
    after = [*lead[at + 1 :], *phrase.tail]
    if topic and any(token.kind not in {"filler", "sum", "now"} for token in after):
        scene.levels[phrase.parent].head = topic
        scene.levels[phrase.parent].is_kept = True
        return lead[at:]
    return lead


def respective(
    phrase: Phrase, named: Named | None, *, scene: Scene, head: Topic | None
) -> Named | None:
    """Return what a number is of that is told one after another: 复议和诉讼分别为3件、4件."""
    here = scene.levels[phrase.parent]
    lead = phrase.lead
    at = next((n for n, t in enumerate(lead) if t.kind == "respectively"), None)
    if at is not None:
        table = scene.context.table
        names = [named_by([t], table=table, head=head) for t in lead[:at] if t.terms]
        waiting = [name for name in names if name and (name.rows or name.columns)]
        # Of items nobody knows the numbers fall to others: 土地征收、规划许可、其他依次为….
        if len(waiting) > 1 and size(lead[:at], UNKNOWN) <= _STRANGE:
            after = named_by([t for t in lead[at:] if t.terms], table=table, head=head)
            here.waiting = [_with_columns(name, after) for name in waiting]
            return here.waiting.pop(0)
        here.waiting = _of_rows_counted(phrase, named, scene=scene)
        return here.waiting.pop(0) if here.waiting else named
    is_bare = phrase.number is not None and not any(token.terms for token in lead)
    if is_bare and here.waiting and phrase.opened in {"、", ""}:
        return here.waiting.pop(0)
    return named


def _of_rows_counted(phrase: Phrase, named: Named | None, *, scene: Scene) -> list[Named]:
    """Return what numbers are of by the rows counted before them: 分别作出决定38件、2件."""
    run = respective_run(phrase, scene.phrases)
    told = list(scene.levels[phrase.parent].topics.values())[-len(run) :]
    is_of_columns = named is not None and bool(named.columns) and not named.rows
    if not run or not is_of_columns or len(told) < len(run):
        return []
    if named is None or {topic.table for topic in told} != {named.table}:
        return []
    return [replace(named, rows=topic.rows) for topic in told]


def _with_columns(name: Named, after: Named | None) -> Named:
    """Return a name with the columns that stand after 分别: 规章和规范性文件分别废止1件、2件."""
    if after is None or name.columns or after.table != name.table:
        return name
    return replace(name, columns=after.columns)


def named_after(phrase: Phrase, *, scene: Scene, head: Topic | None) -> Topic | None:
    """Return what words after a number name by themselves: 收到的1宗结转下年."""
    named = named_by(_not_denied(phrase.tail), table=scene.context.table, head=head)
    if named is None or not named.rows:
        return None
    return completed(named, context=scene.context, head=head)


def named_together(phrase: Phrase, *, scene: Scene, head: Topic | None) -> Topic | None:
    """Return what words before a number come to together: 复议、诉讼案件36件."""
    if len(groups_of(phrase.lead)) == 1:
        return None
    together = _together(phrase.lead, table=scene.context.table, head=head)
    return completed(together, context=scene.context, head=head) if together else None


def part_and_whole(
    phrase: Phrase, *, scene: Scene, head: Topic | None
) -> tuple[Topic | None, Topic | None]:
    """Return what words name as a part and as its whole: 自然人占新收申请的96%."""
    lead = phrase.lead
    at = next((n for n, token in enumerate(lead) if _is_share(token)), None)
    if phrase.leads_with("rate"):
        rates = [token for token in lead if token.kind == "rate"]
        return _topic(rates, scene=scene, head=None), _topic(
            [t for t in lead if t.kind == "term"], scene=scene, head=None
        )
    if at is None:
        own = _topic(phrase.tail, scene=scene, head=head)
        is_whole = own is not None or _is_of(lead)
        return own, _topic(lead, scene=scene, head=None) if is_whole else None
    return _topic(lead[:at], scene=scene, head=head), _topic(lead[at:], scene=scene, head=None)


def _is_of(lead: Sequence[Token]) -> bool:
    """Whether a percentage is of what is named before it: 正好是办结总数的两成."""
    kinds = [token.kind for token in lead if token.kind not in {"filler", "to", "tally"}]
    return kinds == ["term"] and lead[-1].text == _OF


def _is_share(token: Token) -> bool:
    return token.kind == "share" or (token.kind == "respectively" and token.text[-1] == _HAS)


def _topic(tokens: Sequence[Token], *, scene: Scene, head: Topic | None) -> Topic | None:
    named = named_by(tokens, table=scene.context.table, head=head)
    if any(token.kind == "sum" for token in tokens):
        each = [named_by([t], table=scene.context.table, head=head) for t in tokens if t.terms]
        named = added([one for one in each if one and (one.rows or one.columns)]) or named
    if named is None or all(x.is_closing for t in tokens for x in t.terms):
        return None
    return completed(named, context=scene.context, head=head)
