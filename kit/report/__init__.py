"""A report put together from its folder: filing, last year's filing, narrative, parameters."""

from kit.report.copies import (
    COPIED,
    COPIES,
    CommonSentence,
    Copied,
    KeptCopy,
    came_copy,
    copied_bytes,
    copies_bytes,
    copies_file,
    kept_line,
    read_copies,
    read_kept_copy,
)
from kit.report.files import passed_over
from kit.report.model import Report
from kit.report.read import read_own_text, read_report

__all__ = [
    "COPIED",
    "COPIES",
    "CommonSentence",
    "Copied",
    "KeptCopy",
    "Report",
    "came_copy",
    "copied_bytes",
    "copies_bytes",
    "copies_file",
    "kept_line",
    "passed_over",
    "read_copies",
    "read_kept_copy",
    "read_own_text",
    "read_report",
]
