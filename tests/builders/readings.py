"""What a sentence is read as, in a line for each number, list, share, change and statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.filings import form
from builders.reports import lawful_words
from kit.checks.reading.mention import Mention
from kit.checks.reading.read import read_narrative
from kit.checks.reading.relations import Change, Parts, Sentence, Share, Statement
from kit.checks.reading.topics import Topic

YEAR = 2022


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The readings of a sentence, each in a line."""

    numbers: tuple[str, ...]
    lists: tuple[str, ...]
    shares: tuple[str, ...]
    changes: tuple[str, ...]
    statements: tuple[str, ...]


def read_sentence(said: str, *, section: int, year: int = YEAR) -> Read:
    """Return what the text of a section is read as."""
    words = lawful_words(form(), sections={section: said})
    runs = read_narrative(words, year=year, own=("我[局市县]",))
    sentences = [s for run in runs if run.words.number == section for s in run.sentences]
    return Read(
        numbers=tuple(_number(m) for s in sentences for m in _in_order(s)),
        lists=tuple(_list(parts) for s in sentences for parts in s.parts),
        shares=tuple(_share(share) for s in sentences for share in s.shares),
        changes=tuple(_change(change) for s in sentences for change in s.changes),
        statements=tuple(line for s in sentences for t in s.statements for line in _statement(t)),
    )


def _in_order(sentence: Sentence) -> list[Mention]:
    return sorted(sentence.mentions, key=lambda mention: mention.token.start)


def _number(mention: Mention) -> str:
    is_told = mention.role in {"count", "base", "sum"} and not mention.is_foreign
    of = topic_line(mention.topic) if is_told else "-"
    return f"{mention.token.text} {mention.role} {mention.time} {of}"


def topic_line(topic: Topic | None) -> str:
    """Return the usual way to understand a topic; ``-`` for none."""
    if topic is None or not topic.rows or not topic.columns:
        return "-"
    rows, columns = topic.rows[0], topic.columns[0]
    return "+".join(f"{topic.table}.{row}.{column}" for row in rows for column in columns)


def _list(parts: Parts) -> str:
    sign = "=" if parts.is_closed or parts.is_total else ">="
    return f"{parts.whole.token.text} {sign} {'+'.join(p.token.text for p in parts.parts)}"


def _share(share: Share) -> str:
    part = share.parts[0].token.text if share.parts else topic_line(share.topic)
    whole = share.whole.token.text if share.whole else topic_line(share.whole_topic)
    return f"{share.mention.token.text}: {part} of {whole}"


def _change(change: Change) -> str:
    way = {1: "up", -1: "down", 0: "same"}[change.direction]
    sizes = [m.token.text for m in (change.amount, change.rate) if m]
    subject = change.subject.token.text if change.subject else topic_line(change.topic)
    base = f" from {change.base.token.text}" if change.base else ""
    return f"{subject}{base} {way} {' '.join(sizes)}".strip()


def _statement(statement: Statement) -> Iterator[str]:
    for topic in statement.topics:
        yield f"{statement.kind} {statement.time} {topic_line(topic)}"
