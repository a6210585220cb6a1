"""Tell how each number of a text was read: sentence, words, the cells meant, the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.checks.agreement.account import ROLES, STATUSES, runs_of, status_of, verdicts_of
from kit.checks.agreement.counts import count_sentence
from kit.checks.agreement.judge import judge_text
from kit.checks.agreement.messages import shown, spoken_reading
from kit.checks.agreement.operands import Reading, readings_of, scale_of, value_of
from kit.checks.agreement.outcome import Counted, Judged
from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.read import Run
from kit.checks.reading.relations import Sentence
from kit.checks.reading.tokens import MASK, UNKNOWN, Token
from kit.report.model import Report

_TIMES = {"now": "本年", "last": "上年", "other": "别的年度"}
_STEP = "    "
#: Names of documents and of the body itself say nothing by their characters.
_MASKED = re.compile(f"{MASK}+")


def explain(report: Report) -> Iterator[str]:
    """Yield lines that tell how each number of the narrative of *report* was read."""
    judged = judge_text(report)
    for run in runs_of(report):
        for sentence in run.sentences:
            if sentence.mentions:
                yield from _sentence(sentence, run=run, judged=judged, report=report)


def _sentence(
    sentence: Sentence, *, run: Run, judged: Sequence[Judged], report: Report
) -> Iterator[str]:
    at = run.words.span(sentence.start, sentence.end)
    yield f"第 {at.line} 行第 {at.column} 列"
    yield from (f"  {line}" for line in _tree(sentence.phrases))
    counted = count_sentence(sentence.mentions, report=report)
    verdicts = verdicts_of(run, judged=judged)
    for mention in sentence.mentions:
        found = verdicts.get(mention.token.start, ())
        yield from _number(mention, counted=counted.get(mention.index), found=found, report=report)
    yield ""


def _tree(phrases: Sequence[Phrase], *, parent: int = -1, depth: int = 0) -> Iterator[str]:
    """Yield the phrases of a sentence, those in brackets beneath what they stand beside."""
    for phrase in phrases:
        if phrase.parent == parent:
            opened = "（" if depth and not phrase.opened else phrase.opened
            yield f"{_STEP * depth}{opened or '·'} {' '.join(map(_word, phrase.tokens))}"
            yield from _tree(phrases, parent=phrase.index, depth=depth + 1)


def _word(token: Token) -> str:
    """Return a word as the tree shows it: numbers and words nobody knows stand out."""
    if token.number:
        return f"【{token.text}】"
    said = _MASKED.sub("＿", token.text.strip())
    return f"〔{said}？〕" if token.kind == UNKNOWN else said


def _number(
    mention: Mention, *, counted: Counted | None, found: Sequence[Judged], report: Report
) -> Iterator[str]:
    status = status_of(mention, verdicts={each.status for each in found})
    role = ROLES.get(mention.role, "件数")
    rules = "、".join(dict.fromkeys(each.rule for each in found))
    by = f"（{rules}）" if rules else ""
    yield f"  {mention.token.text}  {_TIMES[mention.time]}的{role}：{STATUSES[status]}{by}"
    yield from (f"{_STEP}{name}  {said}" for name, said in _words(mention.phrase) if said)
    for reading in _readings(mention, report=report):
        is_taken = counted is not None and reading == counted.reading
        yield f"{_STEP}{'读作' if is_taken else '未取'}  {_spoken(reading, mention, report=report)}"
    reasons = [each.said for each in found if each.said] or [_why(mention, status=status)]
    yield from (f"{_STEP}因为  {reason}" for reason in dict.fromkeys(reasons) if reason)


def _words(phrase: Phrase) -> Iterator[tuple[str, str]]:
    words = [token for token in phrase.tokens if not token.number and token.kind != "stop"]
    named = [token for token in words if token.terms]
    unknown = [token for token in words if token.kind == UNKNOWN]
    marks = [token for token in words if not token.terms and token.kind != UNKNOWN]
    for name, tokens in (("所指", named), ("虚词", marks), ("不识", unknown)):
        yield name, "、".join(_MASKED.sub("＿", token.text.strip()) for token in tokens)


def _readings(mention: Mention, *, report: Report) -> tuple[Reading, ...]:
    if mention.topic is None or mention.time == "other":
        return ()
    is_last = mention.time == "last"
    if is_last and report.last is None:
        return ()
    unit = mention.unit if mention.role in {"count", "base", "sum"} else ""
    return readings_of(mention.topic, report=report, is_last=is_last, unit=unit)


def _spoken(reading: Reading, mention: Mention, *, report: Report) -> str:
    value = value_of(reading, report=report)
    scale = scale_of(reading, unit=mention.unit, report=report)
    given = "空白" if value is None else shown(value * scale)
    return f"{spoken_reading(reading, report=report)} = {given}"


def _why(mention: Mention, *, status: str) -> str:
    """Say why a number was not checked."""
    if status not in {"not checkable", "not understood"}:
        return ""
    if mention.time == "other":
        return "说的是别的年度"
    if mention.is_foreign:
        return "说的是表外的事，或别的机关、别的范围、今后的打算"
    if mention.unknown:
        return f"近旁有 {mention.unknown} 个字不认识"
    if mention.topic is None:
        return "没有说到表中的行或列"
    return "所指的格没有数，或这个量词不用于这些格"
