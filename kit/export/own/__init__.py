"""Cells that an analyst added to the notebook: tagged ``report`` public, all others for review."""

from kit.export.own.analysis import analysis_html
from kit.export.own.cells import OwnCell, own_cells
from kit.export.own.public import public_blocks

__all__ = ["OwnCell", "analysis_html", "own_cells", "public_blocks"]
