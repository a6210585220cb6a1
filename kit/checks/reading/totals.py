"""Sums told after what they add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.checks.reading.items import BESIDE, is_part, is_within
from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.relations import Parts
from kit.checks.reading.roles import KINDS, MONEY

#: More kinds than one would sum up.
_MANY_KINDS = 10


def find_totals(
    row: Sequence[Phrase],
    by_phrase: Mapping[int, Mention],
    *,
    asides: Sequence[Phrase],
    only: Sequence[Phrase],
    before: Sequence[Mention],
) -> Iterator[Parts]:
    """Yield a sum told after what it adds up: 公开12件、部分公开5件，合计17件."""
    own = {phrase.index for phrase in only}
    for at, phrase in enumerate(row):
        total = by_phrase.get(phrase.index)
        if phrase.index not in own:
            continue
        kinds = _kinds_counted(row[:at], by_phrase, phrase=phrase)
        if total is None or not (phrase.sums or kinds) or total.role in BESIDE:
            continue
        parts = _run(row[: at - 1], by_phrase, total=total, asides=asides) if kinds else []
        if not kinds or kinds != len(parts):
            # 36个部门、4个镇共40个: the number before the sum is one of what it adds up.
            # 微博、微信、短视频分别发布…，三个账号共…: of the last ones, as many as are said.
            last = parts[-kinds:] if kinds and len(parts) > kinds else []
            parts = last or _run(row[:at], by_phrase, total=total, asides=asides)
        is_first = all(p.index >= total.index - 1 for p in row[:at])
        if not parts and is_first and not _is_tally(phrase) and total.topic is None:
            parts = _told_before(before, total, kinds=kinds)
        if kinds and kinds != len(parts) and not phrase.sums:
            continue
        if len(parts) > 1:
            yield Parts(whole=total, parts=tuple(parts), is_total=True)


def _is_tally(phrase: Phrase) -> bool:
    """Whether a sum is told by a word that may begin anything: 计收15件."""
    return not phrase.leads_with("sum")


def _run(
    row: Sequence[Phrase],
    by_phrase: Mapping[int, Mention],
    *,
    total: Mention,
    asides: Sequence[Phrase] = (),
) -> list[Mention]:
    """Return the counts at the end of *row* that a total may be of."""
    parts: list[Mention] = []
    units = _other_units(total, beside=asides)
    for earlier in reversed(row):
        mention = by_phrase.get(earlier.index)
        if mention and mention.role in BESIDE - {"average"}:
            continue
        if mention and parts and _is_beside_money(mention, parts[0]):
            continue
        is_mixed = mention is not None and mention.role == "count" and mention.unit in units
        is_more = mention is not None and (is_mixed or is_part(mention, total))
        is_other = not is_more or is_within(earlier)
        if mention is None or is_other or earlier.closed in {"；", "。"}:
            break
        parts.insert(0, mention)
    return parts


def _other_units(total: Mention, *, beside: Sequence[Phrase]) -> str:
    """Return what else a total is counted in: 张 of 计826条（张）."""
    own = [p for p in beside if p.parent == total.index and p.number is None]
    said = "".join(token.text for phrase in own for token in phrase.tokens)
    return f"{total.unit}{said}" if len(said) == 1 else ""


def _is_beside_money(mention: Mention, money: Mention) -> bool:
    """Whether a number is the count beside an amount: 按页计费1宗490元."""
    is_next = money.index == mention.index + 1 and money.phrase.opened == ""
    return is_next and money.unit in MONEY and mention.unit not in MONEY


def _told_before(before: Sequence[Mention], total: Mention, *, kinds: int) -> list[Mention]:
    """Return the counts of the sentences before that a total may be of."""
    run: list[Mention] = []
    for mention in reversed(before):
        if mention.role in BESIDE or mention.phrase.leads_with("of_which"):
            continue
        if not is_part(mention, total) or len(run) == (kinds or _MANY_KINDS):
            break
        run.insert(0, mention)
    return run


def _kinds_counted(
    row: Sequence[Phrase], by_phrase: Mapping[int, Mention], *, phrase: Phrase
) -> int:
    """Return how many kinds a total is said of: 三个平台合计800条; 0 when it does not say."""
    if not row or phrase.opened:
        return 0
    before = by_phrase.get(row[-1].index)
    if before is None or before.unit not in KINDS or not before.number.is_exact:
        return 0
    value = before.number.value
    return int(value) if 1 < value < _MANY_KINDS else 0
