"""Run the cells of a notebook in this process, giving the outputs that a kernel gives."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import Any

from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode, v4
from traitlets.config import Config


class _Outputs(list[NotebookNode]):
    """The outputs of one cell, in the order they came."""

    def write(self, name: str, text: str) -> None:
        """Add text to a stream, joining what follows itself as nbclient does."""
        if self and self[-1].output_type == "stream" and self[-1].name == name:
            self[-1].text += text
        else:
            self.append(v4.new_output("stream", name=name, text=text))


class _Stream(io.TextIOBase):
    """A standard stream that writes into the cell's outputs."""

    def __init__(self, name: str, outputs: _Outputs) -> None:
        super().__init__()
        self._name, self._outputs = name, outputs

    def write(self, text: str) -> int:
        if text:
            self._outputs.write(self._name, text)
        return len(text)

    def isatty(self) -> bool:
        return False


class _Hook(DisplayHook):  # type: ignore[misc] # IPython is not typed
    """Turns the value of a cell into its result instead of printing it."""

    outputs: _Outputs

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        """Keep the value as the cell's result."""
        count = self.prompt_count
        data = json_clean(encode_images(format_dict))
        output = v4.new_output(
            "execute_result", data=data, metadata=md_dict or {}, execution_count=count
        )
        self.outputs.append(output)

    def finish_displayhook(self) -> None:
        """Print no line end."""


class _Publisher(DisplayPublisher):  # type: ignore[misc] # IPython is not typed
    """Turns what a cell displays into outputs."""

    outputs: _Outputs

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        """Keep one thing displayed."""
        clean = json_clean(encode_images(data))
        self.outputs.append(v4.new_output("display_data", data=clean, metadata=metadata or {}))

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 - IPython's signature
        """Forget what the cell has shown so far."""
        del wait
        self.outputs.clear()


class Shell(InteractiveShell):  # type: ignore[misc] # IPython is not typed
    """An IPython shell without terminal, kernel, threads or history file."""

    def __init__(self, **settings: Any) -> None:
        """Make a shell that a process can fork after: the history would be a thread."""
        config = Config()
        config.HistoryManager.enabled = False
        super().__init__(
            config=config, displayhook_class=_Hook, display_pub_class=_Publisher, **settings
        )

    def enable_gui(self, gui: Any = None) -> None:
        """Have no windows."""

    def _showtraceback(self, etype: type[BaseException], evalue: Any, stb: list[str]) -> None:
        """Keep an error as the kernel does, instead of printing it."""
        error = v4.new_output(
            "error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb)
        )
        self.displayhook.outputs.append(error)

    def run(self, source: str) -> tuple[list[NotebookNode], int]:
        """Run one cell; return its outputs and its execution count."""
        outputs = _Outputs()
        self.displayhook.outputs = self.display_pub.outputs = outputs
        count = self.execution_count
        streams = (
            redirect_stdout(_Stream("stdout", outputs)),
            redirect_stderr(_Stream("stderr", outputs)),
        )  # type: ignore[type-var] # text streams
        with streams[0], streams[1]:
            self.run_cell(source, store_history=True)
        return list(outputs), count


@cache
def shell() -> Shell:
    """Return the one shell of this process, the ``get_ipython()`` of its cells."""
    made: Shell = Shell.instance()
    return made
