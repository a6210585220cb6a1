"""Digits of neighbours that ran together: parted where the rules leave exactly one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import prod

from kit.errors import Fault
from kit.form import Form
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import Equal
from kit.parameters import Imported
from kit.source.filing import Figure, Place
from kit.source.published.doubtful import Row, Way, doubtful_rows
from kit.source.published.partings import TooMany, partings
from kit.source.values import read_figure

_MOST_CHOICES = 3_000
#: So many cells of a row may be lost before nothing tells any more which.
_MOST_LOST = 2
_NOT_READ = "缺或多的是哪一格不能确定，这一行未读入，请对照原件填写。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The cells of rows that ran together, and what is to be said of them."""

    figures: Mapping[str, Figure]
    faults: tuple[Fault, ...] = ()
    imported: tuple[Imported, ...] = ()


def split_rows(
    figures: Mapping[str, Figure],
    *,
    form: Form,
    short: frozenset[str] = frozenset(),
    sure: frozenset[str] = frozenset(),
) -> Split:
    """Part the digits of rows that ran together, in every table of the form.

    A cell that all lawful ways to read its row give the same is taken; one that
    they differ in, or for which there is no lawful way, stays blank and is named.

    Parameters
    ----------
    short
        Addresses of rows that have fewer or more cells than columns.
    sure
        Addresses of cells that say which they are: nothing of theirs ran together.
    """
    doubtful = doubtful_rows(figures, form=form, short=short)
    rows = [row for row in doubtful if sure.isdisjoint(row.addresses)]
    rules = _rules(form)
    values = {a: f.value for a, f in figures.items() if isinstance(f.value, int)}
    known = {a: v for a, v in values.items() if not any(a in row.addresses for row in rows)}
    ways = _consistent([_ways(row, rules=rules) for row in rows], rows, known=known, rules=rules)
    read = [(row, _agreed(row, own)) for row, own in zip(rows, ways, strict=True)]
    changed = [(row, way) for row, way in read if way != tuple(raw or None for raw in row.raws)]
    return Split(
        figures={
            cell.address: replace(
                read_figure(_typed(said), cell=cell), place=_place(row, figures=figures)
            )
            for row, way in changed
            for cell, said in zip(row.cells, way, strict=True)
        },
        faults=tuple(_fault(row, way, figures=figures, form=form) for row, way in changed),
        imported=tuple(_imported(row, way, form=form) for row, way in changed),
    )


def _rules(form: Form) -> tuple[Instance, ...]:
    """Give the sums of the form itself; those that look at last year say nothing of this row."""
    return tuple(
        instance
        for rule in form.rules.values()
        if rule.id.startswith("R") and isinstance(rule.kind, Equal)
        for instance in rule_instances(rule.kind, form=form)
    )


def _ways(row: Row, *, rules: Sequence[Instance]) -> list[Way]:
    """Return the lawful ways to read a row: each cell filled, or as it is printed."""
    if not row.is_run_together:
        return []
    own = [rule for rule in rules if set(rule.terms) <= set(row.addresses)]
    try:
        ways: list[Way] = list(partings(row.tokens, cells=row.cells, rules=own))
    except TooMany:
        return []
    if row.is_short and not row.is_in_one:
        return [*ways, *_with_lost(row, rules=own, is_parted=bool(ways and own))]
    printed: Way = tuple(raw or None for raw in row.raws)
    # Where a sum is to be met, a row that stands in one cell is none of blanks.
    if not (row.is_in_one and own) and _may_stand(row, way=printed):
        ways += [printed] if all(_can_hold(rule, row.values(printed)) for rule in own) else []
    return ways


def _with_lost(row: Row, *, rules: Sequence[Instance], is_parted: bool) -> Iterator[Way]:
    """Give the ways to read a short row as one that lost cells.

    Where digits can be parted so that a sum is met, that sum is not what was lost.
    """
    size, said = len(row.cells), len(row.tokens)
    if size - said > _MOST_LOST:
        yield from () if is_parted else [(None,) * size]
        return
    sums = {a for rule in rules for a in rule.right} if is_parted else set()
    for places in combinations(range(size), said):
        at = dict(zip(places, row.tokens, strict=True))
        way: Way = tuple(at.get(place) for place in range(size))
        is_kept = all(own or a not in sums for a, own in zip(row.addresses, way, strict=True))
        values = row.values(way)
        if is_kept and _may_stand(row, way=way) and all(_can_hold(r, values) for r in rules):
            yield way


def _may_stand(row: Row, *, way: Way) -> bool:
    """Whether each number of a way is one of its cell's type, the others blank."""
    pairs = zip(row.cells, way, strict=True)
    return all(
        not raw or (not _is_padded(raw) and not read_figure(_typed(raw), cell=cell).fault)
        for cell, raw in pairs
    )


def _is_padded(raw: str) -> bool:
    """Whether a number begins with a zero that nobody writes."""
    return re.match(r"[+-]?0[0-9]", raw) is not None


def _consistent(
    ways: Sequence[list[Way]],
    rows: Sequence[Row],
    *,
    known: Mapping[str, int],
    rules: Sequence[Instance],
) -> list[list[Way]]:
    """Keep of each row's ways those that the sums over several rows allow."""
    kept = [
        [way for way in own if _all_can_hold({**known, **row.values(way)}, rules=rules)]
        for row, own in zip(rows, ways, strict=True)
    ]
    open_rows = [at for at, own in enumerate(kept) if own]
    unsure = {a for at in open_rows if len(kept[at]) > 1 for a in rows[at].addresses}
    rules = [rule for rule in rules if unsure & set(rule.terms)]
    if prod(len(kept[at]) for at in open_rows) > _MOST_CHOICES:
        return kept
    fits = [
        choice
        for choice in product(*(kept[at] for at in open_rows))
        if _all_can_hold(_together(choice, [rows[at] for at in open_rows], known), rules=rules)
    ]
    for order, at in enumerate(open_rows):
        kept[at] = list(dict.fromkeys(choice[order] for choice in fits))
    return kept


def _together(
    choice: Sequence[Way], rows: Sequence[Row], known: Mapping[str, int]
) -> dict[str, int]:
    values = dict(known)
    for row, way in zip(rows, choice, strict=True):
        values |= row.values(way)
    return values


def _all_can_hold(values: Mapping[str, int], *, rules: Sequence[Instance]) -> bool:
    return all(_can_hold(rule, values) for rule in rules)


def _can_hold(rule: Instance, values: Mapping[str, int]) -> bool:
    """Whether some filling of the blanks with counts lets a sum hold."""
    difference = sum(values.get(a, 0) for a in (*rule.left, *rule.minus)) - sum(
        values.get(a, 0) for a in rule.right
    )
    may_grow = any(a not in values for a in (*rule.left, *rule.minus))
    may_shrink = any(a not in values for a in rule.right)
    return (difference == 0) or (difference < 0 and may_grow) or (difference > 0 and may_shrink)


def _agreed(row: Row, ways: Sequence[Way]) -> Way:
    """Return what all ways say of each cell; blank where they differ or there is none."""
    if not ways:
        return (None,) * len(row.cells)
    said = zip(*ways, strict=True)
    return tuple(cell[0] if len(set(cell)) == 1 else None for cell in said)


def _typed(said: str | None) -> int | str | None:
    return int(said) if said and said.isdigit() else said


def _place(row: Row, *, figures: Mapping[str, Figure]) -> Place | None:
    return next((figures[a].place for a in row.addresses if a in figures), None)


def _fault(row: Row, way: Way, *, figures: Mapping[str, Figure], form: Form) -> Fault:
    first = figures.get(row.addresses[0])
    where = first.place.spoken if first and first.place else row.addresses[0]
    said = "、".join(row.tokens)
    if not row.is_run_together:
        found = f"格数不符（{said}）"
        return Fault(where, f"{len(row.cells)} 格数", found, _NOT_READ)
    blank = [form.cells[a].name for a, own in zip(row.addresses, way, strict=True) if own is None]
    if blank:
        cure = f"不能确定如何拆开，{'、'.join(blank)}留空，请对照原件填写。"
    else:
        parted = "、".join(own or "" for own in way)
        cure = f"只有一种拆法合乎勾稽关系，已按 {parted} 读入，请核对。"
    return Fault(where, "分开的各格", f"连在一起的“{said}”", cure)


def _imported(row: Row, way: Way, *, form: Form) -> Imported:
    """Return what ``report.yaml`` keeps of a row: what it was, and what it was read as."""
    if not row.is_run_together:
        at = _pattern(row.addresses, form=form)
        return Imported(at=at, was="、".join(row.tokens), note=f"格数不符：{_NOT_READ}")
    was = f"连在一起的 {'、'.join(row.tokens)}"
    blank = [a for a, own in zip(row.addresses, way, strict=True) if own is None]
    if blank:
        note = "拆法不止一种或没有，留空的请对照原件填写。"
        return Imported(at=_pattern(blank, form=form), was=was, note=note)
    note = "只有一种拆法合乎勾稽关系，请对照原件核对。"
    read = "、".join(own or "" for own in way)
    return Imported(at=_pattern(row.addresses, form=form), was=was, read=read, note=note)


def _pattern(addresses: Sequence[str], *, form: Form) -> str:
    """Return the one pattern that names just these cells, or all of them."""
    table, line, _ = addresses[0].split(".")
    for pattern in (f"{table}.{line}.*", f"{table}.*.*"):
        if set(form.match(pattern)) == set(addresses):
            return pattern
    return "、".join(addresses)
