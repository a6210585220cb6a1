"""What a number is of when its own words do not say: of what was told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.checks.reading.mention import Mention, Role
from kit.checks.reading.naming import part_and_whole
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.roles import KINDS, MONEY, became, continues
from kit.checks.reading.scene import Scene
from kit.checks.reading.tokens import UNKNOWN
from kit.checks.reading.topics import TOTAL, Named, Topic, named_by

#: Rows of table two that count matters beside decisions.
_MATTERS = {"licensing", "penalties", "coercive_measures", "other_services", "fees"}
_DECIDED = (("decisions",),)
#: What they are counted in.
_ITEMS = "项"
_LEFT = (("carried_in",),)
_LEFT_OVER = (("carried_out",),)
_TO_DO = (("received", "carried_in"),)
#: Stops after which something else is told.
_CLAUSES = {"；", ";"}


def sum_topic(
    phrase: Phrase, *, topic: Topic | None, named: Named | None, found: Sequence[Mention]
) -> Topic | None:
    """Return what a sum is of: the kinds counted before it, or the rows told before it."""
    if named is not None and named.rows:
        return topic
    if found and _sums_kinds(found[-1], phrase):
        # 两类诉讼中尚未审结的共15件
        return found[-1].topic
    row = [m for m in found if m.phrase.parent == phrase.parent]
    several = {m.topic.rows for m in row if m.topic and m.topic.table == "t2"}
    # Of 处理决定合计 the kinds have been told before.
    return None if len(several) > 1 else topic


def topic_told_before(
    phrase: Phrase, *, role: Role, found: Sequence[Mention], counted: Topic | None, scene: Scene
) -> Topic | None:
    """Return what a number without words of its own is of."""
    phrases = scene.phrases
    row = [m for m in found if m.phrase.parent == phrase.parent]
    outer = next((m for m in found if m.index == phrase.parent), None)
    previous = phrases[phrase.index - 1] if phrase.index else None
    topic: Topic | None = None
    if role == "count" and phrase.leads_with("anaphor"):
        # 不予处理以信访举报投诉类为主。该类95宗
        return scene.before
    if role == "count" and _is_aside_of(phrase, phrases=phrases):
        # 其中商业企业最多（139件）
        topic = scene.topics.get(phrase.parent)
    if topic is None and role == "count" and outer and _is_of_share(phrase, outer):
        # 近七成为执法案卷（136件）
        topic = outer.topic
    if topic is None and role == "count" and outer and _says_again(phrase, outer):
        # 近19万件行政许可（18.64万件）
        topic = outer.topic
    if topic is None and role == "count" and row and _goes_on(phrase, row[-1]):
        topic = row[-1].topic or counted
    topic = topic or _gone_on(phrase, role=role, row=row, outer=outer, scene=scene)
    if topic is None and role in {"count", "sum"} and continues(phrase, previous):
        topic = scene.topics.get(phrase.index - 1)
    return topic


def _gone_on(
    phrase: Phrase, *, role: Role, row: Sequence[Mention], outer: Mention | None, scene: Scene
) -> Topic | None:
    """Return what a bare number is of by what was counted before it, or is named after it."""
    if role not in {"count", "rest", "sum"}:
        return None
    beside = [m for m in row if m.topic or m.role != "change"] or [m for m in (outer,) if m]
    topic: Topic | None = None
    is_row = role != "sum" or _is_of_matters(phrase)
    if beside and is_row and not _is_led(phrase, scene):
        topic = _of_same_row(phrase, beside[-1])
    if role == "rest":
        return topic or _named_next(phrase, scene=scene)
    topic = topic or _of_all_to_do(phrase, role=role, row=row, scene=scene)
    if topic is None and row and _is_of_its_share(phrase, row[-1]):
        return row[-1].topic
    return topic or (_named_next(phrase, scene=scene) if role == "count" else None)


def _is_of_matters(phrase: Phrase) -> bool:
    number = phrase.number.number if phrase.number else None
    return number is not None and number.unit == _ITEMS


def _is_led(phrase: Phrase, scene: Scene) -> bool:
    """Whether a number says only how many are meant by what comes right after it: 后两项分别少…."""
    following = scene.phrases[phrase.index + 1 : phrase.index + 2]
    return bool(following) and following[0].parent == phrase.parent and not following[0].opened


def _of_same_row(phrase: Phrase, before: Mention) -> Topic | None:
    """Return the row of table two that a bare number goes on from: 减少3项，剩35项，1037件."""
    number = phrase.number.number if phrase.number else None
    topic = before.topic
    if number is None or topic is None or topic.table != "t2" or phrase.opened in _CLAUSES:
        return None
    if before.role == "change" and (number.unit, before.unit) == (before.unit, "件"):
        # 处罚少6874件，约合0.69万件
        return None
    is_of_row = {row for way in topic.rows for row in way} <= _MATTERS
    is_bare = not any(t.terms or t.kind in {UNKNOWN, "foreign", "scope"} for t in phrase.tokens)
    if not is_of_row or not is_bare or {number.unit, before.unit} - {"项", "件", "宗", "起"}:
        return None
    return replace(topic, columns=_DECIDED, is_part=False)


def _is_of_its_share(phrase: Phrase, before: Mention) -> bool:
    """Whether a bare number is what the share right before it comes to: 近四成公开，计15件."""
    is_next = before.index == phrase.index - 1 and phrase.opened == "，"
    is_bare = all(token.kind in {"filler", "tally", "sum", "namely"} for token in phrase.lead)
    is_plain = any(token.terms for token in before.phrase.tail) and not phrase.tail
    return before.role == "share" and is_next and is_bare and is_plain


def _of_all_to_do(
    phrase: Phrase, *, role: Role, row: Sequence[Mention], scene: Scene
) -> Topic | None:
    """Return requests received and left over together: 上年转来1件，合计10件，7件全部办结."""
    if any(t.terms or t.kind in {UNKNOWN, "foreign", "scope"} for t in phrase.lead):
        return None
    number = phrase.number.number if phrase.number else None
    before = row[-1].topic if row else scene.before
    is_alike = not row or (number is not None and row[-1].unit == number.unit)
    if before is None or before.rows != _LEFT or before.columns[-1:] == () or not is_alike:
        return None
    is_said = role == "sum" or phrase.sums or phrase.leads_with("sum", "tally")
    if not is_said and (phrase.tail[:1] == () or phrase.tail[0].kind != "all"):
        return None
    return replace(before, rows=_TO_DO, columns=TOTAL, is_part=False)


def _named_next(phrase: Phrase, *, scene: Scene) -> Topic | None:
    """Return what the clause after a number names that has none: 2件未到期，结转2024年."""
    following = scene.phrases[phrase.index + 1 : phrase.index + 2]
    if not following or following[0].parent != phrase.parent or following[0].opened != "，":
        return None
    after = following[0]
    is_bare = not any(t.terms or t.kind == UNKNOWN for t in phrase.lead)
    if after.number or not is_bare or not after.lead or not after.lead[0].terms:
        return None
    named = named_by(after.lead, table=scene.context.table)
    if named is None or named.table != "t3" or named.rows != _LEFT_OVER:
        return None
    return Topic(table="t3", rows=named.rows, columns=TOTAL)


def _says_again(phrase: Phrase, outer: Mention) -> bool:
    """Whether a bare number in a bracket says to the unit what stands before it roughly."""
    is_bare = not any(token.kind not in {"namely", "filler"} for token in phrase.lead)
    number = phrase.number.number if phrase.number else None
    is_alike = number is not None and number.unit == outer.unit
    return is_bare and is_alike and outer.number.bound != "exact"


def shared_in(
    phrase: Phrase, *, head: Topic | None, scene: Scene
) -> tuple[Topic | None, Topic | None]:
    """Return what has a share by its words or those before it, and what it is of."""
    topic, whole = part_and_whole(phrase, scene=scene, head=head)
    return topic or _share_told_before(phrase, scene=scene), whole


def _share_told_before(phrase: Phrase, *, scene: Scene) -> Topic | None:
    """Return what has a share of which words tell before its number: 案卷类占比高（占24.07%）."""
    beside = phrase.index - 1 if phrase.parent < 0 else phrase.parent
    before = scene.phrases[beside] if beside >= 0 else None
    if before is None or before.number or not before.has("share") or phrase.opened == "；":
        return None
    return scene.topics.get(beside)


def _is_of_share(phrase: Phrase, outer: Mention) -> bool:
    """Whether a bare number in a bracket is what a percentage beside the bracket is of."""
    is_bare = not any(token.terms or token.kind == UNKNOWN for token in phrase.tokens)
    is_plain = not outer.is_foreign and not outer.unknown
    return outer.role == "share" and is_bare and is_plain


def _is_aside_of(phrase: Phrase, *, phrases: Sequence[Phrase]) -> bool:
    """Whether a bare number in a bracket is of what stands before the bracket."""
    is_bare = not any(token.terms or token.kind == UNKNOWN for token in phrase.tokens)
    return phrase.parent >= 0 and phrases[phrase.parent].number is None and is_bare


def _goes_on(phrase: Phrase, before: Mention) -> bool:
    """Whether a number is of what the one before it is of: what that became, or its money."""
    number = phrase.number.number if phrase.number else None
    if number is None or phrase.opened in {"；", ";"}:
        return False
    if before.time != "now" and phrase.opened == "、" and not phrase.lead:
        # 2023年、2024年依次为1144件、1215件
        return before.unit == number.unit
    is_money = number.unit in MONEY and before.unit not in MONEY and not phrase.lead
    is_again = bool(phrase.lead) and all(t.kind in {"namely", "filler"} for t in phrase.lead)
    if before.role == "count" and (is_money or (is_again and phrase.leads_with("namely"))):
        return True
    is_before = before.role in {"base", "change"} or before.number.bound != "exact"
    return is_before and became(phrase) and before.unit == number.unit


def _sums_kinds(kinds: Mention, phrase: Phrase) -> bool:
    """Whether what a sum is of is told right before it, of so many kinds."""
    is_right_before = kinds.index == phrase.index - 1 and not phrase.opened
    return is_right_before and kinds.unit in KINDS and kinds.number.is_exact
