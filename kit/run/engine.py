"""papermill's engine ``kit-fork``: a process of its own for a report, and no kernel to wait for."""

from __future__ import annotations

import sys
from typing import Any

from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager

from kit.processes import DEFAULT_TIMEOUT_S, Limits
from kit.processes.child import OwnProcess
from kit.run.executors import open_executor

#: Tags of cells that nbclient knows.
_ALLOWED, _SKIPPED = "raises-exception", "skip-execution"


class ForkEngine(Engine):
    """Run cells in a process that was forked from one with everything imported.

    A batch has made such a process already; elsewhere (``papermill --engine
    kit-fork``) this makes it. Outputs are those that nbclient gives.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        execution_timeout: float | None = None,
        **_: Any,
    ) -> None:
        """Execute the notebook that *nb_man* holds, marking each cell as it goes."""
        del kernel_name
        if OwnProcess.is_here:
            _run_cells(nb_man)
            return
        limits = Limits(timeout_s=execution_timeout or DEFAULT_TIMEOUT_S)
        with open_executor(None, jobs=1, limits=limits) as executor:
            nb_man.nb = executor.submit(run_notebook, nb_man.nb).result()


def run_notebook(notebook: NotebookNode) -> NotebookNode:
    """Run all cells of *notebook* in this process and return it with their outputs."""
    manager = NotebookExecutionManager(notebook, progress_bar=False, autosave_cell_every=0)
    _run_cells(manager)
    executed: NotebookNode = manager.nb
    return executed


def _run_cells(nb_man: NotebookExecutionManager) -> None:
    """Run cells up to the first that fails."""
    from kit.run.shell import shell

    ours = shell()
    # multiprocessing puts its own main module there; cells expect the notebook's.
    sys.modules["__main__"] = ours.user_module
    with ours.running(nb_man.nb):
        for index, cell in enumerate(nb_man.nb.cells):
            if not _is_run(cell):
                continue
            nb_man.cell_start(cell, index)
            has_failed = not ours.run(cell, index=index)
            is_over = has_failed and _ALLOWED not in cell.metadata.get("tags", ())
            if is_over:
                nb_man.cell_exception(cell, index)
            nb_man.cell_complete(cell, index)
            if is_over:
                return


def _is_run(cell: NotebookNode) -> bool:
    is_code = cell.cell_type == "code" and bool(cell.source.strip())
    return is_code and _SKIPPED not in cell.metadata.get("tags", ())
