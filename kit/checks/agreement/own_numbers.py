"""What comes of numbers that the text alone speaks of, as it is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kit.checks.agreement.apportioned import Apportioned
from kit.checks.agreement.messages import shown
from kit.checks.agreement.nearly import Near
from kit.checks.agreement.outcome import Judged
from kit.checks.agreement.points import Moved
from kit.checks.agreement.ratios import Ratio
from kit.checks.reading.relations import Derived
from kit.checks.words import Words
from kit.narrative.phrases import rounded


def of_points(moved: Moved, *, words: Words) -> Judged:
    """Return what came of points that a share moved by."""
    phrase = moved.points.mention.phrase
    off = moved.now - moved.before
    judged = Judged(
        rule="X3",
        status=moved.status,
        words=words,
        start=phrase.start,
        end=phrase.end,
        numbers=(moved.points.mention.token.start,),
    )
    if moved.status != "contradicts":
        return judged
    wanted = rounded(abs(off))
    return replace(
        judged,
        expected=wanted,
        found=shown(moved.points.mention.number.value),
        said=(
            f"由 {rounded(moved.before)}% 到 {rounded(moved.now)}%，"
            f"应为{'提高' if off > 0 else '下降'} {wanted} 个百分点"
        ),
    )


def of_derived(each: Derived, *, words: Words, made: Collection[int]) -> Judged:
    """Return what came of a number made of others; those at *made* come to it another way."""
    mention = each.mention
    number = mention.number
    is_near = abs(number.value - each.value) <= each.slack or number.fits(each.value)
    is_right = is_near or mention.token.start in made
    judged = Judged(
        rule="X5",
        status="agrees" if is_right else "contradicts",
        words=words,
        start=mention.phrase.start,
        end=mention.token.end,
        numbers=(mention.token.start,),
    )
    if is_right:
        return judged
    told, meant = shown(number.value), shown(each.value)
    said = f"{each.name} {meant}，文字说的是 {told}"
    return replace(judged, expected=meant, found=told, said=said)


def of_near(each: Near, *, words: Words) -> Judged:
    """Return what came of numbers that all but add up."""
    way, whole = each.way, each.way.whole
    mentions = sorted(way.mentions, key=lambda m: m.token.start)
    added = "+".join(shown(part.number.value) for part in way.parts)
    taken = "".join(f"-{shown(part.number.value)}" for part in way.minus)
    total, told = shown(way.total), shown(whole.number.value)
    said = f"{added}{taken} 合计 {total}，文字写的是 {told}，相差 {shown(abs(way.off))}"
    judged = Judged(
        rule="X5",
        status="contradicts",
        words=words,
        start=mentions[0].token.start,
        end=mentions[-1].token.end,
        numbers=tuple(m.token.start for m in mentions),
        expected=f"合计 {told}",
        found=f"合计 {total}",
        said=said,
    )
    suspect = each.suspect
    if suspect is None or each.wanted is None:
        return judged
    wanted = shown(each.wanted)
    return replace(
        judged,
        start=suspect.token.start,
        end=suspect.token.end,
        expected=wanted,
        found=shown(suspect.number.value),
        said=f"{said}；“{suspect.token.text}”可能应为 {wanted}",
    )


def of_ratio(each: Ratio, *, words: Words) -> Judged:
    """Return what came of a number that is all but another divided by a third."""
    mention = each.mention
    is_share = mention.unit == "%"
    meant = f"{rounded(each.value)}%" if is_share else rounded(each.value)
    told = mention.token.text
    return Judged(
        rule="X2" if is_share else "X5",
        status="contradicts",
        words=words,
        start=mention.token.start,
        end=mention.token.end,
        numbers=(mention.token.start,),
        expected=meant,
        found=shown(mention.number.value),
        said=f"{each.above.token.text}除以{each.below.token.text}为 {meant}，文字说的是 {told}",
    )


def of_apportioned(each: Apportioned, *, words: Words) -> Judged:
    """Return what came of the shares of a list."""
    judged = Judged(
        rule="X2",
        status="agrees" if each.is_right else "contradicts",
        words=words,
        start=each.shares[0].token.start,
        end=each.shares[-1].token.end,
        numbers=tuple(share.token.start for share in each.shares),
    )
    if each.is_right:
        return judged
    said = "+".join(f"{shown(share.number.value)}%" for share in each.shares)
    total = f"合计 {shown(each.total)}%"
    return replace(
        judged, expected="合计 100%", found=total, said=f"各占比 {said} {total}，应为 100%"
    )
