"""The two loggers of the library, which itself never prints.

``kit``
    DEBUG: each file read and written, with its size in bytes.
    INFO: a stage done, with its duration in seconds.
    WARNING: something odd that changes no output (a workbook open in Excel).
``kit.progress``
    INFO only: one event a report, for bars and batch logs.

An event has a stable name (the message) and its data (``record.data``).
"""

from __future__ import annotations

import logging

_kit = logging.getLogger("kit")
# Without a handler of its own Python would print the bare names of events to stderr.
_kit.addHandler(logging.NullHandler())
_progress = logging.getLogger("kit.progress")


def debug(event: str, **data: object) -> None:
    """Record *event* for whoever looks for a fault."""
    _kit.debug(event, extra={"data": data})


def warn(event: str, **data: object) -> None:
    """Record *event*, which changes no output but which its user should know."""
    _kit.warning(event, extra={"data": data})


def progress(event: str, **data: object) -> None:
    """Record that work on a report went on: ``started``, ``stage``, ``done``."""
    _progress.info(event, extra={"data": data})
