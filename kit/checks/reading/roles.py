"""What part a number plays in its sentence, and of which year it is."""

from __future__ import annotations

from collections.abc import Sequence

from kit.checks.reading.mention import Role, Time
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.tokens import Token
from kit.checks.reading.topics import Named

#: Of fewer years numbers are not told one after another.
_BOTH = ("last", "now")
#: How many of each period a year has.
PERIODS = {"monthly": 12, "weekly": 52, "quarterly": 4}
#: Measure words of kinds that a sum is said of: 两类合计.
KINDS = {"类", "个", "种", "项", "家", "方面"}
MONEY = {"元", "万元", "亿元"}
#: What words begin with that tell what a number rose to, and what it fell to.
_MORE, _LESS = "增上升提扩攀跃递", "减下降压精回缩收"
#: What a number of a run may begin with: 分别为增加5件、减少3件.
_TURNS = {"up", "down"}
#: One that is denied is none: 一件也没有.
_ONE = "一1半"
#: What the words end with that tell what a number became, whatever the verb.
_TO = "至到为成"
#: What stands between a mark and its number without parting them.
_LOOSE = {"filler", "subject", "year", "date", "now", "term"}


def role_of(phrase: Phrase, *, phrases: Sequence[Phrase]) -> Role:
    """Return what part the number of a phrase plays, by the marks before it and its unit."""
    number = phrase.number.number if phrase.number else None
    unit = number.unit if number else ""
    last = _last_mark(phrase)
    if unit.endswith("百分点"):
        return "points"
    if unit == "%":
        if last in {"up", "down", "ratio"}:
            return "change"
        return "rate" if phrase.leads_with("rate") or _ends_with_rate(phrase) else "share"
    ways: tuple[tuple[bool, Role], ...] = (
        (phrase.leads_with("average", *PERIODS) or _counts_nothing(phrase), "average"),
        (phrase.leads_with("differ"), "gap"),
        (last in {"up", "down"} or unit == "倍", "change"),
        (last == "compare" or _is_from(phrase, phrases), "base"),
        (_is_times_of(phrase, phrases), "base"),
        (phrase.leads_with("rest"), "rest"),
        (phrase.sums and not _names_what(phrase), "sum"),
    )
    return next((role for is_so, role in ways if is_so), "count")


def _is_from(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Whether something changed from the number: 由12件增至15件, but not 由36个部门汇总."""
    if _last_mark(phrase) != "from":
        return False
    following = phrases[phrase.index + 1 : phrase.index + 3]
    is_last = phrase.leads_with("last", "year") or any(
        token.kind == "from" and len(token.text) > 1 for token in phrase.lead
    )
    return (
        is_last
        or any(each.has("to", "up", "down") for each in (phrase, *following[:1]))
        or any(_goes_to(each, phrase) for each in following[:1])
        or (
            # 由19项、1302万元增至23项
            bool(following[1:])
            and following[0].opened == "、"
            and following[1].has("to", "up", "down")
        )
    )


def _goes_to(phrase: Phrase, before: Phrase) -> bool:
    """Whether words nobody knows tell what a number became: 148项扩充至171项."""
    if phrase.opened or not phrase.lead or phrase.number is None or before.number is None:
        return False
    numbers = [each.number.number for each in (phrase, before) if each.number]
    units = {number.unit for number in numbers if number}
    return len(units) == 1 and "%" not in units and phrase.lead[-1].text[-1] in _TO


def goes_to(phrase: Phrase, *, phrases: Sequence[Phrase]) -> bool:
    """Whether a number is what the one right before it became, by whatever verb."""
    before = phrases[phrase.index - 1] if phrase.index else None
    return before is not None and tells_before(before) and _goes_to(phrase, before)


def _counts_nothing(phrase: Phrase) -> bool:
    """Whether a number is denied: 没有一件, 一件也没有."""
    is_one = phrase.number is not None and phrase.number.text[:1] in _ONE
    is_denied = is_one and any(token.kind in {"none", "not"} for token in phrase.tail[:2])
    # 25件以1件之差列第三: how far apart two others are.
    is_denied |= bool(phrase.tail) and phrase.tail[0].kind == "gap"
    return is_denied or bool(phrase.lead and phrase.lead[-1].kind in {"none", "not"})


def _names_what(phrase: Phrase) -> bool:
    """Whether the words before a sum say of what it is."""
    terms = [term for token in phrase.lead for term in token.terms]
    return any(term.rows or term.table != "t2" for term in terms)


def _last_mark(phrase: Phrase) -> str:
    """Return the kind of the last mark before the number that nothing strange parts from it."""
    for token in reversed(phrase.lead):
        if token.kind in {"up", "down", "to", "compare", "from", "ratio"}:
            return token.kind
        if token.kind not in _LOOSE and token.kind != "last":
            return ""
    return ""


def tells_before(phrase: Phrase) -> bool:
    """Whether the number is the one that something changed from."""
    return _last_mark(phrase) == "from"


def became(phrase: Phrase) -> bool:
    """Whether the number is the one that something changed to."""
    return _last_mark(phrase) == "to"


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


def time_of(phrase: Phrase, *, before: tuple[Time, bool], year: int) -> tuple[Time, bool]:
    """Return the year a phrase speaks of, and whether it is of plans or of many years."""
    time, is_outside = before
    tokens = phrase.lead
    if time == "last" and any(("in_force",) in term.columns for t in tokens for term in t.terms):
        # 上年18项，减少2项，现有16项: what is there is there now.
        time = "now"
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


def years_of(phrase: Phrase, *, year: int) -> list[Time]:
    """Return the years that numbers are told of one after another, if a phrase says so."""
    named = [token.year for token in phrase.lead if token.kind == "year"]
    if len(named) < len(_BOTH) or not phrase.leads_with("respectively"):
        return []
    return ["now" if n == year else "last" if n == year - 1 else "other" for n in named]


def _is_within_compare(tokens: Sequence[Token], at: int) -> bool:
    return bool(at) and tokens[at - 1].kind in {"compare", "from"}


def is_of_last(phrase: Phrase, *, year: int) -> bool:
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


def names_last(phrase: Phrase, named: Named | None) -> bool:
    """Whether a number is last year's of what was just told: 新收18件，上年是12件."""
    if named and (named.rows or named.columns):
        return False
    kinds = [token.kind for token in phrase.lead]
    return "last" in kinds and all(kind in {"last", "filler", "join", "to"} for kind in kinds)


def base_time(phrase: Phrase, *, year: int, time: Time, is_told: bool) -> Time:
    """Return the year of a number compared with; one of neither this year nor last is other."""
    is_last = time == "last" or is_of_last(phrase, year=year)
    is_last |= is_told and is_guessed_last(phrase)
    return "last" if is_last else "other"


def is_guessed_last(phrase: Phrase) -> bool:
    """Whether a number is told as what was before, and nothing says when: 由113件增至118件."""
    return tells_before(phrase) and not phrase.leads_with("year", "last", "date", "compare")


def continues(phrase: Phrase, previous: Phrase | None) -> bool:
    """Whether a bare number is of what the words before it named: 以自然人为主，共697件."""
    if previous is None or previous.number or previous.parent != phrase.parent:
        return False
    kinds = {"filler", "sum", "tally", "share", "now", "to"}
    is_bare = all(token.kind in kinds for token in phrase.lead)
    return is_bare and previous.closed in {"，", "：", ","} and not previous.has("none", "all")


def times_of(phrase: Phrase) -> int:
    """Return for how many things a number is told, each of them."""
    if not phrase.leads_with("each"):
        return 1
    return len(groups_of(phrase.lead))


def groups_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the words of a list without numbers, by its items: 法律服务机构和其他组织各1件."""
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.terms:
            groups[-1].append(token)
        elif groups[-1] and (token.kind == "join" or token.text == "、"):
            groups.append([])
    return [group for group in groups if group] or [[]]


def direction_of(run: Sequence[Phrase]) -> int:
    """Return whether phrases tell of more, 1, or of less, -1; 0 if of neither."""
    for phrase in run:
        for token in phrase.tokens:
            if token.kind in {"up", "doubled", "quadrupled"} or (
                token.kind == "to" and token.text[0] in _MORE
            ):
                return 1
            if token.kind == "down" or (token.kind == "to" and token.text[0] in _LESS):
                return -1
    return 0


def respective_run(phrase: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the numbers told one after another that 分别 begins; none where it tells one."""
    if phrase.number is None or not phrase.leads_with("respectively"):
        return []
    run = [phrase]
    for each in phrases[phrase.index + 1 :]:
        if each.parent != phrase.parent:
            continue
        turns = {token.kind for token in each.lead if token.kind != "join"}
        if not each.number or each.opened not in {"", "、"} or not turns <= _TURNS:
            break
        run.append(each)
    return run if len(run) > 1 else []


def is_next(phrase: Phrase) -> bool:
    """Whether a number is told right after another, as one more of its kind."""
    return phrase.opened in {"", "、"} and all(token.kind == "join" for token in phrase.lead)


def compared_year(token: Token) -> int:
    """Return the year that a number is compared with; 0 if the word names none."""
    if token.kind not in {"compare", "year"}:
        return 0
    digits = "".join(filter(str.isdigit, token.text))[:4]
    return int(digits) if len(digits) == 4 else 0  # noqa: PLR2004 - a year
