"""Hold the counts of a sentence against the cells that their words name (X1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from kit.checks.agreement.aligned import align
from kit.checks.agreement.company import by_company, is_closing
from kit.checks.agreement.operands import (
    Reading,
    fits,
    least_of,
    readings_of,
    scale_of,
    value_in_unit,
    value_of,
)
from kit.checks.agreement.outcome import Counted
from kit.checks.agreement.slips import is_slip
from kit.checks.reading.lexicon import Ways, load_lexicon
from kit.checks.reading.mention import Mention, sum_of_values
from kit.checks.reading.roles import is_guessed_last
from kit.checks.reading.topics import Topic
from kit.report.model import Report

#: What was granted in full, or in part as well.
_GRANTED = (("granted",), ("granted", "partly_granted"))
_PARTLY = (("partly_granted",),)
#: Ways that may count something in, and what that is: 收到30份，上年结转1份 are 31 together.
_WIDER: dict[Ways, Ways] = {
    _GRANTED: _PARTLY,
    (("received",), ("received", "carried_in")): (("carried_in",),),
    (("carried_out",), ("carried_in",)): (("carried_in",),),
}
_ITEMS, _MATTERS = "items_last_year", "项"
_JUDGED = {"count", "base", "sum", "rest"}
_SURE_DIGITS = 4
#: What numbers of the same cells have in common: unit, rows, columns, year.
_Alike = tuple[str, Ways, Ways, str]


def count_sentence(mentions: Sequence[Mention], *, report: Report) -> dict[int, Counted]:
    """Return what comes of each count of a sentence, by the index of its phrase."""
    found = {}
    apart = [m for m in mentions if m.topic and m.role == "count" and m.time == "now"]
    narrow = {
        way
        for way in _WIDER
        if any(m.topic and m.topic.rows == _WIDER[way] and _is_apart(m) for m in apart)
    }
    for told in mentions:
        mention = _narrowed(told, narrow=narrow)
        counted = _counted(mention, report=report)
        if counted:
            found[mention.index] = replace(counted, mention=told)
    told_alike = _told_alike(mentions)
    known = {
        index: each
        for index, each in align(found, report=report).items()
        if not _is_guess(each, found=found)
        and not _is_shared(each, told_alike=told_alike)
        and not _is_of_others(each, found=found, mentions=mentions)
    }
    return {index: by_company(counted, found=known) for index, counted in known.items()}


def _told_alike(mentions: Sequence[Mention]) -> dict[_Alike, Fraction]:
    """Return what several numbers come to that are of the same cells and year, in one unit."""
    alike: dict[_Alike, list[Mention]] = {}
    for mention in mentions:
        if mention.topic:
            alike.setdefault(_alike(mention, mention.topic), []).append(mention)
    return {key: sum_of_values(told) for key, told in alike.items() if len(told) > 1}


def _alike(mention: Mention, topic: Topic) -> _Alike:
    return mention.unit, topic.rows, topic.columns, mention.time


def _is_shared(counted: Counted, *, told_alike: Mapping[_Alike, Fraction]) -> bool:
    """Whether a count is one of several of the same cells: 撤销1件，确认违法1件."""
    topic, meant = counted.mention.topic, counted.meant
    if counted.status != "contradicts" or topic is None or meant is None:
        return False
    return told_alike.get(_alike(counted.mention, topic)) == meant


def _is_of_others(
    counted: Counted, *, found: dict[int, Counted], mentions: Sequence[Mention]
) -> bool:
    """Whether another body is told of before, whose numbers are not the tables': 镇街收到118件."""
    topic = counted.mention.topic
    for told in mentions if counted.status == "contradicts" and topic else ():
        if told.index >= counted.mention.index:
            break
        if told.is_foreign and told.phrase.has("scope") and _is_of_table(told, topic):
            other = found.get(told.index)
            return other is None or other.status != "agrees"
    return False


def _is_of_table(mention: Mention, topic: Topic | None) -> bool:
    return mention.topic is not None and topic is not None and mention.topic.table == topic.table


def _is_guess(counted: Counted, *, found: dict[int, Counted]) -> bool:
    """Whether nothing bears out that a number is last year's: 由12件增至15件 of some time."""
    mention = counted.mention
    if mention.role != "base" or counted.status == "agrees" or not is_guessed_last(mention.phrase):
        return False
    following = found.get(mention.index + 1)
    return following is None or following.status != "agrees"


def _is_apart(mention: Mention) -> bool:
    """Whether a count is told beside others: partly granted ones always, others in no list."""
    return mention.topic is not None and (mention.topic.rows == _PARTLY or mention.head is None)


def _narrowed(mention: Mention, *, narrow: set[Ways]) -> Mention:
    """Return a count without what may be counted in, where the sentence tells that apart."""
    topic = mention.topic
    if topic is None or mention.is_wide or topic.rows not in narrow:
        return mention
    return replace(mention, topic=replace(topic, rows=topic.rows[:1]))


def _counted(mention: Mention, *, report: Report) -> Counted | None:
    if mention.topic is None or not _is_judged(mention, report=report):
        return None
    unit = mention.unit or "件"
    readings = readings_of(mention.topic, report=report, is_last=mention.time == "last", unit=unit)
    is_of_matters = any(_ITEMS in cell for reading in readings for cell in reading.cells)
    if not readings or (mention.unit == _MATTERS and not is_of_matters):
        return None
    usual = tuple(reading for reading in readings if not reading.is_other)
    fitting = next((r for r in usual if fits(mention.together, r, report=report)), None)
    if fitting:
        meant = value_in_unit(fitting, unit=unit, report=report)
        return Counted(mention=mention, status="agrees", reading=fitting, meant=meant, ways=usual)
    other = _as_other(mention, unit=unit, report=report)
    unlike = None if other else _unlike(mention, readings, report=report)
    return other or (unlike and replace(unlike, ways=usual))


def _as_other(mention: Mention, *, unit: str, report: Report) -> Counted | None:
    """Return a count as what else it may be of, if it is that: 收到的1宗结转下年."""
    readings = [
        reading
        for topic in mention.others
        for reading in readings_of(topic, report=report, is_last=mention.time == "last", unit=unit)
    ]
    fitting = next((r for r in readings if fits(mention.together, r, report=report)), None)
    if fitting is None:
        return None
    meant = value_in_unit(fitting, unit=unit, report=report)
    ways = tuple(readings)
    return Counted(mention=mention, status="agrees", reading=fitting, meant=meant, ways=ways)


def _unlike(mention: Mention, readings: Sequence[Reading], *, report: Report) -> Counted | None:
    """Judge a count that no usual reading fits."""
    usual = [reading for reading in readings if not reading.is_other]
    if mention.is_wide:
        usual = sorted(usual, key=lambda r: -len(r.cells))
    if mention.is_foreign:
        return _slipped(mention, usual, report=report)
    if mention.topic is not None and mention.topic.is_part:
        return _part(mention, usual, report=report)
    if any(value_of(reading, report=report) is None for reading in usual):
        return _with_blanks(mention, usual, report=report)
    nearest = usual[0] if mention.is_wide else _nearest(mention, usual, report=report)
    is_other = any(r.is_other and fits(mention.number, r, report=report) for r in readings)
    meant = value_in_unit(nearest, unit=mention.unit, report=report)
    return Counted(
        mention=mention,
        status="other" if is_other else "contradicts",
        reading=nearest,
        meant=meant and meant / mention.times,
        is_sure=not mention.unknown
        and (is_other or not is_closing(mention))
        and (mention.role != "rest" or bool(mention.named and mention.named.rows)),
    )


def _nearest(mention: Mention, usual: Sequence[Reading], *, report: Report) -> Reading:
    """Return the reading that is nearest to what was said: a slip of it, or the least off."""

    def far(reading: Reading) -> tuple[bool, Fraction]:
        meant = value_in_unit(reading, unit=mention.unit, report=report)
        if meant is None:
            return True, Fraction(0)
        said = mention.number.value
        return not is_slip(said, meant, least=2), abs(meant - said)

    return min(usual, key=far)


def _is_judged(mention: Mention, *, report: Report) -> bool:
    notation = load_lexicon().notation
    if mention.topic is None or mention.role not in _JUDGED or mention.time == "other":
        return False
    if mention.time == "last" and report.last is None:
        return False
    if _is_strange(mention) or (mention.role == "rest" and not _is_plain_rest(mention)):
        return False
    if not mention.unit:
        lead = mention.phrase.lead
        return bool(lead) and bool(lead[-1].terms)
    return mention.unit in notation.counted | notation.money


def _is_plain_rest(mention: Mention) -> bool:
    """Whether what is left is of one row or column by its words: 其余为行政查询事项19件."""
    named = mention.named
    is_listed = any(token.kind == "respectively" for token in mention.phrase.tail)
    is_group = named is not None and any(row[-1] == "*" for way in named.rows for row in way)
    return named is not None and not is_listed and not is_group


#: Trainings are counted in these, and documents; never requests, never cases.
_STRANGE = {"t3": {"次", "个", "部", "项"}, "t4": {"部", "个", "项", "次"}}
#: Matters to be licensed are counted in these, not decisions.
#: Papers are counted so, and requests only where they are named.
_PAPERS = "条"
_OF_MATTERS = {"项", "部", "个"}
_DECIDED = {"other_services", "licensing", "penalties", "coercive_measures"}


def _is_strange(mention: Mention) -> bool:
    """Whether what a number names is never counted in its measure word."""
    topic, unit = mention.topic, mention.unit
    assert topic is not None  # noqa: S101 - it is asked of what is named
    named = {row for way in topic.rows for row in way}
    if unit == _PAPERS and topic.table in {"t3", "t4"}:
        is_plain = any(term.is_object for t in mention.phrase.tokens for term in t.terms)
        return not (is_plain and mention.named and mention.named.rows)
    if unit == "项" and topic.table == "t2":
        return False
    return unit in _STRANGE.get(topic.table, ()) or (unit in _OF_MATTERS and bool(named & _DECIDED))


def _slipped(mention: Mention, usual: Sequence[Reading], *, report: Report) -> Counted | None:
    """Judge a count that may be of anything: two digits swapped are no chance, else see beside."""
    named, phrase = mention.named, mention.phrase
    if named is None or phrase.has("scope", "plan", "past"):
        return None
    meant = value_in_unit(usual[0], unit=mention.unit, report=report)
    is_slipped = meant is not None and is_slip(mention.number.value, meant, least=_SURE_DIGITS)
    is_sure = is_slipped and bool(named.rows)
    if meant is None or (
        not is_sure and (mention.unknown or phrase.has("foreign", "opposite", "rank"))
    ):
        return None
    return Counted(
        mention=mention, status="contradicts", reading=usual[0], meant=meant, is_sure=is_sure
    )


def _part(mention: Mention, usual: Sequence[Reading], *, report: Report) -> Counted | None:
    """Judge a count that is a part only of its cells: it cannot be more than they are."""
    values = [value_of(reading, report=report) for reading in usual]
    if any(value is None or value >= mention.number.value for value in values):
        return None
    return Counted(
        mention=mention,
        status="contradicts",
        reading=usual[0],
        meant=value_in_unit(usual[0], unit=mention.unit, report=report),
        is_sure=not mention.unknown,
    )


def _with_blanks(mention: Mention, usual: Sequence[Reading], *, report: Report) -> Counted:
    """Judge a count of cells of which some are blank: it is at least what the others print."""
    least = [
        least_of(reading, report=report) * scale_of(reading, unit=mention.unit, report=report)
        for reading in usual
    ]
    is_below = all(mention.number.value + mention.number.step < each for each in least)
    if not is_below or mention.number.bound != "exact":
        return Counted(mention=mention, status="undecided", reading=usual[0])
    return Counted(
        mention=mention, status="contradicts", reading=usual[0], is_sure=not mention.unknown
    )
