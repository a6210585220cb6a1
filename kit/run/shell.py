"""Run the cells of a notebook in this process, giving the outputs that a kernel gives.

The shell is the kernel's own, and its messages go through nbclient's own
reading of them; only the sockets between the two are left out.
"""

from __future__ import annotations

import asyncio
import builtins
import getpass
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

from ipykernel import zmqshell
from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import Kernel
from jupyter_client.session import Session
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

from kit.run.streams import NotebookStream

#: Nobody answers ``input()``; the refusal is the kernel's own.
_NOBODY: Any = SimpleNamespace(_allow_stdin=False)


class _Messages(Session):
    """Hands the messages a kernel would send to nbclient's reading of them."""

    def begin(self, client: NotebookClient, *, cell: NotebookNode, index: int) -> None:
        """Take what comes from now on as outputs of *cell*."""
        client.clear_before_next_output = False
        self._receive = partial(client.process_message, cell=cell, cell_index=index)

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:
        """Hand over one message, as it would arrive."""
        del stream
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        self._receive(message | {"content": self.unpack(self.pack(message["content"]))})

    def stream(self, descriptor: int, name: str) -> NotebookStream:
        """Make a standard stream that sends its text as messages."""
        return NotebookStream(
            descriptor, send=lambda text: self.send(None, "stream", {"name": name, "text": text})
        )


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """The kernel's shell without kernel, threads or history file.

    Libraries know by the name of this class that they run in a notebook.
    """

    def __init__(self, **settings: Any) -> None:
        """Make a shell that a process can fork after: the history would be a thread."""
        config = Config()
        config.HistoryManager.enabled = False
        super().__init__(  # type: ignore[no-untyped-call] # ipykernel is typed in part
            config=config, compiler_class=XCachingCompiler, **settings
        )
        self._messages = _Messages()
        for sender in (self.displayhook, self.display_pub):
            sender.set_trait("session", self._messages)
        self._stdout = self._messages.stream(1, "stdout")
        self._stderr = self._messages.stream(2, "stderr")

    @contextmanager
    def running(self, notebook: NotebookNode) -> Iterator[None]:
        """Be the kernel of *notebook*: its environment, its event loop, its standard streams.

        Nothing is put back at the end but the streams: the process is the notebook's own.
        """
        self._client = NotebookClient(notebook)
        self.init_environment()
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        builtins.input = partial(Kernel.raw_input, _NOBODY)
        getpass.getpass = partial(Kernel.getpass, _NOBODY)
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        with ExitStack() as stack:
            for stream in (self._stdout, self._stderr):
                stack.enter_context(stream.capturing())
            stack.enter_context(redirect_stdout(self._stdout))
            stack.enter_context(redirect_stderr(self._stderr))
            yield

    def run(self, cell: NotebookNode, *, index: int) -> bool:
        """Run one cell, filling its outputs and its execution count; say whether all went well."""
        self._messages.begin(self._client, cell=cell, index=index)
        cell.outputs, cell.execution_count = [], self.execution_count
        result = self._loop.run_until_complete(self._run_in_loop(cell.source))
        self._stdout.flush()
        self._stderr.flush()
        return result.success and not getattr(self, "_last_traceback_during_displayhook", False)

    async def _run_in_loop(self, source: str) -> Any:
        """Run *source* as the kernel does: code that awaits nothing runs inside its loop too."""
        transformed = self._transformed(source)
        if not self.should_run_async(source, transformed_cell=transformed):
            return self.run_cell(source, store_history=True)
        result = await self.run_cell_async(source, store_history=True, transformed_cell=transformed)
        self.events.trigger("post_execute")
        self.events.trigger("post_run_cell", result)
        return result

    def _transformed(self, source: str) -> str:
        """Return Python for what may hold magics; what is neither is reported when it is run."""
        try:
            return str(self.transform_cell(source))
        except SyntaxError:
            return source


@cache
def shell() -> ZMQInteractiveShell:
    """Return the one shell of this process, the ``get_ipython()`` of its cells."""
    made: ZMQInteractiveShell = ZMQInteractiveShell.instance()
    return made
