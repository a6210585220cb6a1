"""A report put together from its folder: filing, last year's filing, narrative, parameters."""

from kit.report.model import Report
from kit.report.read import read_report

__all__ = ["Report", "read_report"]
