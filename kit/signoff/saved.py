"""The decision that a reviewer made in ``review.html`` and saved: one small file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kit.datafile import read_json
from kit.disk import parse_record, read_file
from kit.errors import Fault, ParameterError
from kit.signoff.model import AGENCY, DAY, HASH, NAME, NOTE, Decision, FindingNote, PlaceNote
from kit.signoff.seen import canonical_sha256

KIND = "ogi-report.decision"
#: How the page calls what it saves, before year and agency.
NAMED = "审核-"
#: A decision with a note on each of a hundred findings has hardly a twentieth of it.
_LIMIT_BYTES = 1_000_000
_ANEW = "请打开 review.html 重新作出决定，再保存一次。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDecision:
    """What the file says.

    Attributes
    ----------
    seen
        The sha256 of the whole report that the page showed.
    findings_seen
        The sha256 over the keys of the findings that it showed, as :func:`findings_sha256`.
    before
        The digest of the last decision when the page was built; empty without one.
    confirmed
        Keys of the findings whose claims are confirmed.
    digest
        The sha256 over all of it but this.
    """

    kind: Literal["ogi-report.decision"]
    schema: Literal["1"]
    year: int
    agency: str = field(metadata=AGENCY)
    name: str
    seen: str = field(metadata=HASH)
    findings_seen: str = field(metadata=HASH)
    before: str = field(metadata={"description": "打开的审核页之前最后一次签署的 digest"})
    decision: Decision
    by: str = field(metadata={"minLength": 1, "maxLength": NAME})
    on: str = field(metadata=DAY)
    note: str = field(metadata={"maxLength": NOTE})
    findings: tuple[FindingNote, ...]
    notes: tuple[PlaceNote, ...]
    confirmed: tuple[str, ...]
    digest: str = field(metadata=HASH)


def read_saved(path: Path) -> SavedDecision:
    """Read a saved decision, and see that nobody changed it since.

    Raises
    ------
    ParameterError
        If it is too large, no such file, or not as the page saved it.
    """
    content = read_file(path, limit_bytes=_LIMIT_BYTES, error=ParameterError)
    where = path.name
    data = parse_record(content, kind=dict[str, Any])
    if data is None or data.get("kind") != KIND:
        found = "读不通的内容" if data is None else "别的文件"
        raise ParameterError(Fault(where, "审核页保存的决定", found, _ANEW))
    if data.get("schema") != "1":
        cure = "请用保存它的那个版本或更新的版本。"
        raise ParameterError(Fault(where, "本版本认得的决定", "别的版本保存的", cure))
    if data.get("digest") != saved_digest(data):
        found = "保存之后被改动过的内容，或没有存完"
        raise ParameterError(Fault(where, "审核页保存时的原样", found, _ANEW))
    read_json(content, schema="decision", where=where)
    saved = parse_record(content, kind=SavedDecision)
    if saved is None:
        raise ParameterError(Fault(where, "审核页保存的决定", "读不通的内容", _ANEW))
    return saved


def is_decision(path: Path) -> bool:
    """Whether a file of a folder is a saved decision, or is called so."""
    if path.name.startswith(NAMED):
        return True
    try:
        content = read_file(path, limit_bytes=_LIMIT_BYTES, error=ParameterError)
    except ParameterError:
        return False
    data = parse_record(content, kind=dict[str, Any])
    return data is not None and data.get("kind") == KIND


def saved_digest(data: Mapping[str, Any]) -> str:
    """Return the sha256 over what a saved decision says."""
    said = {key: value for key, value in data.items() if key != "digest"}
    with suppress(UnicodeEncodeError):
        return canonical_sha256(said)
    return ""


def findings_sha256(keys: Iterable[str]) -> str:
    """Return the sha256 over the keys of a report's findings, in their order."""
    return canonical_sha256(list(keys))
