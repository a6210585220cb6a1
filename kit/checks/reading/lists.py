"""Wholes and their parts: after 其中, in brackets, after a colon, or told before their sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.checks.reading.families import find_families
from kit.checks.reading.items import BESIDE, is_part, is_within
from kit.checks.reading.mention import Mention
from kit.checks.reading.money import find_divided, find_pairs
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.relations import Parts
from kit.checks.reading.roles import MONEY
from kit.checks.reading.topics import TOTAL
from kit.checks.reading.totals import find_totals

#: Rows that other rows are the results of.
_ABOVE = {"received", "carried_in", "closed_total"}
_COLON = {"：", ":"}
#: Marks that begin a list, and of them those that leave nothing out.
_OPENS = {"of_which", "split", "respectively"}
_CLOSES = {"split", "respectively"}
_SECOND_THOUGHTS = {"aside"}


def find_parts(
    phrases: Sequence[Phrase], mentions: Sequence[Mention], *, before: Sequence[Mention]
) -> Iterator[Parts]:
    """Yield each whole of a sentence with its parts.

    Parameters
    ----------
    before
        Numbers of the sentence before, of which a sentence that begins with 其中 speaks.
    """
    by_phrase = {mention.index: mention for mention in mentions}
    levels = dict.fromkeys(phrase.parent for phrase in phrases)
    for level in levels:
        row = [phrase for phrase in phrases if phrase.parent == level]
        outer = [
            p
            for p in phrases
            if level >= 0 and p.parent == phrases[level].parent and p.index <= level
        ]
        told = [
            *find_totals(
                [*outer, *row],
                by_phrase,
                asides=phrases,
                only=row,
                before=before if level == -1 else (),
            ),
            *_in_brackets(row, by_phrase, level=level),
            *find_pairs([by_phrase[p.index] for p in row if p.index in by_phrase]),
            *find_divided([by_phrase[p.index] for p in row if p.index in by_phrase]),
            *_listed(row, by_phrase, before=before if level == -1 else ()),
        ]
        yield from told
        items = {part.index for parts in told for part in parts.parts}
        families = list(find_families(row, by_phrase, before=before if level == -1 else ()))
        closed = {part.index for each in told if each.is_closed for part in each.parts}
        yield from (each for each in families if not closed & {p.index for p in each.parts})
        items |= {part.index for parts in families for part in parts.parts}
        yield from _implicit(row, by_phrase, items=items)


def _in_brackets(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, level: int
) -> Iterator[Parts]:
    """Yield the list of a bracket: 不予处理42件（信访类33件、重复申请9件）."""
    whole = by_phrase.get(level)
    if whole is None or whole.role not in {"count", "sum", "rest"} or not row:
        return
    parts = [by_phrase[p.index] for p in row if p.index in by_phrase]
    parts = [part for part in parts if is_part(part, whole)]
    is_list = len(parts) > 1 and not row[0].has("compare", "up", "down")
    if is_list and not _is_about_whole(row):
        is_open = any(p.has("partial", "holds") for p in row) or row[0].leads_with("of_which")
        yield Parts(whole=whole, parts=tuple(parts), is_closed=not is_open)


def _is_about_whole(row: Sequence[Phrase]) -> bool:
    return any(phrase.has("aside", "except") for phrase in row)


def _listed(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, before: Sequence[Mention]
) -> Iterator[Parts]:
    for at, phrase in enumerate(row):
        marks = _marks(phrase)
        opened_by_colon = phrase.opened in _COLON
        is_inner = bool(at) and is_within(row[at - 1])
        if not (marks & _OPENS or opened_by_colon or is_inner):
            continue
        if phrase.number is None and "split" in marks:
            # 按主体分： says how, and the colon after it begins the list.
            continue
        wholes = _wholes_before(row[:at], by_phrase, before=before)
        if not wholes:
            continue
        whole, *others = wholes
        if "split" in marks and any(p.leads_with("split") for p in row[:at] if p.number):
            # 按件计收400元，按页计收560元 are told side by side.
            continue
        parts = list(_items(row[at:], by_phrase, whole=whole, is_inner=is_inner))
        if not parts or _resumes(parts[0], row[:at], by_phrase):
            continue
        closed = bool(marks & _CLOSES) or (opened_by_colon and "of_which" not in marks)
        is_open = any(p.phrase.has("partial") for p in parts)
        is_near = _is_right_before(whole, row[:at], by_phrase)
        is_near |= at == 0 and bool(before) and whole is before[-1] and whole.role == "sum"
        yield Parts(
            whole=whole,
            parts=tuple(parts),
            is_closed=closed and not is_open and is_near,
            others=() if is_near else tuple(others),
            is_near=is_near,
        )


def _is_right_before(
    whole: Mention, row: Sequence[Phrase], by_phrase: Mapping[int, Mention]
) -> bool:
    """Whether nothing but its share or its change stands between a whole and its list."""
    for phrase in reversed(row):
        mention = by_phrase.get(phrase.index)
        if mention is None or mention.role not in BESIDE:
            return mention is whole
    return False


def _resumes(part: Mention, row: Sequence[Phrase], by_phrase: Mapping[int, Mention]) -> bool:
    """Whether what seems a part has been told as an item: 其中企业由2件增至4件."""
    told = [by_phrase[p.index] for p in row if p.index in by_phrase]
    return part.topic is not None and any(m.topic == part.topic for m in told)


def _marks(phrase: Phrase) -> set[str]:
    """Return the marks of a list that a phrase begins with: 微信、微博分别发布 begins with none."""
    found: set[str] = set()
    for token in phrase.lead:
        if token.kind in _OPENS:
            found.add(token.kind)
        elif token.kind == "within" and token is phrase.lead[0]:
            found.add("of_which")
        elif token.kind not in {"filler", "stop", "now"}:
            break
    return found


def _wholes_before(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, before: Sequence[Mention]
) -> list[Mention]:
    """Return the counts that a list may be of, the last told first."""
    told = [by_phrase[p.index] for p in reversed(row) if p.index in by_phrase]
    counts = [m for m in told if m.role in {"count", "sum", "rest"}]
    if counts or row:
        return counts
    return [m for m in reversed(before) if m.role in {"count", "sum"} and m.phrase.parent == -1]


def _items(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, whole: Mention, is_inner: bool
) -> Iterator[Mention]:
    """Yield the items of a list up to where something else begins."""
    by_clauses = row[0].opened in _COLON and _is_by_clauses(row, by_phrase, whole=whole)
    for at, phrase in enumerate(row):
        mention = by_phrase.get(phrase.index)
        # Of 不予公开2件，系甲类1件、乙类1件； the first is the item.
        is_beneath = by_clauses and at > 0 and phrase.opened != "；"
        if is_beneath or _is_of_pair(mention, whole):
            continue
        opens = _OPENS - {"split"} if row[0].leads_with("split") else _OPENS
        if at and _begins_anew(phrase, goes_on=is_inner or by_clauses, opens=opens):
            return
        if mention is None and (not at or phrase.number):
            continue
        if mention is None or _is_no_item(mention, whole, at=at):
            return
        if mention.role not in BESIDE:
            yield mention


def _is_no_item(mention: Mention, whole: Mention, *, at: int) -> bool:
    """Whether a number ends the list: a sum, or one that counts something else."""
    if mention.role in BESIDE:
        return False
    is_sum = mention.role == "sum" or (at > 0 and mention.phrase.leads_with("sum"))
    return is_sum or not is_part(mention, whole)


def _is_of_pair(mention: Mention | None, whole: Mention) -> bool:
    """Whether a number is the other of a pair, where the whole is told as one: 4件1260元."""
    return mention is not None and whole.phrase.opened == "" and _is_pair(mention, whole)


def _begins_anew(phrase: Phrase, *, goes_on: bool, opens: set[str]) -> bool:
    """Whether a phrase begins something else than one more item."""
    is_clause = phrase.opened in {"；", ";"} and not goes_on
    marks = any(t.kind in opens | _SECOND_THOUGHTS for t in phrase.lead)
    return is_clause or is_within(phrase) or marks


def _is_by_clauses(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, whole: Mention
) -> bool:
    """Whether a list has an item a clause: 公开6件，占四成；不予公开2件，系…."""
    end = next((n for n, p in enumerate(row[1:], start=1) if p.opened == "；"), 0)
    clause = [by_phrase[p.index] for p in row[:end] if p.index in by_phrase]
    return sum(is_part(mention, whole) for mention in clause) == 1


def _is_pair(mention: Mention, whole: Mention) -> bool:
    """Whether a number is the money beside a count: 2件620元."""
    return mention.unit != whole.unit and mention.unit in MONEY | {"件", "宗", "起", "份"}


def _implicit(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, items: set[int]
) -> Iterator[Parts]:
    """Yield counts that follow another with nothing between: 发文9件，主动公开5件、不予公开4件."""
    marked = {phrase.index for phrase in row if _marks(phrase)}
    for at, phrase in enumerate(row):
        whole = by_phrase.get(phrase.index)
        if whole is None or whole.role not in {"count", "sum"} or phrase.closed not in {"，", ","}:
            continue
        if phrase.opened == "、":
            continue
        parts: list[Mention] = []
        stop = ""
        for following in row[at + 1 :]:
            mention = by_phrase.get(following.index)
            if mention and mention.role in {"share", "rate", "change", "points", "base"}:
                continue
            is_more = mention is not None and is_part(mention, whole)
            is_taken = following.index in items and phrase.index not in items
            if mention is None or not is_more or following.index in marked or is_taken:
                break
            is_other = len(parts) > 1 and following.opened != stop
            if following.opened not in {"、", "，"} or (
                is_other and not following.leads_with("rest", "aside")
            ):
                break
            stop = following.opened
            parts.append(mention)
        least = 1 if stop == "、" or _ends_list(parts) else 2
        is_more = bool(parts) and parts[0].number.value > whole.number.value
        is_item = phrase.index in items and not _is_halved(parts)
        if len(parts) > least and not is_more and not is_item and not _is_sibling(whole, parts):
            yield Parts(whole=whole, parts=tuple(parts), is_implicit=True)


def _is_halved(parts: Sequence[Mention]) -> bool:
    """Whether an item is divided in two: 主办61件，公开答复58件，另3件不予公开."""
    return len(parts) == 2 and parts[-1].phrase.leads_with("aside")  # noqa: PLR2004 - in two


def _ends_list(parts: Sequence[Mention]) -> bool:
    """Whether the last part is all that is left: 已整改43个，另3个…."""
    return bool(parts) and parts[-1].phrase.leads_with("rest", "aside")


def _is_sibling(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the first count is one of the same kinds as those after it: 自然人5件，企业3件."""
    named = whole.named
    if named is None:
        return False
    beside = [m.named for m in parts if m.named and m.named.table == named.table]
    if named.columns and named.columns != TOTAL:
        return any(each.columns for each in beside)
    rows = {row for way in named.rows for row in way}
    results = [row for each in beside for way in each.rows for row in way]
    is_above = any(row in _ABOVE or _is_divided(row, results) for row in rows)
    return bool(rows) and not is_above and any(each.rows for each in beside)


def _is_divided(row: str, results: Sequence[str]) -> bool:
    """Whether a row is divided into those told after it: 不予公开12件，内部事务5件、过程性7件."""
    prefix = row.removesuffix("*")
    return prefix != row and (not results or any(each.startswith(prefix) for each in results))
