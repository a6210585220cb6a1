"""Execute the notebook of one report through papermill."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import papermill.execute
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from kit.errors import CrashError, Fault, KitError, NotebookError
from kit.run.job import Engine
from kit.workspace import Workspace

#: papermill's names of the engines.
_ENGINES: dict[Engine, str | None] = {"fork": "kit-fork", "nbclient": None}


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
            return _run_papermill(path, parameters=parameters, engine=engine)
        except PapermillExecutionError as error:
            raise _raised(error, where=where) from None
        except DeadKernelError:
            cure = "多为内存不足，请关闭其他程序后再试。"
            raise CrashError(Fault(where, "运行到底", "内核中途退出", cure)) from None


def _run_papermill(path: Path, *, parameters: dict[str, Any], engine: Engine) -> NotebookNode:
    # The kernel warns about its own transport, which is loopback.
    quiet = {"extra_arguments": ["--IPKernelApp.log_level=ERROR"]}
    executed: NotebookNode = papermill.execute.execute_notebook(
        str(path),
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
    for family in _families(KitError):
        if error.ename == family.__name__:
            return family(*(Fault(line) for line in error.evalue.splitlines()))
    found = f"{error.ename}：{error.evalue}"
    cure = "请在 JupyterLab 中打开笔记本，从上到下运行，查看出错的一格。"
    return NotebookError(Fault(f"{where} 第 {error.exec_count} 格", "运行到底", found, cure))


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
