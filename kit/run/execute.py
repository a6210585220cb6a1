"""Execute the notebook of one report through papermill."""

from __future__ import annotations

import builtins
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import nbformat
import papermill.execute
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from kit.disk import as_kit_error, is_of_machine, read_file
from kit.errors import CrashError, Fault, KitError, NotebookError
from kit.notebook.exporting import BUILDING
from kit.run.job import Engine
from kit.run.shaping import MAX_BYTES, PARAMETERS, with_parameters
from kit.workspace import Workspace

#: papermill's names of the engines.
_ENGINES: dict[Engine, str | None] = {"fork": "kit-fork", "nbclient": None}
#: How Python words an error of the system: its number, and often the file.
_SYSTEM = re.compile(r"\[Errno (?P<number>\d+)\] [^:]*(?:: '(?P<file>.*)')?", re.DOTALL)
#: What is quoted of an error's words, in characters, and of its lines.
_LONGEST, _MOST_LINES = 2_000, 1_000
#: What a notebook says of its kernel, whatever program saved it last.
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def execute_notebook(
    path: Path, *, workspace: Workspace, year: int, agency: str, engine: Engine
) -> NotebookNode:
    """Return the notebook at *path* executed for one report by papermill.

    Parameters
    ----------
    engine
        ``fork`` runs the cells in a process of their own without a kernel;
        ``nbclient`` starts a kernel and waits for it.

    Raises
    ------
    KitError
        The very error a cell raised, of its own family.
    NotebookError
        If a cell failed otherwise, ran out of time, or the kernel died.
    """
    where = f"{path.name} {year} {agency}"
    parameters = {"year": year, "agency": agency}
    with _environment(workspace):
        try:
            notebook = _prepared(_read_notebook(path), parameters=parameters)
            return _run_papermill(notebook, parameters=parameters, engine=engine)
        except PapermillExecutionError as error:
            raise _raised(error, where=where) from None
        except DeadKernelError:
            cure = "多为内存不足，请关闭其他程序后再试。"
            raise CrashError(Fault(where, "运行到底", "内核中途退出", cure)) from None
        except NoSuchKernel:
            cure = "请运行 pip install ipykernel，或改用 --engine fork。"
            raise NotebookError(Fault(where, "有 python3 内核", "没有", cure)) from None


def _read_notebook(path: Path) -> NotebookNode:
    """Read a notebook that somebody may have edited, and hold it against its format."""
    content = read_file(path, limit_bytes=MAX_BYTES, error=NotebookError)
    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
        nbformat.validate(notebook)
    except Exception:  # noqa: BLE001 - a file of somebody's may be broken in any way
        cure = "请在 JupyterLab 中打开核对；删去 notebooks/ 中的这一份，就用自带的。"
        raise NotebookError(Fault(path.name, "Jupyter 笔记本", "读不出", cure)) from None
    return notebook


def _prepared(notebook: NotebookNode, *, parameters: dict[str, Any]) -> NotebookNode:
    """Return *notebook* with the report's own parameters, and nothing that earlier runs left."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    tagged = (cell for cell in notebook.cells if PARAMETERS in cell.metadata.get("tags", ()))
    for cell in islice(tagged, 1):
        cell.source = with_parameters(cell.source, parameters=parameters)
    notebook.metadata["kernelspec"] = nbformat.from_dict(_KERNEL)
    return notebook


def _run_papermill(
    notebook: NotebookNode, *, parameters: dict[str, Any], engine: Engine
) -> NotebookNode:
    # The kernel warns about its own transport, which is loopback.
    quiet = {"extra_arguments": ["--IPKernelApp.log_level=ERROR"]}
    executed: NotebookNode = papermill.execute.execute_notebook(
        notebook,
        None,
        parameters=parameters,
        kernel_name="python3",
        progress_bar=False,
        request_save_on_cell_execute=False,
        engine_name=_ENGINES[engine],
        **(quiet if engine == "nbclient" else {}),
    )
    return executed


def _raised(error: PapermillExecutionError, *, where: str) -> KitError:
    """Turn what a cell raised back into an error of the kit, by its name."""
    words = error.evalue[:_LONGEST]
    for family in _families(KitError):
        if error.ename == family.__name__:
            lines = error.evalue.splitlines()[:_MOST_LINES]
            return family(*(Fault(line[:_LONGEST]) for line in lines or [where]))
    cell = f"{where} 第 {error.exec_count} 格"
    machine = _raised_by_machine(error.ename, words)
    if machine:
        return as_kit_error(machine, where=cell)
    cure = "请在 JupyterLab 中打开笔记本，从上到下运行，查看出错的一格。"
    return NotebookError(Fault(cell, "运行到底", f"{error.ename}：{words}", cure))


def _raised_by_machine(name: str, words: str) -> OSError | MemoryError | None:
    """Return what the machine raised, from its name and words; ``None`` if it was none of that."""
    kind = getattr(builtins, name, None)
    if kind is MemoryError:
        return MemoryError()
    found = _SYSTEM.match(words)
    if not (found and isinstance(kind, type) and issubclass(kind, OSError)):
        return None
    problem = OSError(int(found["number"]), words, found["file"])
    return problem if is_of_machine(problem) else None


def _families(top: type[KitError]) -> Iterator[type[KitError]]:
    yield top
    for below in top.__subclasses__():
        yield from _families(below)


@contextmanager
def _environment(workspace: Workspace) -> Iterator[None]:
    """Tell the kernel, which inherits the environment, where the workspace is."""
    told = {
        "KIT_PARAMS": str(workspace.params),
        "KIT_OUTPUTS": str(workspace.outputs),
        BUILDING: "1",
        # The debugger of the kernel warns about frozen modules on every start.
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
