"""Hold wholes against the sums of their parts, as the text tells them (X5, of fees X6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kit.checks.agreement.outcome import Counted, Status, count_of, is_count, mended
from kit.checks.agreement.slips import swapped
from kit.checks.reading.mention import Mention, sum_exactly
from kit.checks.reading.relations import Parts
from kit.checks.reading.topics import TOTAL

_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A whole with its parts and what came of adding them up.

    ``is_open`` is a list that may leave something out, and does not exceed its whole.
    ``suspect`` is the number that a slip of the hand would explain, ``wanted`` what it
    then should be.
    """

    parts: Parts
    status: Status
    total: Fraction
    is_open: bool = False
    suspect: Mention | None = None
    wanted: Fraction | None = None


#: Nobody lists more in a sentence; each beginning of a list is added up.
_MOST = 60


def add_up(found: Sequence[Parts], *, counted: Mapping[int, Counted]) -> Iterator[Added]:
    """Yield what comes of each list and sum of a sentence."""
    for parts in found:
        if len(parts.parts) > _MOST:
            continue
        if parts.is_total:
            yield from _total(parts, counted=counted)
        else:
            yield from _list(parts, counted=counted)


def _list(parts: Parts, *, counted: Mapping[int, Counted]) -> Iterator[Added]:
    parts = _without_more(parts, counted=counted)
    if _fitting_elsewhere(parts):
        yield Added(parts=parts, status="agrees", total=_sum(parts.parts))
        return
    for group, is_last in _groups(parts):
        total = _sum(group.parts)
        if _is_sum(group.whole, group.parts) or _is_right_mended(group, counted=counted):
            yield Added(parts=group, status="agrees", total=total)
            continue
        suspect, wanted = _suspect(group, counted=counted)
        is_open = bool(group.others) and not group.is_family
        if is_open and not (suspect and _are_named_alike(group.parts)):
            continue
        is_told = _is_more(group, total) or _is_whole(group, is_last=is_last, counted=counted)
        if is_told or _is_explained(group, suspect):
            is_mixed = not group.is_family and _has_foreign_mix(group)
            if is_mixed and not _is_more(group, total):
                yield Added(parts=group, status="undecided", total=total)
            else:
                yield Added(
                    parts=group, status="contradicts", total=total, suspect=suspect, wanted=wanted
                )
        elif not group.is_implicit:
            yield Added(parts=group, status="agrees", total=total, is_open=True)


def _without_more(parts: Parts, *, counted: Mapping[int, Counted]) -> Parts:
    """Leave out what follows an open list and is more than its whole: 2件，其中1件，年末11件."""
    last = parts.parts[-1]
    is_open = not parts.is_closed and not parts.is_implicit and len(parts.parts) > 1
    if not is_open or last.number.value <= parts.whole.number.value or last.phrase.opened == "、":
        return parts
    suspect, _ = _suspect(parts, counted=counted)
    return parts if suspect else replace(parts, parts=parts.parts[:-1])


def _is_more(group: Parts, total: Fraction) -> bool:
    """Whether parts that are told as such come to more than their whole."""
    is_list = not group.is_implicit and (group.is_closed or not group.is_family)
    return is_list and total > group.whole.number.value + _slack(group)


def _is_whole(group: Parts, *, is_last: bool, counted: Mapping[int, Counted]) -> bool:
    """Whether the text says that the parts leave nothing out."""
    is_ended = _is_closing(group.parts[-1])
    if len(group.parts) == 1:
        return False
    if group.is_implicit:
        return (len(group.parts) >= _FEW and is_ended) or _are_all(group, counted=counted)
    if group.is_family:
        return group.is_closed
    if _is_of_results(group) or not group.is_near:
        return False
    return (group.is_closed and is_last) or is_ended


def _is_explained(group: Parts, suspect: Mention | None) -> bool:
    """Whether a slip of the hand is all that parts a list from its whole."""
    is_list = len(group.parts) >= _FEW
    if group.is_implicit:
        is_list = is_list or _is_rest(group.parts[-1])
        return suspect is not None and is_list
    return suspect is not None and (is_list or _are_named_alike(group.parts))


def _are_named_alike(parts: Sequence[Mention]) -> bool:
    """Whether items end with the same word: 疫情防控专题87场、经济社会发展专题45场."""
    ends = {"".join(t.text for t in m.phrase.lead)[-1:] for m in parts}
    return len(parts) > 1 and len(ends) == 1 and "" not in ends


def _is_rest(mention: Mention) -> bool:
    return mention.phrase.leads_with("aside", "rest")


def _are_all(parts: Parts, *, counted: Mapping[int, Counted]) -> bool:
    """Whether the parts are columns of one row, each right: all else in the row is then nothing."""
    found = [counted.get(m.index) for m in parts.parts]
    if not all(f and f.status == "agrees" for f in found):
        return False
    columns = [
        m.named is not None and bool(m.named.columns) and not m.named.rows for m in parts.parts
    ]
    whole = parts.whole.topic
    return all(columns) and whole is not None and whole.table == "t3" and whole.columns == TOTAL


def _fitting_elsewhere(parts: Parts) -> bool:
    """Whether the first items, or all, make the whole, or make another count told before."""
    run = parts.parts
    is_one = run[0].phrase.parent == parts.whole.index or _is_undivided(parts)
    prefixes = [run[:end] for end in range(len(run), len(run) - 1 if is_one else 1, -1)]
    if parts.is_implicit and not any(_is_sum(parts.whole, p) for p in prefixes):
        return False
    if any(_is_sum(whole, run) for whole in parts.others):
        return True
    return any(_is_sum(parts.whole, prefix) for prefix in prefixes)


def _is_of_results(parts: Parts) -> bool:
    """Whether results are listed of what was received: some may not be closed yet."""
    topic = parts.whole.topic
    if topic is None or topic.table != "t3" or ("closed_total",) in topic.rows:
        return False
    rows = [m.named.rows for m in parts.parts if m.named and m.named.rows]
    return bool(rows) and set(topic.rows) <= {("received",), ("received", "carried_in")}


def _groups(parts: Parts) -> Iterator[tuple[Parts, bool]]:
    """Yield the lists that one run of items is: applicants, then results, of the same whole."""
    run = list(parts.parts)
    groups: list[list[Mention]] = []
    for mention in run:
        axis = _axis(mention)
        if (groups and axis and _axis_of(groups[-1]) and axis != _axis_of(groups[-1])) or (
            groups and not _is_undivided(parts) and _is_sum(parts.whole, groups[-1])
        ):
            groups.append([])
        if not groups:
            groups.append([])
        groups[-1].append(mention)
    for at, group in enumerate(groups):
        is_last = at == len(groups) - 1
        yield replace(parts, parts=tuple(group)), is_last or len(groups) > 1


def _is_undivided(parts: Parts) -> bool:
    """Whether a closed list names kinds, rows or columns alone: the whole of it is meant."""
    if parts.is_family:
        return parts.is_closed
    axes = {_axis(mention) for mention in parts.parts}
    return parts.is_closed and len(axes) == 1 and axes != {""}


def _axis(mention: Mention) -> str:
    named = mention.named
    if named is None:
        return ""
    return (
        f"{named.table} rows" if named.rows else f"{named.table} columns" if named.columns else ""
    )


def _axis_of(group: Sequence[Mention]) -> str:
    return next((axis for axis in map(_axis, group) if axis), "")


def _sum(parts: Sequence[Mention]) -> Fraction:
    return sum_exactly(part.total for part in parts)


def _slack(parts: Parts) -> Fraction:
    steps = [m.number.step for m in (parts.whole, *parts.parts)]
    return sum(steps, Fraction(0)) / 2


def _is_sum(whole: Mention, parts: Sequence[Mention]) -> bool:
    total = _sum(parts)
    if whole.number.fits(total):
        return True
    steps = sum((m.number.step for m in (whole, *parts) if m.number.step), Fraction(0))
    return 2 * abs(total - whole.number.value) <= steps if steps else total == whole.number.value


def _is_right_mended(parts: Parts, *, counted: Mapping[int, Counted]) -> bool:
    """Whether it adds up once the counts that the tables contradict are what they should be."""
    whole, *each = (mended(m, counted=counted) for m in (parts.whole, *parts.parts))
    is_told = any(is_count(m, "contradicts", counted=counted) for m in (parts.whole, *parts.parts))
    return is_told and whole == sum(each, Fraction(0))


def _suspect(
    parts: Parts, *, counted: Mapping[int, Counted]
) -> tuple[Mention | None, Fraction | None]:
    """Return the one number that reads right with two digits swapped, if there is just one."""
    whole, total = parts.whole.number.value, _sum(parts.parts)
    ways: list[tuple[Mention, Fraction]] = []
    for mention in parts.parts:
        if is_count(mention, "agrees", counted=counted):
            continue
        wanted = whole - total + mention.number.value
        if wanted in set(swapped(mention.number.value)):
            ways.append((mention, wanted))
    if not is_count(parts.whole, "agrees", counted=counted) and total in set(swapped(whole)):
        ways.append((parts.whole, total))
    return ways[0] if len(ways) == 1 else (None, None)


def _is_closing(mention: Mention) -> bool:
    """Whether an item is all that is left: 其他47件."""
    tokens = [token for token in mention.phrase.lead if token.kind != "filler"]
    is_rest = mention.phrase.leads_with("rest")
    return is_rest or bool(tokens and any(term.is_closing for term in tokens[-1].terms))


def _has_foreign_mix(parts: Parts) -> bool:
    return any(part.phrase.has("scope") for part in parts.parts) and parts.whole.topic is not None


def _total(parts: Parts, *, counted: Mapping[int, Counted]) -> Iterator[Added]:
    """Judge a sum told after its parts: of the last ones, as many as make it."""
    whole, run = parts.whole, parts.parts
    for first in range(len(run) - 1):
        if _is_sum(whole, run[first:]):
            yield Added(parts=replace(parts, parts=run[first:]), status="agrees", total=_sum(run))
            return
    if count_of(whole, counted=counted) is not None:
        return
    said = _several(whole)
    last = run[-said:] if said else run
    group = replace(parts, parts=last)
    if _is_right_mended(group, counted=counted):
        yield Added(parts=group, status="agrees", total=_sum(last))
        return
    suspect, wanted = _suspect(group, counted=counted)
    opening = run[0].phrase
    is_bare = any(t.kind == "stop" for t in opening.lead) and not opening.has("respectively")
    if is_bare and whole.number.value > _sum(last):
        # 区政府、部门25个、街道7个，合计33个: one is named and not counted.
        return
    is_near = 3 * abs(_sum(last) - whole.number.value) <= whole.number.value
    if suspect or (is_near and (said or len(last) == len(run))):
        yield Added(
            parts=group, status="contradicts", total=_sum(last), suspect=suspect, wanted=wanted
        )


def _several(mention: Mention) -> int:
    for token in mention.phrase.lead:
        if token.kind == "sum":
            for sign in token.text:
                if sign in "两二三四五六":
                    return {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}[sign]
    return 0
