"""Judge that what the text breaks down adds up, percentages too (X5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise, takewhile

from kit.checks.claims import TOTAL, Part, Sentence, read_claims
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, judged
from kit.checks.wording.lists import unequal_lists
from kit.checks.wording.recomputed import build_told, unless_found
from kit.checks.wording.spoken import shown
from kit.checks.wording.totals import Total, find_totals
from kit.form.model import Rule
from kit.form.word_kinds import BreakdownsAdd
from kit.report.model import Report

#: So many parts make a list; what has more words before its number is a sentence of its own.
_LISTS, _LONGEST = 2, 12
#: Characters at the end of the words before a number that say what it counts.
_ENDING = 2
#: Measure words that papers of several kinds are counted in together.
_PIECES = {"件", "条", "份", "篇", "部", "则", "期", "个"}
#: What :func:`_half` gives of all requests and of a result of some.
_RECEIVED, _RESULT = ("t3", True, True), ("t3", True, False)
#: How a list begins that leaves nothing out.
_CLOSED = {"split", "bracket", "colon"}
#: Rows that results are parts of.
_WHOLES = {("received",), ("received", "carried_in"), ("closed_total",), ("carried_in",)}


def judge_breakdowns(rule: Rule, *, kind: BreakdownsAdd, report: Report) -> Judgement:
    """Judge every list of parts beside its total; the words alone decide, whatever the tables."""
    lists = 0
    findings = []
    for sentence in read_claims(report):
        for whole, said in (*_lists(sentence), *_bracketed(sentence, kind=kind)):
            parts = _alike(said, kind=kind)
            lists += 1
            if _is_wrong(whole, parts, said=said, kind=kind, sentence=sentence):
                findings.append(_wrong(rule, whole, parts))
        for whole, parts in _sums(sentence):
            lists += 1
            if _is_wrong_sum(whole, parts):
                findings.append(_wrong(rule, whole, parts))
    for sentence, total in find_totals(read_claims(report), kind=kind):
        lists += 1
        if not total.is_right and not _is_judged(total, sentence):
            findings.append(_wrong_total(rule, total, sentence=sentence))
    unequal = list(unequal_lists(rule, kind=kind, report=report))
    findings += unless_found(unequal, findings)
    return judged(findings) if lists or findings else NOT_APPLICABLE


def _is_judged(total: Total, sentence: Sentence) -> bool:
    """Whether a total is a bare sum of its sentence, which is judged as such."""
    at = sentence.at(total.said.start, total.said.end)
    return any(part.is_sum and part.at.quote.endswith(at.quote) for part in sentence.parts)


def _lists(sentence: Sentence) -> Iterator[tuple[Part, list[Part]]]:
    """Yield each total with the parts said after it; a list inside a list is left alone.

    A total that begins a clause of its own ends the list before it.
    """
    whole: Part | None = None
    parts: list[Part] = []
    for before, part in pairwise(part for part in sentence.parts if not part.is_aside):
        # 104件；含上年结转2件在内共106件 goes on with what else there is.
        is_more = part.begins_clause and part.words.startswith("含")
        if part.opens and not part.is_sum and not is_more:
            if whole and not before.begins_clause:
                return
            if whole:
                yield whole, parts[:-1]
            whole, parts = before, [part]
        elif whole and not part.is_sum:
            parts.append(part)
    if whole:
        yield whole, parts


def _bracketed(sentence: Sentence, *, kind: BreakdownsAdd) -> Iterator[tuple[Part, list[Part]]]:
    """Yield each total with the parts in the brackets that follow it at once."""
    for at, part in enumerate(sentence.parts):
        if at and part.is_aside and part.opens and not sentence.parts[at - 1].is_aside:
            whole = sentence.parts[at - 1]
            parts = list(takewhile(lambda p: p.is_aside, sentence.parts[at:]))
            is_told = any(p.claim for p in (whole, *parts))
            is_aside = any(word in p.words for p in parts for word in kind.asides)
            if not is_told and not is_aside:
                yield whole, parts


def _sums(sentence: Sentence) -> Iterator[tuple[Part, list[Part]]]:
    """Yield each bare sum with all of its kind that was said right before it."""
    parts = [part for part in sentence.parts if not part.is_aside]
    for at, part in enumerate(parts):
        if part.is_sum:
            before = takewhile(partial(_is_of_kind, part), parts[:at][::-1])
            counted = list(before)[::-1]
            if len(counted) >= _LISTS:
                yield part, counted


def _is_wrong_sum(whole: Part, parts: Sequence[Part]) -> bool:
    """Whether no run of what was said last adds up to a bare sum."""
    if not _is_exact([whole, *parts]):
        return False
    values = [part.number.value for part in parts]
    runs = [sum(values[at:], start=Fraction(0)) for at in range(len(values))]
    return whole.number.value not in {*runs, *values}


def _is_of_kind(whole: Part, part: Part) -> bool:
    return _are_of_kind([whole, part])


def _are_of_kind(parts: Sequence[Part]) -> bool:
    """Whether parts are counted alike: in one measure word, or in those of papers."""
    units = {part.number.unit for part in parts}
    return len(units) == 1 or units <= _PIECES


def _is_exact(parts: Sequence[Part]) -> bool:
    return all(part.number.bound == "exact" and not part.number.step for part in parts)


def _is_wrong(
    whole: Part,
    parts: Sequence[Part],
    *,
    said: Sequence[Part],
    kind: BreakdownsAdd,
    sentence: Sentence,
) -> bool:
    if len(parts) < _LISTS:
        return False
    if not _is_exact([whole, *parts]):
        return _is_over(whole, parts)
    if parts[0].number.unit != whole.number.unit and not _is_closing(parts[-1], kind=kind):
        return False
    total = sum((part.number.value for part in parts), start=Fraction(0))
    longer = {
        sum((part.number.value for part in said[:to]), start=Fraction(0))
        for to in range(len(parts), len(said) + 1)
    }
    if whole.number.value in longer or total in _sums_before(whole, sentence=sentence):
        return False
    if total < whole.number.value:
        return _is_short(whole, parts, said=said, kind=kind, sentence=sentence)
    return all(part.claim for part in parts) or not any(
        len(part.words) > _LONGEST and not _is_closing(part, kind=kind) for part in parts
    )


def _is_short(
    whole: Part,
    parts: Sequence[Part],
    *,
    said: Sequence[Part],
    kind: BreakdownsAdd,
    sentence: Sentence,
) -> bool:
    """Whether parts that are less than their whole claim to leave nothing of it out."""
    # 通知、公告等92篇，其中… says nothing of the list that follows.
    listed = sentence.text.partition(whole.at.quote)[2] or sentence.text
    if any(word in listed for word in kind.partial) or _is_of_results(whole, parts[0]):
        return False
    rest = [p for p in said[len(parts) :] if _are_of_kind([p, whole])]
    is_cut = bool(rest) and (_is_closing(parts[-1], kind=kind) or not rest[0].begins_clause)
    return _leaves_nothing_out(parts, is_cut=is_cut, kind=kind)


def _is_of_results(whole: Part, part: Part) -> bool:
    """Whether a list of results begins beside what came in, of which some may be pending."""
    if whole.claim is None or (_half(whole), _half(part)) != (_RECEIVED, _RESULT):
        return False
    return ("closed_total",) not in whole.claim.topics[0].rows


def _is_over(whole: Part, parts: Sequence[Part]) -> bool:
    """Whether rounded parts of one unit are more than their whole, by more than rounding does."""
    numbers = [part.number for part in (whole, *parts)]
    if any(number.bound != "exact" for number in numbers) or len({n.unit for n in numbers}) > 1:
        return False
    total = sum((part.number.value for part in parts), start=Fraction(0))
    return total - whole.number.value > sum((n.step for n in numbers), start=Fraction(0))


def _sums_before(whole: Part, *, sentence: Sentence) -> set[Fraction]:
    """Return what else parts may be of: a number said earlier, or a run of them together."""
    before = [p.number.value for p in takewhile(lambda p: p is not whole, sentence.parts)]
    values = [*before, whole.number.value]
    runs = (sum(values[at:], start=Fraction(0)) for at in range(len(values)))
    return {*before, *runs}


def _alike(parts: Sequence[Part], *, kind: BreakdownsAdd) -> list[Part]:
    """Return the parts up to where the sentence goes on to count something else."""
    closing = [at for at, part in enumerate(parts) if at and _is_closing(part, kind=kind)]
    closed = parts[: closing[-1] + 1] if closing else ()
    if closed and _are_of_kind(closed) and not any(part.begins_clause for part in closed[1:]):
        return list(closed)
    first = parts[0]
    return list(takewhile(lambda part: part is first or _goes_on(part, first, kind=kind), parts))


def _goes_on(part: Part, first: Part, *, kind: BreakdownsAdd) -> bool:
    """Whether *part* is one of the list that *first* begins."""
    if part.begins_clause or _half(part) != _half(first) or part.number.unit != first.number.unit:
        return False
    if part.claim or not any(word in part.words for word in kind.ends):
        return True
    if part.words[-_ENDING:] == first.words[-_ENDING:]:
        # 图文解读25篇、视频解读9篇 are both of one kind.
        return True
    families = (f for f in kind.families if any(word in first.words for word in f))
    return any(word in part.words for family in families for word in family)


def _is_closing(part: Part, *, kind: BreakdownsAdd) -> bool:
    said = part.words.lstrip("的")
    return said.startswith(kind.closing) and not said.startswith(kind.rows)


def _half(part: Part) -> object:
    """Return what a part is one of: results, applicants, outcomes; or nothing of the tables."""
    if part.claim is None:
        return None
    [topic, *_] = part.claim.topics
    is_total = topic.columns[:1] == TOTAL
    if topic.table != "t3":
        return topic.table, is_total, len(topic.columns[0]) > 1
    return topic.table, is_total, is_total and bool(_WHOLES & set(topic.rows))


def _leaves_nothing_out(parts: Sequence[Part], *, is_cut: bool, kind: BreakdownsAdd) -> bool:
    is_whole = parts[0].opens in _CLOSED or _is_closing(parts[-1], kind=kind)
    if is_whole and not is_cut:
        return True
    columns = [part.claim.topics[0].columns[0] for part in parts if part.claim]
    is_both = ("natural_person",) in columns and any(len(ways) > _LISTS for ways in columns)
    return is_both or any(
        all(any(word in part.words for word in family) for part in parts)
        for family in kind.families
    )


def _wrong_total(rule: Rule, total: Total, *, sentence: Sentence) -> Finding:
    at = sentence.at(total.start, total.said.end)
    of = "、".join(shown(told.number.value) for told in total.of)
    return build_told(
        rule,
        said=f"由 {of} 算得 {shown(total.wanted)}，文字写的是 {shown(total.said.number.value)}",
        at=at,
        expected=shown(total.wanted),
        found=shown(total.said.number.value),
    )


def _wrong(rule: Rule, whole: Part, parts: Sequence[Part]) -> Finding:
    total = sum((part.number.value for part in parts), start=Fraction(0))
    said = "+".join(shown(part.number.value) for part in parts)
    return build_told(
        rule,
        said=f"各部分 {said} 合计 {shown(total)}，总数写的是 {shown(whole.number.value)}",
        at=whole.at,
        expected=shown(total),
        found=shown(whole.number.value),
    )
