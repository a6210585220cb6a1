"""Judge what is said of the fee for handling requests (X6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from kit.checks.claims.tokens import PLAIN
from kit.checks.document.fee import AMOUNT, RATE, denials, unstated, yuan
from kit.checks.findings import Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.wording.spoken import shown
from kit.checks.wording.words import Words, spoken_at, words_of
from kit.form.model import Rule
from kit.form.word_kinds import FeesStated
from kit.report.model import Report

_NOTICES = re.compile(r"(?:通知|决定)书?\s*(?P<count>\d+)\s*[件份次]")
_SUM = re.compile(r"(?:合计|共计|总金额|总计|总额|共收取|收费金额)[^，。；\d]{0,8}$")
#: A total is followed by its parts: 收取3600元，其中按件计收…
_SPLIT = re.compile(r"[，,（(：:]?(?:其中|包括|(?:[^，。；\d]{0,8}\d+[名位人件][，,])?分别)")
_PARTS = 2


def judge_fees(rule: Rule, *, kind: FeesStated, report: Report) -> Judgement:
    """Judge that the section states the fee, and that what it says of it agrees with itself."""
    missing = list(unstated(rule, kind=kind, report=report))
    if missing:
        return judged(missing)
    runs = [words for words in words_of(report.narrative) if words.number == kind.section]
    return judged(
        finding
        for words in runs
        for finding in (*denials(rule, words, kind=kind), *_contradictions(rule, words, kind=kind))
    )


def _contradictions(rule: Rule, words: Words, *, kind: FeesStated) -> Iterator[Finding]:
    text = words.text.translate(PLAIN)
    for sentence in re.finditer(r"[^。\n]+", text):
        said = sentence.group()
        if any(name in said for name in kind.names):
            for problem in _problems(said):
                at = words.at(sentence)
                yield build_finding(rule, where=spoken_at(at), said=problem, at=at, found=at.quote)


def _problems(said: str) -> Iterator[str]:
    amounts = [
        (yuan(match), bool(_SUM.search(said, 0, match.start()) or _SPLIT.match(said, match.end())))
        for match in AMOUNT.finditer(said)
        if not RATE.search(said, 0, match.start())
    ]
    sums = [yuan for yuan, is_sum in amounts if is_sum]
    parts = [yuan for yuan, is_sum in amounts if not is_sum]
    if sums and len(parts) >= _PARTS and sum(parts) not in {*sums, 2 * sums[-1]}:
        total = shown(sum(parts, start=Fraction(0)))
        yield f"各项 {'+'.join(map(shown, parts))} 合计 {total} 元，写的是 {shown(sums[-1])} 元"
    collected = max((yuan for yuan, _ in amounts), default=Fraction(0))
    notices = [int(match["count"]) for match in _NOTICES.finditer(said)]
    if collected and notices and not any(notices):
        yield f"收费通知为 0 件，收费却有 {shown(collected)} 元"
