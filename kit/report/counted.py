"""What a report's ledgers come to, counted once for each content they have.

Editing the words of a report with a long ledger is not to cost another count: it
is kept beside the outputs, in a hidden folder of its year, under a key of all it
depends on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kit.disk import read_file, write_atomic
from kit.errors import WriteError
from kit.form import Form
from kit.ledger import Ledger, read_ledger
from kit.parameters import Parameters
from kit.source.refusals import MAX_FILE_BYTES
from kit.version import kit_version
from kit.workspace import Workspace

_FOLDER = ".counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A count and the key of what it was counted from."""

    key: str
    ledger: Ledger


def kept_count(workspace: Workspace, *, year: int, agency: str) -> Path:
    """Return where the count of one report's ledgers is kept."""
    return workspace.outputs / f"{year:04d}" / _FOLDER / f"{agency}.json"


def count_ledger(
    paths: Sequence[Path],
    *,
    form: Form,
    year: int,
    parameters: Parameters,
    kept: Path,
) -> Ledger:
    """Return what the ledgers at *paths* come to, as last counted if nothing changed since.

    Raises
    ------
    ParameterError, SourceError
        As :func:`kit.ledger.read_ledger`; nothing is kept then.
    """
    columns, wordings = parameters.ledger_columns, parameters.ledger_wordings
    key = _key(paths, said=(kit_version(), form.edition, year, columns, wordings))
    before = _read(kept)
    if before and before.key == key:
        return before.ledger
    ledger = read_ledger(paths, form=form, year=year, columns=columns, wordings=wordings)
    # Outputs that cannot be written are for those to say who write them.
    with suppress(WriteError):
        write_atomic(kept, msgspec.json.encode(_Kept(key=key, ledger=ledger)), is_durable=False)
    return ledger


def _key(paths: Sequence[Path], *, said: tuple[object, ...]) -> str:
    """Return what the count of *paths* depends on, beside them all that is *said* to it."""
    digest = hashlib.sha256(repr(said).encode())
    for path in paths:
        content = read_file(path, limit_bytes=MAX_FILE_BYTES)
        digest.update(f"\0{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _read(place: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(place.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None
