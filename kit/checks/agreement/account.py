"""Account for every number of a text: checked, of something else, or not understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kit.checks.agreement.counts import count_sentence
from kit.checks.agreement.messages import spoken_reading
from kit.checks.agreement.outcome import Counted, Judged
from kit.checks.agreement.spans import span_of
from kit.checks.document.own import own_patterns
from kit.checks.findings import NumberRead, NumberStatus
from kit.checks.reading.lexicon import load_lexicon
from kit.checks.reading.mention import Mention
from kit.checks.reading.read import Run, read_narrative
from kit.report.model import Report

#: Of several verdicts on one number the first of these counts.
_RANKED: tuple[tuple[str, NumberStatus], ...] = (
    ("contradicts", "contradicts"),
    ("agrees", "agrees"),
    ("other", "other quantity"),
)
#: What numbers are called that count no cells by themselves.
ROLES = {
    "sum": "合计数",
    "rest": "其余的数",
    "base": "用来对比的数",
    "change": "增减",
    "share": "占比",
    "rate": "比率",
    "average": "平均数",
    "points": "百分点",
    "gap": "相差的数",
}
#: What came of a number, in words.
STATUSES: Mapping[NumberStatus, str] = {
    "agrees": "核对一致",
    "contradicts": "不一致",
    "other quantity": "是另一个数",
    "not checkable": "表中没有可对的数",
    "not understood": "没有核对",
}
#: Numbers whose measure word may be any.
_RATES = {"share", "rate", "change", "points"}


def account(report: Report, *, judged: Sequence[Judged]) -> tuple[NumberRead, ...]:
    """Return every number of the narrative in reading order with what came of it.

    Parameters
    ----------
    judged
        What came of each thing that the text says.
    """
    return tuple(
        number
        for run in runs_of(report)
        for number in _numbers(run, verdicts=verdicts_of(run, judged=judged), report=report)
    )


def runs_of(report: Report) -> tuple[Run, ...]:
    """Return the runs of the narrative of *report* as they were read."""
    return read_narrative(report.narrative, year=report.year, own=own_patterns(report))


def verdicts_of(run: Run, *, judged: Sequence[Judged]) -> dict[int, list[Judged]]:
    """Return what was judged of the numbers of *run*, by where they begin."""
    verdicts: dict[int, list[Judged]] = {}
    for each in judged:
        if each.words is run.words:
            for start in each.numbers:
                verdicts.setdefault(start, []).append(each)
    return verdicts


def _numbers(
    run: Run, *, verdicts: Mapping[int, Sequence[Judged]], report: Report
) -> Iterator[NumberRead]:
    for sentence in run.sentences:
        counted = count_sentence(sentence.mentions, report=report)
        for mention in sorted(sentence.mentions, key=lambda m: m.token.start):
            found = {each.status for each in verdicts.get(mention.token.start, ())}
            yield NumberRead(
                at=run.words.span(*span_of(mention)),
                status=status_of(mention, verdicts=found),
                read_as=read_as(mention, counted=counted.get(mention.index), report=report),
            )


def status_of(mention: Mention, *, verdicts: Collection[str]) -> NumberStatus:
    """Return what came of one number, of which *verdicts* were given."""
    for verdict, status in _RANKED:
        if verdict in verdicts:
            return status
    if mention.is_foreign or mention.time == "other" or mention.role == "average":
        return "not checkable"
    if not mention.topic and not _may_count(mention):
        return "not checkable"
    is_missed = bool(mention.unknown) or (mention.topic is not None and not verdicts)
    return "not understood" if is_missed else "not checkable"


def _may_count(mention: Mention) -> bool:
    """Whether a figure of the tables may be told in the measure word of a number."""
    notation = load_lexicon().notation
    return mention.role in _RATES or mention.unit in notation.counted | notation.money


def read_as(mention: Mention, *, counted: Counted | None, report: Report) -> str:
    """Say what a number was read as: cells, or what it is to the others of its sentence."""
    if counted and counted.reading:
        return spoken_reading(counted.reading, report=report)
    return ROLES.get(mention.role, "")
