"""What is known while the sentences of a paragraph are read, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.checks.reading.mention import Mention, Time
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.topics import TOTAL, Context, Named, Topic

#: Bodies are counted in these: what follows is told of them, 其余42家单位收到838件.
_BODIES = "家"
_LISTING = {"of_which", "split", "respectively"}


@dataclass(slots=True, kw_only=True)
class Level:
    """What is known outside of brackets, or inside of one: the list's whole, the last counted.

    ``is_kept`` is one that a semicolon does not end: 新收申请中，自然人…；法人….
    """

    head: Topic | None = None
    last: Topic | None = None
    #: The last count of a whole row.
    row: Topic | None = None
    is_kept: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    named: Named | None = None
    #: Whether the last count, and what the list is of, are of something else.
    is_foreign: bool = False
    is_head_foreign: bool = False
    is_scoped: bool = False
    #: The table that the last count was of by its words, though of something else.
    foreign_table: str = ""
    #: What the numbers are of that 分别 has announced.
    waiting: list[Named] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Scene:
    """What is known while the sentences of a paragraph are read, one after another."""

    year: int
    context: Context = field(default_factory=Context)
    #: Whether this paragraph has said that it is about disclosing information.
    has_subject: bool = False
    time: Time = "now"
    is_outside: bool = False
    levels: dict[int, Level] = field(default_factory=dict)
    #: The years of the numbers that follow: 2023年、2024年依次为1144件、1215件.
    #: What the words last named, though a sentence has ended since: 该类.
    before: Topic | None = None
    #: What the sentence before counted first.
    opening: Topic | None = None
    years: list[Time] = field(default_factory=list)
    #: Of the sentence just read: what each phrase names, and its year.
    topics: dict[int, Topic] = field(default_factory=dict)
    times: dict[int, Time] = field(default_factory=dict)
    phrases: Sequence[Phrase] = ()

    def begin(self, *, takes_up: bool) -> None:
        """Begin a sentence; one that takes nothing up forgets rows, columns and heads."""
        if not takes_up:
            self.context.rows, self.context.columns, self.context.cases = {}, {}, ()
            self.levels = {}
        else:
            self.levels = {-1: Level(last=self.levels[-1].last)} if -1 in self.levels else {}
        self.time, self.is_outside = "now", False


def head_of(phrase: Phrase, *, phrases: Sequence[Phrase], scene: Scene) -> Topic | None:
    """Return what the list is of in which a phrase is an item."""
    level = phrase.parent
    if level not in scene.levels:
        outer = scene.levels.get(outer_level(phrases, level))
        topic = (outer.topics.get(level) if outer else None) or scene.topics.get(level)
        if level >= 0 and phrases[level].number is None and phrases[level].unknown > 1:
            # 公开边界与学校说法不一（八件科研机构申请中…）
            topic = None
        scene.levels[level] = Level(
            head=topic, last=topic, is_head_foreign=bool(outer and outer.is_foreign)
        )
    here = scene.levels[level]
    if phrase.opened in {"；", ";"} and not here.is_kept:
        here.head, here.is_head_foreign = None, False
    if phrase.opened in {"：", ":"} or _opens_list(phrase):
        here.head = here.last or here.head
        here.is_head_foreign = here.is_foreign
        here.is_kept = False
    return here.head


def outer_level(phrases: Sequence[Phrase], index: int) -> int:
    """Return in whose brackets the phrase of *index* stands; -1 outside of all."""
    return phrases[index].parent if 0 <= index < len(phrases) else -1


def _opens_list(phrase: Phrase) -> bool:
    return phrase.leads_with(*_LISTING)


def remember(topic: Topic | None, named: Named | None, *, scene: Scene) -> None:
    """Note what the next phrases may take up."""
    if not topic or not named:
        return
    scene.context.table = topic.table
    scene.before = topic
    if named.rows:
        scene.context.rows[topic.table] = topic.rows
        if topic.table == "t4":
            before = () if scene.context.is_fresh else scene.context.cases
            scene.context.cases = tuple(dict.fromkeys((*before, *topic.rows)))
            scene.context.is_fresh = False
    if topic.table == "t3" and named.is_object:
        scene.has_subject = True
    if named.columns and named.columns != TOTAL:
        scene.context.columns[topic.table] = topic.columns
    elif named.rows and (topic.table == "t2" or topic.columns == TOTAL):
        scene.context.columns.pop(topic.table, None)


def note(phrase: Phrase, topic: Topic | None, *, scene: Scene) -> None:
    """Note what a phrase counts for the list that may follow."""
    here = scene.levels[phrase.parent]
    if topic is None:
        return
    here.last = topic
    here.row = topic if topic.columns == TOTAL else here.row
    here.topics[phrase.index] = topic
    if any(token.kind == "within" for token in phrase.tail):
        here.head, here.is_kept = topic, True


def note_subject(mention: Mention, *, scene: Scene) -> None:
    """Note whether what follows goes on from something the tables do not count."""
    here = scene.levels[mention.phrase.parent]
    if mention.role == "rest" and mention.unit == _BODIES:
        here.is_scoped = True
    if mention.role == "count":
        is_plain = any(t.is_strong for t in mention.phrase.tokens if t.terms)
        is_named = mention.topic is not None and (is_plain or not mention.unknown)
        here.is_foreign = mention.is_foreign or (not is_named and bool(mention.unknown))
        named = mention.named
        here.foreign_table = named.table if named and named.rows and mention.is_foreign else ""
        is_of_others = mention.phrase.has("scope") or mention.unit == _BODIES
        here.is_scoped = is_of_others or (here.is_scoped and mention.phrase.opened in {"、", ""})
    if mention.topic and any(token.kind == "within" for token in mention.phrase.tail):
        here.is_head_foreign = mention.is_foreign
