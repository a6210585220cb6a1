"""Judge that what the text breaks down adds up, percentages too (X5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, takewhile

from kit.checks.claims import TOTAL, Part, Sentence, read_claims
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.places import quoted
from kit.checks.spoken import shown
from kit.checks.words import spoken_at
from kit.form.kinds import BreakdownsAdd
from kit.form.model import Rule
from kit.report.model import Report

#: So many parts make a list; what has more words before its number is a sentence of its own.
_LISTS, _LONGEST = 2, 12
#: Rows that results are parts of.
_WHOLES = {("received",), ("received", "carried_in"), ("closed_total",), ("carried_in",)}


def judge_breakdowns(rule: Rule, *, kind: BreakdownsAdd, report: Report) -> Judgement:
    """Judge every list of parts beside its total; the words alone decide, whatever the tables."""
    lists = 0
    findings = []
    for sentence in read_claims(report):
        for whole, said in _lists(sentence):
            parts = _alike(said, kind=kind)
            lists += 1
            if _is_wrong(whole, parts, kind=kind, sentence=sentence):
                findings.append(_wrong(rule, whole, parts))
        for whole, parts in _sums(sentence):
            lists += 1
            if _is_wrong_sum(whole, parts):
                findings.append(_wrong(rule, whole, parts))
    return judged(findings) if lists else NOT_APPLICABLE


def _lists(sentence: Sentence) -> Iterator[tuple[Part, list[Part]]]:
    """Yield each total with the parts said after it; a list inside a list is left alone."""
    whole: Part | None = None
    parts: list[Part] = []
    for before, part in pairwise(part for part in sentence.parts if not part.is_aside):
        if part.opens and not part.is_sum:
            if whole:
                return
            whole, parts = before, [part]
        elif whole and not part.is_sum:
            parts.append(part)
    if whole:
        yield whole, parts


def _sums(sentence: Sentence) -> Iterator[tuple[Part, list[Part]]]:
    """Yield each bare sum with all that was said before it."""
    parts = [part for part in sentence.parts if not part.is_aside]
    for at, part in enumerate(parts):
        if part.is_sum and at >= _LISTS:
            yield part, parts[:at]


def _is_wrong_sum(whole: Part, parts: Sequence[Part]) -> bool:
    """Whether no run of what was said last adds up to a bare sum."""
    if not _is_exact([whole, *parts]):
        return False
    values = [part.number.value for part in parts]
    runs = [sum(values[at:], start=Fraction(0)) for at in range(len(values))]
    return whole.number.value not in {*runs, *values}


def _is_exact(parts: Sequence[Part]) -> bool:
    numbers = [part.number for part in parts]
    is_one_unit = len({number.unit for number in numbers}) == 1
    return is_one_unit and all(n.bound == "exact" and not n.step for n in numbers)


def _is_wrong(
    whole: Part, parts: Sequence[Part], *, kind: BreakdownsAdd, sentence: Sentence
) -> bool:
    if len(parts) < _LISTS or not _is_exact([whole, *parts]):
        return False
    total = sum((part.number.value for part in parts), start=Fraction(0))
    if total == whole.number.value or total in _sums_before(whole, sentence=sentence):
        return False
    if total < whole.number.value:
        is_partial = any(word in sentence.text for word in kind.partial)
        return not is_partial and _leaves_nothing_out(parts, kind=kind)
    return all(part.claim for part in parts) or not any(
        len(part.words) > _LONGEST for part in parts
    )


def _sums_before(whole: Part, *, sentence: Sentence) -> set[Fraction]:
    """Return what else parts may be of: a number said earlier, or a run of them together."""
    before = [p.number.value for p in takewhile(lambda p: p is not whole, sentence.parts)]
    values = [*before, whole.number.value]
    runs = (sum(values[at:], start=Fraction(0)) for at in range(len(values)))
    return {*before, *runs}


def _alike(parts: Sequence[Part], *, kind: BreakdownsAdd) -> list[Part]:
    """Return the parts up to where the sentence goes on to count something else."""
    return list(
        takewhile(
            lambda part: (
                _half(part) == _half(parts[0])
                and (part is parts[0] or not part.begins_clause)
                and (part is parts[0] or part.claim or not any(w in part.words for w in kind.ends))
            ),
            parts,
        )
    )


def _half(part: Part) -> object:
    """Return what a part is one of: results, applicants, outcomes; or nothing of the tables."""
    if part.claim is None:
        return None
    [topic, *_] = part.claim.topics
    is_total = topic.columns[:1] == TOTAL
    if topic.table != "t3":
        return topic.table, is_total, len(topic.columns[0]) > 1
    return topic.table, is_total, is_total and bool(_WHOLES & set(topic.rows))


def _leaves_nothing_out(parts: Sequence[Part], *, kind: BreakdownsAdd) -> bool:
    if parts[0].opens == "split":
        return True
    columns = [part.claim.topics[0].columns[0] for part in parts if part.claim]
    is_both = ("natural_person",) in columns and any(len(ways) > _LISTS for ways in columns)
    return is_both or any(
        all(any(word in part.words for word in family) for part in parts)
        for family in kind.families
    )


def _wrong(rule: Rule, whole: Part, parts: Sequence[Part]) -> Finding:
    total = sum((part.number.value for part in parts), start=Fraction(0))
    said = "+".join(shown(part.number.value) for part in parts)
    return build_finding(
        rule,
        where=f"{spoken_at(whole.at)}{quoted(whole.at.quote)}",
        said=f"各部分 {said} 合计 {shown(total)}，总数写的是 {shown(whole.number.value)}",
        at=whole.at,
        expected=shown(total),
        found=shown(whole.number.value),
    )
