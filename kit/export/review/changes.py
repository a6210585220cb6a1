"""What changed in the text since last year, long unchanged runs folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kit.form import Form

#: Characters kept on each side of a folded run; shorter runs are shown whole.
_KEPT = 16
_LONG = 80
Kind = Literal["same", "gone", "new", "folded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some words: the same, gone, new, or the same and folded."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One section whose text is not last year's."""

    number: int
    title: str
    runs: tuple[Run, ...]


def changed_sections(review: Mapping[str, Any], *, form: Form) -> list[Changed]:
    """Return the sections whose words changed, in order."""
    titles = {section.number: section.heading for section in form.sections} | {0: "前言"}
    return [
        Changed(
            number=change["section"],
            title=titles.get(change["section"], ""),
            runs=tuple(folded(change["parts"])),
        )
        for change in review.get("changes", ())
    ]


def folded(parts: Sequence[tuple[Kind, str]]) -> Iterator[Run]:
    """Yield the runs of a text and what became of it, the long ones that are the same folded."""
    for at, (kind, text) in enumerate(parts):
        if kind == "same":
            yield from _same(text, is_first=at == 0, is_last=at == len(parts) - 1)
        else:
            yield Run(kind=kind, text=text)


def _same(text: str, *, is_first: bool, is_last: bool) -> Iterator[Run]:
    """Fold the middle of a long run; at the ends of a section there is nothing to lead to."""
    if len(text) < _LONG:
        yield Run(kind="same", text=text)
        return
    head = "" if is_first else text[:_KEPT]
    tail = "" if is_last else text[-_KEPT:]
    folded = text[len(head) : len(text) - len(tail)]
    pieces: tuple[tuple[Kind, str], ...] = (("same", head), ("folded", folded), ("same", tail))
    yield from (Run(kind=kind, text=words) for kind, words in pieces if words)
