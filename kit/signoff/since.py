"""What changed since a decision, figure by figure and paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from kit.compare import compare_texts
from kit.signoff.kept import CELLS, PICTURES, KeptReport


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSince:
    """A cell and what it printed before and now; empty is blank."""

    address: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphSince:
    """A paragraph before and now, and its words; empty before is new, empty now is gone.

    ``runs`` are ``same``, ``gone`` or ``new`` and the words.
    """

    section: int
    before: str
    now: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSince:
    """Something that the page says of itself, before and now; both empty of pictures."""

    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since a decision.

    ``said`` is all of it in one sentence; ``is_known`` whether what was seen then was
    kept: if not, there is nothing to list.
    """

    by: str
    on: str
    said: str
    is_known: bool = False
    figures: tuple[FigureSince, ...] = ()
    paragraphs: tuple[ParagraphSince, ...] = ()
    facts: tuple[FactSince, ...] = ()


def since(before: KeptReport | None, now: KeptReport, *, by: str, on: str) -> Since:
    """Return what changed from *before*, ``None`` if it was not kept, to *now*."""
    head = f"{by}于 {on} 签署之后"
    if before is None:
        return Since(by=by, on=on, said=f"{head}变过；当时所看的内容没有保存，不能逐处列出。")
    figures = tuple(_figures(before, now))
    paragraphs = tuple(_paragraphs(before, now))
    facts = tuple(_facts(before, now))
    counted = ((figures, "个数"), (paragraphs, "段文字"), (facts, "项其他内容"))
    listed = "、".join(f"{len(changed)} {what}" for changed, what in counted if changed)
    return Since(
        by=by,
        on=on,
        said=f"{head}变过：{listed or '不在数、文字和说明之中'}。",
        is_known=True,
        figures=figures,
        paragraphs=paragraphs,
        facts=facts,
    )


def _figures(before: KeptReport, now: KeptReport) -> Iterator[FigureSince]:
    for address in dict.fromkeys((*now.figures, *before.figures)):
        was, has = before.figures.get(address, ""), now.figures.get(address, "")
        if was != has:
            yield FigureSince(address=address, before=was, now=has)


def _paragraphs(before: KeptReport, now: KeptReport) -> Iterator[ParagraphSince]:
    numbers = {paragraph.section for kept in (before, now) for paragraph in kept.paragraphs}
    for number in sorted(numbers):
        for was, has in _changed(_texts(before, number), _texts(now, number)):
            runs = compare_texts(was, has)
            yield ParagraphSince(section=number, before=was, now=has, runs=runs)


def _texts(kept: KeptReport, section: int) -> list[str]:
    return [paragraph.text for paragraph in kept.paragraphs if paragraph.section == section]


def _changed(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs that are not the same, each beside what it was."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from zip_longest(before[a:b], now[c:d], fillvalue="")


def _facts(before: KeptReport, now: KeptReport) -> Iterator[FactSince]:
    for what in dict.fromkeys((*now.facts, *before.facts)):
        was, has = before.facts.get(what, ""), now.facts.get(what, "")
        if was != has:
            shown = ("", "") if what in (PICTURES, CELLS) else (was, has)
            yield FactSince(what=what, before=shown[0], now=shown[1])
