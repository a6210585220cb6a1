"""Hold all that a narrative says against the figures and against itself, once for every rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kit.checks.agreement.apportioned import apportion
from kit.checks.agreement.asserted import of_change, of_count, of_nothing, of_share
from kit.checks.agreement.borne_out import is_borne_out, is_each_clause_summed, is_move
from kit.checks.agreement.changes import Grown, grow
from kit.checks.agreement.counts import count_sentence
from kit.checks.agreement.messages import shown, spoken_reading
from kit.checks.agreement.nearly import Weighed, weigh
from kit.checks.agreement.operands import Reading
from kit.checks.agreement.outcome import Counted, Judged
from kit.checks.agreement.own_numbers import (
    of_apportioned,
    of_derived,
    of_near,
    of_points,
    of_ratio,
)
from kit.checks.agreement.parts import Added, add_up
from kit.checks.agreement.points import move
from kit.checks.agreement.ratios import find_ratios
from kit.checks.agreement.recomputed import Operand, Recomputed
from kit.checks.agreement.shares import recompute
from kit.checks.agreement.statements import Stated, state
from kit.checks.document.own import own_patterns
from kit.checks.reading.mention import Mention
from kit.checks.reading.read import read_narrative
from kit.checks.reading.relations import Sentence
from kit.checks.words import Words
from kit.report.model import Report

_Held = TypeVar("_Held", Grown, Recomputed)
#: The section in which a list of money is of the processing fee.
_FEES = 6


def judge_text(report: Report) -> tuple[Judged, ...]:
    """Return what comes of each thing that the narrative of *report* says."""
    runs = read_narrative(report.narrative, year=report.year, own=own_patterns(report))
    return tuple(
        judged
        for run in runs
        for sentence in run.sentences
        for judged in _judge_sentence(sentence, words=run.words, report=report)
    )


def _judge_sentence(sentence: Sentence, *, words: Words, report: Report) -> Iterator[Judged]:
    counted = count_sentence(sentence.mentions, report=report)
    added = list(add_up(sentence.parts, counted=counted))
    weighed = weigh(sentence, added=added, counted=counted)
    for found in _counts(counted, weighed=weighed):
        yield _of_count(found, words=words, report=report)
    made = {m.token.start for m in sentence.mentions if is_borne_out(m, sentence=sentence)}
    changed = [
        _left(grown, mention=grown.mention, made=made)
        for grown in grow(sentence.changes, counted=counted, report=report)
    ]
    yield from _judge_sums(sentence, words=words, added=added, weighed=weighed, changed=changed)
    recomputed = [
        _left(share, mention=share.share.mention, made=made)
        for share in recompute(sentence.shares, counted=counted, report=report)
    ]
    for share in recomputed:
        yield _of_share(share, words=words, report=report)
    for moved in move(sentence.points, recomputed=recomputed, report=report):
        yield of_points(moved, words=words)
    for derived in sentence.derived:
        yield of_derived(derived, words=words, made=made)
    for apportioned in apportion(sentence.shares):
        yield of_apportioned(apportioned, words=words)
    for grown in changed:
        yield _of_change(grown, words=words)
    settled = set(_settled(sentence, recomputed=recomputed, changed=changed))
    for ratio in find_ratios(sentence, settled=settled | made):
        yield of_ratio(ratio, words=words)
    for stated in state(sentence.statements, report=report):
        yield _of_statement(stated, words=words, report=report)


def _counts(counted: Mapping[int, Counted], *, weighed: Weighed) -> Iterator[Counted]:
    """Yield what came of counts, but for what became of another number, whatever it is called."""
    moved = {way.whole.token.start for way in weighed.holding if is_move(way)}
    for found in counted.values():
        if found.status != "contradicts" or found.mention.token.start not in moved:
            yield found


def _judge_sums(
    sentence: Sentence,
    *,
    words: Words,
    added: Sequence[Added],
    weighed: Weighed,
    changed: Sequence[Grown],
) -> Iterator[Judged]:
    wrong = [grown.mention for grown in changed if grown.status == "contradicts"]
    told = {mention.token.start for mention in wrong if mention}
    for each in added:
        if each.status == "contradicts" and (
            weighed.explains(each) or is_each_clause_summed(each.parts.whole, sentence=sentence)
        ):
            continue
        yield _of_sum(each, words=words)
    near = weighed.near
    if near and not any(mention.token.start in told for mention in near.way.mentions):
        yield of_near(near, words=words)


def _left(held: _Held, *, mention: Mention | None, made: Collection[int]) -> _Held:
    """Leave open what words contradict and the numbers beside bear out."""
    is_made = mention is not None and mention.token.start in made
    return replace(held, status="undecided") if is_made and held.status == "contradicts" else held


def _settled(
    sentence: Sentence, *, recomputed: Sequence[Recomputed], changed: Sequence[Grown]
) -> Iterator[int]:
    """Yield where the ratios stand that words bind to what they are of."""
    yield from (derived.mention.token.start for derived in sentence.derived)
    for each in recomputed:
        if each.status in {"agrees", "contradicts"}:
            yield each.share.mention.token.start
    for grown in changed:
        if grown.mention and grown.status != "undecided":
            yield grown.mention.token.start


def _of_count(found: Counted, *, words: Words, report: Report) -> Judged:
    start, end = _span(found.mention)
    judged = Judged(
        rule="X1",
        status=found.status,
        words=words,
        start=start,
        end=end,
        numbers=(found.mention.token.start,),
        assertion=of_count(found, report=report),
    )
    if found.reading is None or found.status in {"agrees", "undecided"}:
        return judged
    name = spoken_reading(found.reading, report=report)
    told = shown(found.mention.number.value)
    meant = shown(found.meant)
    judged = replace(judged, cells=found.reading.all_cells, expected=meant, found=told)
    if found.status == "other":
        return replace(judged, severity="note", said=f"这个数不是{name}（{meant}）")
    if found.meant is None:
        said = f"{name}已有的数之和大于文字说的{told}"
        return replace(judged, expected="", said=said)
    return replace(judged, said=f"{name}应为 {meant}，文字说的是{told}")


def _span(mention: Mention) -> tuple[int, int]:
    """Return where a count stands with the words that name it."""
    tokens = [t for t in mention.phrase.lead if t.terms or t.kind == "compare"]
    start = tokens[0].start if tokens else mention.token.start
    after = [t for t in mention.phrase.tail if t.terms] if mention.is_number_first else []
    return start, after[-1].end if after else mention.token.end


def _of_sum(each: Added, *, words: Words) -> Judged:
    whole, parts = each.parts.whole, each.parts.parts
    mentions = sorted((whole, *parts), key=lambda m: m.token.start)
    judged = Judged(
        rule="X6" if words.number == _FEES and whole.unit in {"元", "万元"} else "X5",
        status=each.status,
        words=words,
        start=mentions[0].token.start,
        end=mentions[-1].token.end,
    )
    numbers = tuple(m.token.start for m in mentions)
    if each.status != "contradicts":
        is_whole = each.status == "agrees" and not each.is_open
        return replace(judged, numbers=numbers if is_whole else ())
    told, total = shown(whole.number.value), shown(each.total)
    off = shown(abs(each.total - whole.number.value))
    said = f"各部分 {'+'.join(shown(p.number.value) for p in parts)} 合计 {total}"
    judged = replace(
        judged,
        numbers=numbers,
        expected=f"合计 {told}",
        found=f"合计 {total}",
        said=f"{said}，总数写的是 {told}，相差 {off}",
    )
    if each.suspect is None or each.wanted is None:
        return judged
    start, end = _span(each.suspect)
    wanted = shown(each.wanted)
    return replace(
        judged,
        start=start,
        end=end,
        expected=wanted,
        found=shown(each.suspect.number.value),
        said=f"{judged.said}；“{each.suspect.token.text}”可能应为 {wanted}",
    )


def _of_share(each: Recomputed, *, words: Words, report: Report) -> Judged:
    mention = each.share.mention
    lead = [t for t in mention.phrase.lead if t.kind in {"share", "rate"} or t.terms]
    judged = Judged(
        rule="X2",
        status=each.status,
        words=words,
        start=lead[0].start if lead else mention.token.start,
        end=mention.token.end,
        numbers=(mention.token.start,),
        assertion=of_share(each, report=report),
    )
    if each.status != "contradicts" or each.part is None or each.whole is None:
        return judged
    if each.suspect is not None and each.suspect is not mention:
        told, meant = each.suspect.token, shown(each.meant)
        said = (
            f"{each.part.name}是{each.whole.name}的 {shown(each.wanted)}%，文字说的是"
            f" {mention.token.text}；“{told.text}”可能应为 {meant}"
        )
        found = shown(each.suspect.number.value)
        start, end = _span(each.suspect)
        return replace(judged, start=start, end=end, expected=meant, found=found, said=said)
    wanted = f"{shown(each.wanted)}%"
    is_spoken = not mention.token.text.endswith("%")
    return replace(
        judged,
        cells=(*each.part.cells, *each.whole.cells),
        expected=f"约 {wanted}" if is_spoken else wanted,
        found=f"{shown(mention.number.value)}%",
        said=(
            f"{_name(each.part, report=report)}占{_name(each.whole, report=report)}的比例"
            f"应为 {wanted}，文字说的是 {mention.token.text}"
        ),
    )


def _name(operand: Operand, *, report: Report) -> str:
    if operand.cells:
        said = spoken_reading(Reading(cells=operand.cells, minus=operand.minus), report=report)
        return f"{said}（{shown(operand.value)}）"
    return operand.name


def _of_change(each: Grown, *, words: Words) -> Judged:
    first, last = each.change.at
    mention, base = each.mention, each.change.base
    judged = Judged(
        rule="X3",
        status=each.status,
        words=words,
        start=first.start,
        end=mention.token.end if mention else last.end,
        numbers=tuple(m.token.start for m in (mention, base, each.said) if m),
        assertion=of_change(each),
    )
    if each.status != "contradicts" or each.pair is None or each.wanted is None:
        return judged
    if each.said is not None and mention is not None and each.said is not mention:
        start, end = _span(mention)
        told, wanted = shown(mention.number.value), shown(each.wanted)
        said = f"与“{each.said.token.text}”对不上；“{mention.token.text}”可能应为 {wanted}"
        return replace(judged, start=start, end=end, expected=wanted, found=told, said=said)
    is_rate = mention is not None and mention.unit == "%"
    wanted = f"{shown(abs(each.wanted))}{'%' if is_rate else ''}"
    way = "增" if each.wanted > 0 else "减" if each.wanted < 0 else "持平"
    way = "上年的" if is_rate and not each.change.direction else way
    told = mention.token.text if mention else words.text[judged.start : judged.end]
    return replace(
        judged,
        start=min(judged.start, base.token.start) if base else judged.start,
        cells=each.pair.cells,
        expected=f"约 {wanted}" if is_rate and not told.endswith("%") else wanted,
        found=told,
        said=(
            f"由 {shown(each.pair.before)} 到 {shown(each.pair.now)}，应为{way}"
            f"{wanted if each.wanted else ''}，文字说的是“{told}”"
        ),
    )


def _of_statement(each: Stated, *, words: Words, report: Report) -> Judged:
    first, last = each.statement.at
    judged = Judged(
        rule="X1",
        status=each.status,
        words=words,
        start=first.start,
        end=last.end,
        assertion=of_nothing(each),
    )
    if each.status != "contradicts" or each.part is None:
        return judged
    name = spoken_reading(each.part, report=report)
    if each.whole is None:
        wanted = shown(each.value) if each.value is not None else ""
        return replace(
            judged,
            cells=each.part.all_cells,
            expected=wanted,
            found="没有",
            said=f"{name}应为 {wanted or '大于 0'}，文字说的是没有",
        )
    value = shown(each.value)
    whole = spoken_reading(each.whole, report=report)
    return replace(
        judged,
        cells=(*each.part.all_cells, *each.whole.all_cells),
        expected=shown(each.of),
        found=value,
        said=f"{name}为 {value}，不是{whole} {shown(each.of)} 的全部",
    )
