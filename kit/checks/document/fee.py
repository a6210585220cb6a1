"""Judge that the fee for handling requests is stated, and not denied beside an amount (X6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kit.checks.document.vocabulary import pattern_of
from kit.checks.findings import At, Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.words import PLAIN, Words, spoken_at, words_of
from kit.form.model import Rule
from kit.form.word_kinds import FeesStated
from kit.report.model import Report
from kit.source.values import shortest

_AMOUNT = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元)")
_DENIED = pattern_of("fee", "denied")
_RATE = pattern_of("fee", "rate")
_OTHERS = pattern_of("fee", "others")
_ANOTHER_TIME = pattern_of("fee", "another_time")
_NOTICES = pattern_of("fee", "notices")
_STATED = pattern_of("fee", "states")
_COLLECTED = pattern_of("fee", "collected")
#: The title of the measures says nothing of what was collected under them.
_TITLE = re.compile(r"《[^《》\n]*》")


def judge_fee(rule: Rule, *, kind: FeesStated, report: Report) -> Judgement:
    """Judge that the section states the fee, and denies none beside an amount."""
    missing = list(_unstated(rule, kind=kind, report=report))
    if missing:
        return judged(missing)
    runs = [words for words in words_of(report.narrative) if words.number == kind.section]
    return judged(finding for words in runs for finding in _denials(rule, words, kind=kind))


def _unstated(rule: Rule, *, kind: FeesStated, report: Report) -> Iterator[Finding]:
    """Find that the section says nothing of the fee; the title of its measures is no statement."""
    runs = [words for words in words_of(report.narrative) if words.number == kind.section]
    if any(_states(words, kind=kind) for words in runs):
        return
    passage = report.narrative.section(kind.section)
    at = At(file=report.narrative.file, line=passage.line, quote=passage.heading)
    said = f"应写明{kind.names[0]}的收取情况，没有写"
    yield build_finding(rule, where=spoken_at(at), said=said, at=at, expected=kind.names[0])


def _states(words: Words, *, kind: FeesStated) -> bool:
    text = _TITLE.sub("", words.text)
    is_named = any(name in words.text for name in kind.names)
    return any(name in text for name in kind.names) or bool(is_named and _STATED.search(text))


def _denials(rule: Rule, words: Words, *, kind: FeesStated) -> Iterator[Finding]:
    """Find a sentence that says nothing was collected, and an amount in it or in a later one."""
    text = words.text.translate(PLAIN)
    is_denied = False
    for sentence in re.finditer(r"[^。\n]+", text):
        said = sentence.group()
        is_named = any(name in said for name in kind.names)
        denial = _denial(said) if is_named else None
        if _ANOTHER_TIME.search(said) or not (denial or (is_denied and _COLLECTED.search(said))):
            continue
        amount = _collected(said, denial=denial)
        if amount:
            at = words.at(sentence)
            problem = f"既说没有收取，又写有 {shortest(amount)} 元"
            yield build_finding(rule, where=spoken_at(at), said=problem, at=at, found=at.quote)
        is_denied |= bool(denial and not _OTHERS.search(said, 0, denial.start()))


def _denial(said: str) -> re.Match[str] | None:
    """Return where a sentence says that nothing was collected, or that nobody was asked to pay."""
    notices = list(_NOTICES.finditer(said))
    is_none = bool(notices) and not any(int(notice["count"]) for notice in notices)
    return _DENIED.search(said) or (notices[0] if is_none else None)


def _collected(said: str, *, denial: re.Match[str] | None) -> Decimal:
    """Return the largest amount of a sentence; where others denied it, that of others too."""
    is_of_others = bool(denial and _OTHERS.search(said, 0, denial.start()))
    return max(
        (
            _yuan(match)
            for match in _amounts(said)
            if is_of_others or not _OTHERS.search(said, 0, match.start())
        ),
        default=Decimal(0),
    )


def _amounts(said: str) -> Iterator[re.Match[str]]:
    return (m for m in _AMOUNT.finditer(said) if not _RATE.search(said, 0, m.start()))


def _yuan(match: re.Match[str]) -> Decimal:
    """Return an amount in yuan."""
    scale = 10**4 if match["unit"] == "万元" else 1
    return Decimal(match["digits"].replace(",", "")) * scale
