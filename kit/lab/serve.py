"""JupyterLab on a workspace: its settings, its language, and where its kernels find things."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from kit.errors import Fault, ParameterError
from kit.lab.begin import NOTEBOOKS
from kit.workspace import NOTEBOOK, Workspace, shipped_notebook

#: The settings of the lab, in the folder of the notebooks.
_CONFIG = "config"


def open_lab(workspace: Workspace, *, port: int, has_browser: bool) -> None:
    """Serve JupyterLab on loopback until it is told to end.

    Parameters
    ----------
    port
        The port to begin with; 0 for any that is free.

    Raises
    ------
    ParameterError
        If JupyterLab is not installed.
    """
    if not find_spec("jupyterlab"):
        cure = "请运行 pip install jupyterlab。"
        raise ParameterError(Fault("kit lab", "装有 JupyterLab", "没有安装", cure))
    from jupyterlab.labapp import LabApp

    root = workspace.params.parent
    os.environ |= {
        "KIT_PARAMS": str(workspace.params),
        "KIT_OUTPUTS": str(workspace.outputs),
        "JUPYTER_CONFIG_PATH": os.pathsep.join(_settings(root)),
    }
    LabApp.launch_instance(list(_arguments(root, port=port, has_browser=has_browser)))


def _settings(root: Path) -> Iterator[str]:
    """Name the folders of settings: the workspace's, else the shipped, then the user's own."""
    own = root / NOTEBOOKS / _CONFIG
    yield str(own if own.is_dir() else shipped_notebook().parent / _CONFIG)
    if said := os.environ.get("JUPYTER_CONFIG_PATH"):
        yield said


def _arguments(root: Path, *, port: int, has_browser: bool) -> Iterator[str]:
    yield f"--ServerApp.root_dir={root}"
    yield f"--ServerApp.port={port}"
    # Loopback whatever the settings of the machine say: the notebook runs as its user.
    yield "--ServerApp.ip=127.0.0.1"
    # Ctrl-C ends it; its question, in English, would be one more thing to understand.
    yield "--ServerApp.answer_yes=True"
    # What it says in English of its start hides the one line that matters.
    yield "--log-level=WARN"
    # Whoever runs the kit as root runs the notebook so as well; the port asks for a token.
    yield "--ServerApp.allow_root=True"
    if not has_browser:
        yield "--ServerApp.open_browser=False"
    if (notebook := root / NOTEBOOKS / NOTEBOOK).is_file():
        yield str(notebook)
