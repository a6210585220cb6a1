"""Faces that the paper is set with, shipped with the package: 仿宋, 楷体 and a heavy 宋体.

They are data, each under its own licence: ``README.md`` says which, and how they were made.
"""

from __future__ import annotations

from pathlib import Path


def shipped_fonts() -> Path:
    """Return the folder of the shipped faces."""
    return Path(__file__).parent
