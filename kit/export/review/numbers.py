"""The numbers of the text as the page tells of them: those checked, those nobody checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.checks import STATUSES
from kit.export.review.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A number that was not understood: the id its words have, its section, line and words."""

    id: str
    section: int | None
    line: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How many numbers came to what, in words; and those that were not understood."""

    counts: tuple[tuple[str, int], ...] = ()
    unread: tuple[Unread, ...] = ()


def told_numbers(review: Mapping[str, Any]) -> Numbers:
    """Return what to tell of the numbers of the text; older notebooks have none."""
    numbers = review.get("numbers")
    if not numbers:
        return Numbers()
    return Numbers(
        counts=tuple((STATUSES[status], count) for status, count in numbers["counts"].items()),
        unread=tuple(_unread(numbers["places"])),
    )


def number_marks(review: Mapping[str, Any]) -> Iterator[tuple[int, Mark]]:
    """Yield the marks of numbers checked and of those not understood, each with its section."""
    places = review.get("numbers", {}).get("places", ())
    for place in places:
        if place["section"] is not None and place["status"] == "agrees":
            title = f"已核对：{place['read_as']}" if place["read_as"] else "已核对"
            yield place["section"], _mark(place, attributes={"class": "checked", "title": title})
    unread = (place for place in places if place["status"] == "not understood")
    for number, place in enumerate(unread, start=1):
        if place["section"] is not None:
            mark = _mark(place, attributes={"class": "unread"}, id=f"u{number}")
            yield place["section"], mark


def _mark(place: Mapping[str, Any], *, attributes: dict[str, str], id: str = "") -> Mark:  # noqa: A002 - the name of the attribute
    return Mark(
        quote=place["quote"], before=place["before"], tag="span", attributes=attributes, id=id
    )


def _unread(places: list[Mapping[str, Any]]) -> Iterator[Unread]:
    unread = (place for place in places if place["status"] == "not understood")
    for number, place in enumerate(unread, start=1):
        yield Unread(
            id=f"u{number}", section=place["section"], line=place["line"], quote=place["quote"]
        )
