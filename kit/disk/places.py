"""Whether two places are one, or one lies inside the other."""

from __future__ import annotations

import os
from pathlib import Path

from kit.errors import Fault, ParameterError


def refuse_overlap(params: Path, outputs: Path) -> None:
    """Refuse outputs that lie over what they are made from, links followed.

    Raises
    ------
    ParameterError
        If the two folders are one, or one is inside the other.
    """
    if contains(params, outputs) or contains(outputs, params):
        raise overlap(str(params), str(outputs))


def overlap(params: str, outputs: str) -> ParameterError:
    """Return the error that says that *outputs* lie over *params*."""
    cure = "生成的文件不能与来源放在一处，请用 --outputs 另指一个文件夹。"
    wanted = f"在参数文件夹 {params} 之外，也不包含它"
    return ParameterError(Fault("--outputs", wanted, outputs, cure))


def contains(above: Path, below: Path) -> bool:
    """Whether *below* is *above* or lies inside it, whatever their paths are called."""
    real = _real(below)
    if real.is_relative_to(_real(above)):
        return True
    known = _identity(above)
    # The same folder has other names where letters' case is nothing, or it is mounted twice.
    return known is not None and known in map(_identity, (real, *real.parents))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        known = path.stat()
    except (OSError, ValueError):
        return None
    return known.st_dev, known.st_ino
