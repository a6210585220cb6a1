"""What a number may be of besides what its own words say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.checks.reading.mention import Mention, Role
from kit.checks.reading.naming import named_after, named_together
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.scene import Scene
from kit.checks.reading.topics import Named, Topic

COUNTS = {"count", "sum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the words of a phrase name, and the topic that is once what was left unsaid is added."""

    named: Named | None
    topic: Topic | None
    head: Topic | None
    is_number_first: bool


def others_of(
    phrase: Phrase, *, role: Role, found: Sequence[Mention], said: Said, scene: Scene
) -> tuple[Topic, ...]:
    """Return what a number may be of as well, by words after it, or by what was told before."""
    if role == "base":
        return tuple(m.topic for m in found if m.topic and m.role in COUNTS)
    if said.is_number_first:
        return _of_list(phrase, topic=said.topic, phrases=scene.phrases)
    after = named_after(phrase, scene=scene, head=said.head)
    several = named_together(phrase, scene=scene, head=said.head)
    columns = _of_rows_before(said, last=scene.levels[phrase.parent].row)
    outcome = _of_outcome_before(phrase, said, found=found)
    return tuple(topic for topic in (after, several, columns, outcome) if topic)


def _of_rows_before(said: Said, *, last: Topic | None) -> Topic | None:
    """Return the columns named in the row last told: 未结的15件，自然人14件、企业1件."""
    topic, named = said.topic, said.named
    if topic is None or named is None or named.rows or not named.columns or last is None:
        return None
    return replace(topic, rows=last.rows, also=()) if last.table == topic.table == "t3" else None


def _of_outcome_before(phrase: Phrase, said: Said, *, found: Sequence[Mention]) -> Topic | None:
    """Return cases with the outcome told of those before them: 未审结的复议4件、诉讼4件."""
    topic, last = said.topic, found[-1] if found else None
    if topic is None or last is None or last.named is None or phrase.opened != "、":
        return None
    is_alike = topic.table == last.named.table == "t4" and bool(last.named.columns)
    return replace(topic, columns=last.named.columns) if is_alike else None


def _of_list(
    phrase: Phrase, *, topic: Topic | None, phrases: Sequence[Phrase]
) -> tuple[Topic, ...]:
    """Return what an item is of by words at the end of its list: 3件复议、2件诉讼未审结."""
    if topic is None or topic.table != "t4":
        return ()
    ways: tuple[Topic, ...] = ()
    for following in phrases[phrase.index + 1 :]:
        if following.parent != phrase.parent or following.opened != "、":
            break
        columns = [t.columns for token in following.tail for t in token.terms if t.table == "t4"]
        ways += tuple(replace(topic, columns=each) for each in columns if each)
    return ways
