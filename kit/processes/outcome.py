"""How a call ended, as it goes from its process to the one that asked: a value, or an error."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from kit import log
from kit.disk import attempted
from kit.errors import Fault, KitError

#: Longest part of a sentence that goes from process to process, in characters.
_LONGEST = 2_000
#: Most faults that go from process to process: nobody mends more in one go.
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a call, and what was logged meanwhile for its user.

    Attributes
    ----------
    notices
        Events of the logger ``kit`` from WARNING up, each with its data.
    """

    value: Any = None
    error: KitError | None = None
    notices: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def repeat_notices(self) -> None:
        """Log here what was logged there."""
        for event, data in self.notices:
            log.warn(event, **data)


def outcome_of(function: Callable[[], Any]) -> Outcome:
    """Call *function*; whatever it raises but a wish to leave becomes an error of the kit."""
    with _noticed() as notices:
        came = attempted(function)
    if isinstance(came, KitError):
        return Outcome(error=_bounded(came), notices=tuple(notices))
    return Outcome(value=came, notices=tuple(notices))


def placed(error: KitError, *, where: str) -> KitError:
    """Return *error* with the place of those of its faults that have none."""
    faults = (replace(fault, where=fault.where or where) for fault in error.faults)
    return type(error)(*faults)


def _bounded(error: KitError) -> KitError:
    """Return *error* with no part so long that nobody could read it."""
    more = len(error.faults) - _MOST
    faults = [
        Fault(*map(_short, (fault.where, fault.wanted, fault.found, fault.cure)))
        for fault in error.faults[:_MOST]
    ]
    return type(error)(*faults, *([Fault(f"另有 {more} 处")] if more > 0 else []))


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…（共 {len(said)} 字）"


class _Kept(logging.Handler):
    """Keeps events instead of saying them: this process has nobody to say them to."""

    def __init__(self, notices: list[tuple[str, Mapping[str, Any]]]) -> None:
        super().__init__(logging.WARNING)
        self._notices = notices

    def emit(self, record: logging.LogRecord) -> None:
        self._notices.append((record.getMessage(), getattr(record, "data", {})))


@contextmanager
def _noticed() -> Iterator[list[tuple[str, Mapping[str, Any]]]]:
    """Keep what is logged for the user, in place of the handlers that came with the process."""
    notices: list[tuple[str, Mapping[str, Any]]] = []
    logger, kept = logging.getLogger("kit"), _Kept(notices)
    before, logger.handlers = logger.handlers, [kept]
    try:
        yield notices
    finally:
        logger.handlers = before
