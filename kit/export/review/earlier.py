"""What earlier decisions said of single findings, cells and words, and what changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.export.review.changes import Changed, folded
from kit.export.review.figures import FigureLine
from kit.export.review.findings import Numbered, Place
from kit.form import Form

#: What a reviewer made of a finding, in words; of one only noted there is nothing to say.
TICKS = {"open": "", "seen": "看过", "must_fix": "须改", "accepted_by_reviewer": "可保留"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierNote:
    """What a decision said of one place: a tick, words, or both; ``who`` is by whom and when."""

    who: str
    place: Place
    tick: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedFigure:
    """A figure that is not what a decision saw."""

    place: Place
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What changed since the decision that no longer counts, in one sentence and place by place."""

    said: str
    figures: tuple[MendedFigure, ...]
    texts: tuple[Changed, ...]
    facts: tuple[Mapping[str, str], ...]


def earlier_notes(
    review: Mapping[str, Any],
    *,
    findings: Iterable[Numbered],
    figures: Mapping[str, FigureLine],
    form: Form,
) -> tuple[dict[int, list[EarlierNote]], list[EarlierNote]]:
    """Return what was said of findings that still stand, by number, and of all other places."""
    numbers = {finding.key: finding.number for finding in findings if finding.key}
    own: defaultdict[int, list[EarlierNote]] = defaultdict(list)
    others: list[EarlierNote] = []
    for decided in review.get("sign_off", ()):
        who = f"{decided['by']}，{decided['on']}"
        for said in decided.get("findings", ()):
            note = _on_finding(said, who=who, number=numbers.get(said["key"]))
            (own[numbers[said["key"]]] if said["key"] in numbers else others).append(note)
        for said in decided.get("notes", ()):
            place = _place(said, figures=figures, form=form)
            others.append(EarlierNote(who=who, place=place, tick="", note=said["note"]))
    return dict(own), others


def mended_since(
    review: Mapping[str, Any], *, figures: Mapping[str, FigureLine], form: Form
) -> Mended | None:
    """Return what changed since the last decision; ``None`` when it counts, or there is none."""
    since = (review.get("state") or {}).get("since")
    if not since:
        return None
    changed = (
        MendedFigure(
            place=_cell(each["address"], figures=figures),
            before=each["before"] or "空白",
            now=each["now"] or "空白",
        )
        for each in since["figures"]
    )
    return Mended(
        said=since["said"],
        figures=tuple(changed),
        texts=tuple(_texts(since["paragraphs"], form=form)),
        facts=tuple(since["facts"]),
    )


def _on_finding(said: Mapping[str, Any], *, who: str, number: int | None) -> EarlierNote:
    known = Place(href=f"#f{number}", label=f"发现 {number}")
    place = known if number else Place(href="", label="现在已没有的发现")
    return EarlierNote(who=who, place=place, tick=TICKS[said["state"]], note=said["note"])


def _place(said: Mapping[str, Any], *, figures: Mapping[str, FigureLine], form: Form) -> Place:
    if said["cell"]:
        return _cell(said["cell"], figures=figures)
    shown = {section.number for section in form.sections} | {0}
    href = f"#s{said['section']}" if said["section"] in shown else ""
    return Place(href=href, label=f"“{said['quote']}”")


def _cell(address: str, *, figures: Mapping[str, FigureLine]) -> Place:
    line = figures.get(address)
    if line is None:
        return Place(href="", label=address)
    return Place(href=f"#{address}", label=f"{line.table} {line.name}")


def _texts(paragraphs: Iterable[Mapping[str, Any]], *, form: Form) -> Iterator[Changed]:
    titles = {section.number: section.heading for section in form.sections} | {0: "前言"}
    for each in paragraphs:
        title = titles.get(each["section"], "")
        yield Changed(number=each["section"], title=title, runs=tuple(folded(each["runs"])))
