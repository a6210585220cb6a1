"""The room of a preview: what its pages are told, and when nobody looks any more."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from kit.preview.render import Previewed
from kit.preview.room import Room

PREVIEW = Previewed(page="<p>", findings="一", figures="二", changes="三")


class Told:
    """An open page that keeps what it is told."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def tell(self, message: str) -> None:
        """Keep a message."""
        self.messages.append(json.loads(message))


def in_room(do: Callable[[Room], Awaitable[None]], *, idle_s: float = 600.0) -> None:
    """Run *do* in a room."""

    async def run() -> None:
        await do(Room(idle_s=idle_s))

    asyncio.run(run())


def test_a_page_that_comes_late_is_told_all() -> None:
    """What was shown before, faults of what was saved since, and last year's page."""

    async def do(room: Room) -> None:
        room.show(PREVIEW)
        room.show_last("去年")
        room.show_faults(["甲"])
        late = Told()
        room.enter(late)
        (told,) = late.messages
        assert told["state"] == "broken"
        assert told["faults"] == ["甲"]
        assert (told["page"], told["last_page"]) == ("<p>", "去年")

    in_room(do)


def test_faults_end_with_the_next_good_report() -> None:
    """A page is told each step in its order."""

    async def do(room: Room) -> None:
        page = Told()
        room.enter(page)
        room.show_faults(["甲"])
        room.show_working()
        room.show(PREVIEW)
        assert [told["state"] for told in page.messages] == [
            "working",
            "broken",
            "working",
            "ready",
        ]
        assert page.messages[-1]["faults"] == []

    in_room(do)


def test_it_is_over_after_the_last_page_was_closed() -> None:
    """One page left open keeps it; without any it ends."""

    async def do(room: Room) -> None:
        first, second = Told(), Told()
        room.enter(first)
        room.enter(second)
        room.leave(first)
        await asyncio.sleep(0)
        assert not room.is_over.is_set()
        room.leave(second)
        await asyncio.wait_for(room.is_over.wait(), timeout=300)

    in_room(do, idle_s=0.0)
