"""Any spreadsheet with the statutory tables, read into a filing with each figure's place."""

from kit.source.filing import Figure, Filing, LabelFault, Place, Value
from kit.source.read import read_filing
from kit.source.values import build_filing, read_figure

__all__ = [
    "Figure",
    "Filing",
    "LabelFault",
    "Place",
    "Value",
    "build_filing",
    "read_figure",
    "read_filing",
]
