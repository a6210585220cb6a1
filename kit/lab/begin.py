"""Begin a workspace: its notebooks, an empty ``params/``, a README, the settings of the lab."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kit.disk import write_together
from kit.errors import Fault, ParameterError
from kit.report.register import blank_agencies
from kit.workspace import shipped_notebook

NOTEBOOKS = "notebooks"
#: What comes with the notebooks, by its path beside them.
_SHIPPED = (
    "annual_report.ipynb",
    "explore.ipynb",
    "config/jupyter_server_config.json",
    "config/labconfig/default_setting_overrides.json",
)
#: What tells where things are, by its path in the workspace.
_TOLD = ("README.md", "outputs/README.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What was written into a workspace, and what stood there and was left as it is."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def begin_workspace(folder: Path) -> Begun:
    """Write into *folder* what a workspace lacks; nothing that is there is replaced.

    Raises
    ------
    ParameterError
        If *folder* is a file.
    WriteError
        If it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        cure = "请换一个文件夹的名字。"
        raise ParameterError(Fault(str(folder), "文件夹", "一个文件", cure))
    params = {folder / "params" / name: text for name, text in blank_agencies().items()}
    told = {folder / name: _told(name) for name in _TOLD}
    return _written(told | params | _notebooks(folder))


def complete_notebooks(folder: Path) -> Begun:
    """Write into the workspace *folder* the notebooks and settings that it lacks.

    Raises
    ------
    WriteError
        If it cannot be written.
    """
    return _written(_notebooks(folder))


def _notebooks(folder: Path) -> dict[Path, bytes]:
    shipped = shipped_notebook().parent
    return {folder / NOTEBOOKS / name: (shipped / name).read_bytes() for name in _SHIPPED}


def _told(name: str) -> bytes:
    return files("kit.lab").joinpath("files", name.replace("/", "_")).read_bytes()


def _written(contents: dict[Path, bytes]) -> Begun:
    lacking = {path: text for path, text in contents.items() if not os.path.lexists(path)}
    write_together(lacking)
    kept = tuple(path for path in contents if path not in lacking)
    return Begun(written=tuple(lacking), kept=kept)
