"""Lists of counts in a text: what is listed, each with its share, and what it may be all of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from kit.checks.claims import Sentence, Told

#: What one thing listed is called: 政务（工作）动态.
_NAME = r"(?P<name>(?:[^，、；：。（）\n\d]|（[^（）\d]{1,10}）){1,18})"
#: What leads to it from the one before, the mark that parts them, and its name.
_NEXT = re.compile(rf"）?(?:（[^（）]*）)?(?P<mark>[，、；]){_NAME}")
_FIRST = re.compile(rf"{_NAME}$")
#: How a share follows its count.
_SHARE = re.compile(r"[，、（]?约?占?(?:比|比例|比重)?(?:为|约)?")
#: How the shares of all things listed follow the last of them.
_EACH = re.compile(r"[，（；][^，。；\d]{0,8}?(?:分别|依次)(?:约?占|为)?[^，。；\d]{0,10}?")
_JOIN = re.compile(r"[、，]\s*|\s*[和及与]\s*|以及")
#: Words that make a number no thing listed beside others.
_APART = re.compile(
    r"合计|共计|总计|小计|累计|平均|同比|较上|较去|较20|比上|比去|比20"
    r"|增加|增长|减少|提高|下降|上升|以上|^第|结转|转[入下]|办结|应办|新收|收到"
)
#: How a list begins that tells all there is.
_WHOLE_BY = re.compile(
    r"按[^，。；]{1,10}?(?:划分|分类|区分|统计|分|看)|分[^，。；]{1,6}看|从[^，。；]{1,10}看|明细|构成|分布"
)
_REST = re.compile(r"(?:等|及|和)其[他它]|其[他它]类$")
_LISTS, _GAP = 2, 40
_PIECES = {"件", "条", "份", "篇", "部", "则", "期", "个"}
_Count = tuple[Told, Told | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing listed: its name and where that begins, its count, and its share if it is said."""

    name: str
    start: int
    told: Told
    share: Told | None = None

    @property
    def value(self) -> Fraction:
        """How many there are."""
        return self.told.number.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """Things listed one after the other, each counted in the same measure word.

    ``intro`` are the words between the number before the list, ``whole`` if there is
    one, and its first name.
    """

    items: tuple[Item, ...]
    intro: str
    mark: str
    whole: Told | None = None
    #: Whether nothing else in its sentence is counted alike.
    is_alone: bool = True

    @property
    def total(self) -> Fraction:
        """What they make together."""
        return sum((item.value for item in self.items), start=Fraction(0))

    @property
    def is_opened(self) -> bool:
        """Whether the number before the list is plainly none of the list."""
        if self.whole is None or "；" in self.intro:
            return False
        marks = re.sub(r"[^，、：（]", "", self.intro)
        is_other = bool(marks) and marks[-1] != self.mark
        return is_other or "其中" in self.intro or self.is_partition

    @property
    def is_partition(self) -> bool:
        """Whether the words before the list say that it tells all there is."""
        return _WHOLE_BY.search(self.intro) is not None

    def is_closed(self, *, closing: tuple[str, ...], rows: tuple[str, ...]) -> bool:
        """Whether the last name, or the words before the list, leave nothing out."""
        last = self.items[-1].name
        is_rest = last.startswith((*closing, "余下")) or _REST.search(last) is not None
        return (is_rest and not last.startswith(rows)) or self.is_partition


def find_enumerations(sentence: Sentence) -> Iterator[Enumeration]:
    """Yield the lists of two things or more that a sentence counts, in brackets or not."""
    counts = _counts(sentence)
    depths = [_depth(sentence.text[: told.start]) for told, _ in counts]
    for depth in sorted(set(depths)):
        # What stands in brackets beside a thing listed is none of the list.
        level = [count for count, its in zip(counts, depths, strict=True) if its == depth]
        yield from _lists(level, counts=counts, sentence=sentence)


def _lists(
    level: Sequence[_Count], *, counts: Sequence[_Count], sentence: Sentence
) -> Iterator[Enumeration]:
    at = 0
    while at < len(level):
        items, mark = _run(level[at:], sentence=sentence)
        later, _ = _run(level[at + 1 :], sentence=sentence)
        if len(items) < _LISTS or len(later) >= len(items):
            # 公开信息100条，网站60条、微信40条 lists what comes after the first.
            at += 1
            continue
        before = [count for count in counts if count[0].end <= items[0].start]
        shared = _respectively(items, sentence=sentence)
        yield _enumeration(shared, mark=mark, before=before, sentence=sentence)
        at += len(items)


def _respectively(items: list[Item], *, sentence: Sentence) -> list[Item]:
    """Return *items* with the shares said of all of them at the end: 分别占60%和40%."""
    after = [t for t in sentence.told if t.start >= items[-1].told.end][: len(items)]
    marks = (_EACH, *[_JOIN] * (len(items) - 1))
    is_each = len(after) == len(items) and all(
        told.number.unit == "%" and mark.fullmatch(told.before)
        for told, mark in zip(after, marks, strict=True)
    )
    if not is_each or any(item.share for item in items):
        return items
    return [replace(item, share=share) for item, share in zip(items, after, strict=True)]


def _depth(text: str) -> int:
    return text.count("（") - text.count("）")


def _counts(sentence: Sentence) -> list[_Count]:
    """Return the counts of a sentence, each with the share that follows it at once."""
    found: list[_Count] = []
    for told, after in zip_longest(sentence.told, sentence.told[1:]):
        is_share = after and after.number.unit == "%" and _SHARE.fullmatch(after.before)
        if told.number.unit != "%":
            found.append((told, after if is_share else None))
    return found


def _run(counts: Sequence[_Count], *, sentence: Sentence) -> tuple[list[Item], str]:
    """Return the list that *counts* begin with, and the one mark that parts its names."""
    items: list[Item] = []
    mark, end = "", 0
    for told, share in counts:
        text = sentence.text[end : told.start]
        found = _NEXT.fullmatch(text) if items else _FIRST.search(text)
        if found is None or not _is_counted(told, found["name"]):
            break
        # In brackets 1363条（发文618篇，微博745条） is of one kind all the same.
        is_inside = _depth(sentence.text[: told.start]) > 0
        is_alike = not items or told.number.unit == items[0].told.number.unit
        if not is_alike and not (is_inside and _are_papers(told, items[0].told)):
            break
        if items and found["name"].startswith("其中"):
            break
        if items and mark not in {"", found["mark"]}:
            break
        mark = found["mark"] if items else ""
        name = found["name"].strip().removeprefix("其中")
        items.append(Item(name=name, start=end + found.start("name"), told=told, share=share))
        end = (share or told).end
    return items, mark


def _are_papers(one: Told, other: Told) -> bool:
    """Whether two numbers are counted in the measure words of papers, which change freely."""
    return {one.number.unit, other.number.unit} <= _PIECES


def _is_counted(told: Told, name: str) -> bool:
    number = told.number
    return number.bound == "exact" and not number.step and not _APART.search(name)


def _enumeration(
    items: Sequence[Item], *, mark: str, before: Sequence[_Count], sentence: Sentence
) -> Enumeration:
    first = items[0]
    told, share = before[-1] if before else (None, None)
    last = share or told
    intro = sentence.text[last.end if last else 0 : first.told.start].removesuffix(first.name)
    # What has a share of its own, as those listed have, is one of them.
    is_whole = told is not None and len(intro) <= _GAP and not (share and first.share)
    is_alike = told is not None and (
        told.number.unit == first.told.number.unit
        or (intro == "（" and _are_papers(told, first.told))
    )
    whole = told if is_whole and is_alike else None
    end, unit = (items[-1].share or items[-1].told).end, first.told.number.unit
    others = (t for t in sentence.told if t.start >= end or t.end <= first.start)
    is_alone = not any(t.number.unit == unit for t in others)
    return Enumeration(items=tuple(items), intro=intro, mark=mark, whole=whole, is_alone=is_alone)
