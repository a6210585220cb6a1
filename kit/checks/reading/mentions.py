"""Numbers with what they count: topic, time, role, and how much beside them is not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from kit.checks.reading.numerals import Number
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.tokens import UNKNOWN, Token, size
from kit.checks.reading.topics import (
    TOTAL,
    Context,
    Named,
    Topic,
    added,
    completed,
    named_by,
)

Role = Literal["count", "sum", "rest", "base", "change", "share", "rate", "average", "points"]
Time = Literal["now", "last", "other"]
#: What stands between a mark and its number without parting them.
_LOOSE = {"filler", "subject", "year", "date", "now", "term"}
#: Ends 分别占, after which shares are told one after another.
_HAS = "占"
#: How papers are sorted; requests are never disclosed so.
_ATTRIBUTE = "主动公开"
#: Marks that a phrase is of something else than the tables count.
_FOREIGN = {"foreign", "plan", "past"}
_LISTING = {"of_which", "split", "respectively"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One number of a sentence.

    Attributes
    ----------
    topic
        What it counts, as far as words of the tables say; ``None`` when they do not.
    head
        The mention or topic that the list is of in which it stands.
    is_foreign
        Whether it is of what the tables do not count, or of another body.
    is_wide
        Whether a bracket says that more is counted in: 公开12件（含部分公开5件）.
    times
        For how many things it is told, each of them: 公益组织和其他各1件.
    unknown
        How many characters beside it nothing is known of.
    """

    phrase: Phrase
    number: Number
    role: Role
    time: Time = "now"
    topic: Topic | None = None
    head: Topic | None = None
    named: Named | None = None
    is_foreign: bool = False
    whole: Topic | None = None
    is_number_first: bool = False
    is_wide: bool = False
    times: int = 1
    unknown: int = 0

    @property
    def total(self) -> Fraction:
        """What it adds up to: of 公益组织和其他各1件 twice the number."""
        return self.number.value * self.times

    @property
    def index(self) -> int:
        """The index of its phrase in the sentence."""
        return self.phrase.index

    @property
    def token(self) -> Token:
        """The number itself."""
        assert self.phrase.number is not None  # noqa: S101 - a mention has one
        return self.phrase.number

    @property
    def unit(self) -> str:
        """Its measure word."""
        return self.number.unit


@dataclass(slots=True, kw_only=True)
class Level:
    """What is known outside of brackets, or inside of one: the list's whole, the last counted.

    ``is_kept`` is one that a semicolon does not end: 新收申请中，自然人…；法人….
    """

    head: Topic | None = None
    last: Topic | None = None
    is_kept: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    named: Named | None = None
    #: Whether the last count, and what the list is of, are of something else.
    is_foreign: bool = False
    is_head_foreign: bool = False
    is_scoped: bool = False
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
    #: Of the sentence just read: what each phrase names, and its year.
    topics: dict[int, Topic] = field(default_factory=dict)
    times: dict[int, Time] = field(default_factory=dict)

    def begin(self, *, takes_up: bool) -> None:
        """Begin a sentence; one that takes nothing up forgets rows, columns and heads."""
        if not takes_up:
            self.context.rows, self.context.columns, self.context.cases = {}, {}, ()
            self.levels = {}
        else:
            self.levels = {-1: Level(last=self.levels[-1].last)} if -1 in self.levels else {}
        self.time, self.is_outside = "now", False


def read_mentions(phrases: Sequence[Phrase], *, scene: Scene) -> list[Mention]:
    """Return the numbers of a sentence with what they count, in reading order."""
    found: list[Mention] = []
    topics = scene.topics = {}
    scene.times = {}
    times: dict[int, tuple[Time, bool]] = {-1: (scene.time, scene.is_outside)}
    attributes = _tells_attributes(phrases)
    for phrase in phrases:
        level = phrase.parent
        if level not in times:
            # A bracket begins with the time of what it stands beside.
            times[level] = times[_outer(phrases, level)]
        if phrase.opened in {"；", ";"} or (phrase.opened == "" and level == -1):
            times[level] = ("now", False)
            scene.context.is_fresh = True
        times[level] = _time(phrase, before=times[level], year=scene.year)
        time, is_outside = times[level]
        scene.times[phrase.index] = "other" if is_outside else time
        head = _head(phrase, phrases=phrases, scene=scene)
        named, is_number_first = _named(phrase, scene=scene, head=head)
        named = _respective(phrase, named, scene=scene, head=head)
        head = scene.levels[phrase.parent].head
        topic = completed(named, context=scene.context, head=head) if named else None
        if topic and is_number_first and named and _is_verb_alone(named):
            topic = replace(topic, is_part=True)
        if topic and head and _is_same(topic, head) and phrase.number:
            # 行政处罚中，对单位处罚5件 is a part of what it names again.
            topic = replace(topic, is_part=True)
        previous = phrases[phrase.index - 1] if phrase.index else None
        if phrase.number is None:
            if topic and named and (named.rows or named.columns):
                topics[phrase.index] = topic
            _remember(topic, named, scene=scene)
            scene.has_subject |= phrase.has("subject")
            scene.levels[level].named = named or scene.levels[level].named
            continue
        scene.levels[level].named = named or scene.levels[level].named
        role = _role(phrase, phrases=phrases)
        whole = None
        if role == "base" and found and not (named and (named.rows or named.columns)):
            topic = next((m.topic for m in reversed(found) if m.role in {"count", "sum"}), None)
        outer = _outer_mention(phrase, found)
        if outer and role == "share" and outer.role == "change":
            # 增加近四分之一（24.15%） says the same twice.
            role = "change"
        if role == "count" and _names_last(phrase, named) and found:
            topic = next((m.topic for m in reversed(found) if m.role in {"count", "sum"}), None)
            role, time = "base", "last"
        if outer and topic is None and time == "last" and role == "count":
            topic, role = outer.topic, "base"
        if role in {"share", "rate"}:
            topic, whole = _part_and_whole(phrase, scene=scene, head=head)
        if role in {"share", "rate"} and _is_last(phrase, year=scene.year):
            time = "last"
        if topic is None and role in {"count", "sum"} and _continues(phrase, previous):
            topic = topics.get(phrase.index - 1)
        mention = Mention(
            phrase=phrase,
            number=phrase.number.number,  # type: ignore[arg-type]
            role=role,
            time=_base_time(phrase, year=scene.year, time=time) if role == "base" else time,
            topic=topic,
            head=head,
            named=named,
            whole=whole,
            is_foreign=is_outside
            or _is_of_all(phrase, phrases, named=named)
            or (attributes and _is_attribute(named))
            or _is_foreign(phrase, named=named, role=role, scene=scene),
            is_number_first=is_number_first,
            is_wide=any(p.parent == phrase.index and p.has("holds") for p in phrases),
            times=_times(phrase),
            unknown=_unknown(phrase),
        )
        found.append(mention)
        _note_subject(mention, scene=scene)
        if topic and named and role == "base" and named.rows:
            _remember(topic, named, scene=scene)
        if topic and role in {"count", "sum"}:
            topics[phrase.index] = topic
            _remember(topic, named, scene=scene)
        if role in {"count", "sum", "rest"}:
            _note(phrase, topic, scene=scene)
    scene.time, scene.is_outside = "now", False
    return found


def _is_verb_alone(named: Named) -> bool:
    """Whether only what was done with some requests is said: 另2件已答复."""
    rows = {row for way in named.rows for row in way}
    return bool(rows) and not named.columns and rows <= {"received", "carried_in", "closed_total"}


def _is_same(topic: Topic, head: Topic) -> bool:
    return (topic.table, topic.rows, topic.columns) == (head.table, head.rows, head.columns)


def _outer(phrases: Sequence[Phrase], index: int) -> int:
    return phrases[index].parent if 0 <= index < len(phrases) else -1


def _time(phrase: Phrase, *, before: tuple[Time, bool], year: int) -> tuple[Time, bool]:
    """Return the year a phrase speaks of, and whether it is of plans or of many years."""
    time, is_outside = before
    tokens = phrase.lead
    if phrase.has("plan", "past"):
        is_outside = True
    for at, token in enumerate(tokens):
        if token.kind == "year" and not (at and tokens[at - 1].kind in {"join", "compare", "from"}):
            time = "now" if token.year == year else "last" if token.year == year - 1 else "other"
            is_outside = time == "other"
        elif token.kind == "last" and not _is_within_compare(tokens, at):
            time = "last"
        elif token.kind == "now":
            time, is_outside = "now", is_outside and phrase.has("plan", "past")
    return time, is_outside


def _is_within_compare(tokens: Sequence[Token], at: int) -> bool:
    return bool(at) and tokens[at - 1].kind in {"compare", "from"}


def _head(phrase: Phrase, *, phrases: Sequence[Phrase], scene: Scene) -> Topic | None:
    """Return what the list is of in which a phrase is an item."""
    level = phrase.parent
    if level not in scene.levels:
        outer = scene.levels.get(_outer(phrases, level))
        topic = outer.topics.get(level) if outer else None
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


def _opens_list(phrase: Phrase) -> bool:
    return phrase.leads_with(*_LISTING)


def _named(phrase: Phrase, *, scene: Scene, head: Topic | None) -> tuple[Named | None, bool]:
    """Return what the words of a phrase name, and whether they stand after the number."""
    lead = _own_words(phrase.lead, scene=scene, phrase=phrase, head=head)
    table = scene.context.table
    if phrase.has("sum"):
        parts = [named_by([t], table=table, head=head) for t in lead if t.terms]
        several = [part for part in parts if part and (part.rows or part.columns)]
        if len(several) > 1 and (together := added(several)):
            return together, False
    beside = scene.levels[phrase.parent].named
    named = named_by(lead, table=table, head=head, beside=beside)
    if phrase.number is None or (named and (named.rows or named.columns)):
        return named, False
    tail = phrase.tail
    after = named_by([*lead, *tail], table=table, head=head, beside=beside)
    if after and (after.rows or after.columns):
        return after, True
    return named or after, False


def _respective(
    phrase: Phrase, named: Named | None, *, scene: Scene, head: Topic | None
) -> Named | None:
    """Return what a number is of that is told one after another: 复议和诉讼分别为3件、4件."""
    here = scene.levels[phrase.parent]
    lead = phrase.lead
    at = next((n for n, t in enumerate(lead) if t.kind == "respectively"), None)
    if at is not None:
        table = scene.context.table
        names = [named_by([t], table=table, head=head) for t in lead[:at] if t.terms]
        waiting = [name for name in names if name and (name.rows or name.columns)]
        if len(waiting) > 1:
            after = named_by([t for t in lead[at:] if t.terms], table=table, head=head)
            here.waiting = [_with_columns(name, after) for name in waiting]
            return here.waiting.pop(0)
        here.waiting = []
        return named
    is_bare = phrase.number is not None and not any(token.terms for token in lead)
    if is_bare and here.waiting and phrase.opened in {"、", ""}:
        return here.waiting.pop(0)
    return named


def _with_columns(name: Named, after: Named | None) -> Named:
    """Return a name with the columns that stand after 分别: 规章和规范性文件分别废止1件、2件."""
    if after is None or name.columns or after.table != name.table:
        return name
    return replace(name, columns=after.columns)


def _part_and_whole(
    phrase: Phrase, *, scene: Scene, head: Topic | None
) -> tuple[Topic | None, Topic | None]:
    """Return what words name as a part and as its whole: 自然人占新收申请的96%."""
    lead = phrase.lead
    at = next((n for n, token in enumerate(lead) if _is_share(token)), None)
    if phrase.leads_with("rate"):
        rates = [token for token in lead if token.kind == "rate"]
        return _topic(rates, scene=scene, head=None), _topic(
            [t for t in lead if t.kind == "term"], scene=scene, head=None
        )
    if at is None:
        own = _topic(phrase.tail, scene=scene, head=head)
        return own, _topic(lead, scene=scene, head=None) if own else None
    return _topic(lead[:at], scene=scene, head=head), _topic(lead[at:], scene=scene, head=None)


def _is_share(token: Token) -> bool:
    return token.kind == "share" or (token.kind == "respectively" and token.text[-1] == _HAS)


def _topic(tokens: Sequence[Token], *, scene: Scene, head: Topic | None) -> Topic | None:
    named = named_by(tokens, table=scene.context.table, head=head)
    if any(token.kind == "sum" for token in tokens):
        each = [named_by([t], table=scene.context.table, head=head) for t in tokens if t.terms]
        named = added([one for one in each if one and (one.rows or one.columns)]) or named
    if named is None or all(x.is_closing for t in tokens for x in t.terms):
        return None
    return completed(named, context=scene.context, head=head)


def _own_words(
    lead: Sequence[Token], *, scene: Scene, phrase: Phrase, head: Topic | None
) -> Sequence[Token]:
    """Return the words after 中: those before it name what the list is of."""
    at = next((n for n, token in enumerate(lead) if token.kind == "within"), None)
    if at is None or not any(token.terms for token in lead[:at]):
        return lead
    whole = named_by(lead[:at], table=scene.context.table, head=head)
    topic = completed(whole, context=scene.context, head=None) if whole else None
    if topic and any(token.terms for token in lead[at:]):
        scene.levels[phrase.parent].head = topic
        scene.levels[phrase.parent].is_kept = True
        return lead[at:]
    return lead


def _role(phrase: Phrase, *, phrases: Sequence[Phrase]) -> Role:
    assert phrase.number and phrase.number.number  # noqa: S101 - it is asked of numbers alone
    unit = phrase.number.number.unit
    last = _last_mark(phrase)
    if unit.endswith("百分点"):
        return "points"
    if unit == "%":
        if last in {"up", "down"}:
            return "change"
        return "rate" if phrase.leads_with("rate") or _ends_with_rate(phrase) else "share"
    if phrase.leads_with("average"):
        return "average"
    is_denied = any(token.kind in {"none", "not"} for token in phrase.tail[:2])
    if is_denied or (phrase.lead and phrase.lead[-1].kind in {"none", "not"}):
        # 没有一件 counts nothing.
        return "average"
    if last in {"up", "down"} or (unit == "倍"):
        return "change"
    if last in {"compare", "from"}:
        return "base"
    if _is_times_of(phrase, phrases):
        return "base"
    if phrase.leads_with("rest"):
        return "rest"
    names_rows = any(term.rows for token in phrase.lead for term in token.terms)
    names_columns = any(term.table != "t2" for token in phrase.lead for term in token.terms)
    if phrase.leads_with("sum") and not names_rows and not names_columns:
        return "sum"
    return "count"


def _last_mark(phrase: Phrase) -> str:
    """Return the kind of the last mark before the number that nothing strange parts from it."""
    for token in reversed(phrase.lead):
        if token.kind in {"up", "down", "to", "compare", "from"}:
            return token.kind
        if token.kind not in _LOOSE and token.kind != "last":
            return ""
    return ""


def _is_times_of(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Whether the number after this one says how many times it is meant: 上年16件的1.5倍."""
    following = phrases[phrase.index + 1] if phrase.index + 1 < len(phrases) else None
    if following is None or following.opened or following.number is None:
        return False
    number = following.number.number
    is_of_last = phrase.leads_with("last", "year")
    return bool(number and number.unit == "倍" and is_of_last)


def _ends_with_rate(phrase: Phrase) -> bool:
    return any(token.text.endswith("率") for token in phrase.lead[-3:])


def _is_last(phrase: Phrase, *, year: int) -> bool:
    """Whether the number compared with is last year's: 较2023年的224宗, 由上年的3件."""
    for token in phrase.lead:
        if token.kind in {"compare", "from"} and token.text[-1:] not in {"由", "从"}:
            digits = "".join(filter(str.isdigit, token.text))
            return not digits or int(digits) == year - 1
        if token.kind == "year":
            return token.year == year - 1
        if token.kind == "last":
            return True
    return False


def _names_last(phrase: Phrase, named: Named | None) -> bool:
    """Whether a number is last year's of what was just told: 新收18件，上年是12件."""
    if named and (named.rows or named.columns):
        return False
    kinds = [token.kind for token in phrase.lead]
    return "last" in kinds and all(kind in {"last", "filler", "join"} for kind in kinds)


def _base_time(phrase: Phrase, *, year: int, time: Time) -> Time:
    return "last" if time == "last" or _is_last(phrase, year=year) else "other"


def _outer_mention(phrase: Phrase, found: Sequence[Mention]) -> Mention | None:
    """Return the number in whose bracket a phrase stands."""
    return next((m for m in found if m.index == phrase.parent), None)


def _continues(phrase: Phrase, previous: Phrase | None) -> bool:
    """Whether a bare number is of what the words before it named: 以自然人为主，共697件."""
    if previous is None or previous.number or previous.parent != phrase.parent:
        return False
    is_bare = all(token.kind in {"filler", "sum", "share", "now"} for token in phrase.lead)
    return is_bare and previous.closed in {"，", "：", ","} and not previous.has("none", "all")


def _unknown(phrase: Phrase) -> int:
    return size(phrase.lead, UNKNOWN) + size(phrase.tail, UNKNOWN)


def _is_foreign(phrase: Phrase, *, named: Named | None, role: Role, scene: Scene) -> bool:
    """Whether a number is of what the tables do not count, by its words or what they go on from."""
    if phrase.has(*_FOREIGN, "scope", "except"):
        is_of_rate = role == "rate" and not phrase.has("scope", "plan", "past")
        return not is_of_rate
    if role in {"share", "rate", "change", "points"}:
        return False
    here = scene.levels[phrase.parent]
    scene.has_subject |= phrase.has("subject")
    is_told = named is not None and bool(named.rows and named.columns)
    if named is not None and named.table == "t4" and not scene.has_subject and not is_told:
        # All cases of a body are spoken of beside those over information.
        return True
    if phrase.opened in {"、", ""} and (here.is_scoped or here.is_foreign) and phrase.index:
        return here.is_scoped or not _begins_anew(phrase)
    is_plain = any(token.is_strong for token in phrase.tokens if token.terms)
    is_plain |= named is not None and named.table == "t2" and bool(named.rows)
    if here.is_head_foreign:
        return True
    return here.is_foreign and not is_plain and named is not None


def _is_of_all(phrase: Phrase, phrases: Sequence[Phrase], *, named: Named | None) -> bool:
    """Whether cases of every kind are told, and those over information after them."""
    if named is None or named.table != "t4" or phrase.has("subject"):
        return False
    following = phrases[phrase.index + 1] if phrase.index + 1 < len(phrases) else None
    if following is None or following.number is None or not following.leads_with("subject"):
        return False
    return all(t.kind in {"subject", "filler", "of_which", "holds"} for t in following.lead)


def _tells_attributes(phrases: Sequence[Phrase]) -> bool:
    """Whether papers are sorted by how they are disclosed: 主动公开5份、依申请公开3份."""
    return any(
        phrase.number is not None and any(token.text == _ATTRIBUTE for token in phrase.lead)
        for phrase in phrases
    )


def _is_attribute(named: Named | None) -> bool:
    """Whether what is named can be how a paper is disclosed as well."""
    if named is None or named.table != "t3":
        return False
    return named.is_object or named.rows == (("denied_*",),)


def _begins_anew(phrase: Phrase) -> bool:
    """Whether an item names a table by itself, whatever was listed before it."""
    return any(not term.is_object and not term.is_weak for t in phrase.lead for term in t.terms
               if term.table != "t3")


def _times(phrase: Phrase) -> int:
    """Return for how many things a number is told, each of them."""
    if not phrase.leads_with("each"):
        return 1
    named = [t for t in phrase.lead if t.terms]
    return max(1, len(named))


def _note_subject(mention: Mention, *, scene: Scene) -> None:
    """Note whether what follows goes on from something the tables do not count."""
    here = scene.levels[mention.phrase.parent]
    if mention.role == "count":
        is_plain = any(t.is_strong for t in mention.phrase.tokens if t.terms)
        is_named = mention.topic is not None and (is_plain or not mention.unknown)
        here.is_foreign = mention.is_foreign or (not is_named and bool(mention.unknown))
        here.is_scoped = mention.phrase.has("scope") or (
            here.is_scoped and mention.phrase.opened in {"、", ""}
        )
    if mention.topic and any(token.kind == "within" for token in mention.phrase.tail):
        here.is_head_foreign = mention.is_foreign


def _remember(topic: Topic | None, named: Named | None, *, scene: Scene) -> None:
    """Note what the next phrases may take up."""
    if not topic or not named:
        return
    scene.context.table = topic.table
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
    elif named.rows:
        scene.context.columns.pop(topic.table, None)


def _note(phrase: Phrase, topic: Topic | None, *, scene: Scene) -> None:
    """Note what a phrase counts for the list that may follow."""
    here = scene.levels[phrase.parent]
    if topic is None:
        return
    here.last = topic
    here.topics[phrase.index] = topic
    if any(token.kind == "within" for token in phrase.tail):
        here.head, here.is_kept = topic, True
