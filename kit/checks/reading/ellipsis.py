"""What a number is of when its own words do not say: of what was told beside it."""

from __future__ import annotations

from collections.abc import Sequence

from kit.checks.reading.mention import Mention, Role
from kit.checks.reading.naming import part_and_whole
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.roles import KINDS, MONEY, became, continues
from kit.checks.reading.scene import Scene
from kit.checks.reading.tokens import UNKNOWN
from kit.checks.reading.topics import Named, Topic


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
    if topic is None and role in {"count", "sum"} and continues(phrase, previous):
        topic = scene.topics.get(phrase.index - 1)
    return topic


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
