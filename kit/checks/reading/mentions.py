"""Read the numbers of a sentence: what each counts, of which year, in which part it plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.checks.reading.ellipsis import shared_in, sum_topic, topic_told_before
from kit.checks.reading.foreign import is_attribute, is_foreign, is_of_all, tells_attributes
from kit.checks.reading.mention import Mention, Role, Time
from kit.checks.reading.naming import named_in, respective
from kit.checks.reading.otherwise import COUNTS, Said, others_of
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.roles import (
    base_time,
    is_next,
    is_of_last,
    names_last,
    role_of,
    tells_before,
    time_of,
    times_of,
    years_of,
)
from kit.checks.reading.scene import Scene, head_of, note, note_subject, outer_level, remember
from kit.checks.reading.tokens import UNKNOWN, size
from kit.checks.reading.topics import Named, Topic, completed

#: Rows that say what was done with requests, whatever came of them.
_VERBS = {"received", "carried_in", "closed_total"}
_SHARES = {"share", "rate"}
#: Matters of table two are counted in these.
_ITEMS = "项"


def read_mentions(phrases: Sequence[Phrase], *, scene: Scene) -> list[Mention]:
    """Return the numbers of a sentence with what they count, in reading order."""
    found: list[Mention] = []
    scene.topics, scene.times, scene.phrases = {}, {}, phrases
    times: dict[int, tuple[Time, bool]] = {-1: (scene.time, scene.is_outside)}
    attributes = tells_attributes(phrases)
    wide = {phrase.parent for phrase in phrases if phrase.has("holds")}
    for phrase in phrases:
        before = times.get(phrase.parent, ("now", False))
        told = _time(phrase, phrases=phrases, times=times, scene=scene)
        time, is_outside = times[phrase.parent] = _one_by_one(phrase, told, scene=scene)
        scene.times[phrase.index] = "other" if is_outside else time
        said = _said(phrase, phrases=phrases, scene=scene)
        if phrase.number is None:
            _pass_by(phrase, said=said, scene=scene)
            if phrase.has("none", "zero"):
                # 上年无结转，办结55件: what is said of none is said of its year alone.
                times[phrase.parent] = before
            continue
        role, time, topic = _part_played(phrase, said=said, found=found, time=time, scene=scene)
        if role == "base":
            # 上年为12件，办结15件: what is compared with says nothing of what comes after it.
            times[phrase.parent] = before
        whole = None
        if role in _SHARES:
            topic, whole = shared_in(phrase, head=said.head, scene=scene)
        mention = Mention(
            phrase=phrase,
            number=phrase.number.number,  # type: ignore[arg-type] # a number's token has one
            role=role,
            time=base_time(phrase, year=scene.year, time=time, is_told=topic is not None)
            if role == "base"
            else time,
            topic=topic,
            head=said.head,
            named=said.named,
            whole=whole,
            others=others_of(phrase, role=role, found=found, said=said, scene=scene),
            is_foreign=is_outside
            or is_of_all(phrase, phrases, named=said.named)
            or (attributes and is_attribute(said.named))
            or is_foreign(phrase, named=said.named, role=role, scene=scene),
            is_number_first=said.is_number_first,
            is_wide=phrase.index in wide,
            times=times_of(phrase),
            unknown=_unknown(phrase, said=said),
        )
        found.append(mention)
        _keep(mention, scene=scene)
    _end(found, scene=scene)
    return found


def _end(found: Sequence[Mention], *, scene: Scene) -> None:
    """Note what a sentence counted first, and forget its year."""
    scene.time, scene.is_outside = "now", False
    first = next((m for m in found if m.role == "count" and m.topic and m.time == "now"), None)
    scene.opening = first.topic if first and not found[0].is_foreign else None


def _one_by_one(phrase: Phrase, time: tuple[Time, bool], *, scene: Scene) -> tuple[Time, bool]:
    """Return the year of a number that is told after others, each of its own year."""
    scene.tell_years(years_of(phrase, year=scene.year))
    is_next = phrase.number is not None and phrase.opened in {"、", "", "，"}
    return scene.next_time(time, is_next=is_next)


def _time(
    phrase: Phrase,
    *,
    phrases: Sequence[Phrase],
    times: dict[int, tuple[Time, bool]],
    scene: Scene,
) -> tuple[Time, bool]:
    """Return the year a phrase is of; a bracket begins with that of what it stands beside."""
    level = phrase.parent
    before = times.get(level) or times.get(outer_level(phrases, level), ("now", False))
    if phrase.opened in {"；", ";"}:
        scene.context.columns.pop("t3", None)
    if phrase.opened in {"；", ";"} or (phrase.opened == "" and level == -1):
        before = ("now", False)
        scene.context.is_fresh = True
    return time_of(phrase, before=before, year=scene.year)


def _said(phrase: Phrase, *, phrases: Sequence[Phrase], scene: Scene) -> Said:
    head = head_of(phrase, phrases=phrases, scene=scene)
    named, is_number_first = named_in(phrase, scene=scene, head=head)
    named = respective(phrase, named, scene=scene, head=head)
    head = scene.levels[phrase.parent].head
    topic = completed(named, context=scene.context, head=head) if named else None
    is_listed = scene.levels[phrase.parent].last is not None
    is_item = is_number_first and is_listed and not phrase.has("all")
    if topic and named and phrase.number and _is_part(topic, named, head, is_item=is_item):
        topic = replace(topic, is_part=True)
    here = scene.levels[phrase.parent]
    here.named = named or here.named
    return Said(named=named, topic=topic, head=head, is_number_first=is_number_first)


def _is_part(topic: Topic, named: Named, head: Topic | None, *, is_item: bool) -> bool:
    """Whether a part only is told: 另2件已答复; 行政处罚中，对单位处罚5件 names its whole again."""
    rows = {row for way in named.rows for row in way if not row.startswith("-")}
    is_verb = bool(rows) and not named.columns and rows <= _VERBS
    is_same = head is not None and (topic.table, topic.rows, topic.columns) == (
        head.table,
        head.rows,
        head.columns,
    )
    return (is_item and is_verb) or is_same


def _pass_by(phrase: Phrase, *, said: Said, scene: Scene) -> None:
    """Note what a phrase without a number names for those that follow."""
    if phrase.has("not", "denial"):
        return
    if said.topic and said.named and (said.named.rows or said.named.columns):
        scene.topics[phrase.index] = said.topic
    remember(said.topic, said.named, scene=scene)
    scene.hear(phrase)


def _unknown(phrase: Phrase, *, said: Said) -> int:
    """Return how much is strange beside a number; nothing after cases told with their outcome."""
    tail, named = phrase.tail, said.named
    is_case = bool(named and named.table == "t4" and named.columns) and any(
        token.terms for token in tail[:1]
    )
    is_request = bool(named and named.table == "t3" and named.rows) and any(
        token.is_strong for token in tail[:1]
    )
    if said.is_number_first and (is_case or is_request):
        tail = tail[: 1 + max(n for n, token in enumerate(tail) if token.terms)]
    return size(phrase.lead, UNKNOWN, "doubtful") + size(tail, UNKNOWN)


def _part_played(
    phrase: Phrase,
    *,
    said: Said,
    found: Sequence[Mention],
    time: Time,
    scene: Scene,
) -> tuple[Role, Time, Topic | None]:
    """Return what part a number plays, of which year it is, and what it counts."""
    role, topic, named = role_of(phrase, phrases=scene.phrases), said.topic, said.named
    unit = phrase.number.number.unit if phrase.number and phrase.number.number else ""
    outer = next((m for m in found if m.index == phrase.parent), None)
    row = [m for m in found if m.phrase.parent == phrase.parent]
    beside = [m for m in row if m.role in COUNTS or (m.role == "change" and m.topic)]
    counted = beside[-1].topic if beside else outer.topic if outer else None
    named_before = scene.topics.get(_named_before(phrase, phrases=scene.phrases))
    if role in _SHARES:
        return *_share_played(phrase, role=role, time=time, row=row, scene=scene), topic
    if role == "base" and found and not (named and (named.rows or named.columns)):
        # 法律服务机构的申请翻番，由11件升至21件: what has just been named, or counted.
        topic = named_before or counted
    if role == "count" and row and _is_more_change(phrase, row[-1]):
        return "change", time, topic
    counted = _pointed(phrase, beside) or counted
    if role == "count" and names_last(phrase, named):
        counted = counted or named_before or scene.opening
        if counted:
            return "base", "last", counted
    if outer and topic is None and time == "last" and role == "count":
        return "base", time, outer.topic
    if role == "sum":
        topic = sum_topic(phrase, topic=topic, named=named, found=found)
    topic = topic or topic_told_before(phrase, role=role, found=found, counted=counted, scene=scene)
    is_row = topic is not None and topic.table == "t2" and unit == _ITEMS
    if role in {"rest", "sum"} and is_row and not (named and named.rows):
        # 收费项目减少1项，现余2项; 上年118项，增加9项，共127项
        role = "count"
    return role, time, topic


def _pointed(phrase: Phrase, beside: Sequence[Mention]) -> Topic | None:
    """Return what is counted by the number that words or a stop point to."""
    if phrase.opened == "；" and beside:
        # 新收41件，企业5件；上年30件
        return beside[0].topic
    is_former = phrase.leads_with("former") and len(beside) > 1
    return beside[-2].topic if is_former else None


def _is_more_change(phrase: Phrase, before: Mention) -> bool:
    """Whether a bare number is one more of how much things changed: 分别少31件和3件."""
    number = phrase.number.number if phrase.number else None
    is_alike = number is not None and number.unit == before.unit
    return before.role == "change" and is_alike and is_next(phrase)


def _named_before(phrase: Phrase, *, phrases: Sequence[Phrase]) -> int:
    """Return the index of the clause without a number that stands right before, or -1."""
    previous = phrases[phrase.index - 1] if phrase.index else None
    is_beside = previous is not None and previous.parent == phrase.parent
    return phrase.index - 1 if is_beside and previous and previous.number is None else -1


def _share_played(
    phrase: Phrase, *, role: Role, time: Time, row: Sequence[Mention], scene: Scene
) -> tuple[Role, Time]:
    """Return what part a percentage plays, and of which year it is."""
    outer = scene.phrases[phrase.parent] if phrase.parent >= 0 else None
    if role == "share" and outer and role_of(outer, phrases=scene.phrases) == "change":
        # 增加近四分之一（24.15%） says the same twice.
        return "change", time
    if role == "share" and row and row[-1].role == "change" and is_next(phrase):
        # 同比分别增长7.97%和60.53%
        return "change", time
    if is_of_last(phrase, year=scene.year):
        return role, "last"
    # 由30.03%变为25.48%: of some time before, which is not said.
    return role, "other" if tells_before(phrase) else time


def _keep(mention: Mention, *, scene: Scene) -> None:
    """Note what a number counts for those that follow."""
    topic, named = mention.topic, mention.named
    note_subject(mention, scene=scene)
    if topic and named and mention.role in {"base", "change"} and named.rows:
        remember(topic, named, scene=scene)
    if topic and mention.role in COUNTS:
        scene.topics[mention.index] = topic
        remember(topic, named, scene=scene)
    if mention.role in {*COUNTS, "rest"}:
        note(mention.phrase, topic, scene=scene)
