"""Serve a preview on loopback until nobody looks at it any more."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import aclosing, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from kit.errors import Fault, KitError, ParameterError
from kit.preview.render import render_last, render_preview
from kit.preview.room import Room
from kit.preview.watch import changes
from kit.processes import Limits, ProcessExecutor, placed
from kit.run.executors import PRELOAD
from kit.workspace import Workspace

_LOOPBACK = "127.0.0.1"
#: Names that a browser of this machine may call it by; another would be somebody's trick.
_HOSTS = r"127\.0\.0\.1|localhost"
#: How often a page is asked whether it is still there, in seconds.
_PING_S = 20
_KINDS = {"preview.html": "text/html", "preview.css": "text/css", "preview.js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Where a preview is served, and how long.

    Attributes
    ----------
    port
        The port; 0 for any that is free.
    idle_s
        How long to go on without an open page, in seconds.
    opened
        Called with the address once it can be opened.
    """

    port: int
    idle_s: float
    opened: Callable[[str], object]


def preview_report(
    workspace: Workspace,
    *,
    year: int,
    agency: str,
    serving: Serving,
) -> None:
    """Show a report in the browser, again at every save, until no page has been open for a while.

    Raises
    ------
    KitError
        If there is no such agency, or the port is taken.
    """
    workspace.agency(agency)
    limits = Limits(has_options=False)
    executor = ProcessExecutor(1, limits=limits, preload=PRELOAD)
    preview = _Preview(workspace, year=year, agency=agency, executor=executor)
    try:
        asyncio.run(preview.serve(serving))
    finally:
        executor.shutdown(cancel_futures=True)


class _Preview:
    """One report, and the executor that renders it."""

    def __init__(self, workspace: Workspace, *, year: int, agency: str, executor: Executor) -> None:
        self._workspace, self._year, self._agency = workspace, year, agency
        self._executor = executor

    async def serve(self, serving: Serving) -> None:
        """Serve until the room is over."""
        try:
            listening = socket.create_server((_LOOPBACK, serving.port))
        except (OSError, OverflowError):
            cure = "请换一个端口，或不写 --port。"
            fault = Fault("--port", "空闲的端口", str(serving.port), cure)
            raise ParameterError(fault) from None
        room = Room(idle_s=serving.idle_s)
        # Others of this machine can reach the port; the address they cannot guess.
        token = secrets.token_urlsafe(16)
        server = HTTPServer(_application(room, token=token))
        listening.settimeout(0)
        server.add_socket(listening)
        serving.opened(f"http://{_LOOPBACK}:{listening.getsockname()[1]}/{token}/")
        watching = asyncio.create_task(self._keep_current(room))
        over = asyncio.create_task(room.is_over.wait())
        try:
            await asyncio.wait((watching, over), return_when=asyncio.FIRST_COMPLETED)
            if watching.done():
                watching.result()
        finally:
            watching.cancel()
            over.cancel()
            server.stop()
            await server.close_all_connections()

    async def _keep_current(self, room: Room) -> None:
        """Render at the start and at every change."""
        turns = changes(self._workspace, year=self._year, agency=self._agency)
        async with aclosing(turns):
            async for changed in turns:
                room.show_working()
                await self._render(room)
                # After this year's, which somebody waits for.
                if self._concerns_last(changed):
                    await self._render_last(room)

    def _concerns_last(self, changed: frozenset[str]) -> bool:
        own = self._workspace.inputs(self._year, self._agency)
        return any(Path(path).parent != own for path in changed)

    async def _render_last(self, room: Room) -> None:
        with suppress(KitError):
            room.show_last(await self._called(render_last, year=self._year - 1))

    def _called(self, render: Callable[..., Any], *, year: int) -> asyncio.Future[Any]:
        call = self._executor.submit(render, self._workspace, year=year, agency=self._agency)
        return asyncio.wrap_future(call)

    async def _render(self, room: Room) -> None:
        try:
            room.show(await self._called(render_preview, year=self._year))
        except KitError as error:
            where = f"{self._year} {self._agency}"
            room.show_faults(list(map(str, placed(error, where=where).faults)))


class _FileHandler(RequestHandler):
    """Gives one of the preview's own files."""

    def initialize(self, name: str) -> None:
        """Take the name of the file."""
        self._name = name

    def get(self) -> None:
        """Send the file; what a report holds may run nothing and fetch nothing."""
        self.set_header("Content-Type", f"{_KINDS[self._name]}; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            f" img-src data:; connect-src 'self' ws://{self.request.host}; frame-ancestors 'none'"
        )
        self.set_header("Content-Security-Policy", policy)
        self.write(files("kit.preview").joinpath("files", self._name).read_bytes())


class _PageHandler(WebSocketHandler):
    """An open page; it says nothing itself. Pages of other origins are refused by tornado."""

    def initialize(self, room: Room) -> None:
        """Take the room that the page enters."""
        self._room = room

    def open(self, *_: str, **__: str) -> None:
        """Enter the room."""
        self._room.enter(self)

    def on_message(self, message: str | bytes) -> None:
        """Pass over what is said."""

    def on_close(self) -> None:
        """Leave the room."""
        self._room.leave(self)

    def tell(self, message: str) -> None:
        """Send a message, unless the page is gone already."""
        with suppress(WebSocketClosedError):
            self.write_message(message)


def _application(room: Room, *, token: str) -> Application:
    """Make an application that answers to this machine's names alone, below the token."""
    application = Application(websocket_ping_interval=_PING_S, log_function=lambda _: None)
    names = {"": "preview.html", "preview.css": "preview.css", "preview.js": "preview.js"}
    routes = [(f"/{token}/{path}", _FileHandler, {"name": name}) for path, name in names.items()]
    application.add_handlers(_HOSTS, [*routes, (f"/{token}/told", _PageHandler, {"room": room})])
    return application
