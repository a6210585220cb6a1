"""A report put together from its folder: filing, last year's filing, narrative, parameters."""

from kit.report.copies import (
    COPIES,
    CommonSentence,
    Copied,
    copies_bytes,
    copies_file,
    read_copies,
)
from kit.report.model import Report
from kit.report.read import read_own_text, read_report

__all__ = [
    "COPIES",
    "CommonSentence",
    "Copied",
    "Report",
    "copies_bytes",
    "copies_file",
    "read_copies",
    "read_own_text",
    "read_report",
]
