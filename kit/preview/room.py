"""What the open pages of a preview are told, and when nobody looks any more."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from typing import Protocol

from kit.preview.render import Previewed

#: What a page is told of how it goes.
WORKING, READY, BROKEN = "working", "ready", "broken"


class Viewer(Protocol):
    """An open page."""

    def tell(self, message: str) -> None:
        """Send it a message."""


class Room:
    """The open pages of one preview, what they show, and the faults of what was saved since."""

    def __init__(self, *, idle_s: float) -> None:
        """Wait for a first page.

        Parameters
        ----------
        idle_s
            How long to go on without any page, in seconds.
        """
        self.is_over = asyncio.Event()
        self._idle_s = idle_s
        self._viewers: set[Viewer] = set()
        self._state: dict[str, object] = {"state": WORKING}
        self._shown: dict[str, object] = {}
        self._end: asyncio.TimerHandle | None = None
        self._wait()

    def enter(self, viewer: Viewer) -> None:
        """Tell a page that was opened all there is."""
        self._viewers.add(viewer)
        if self._end:
            self._end.cancel()
        viewer.tell(json.dumps(self._shown | self._state, ensure_ascii=False))

    def leave(self, viewer: Viewer) -> None:
        """Forget a page that was closed; after the last one, wait for another, then end."""
        self._viewers.discard(viewer)
        if not self._viewers:
            self._wait()

    def show_working(self) -> None:
        """Say that what was saved is being read."""
        self._tell({"state": WORKING})

    def show(self, preview: Previewed) -> None:
        """Show a report that could be built."""
        self._shown |= asdict(preview)
        self._tell({"state": READY, "faults": []} | asdict(preview))

    def show_last(self, page: str) -> None:
        """Show last year's page; empty where there is none."""
        self._shown["last_page"] = page
        self._send({"last_page": page})

    def show_faults(self, faults: list[str]) -> None:
        """Show what keeps the report from being built, above the last one that could be."""
        self._tell({"state": BROKEN, "faults": faults})

    def _tell(self, said: dict[str, object]) -> None:
        self._state = {name: said[name] for name in ("state", "faults") if name in said}
        self._send(said)

    def _send(self, said: dict[str, object]) -> None:
        message = json.dumps(said, ensure_ascii=False)
        for viewer in tuple(self._viewers):
            viewer.tell(message)

    def _wait(self) -> None:
        self._end = asyncio.get_running_loop().call_later(self._idle_s, self.is_over.set)
