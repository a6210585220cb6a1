"""What a report's ledgers come to, counted once in a process for each content they have.

Opening a report again and again, as its words are edited in a notebook, is not to
count a long ledger again. It is kept in memory alone: a count on a disk could be
edited there, and nothing but counting again would tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kit.disk import file_sha256
from kit.errors import SourceError
from kit.form import Form
from kit.ledger import Ledger, read_ledger
from kit.parameters import COUNTED, Parameters
from kit.report.counted_record import read_counted_ledger

#: The counts of so many reports are kept.
_MOST = 4
_KEPT: dict[str, Ledger] = {}


def count_ledger(paths: Sequence[Path], *, form: Form, year: int, parameters: Parameters) -> Ledger:
    """Return what the ledgers at *paths* come to, as last counted if nothing changed since.

    Raises
    ------
    ParameterError, SourceError
        As :func:`kit.ledger.read_ledger`; nothing is kept then.
    """
    if [path.name for path in paths] == [COUNTED]:
        return read_counted_ledger(paths[0], form=form, year=year)
    columns, wordings = parameters.ledger_columns, parameters.ledger_wordings
    key = _key(paths, said=(form.edition, year, columns, wordings))
    if key in _KEPT:
        return _KEPT[key]
    ledger = read_ledger(paths, form=form, year=year, columns=columns, wordings=wordings)
    # Changed while they were counted, they are counted again next time.
    if key and key == _key(paths, said=(form.edition, year, columns, wordings)):
        _keep(key, ledger)
    return ledger


def _keep(key: str, ledger: Ledger) -> None:
    _KEPT[key] = ledger
    while len(_KEPT) > _MOST:
        del _KEPT[next(iter(_KEPT))]


def _key(paths: Sequence[Path], *, said: tuple[object, ...]) -> str:
    """Return what the count of *paths* depends on, beside them all that is *said* to it.

    Empty for what cannot be read: counting says why.
    """
    digest = hashlib.sha256(repr(said).encode())
    try:
        for path in paths:
            digest.update(f"\0{path.name}\0{file_sha256(path)}".encode())
    except SourceError:
        return ""
    return digest.hexdigest()
