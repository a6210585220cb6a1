"""All that is wrong with the files of a report at once: nobody is sent from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kit.disk import attempted
from kit.errors import Fault, KitError

#: What comes first decides the family of an error that several files have a part in.
_WORST_FIRST = (1, 7, 6, 4, 3, 2)


def gathered(error: KitError, looks: Iterable[Callable[[], object]]) -> KitError:
    """Return *error* with the faults of the other files, in the order they are looked at.

    Parameters
    ----------
    error
        What kept the report from being read.
    looks
        Each reads one file and raises what is wrong with it; what it needs of another that
        is broken it does without.
    """
    came = (attempted(look) for look in looks)
    errors = [each for each in came if isinstance(each, KitError) and type(each) is not KitError]
    known = {fault for each in errors for fault in each.faults}
    # What no look found again is not lost.
    lost = [error] if any(fault not in known for fault in error.faults) else []
    return _joined([*lost, *errors])


def _joined(errors: Sequence[KitError]) -> KitError:
    worst = min(errors, key=lambda error: _WORST_FIRST.index(error.exit_code))
    families = {type(error) for error in errors}
    family = type(worst) if len(families) == 1 else _family(type(worst))
    faults: dict[Fault, None] = {fault: None for error in errors for fault in error.faults}
    return family(*faults)


def _family(kind: type[KitError]) -> type[KitError]:
    """Return the family of a kind: placeholders and parameters are faults of one family."""
    above = kind.__mro__[1]
    return above if issubclass(above, KitError) and above is not KitError else kind
