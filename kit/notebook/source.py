"""Which notebook a run executes: the workspace's copy, else the one shipped with the kit."""

from __future__ import annotations

from pathlib import Path

from kit.workspace import Workspace

NOTEBOOK = "annual_report.ipynb"


def notebook_path(workspace: Workspace) -> Path:
    """Return the notebook that reports of *workspace* are run from."""
    own = workspace.params.parent / "notebooks" / NOTEBOOK
    shipped = Path(__file__).with_name(NOTEBOOK)
    # In a checkout the notebook is not copied into the package: it stands at the top.
    checkout = Path(__file__).parents[2] / "notebooks" / NOTEBOOK
    return next(path for path in (own, shipped, checkout) if path.is_file())
