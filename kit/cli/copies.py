"""What verbs over a whole year do first: hold every text against all others."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kit.cli.console import echo
from kit.errors import KitError
from kit.processes import Limits, run_in_process
from kit.workspace import Workspace

if TYPE_CHECKING:
    from kit.compare import YearCopies
    from kit.report import Copied

#: Three thousand texts take a tenth of it.
_COMPARING = Limits(timeout_s=300.0, memory_mb=3072, has_options=False)


def compared_year(workspace: Workspace, *, year: int) -> YearCopies | None:
    """Compare the texts of *year*, and keep in its outputs what reports share with others.

    Where that cannot be done it is said, and the verb goes on without.
    """
    from kit.compare import keep_copies
    from kit.report import copies_file
    from kit.storage import send_output, with_texts

    try:
        with with_texts(workspace, year=year) as readable:
            found = _found(readable, year=year)
        keep_copies(workspace, found, year=year)
        send_output(workspace, copies_file(workspace, year=year))
    except KitError as error:
        _echo_failure(error)
        return None
    return found


def copies_of_year(workspace: Workspace, *, year: int) -> dict[str, Copied | None] | None:
    """Compare the texts of *year*, and give what is judged of each; ``None`` if it failed.

    Nothing is written. An agency whose text was compared and is its own has ``None``.
    """
    try:
        found = _found(workspace, year=year)
    except KitError as error:
        _echo_failure(error)
        return None
    shared = {agency: replace(copied, sentences=()) for agency, copied in found.copied.items()}
    return {agency: shared.get(agency) for agency in found.files}


def _found(workspace: Workspace, *, year: int) -> YearCopies:
    """Compare in a process of its own: the one that asks is copied for others later."""
    return run_in_process(partial(_compare, workspace, year), limits=_COMPARING)


def _compare(workspace: Workspace, year: int) -> YearCopies:
    from kit.compare import find_copies

    return find_copies(workspace, year=year)


def _echo_failure(error: KitError) -> None:
    echo("没有比对各机关的文字是否雷同：", *(f"  {fault}" for fault in error.faults), err=True)
