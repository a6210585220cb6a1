"""``receipts.json``: how the filings of a roll-up's members came in, as the roll-up tells it.

Whoever receives a roll-up has not the members' own files. Their digests tell whether
what was added up is still what stood there when it was packed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kit.datafile import read_json
from kit.disk import parse_record, read_file, record_data, record_text
from kit.errors import Fault, ParameterError

RECEIPTS = "receipts.json"
#: Ten thousand members take a third of it.
_LIMIT_BYTES = 10_000_000
_HASH = {"pattern": "^([0-9a-f]{64})?$", "x-wanted": "64 位十六进制的校验和，或空"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReceipt:
    """How one member's filing came in.

    Attributes
    ----------
    figures
        The digest of the files its figures are read from, as in ``rollup.json``; empty
        when there are none.
    file, sha256
        The archive it was received from; empty when it was filed on the spot.
    report
        The digest of its whole report, as the archive states it.
    """

    agency: str
    name: str
    figures: str = field(metadata=_HASH)
    file: str = ""
    sha256: str = field(default="", metadata=_HASH)
    report: str = field(default="", metadata=_HASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReceipts:
    """What the file holds."""

    kind: Literal["ogi-report.receipts"]
    schema: Literal["1"]
    year: int
    agency: str
    members: tuple[MemberReceipt, ...]


def receipts_bytes(members: Iterable[MemberReceipt], *, year: int, agency: str) -> bytes:
    """Return the bytes of the file."""
    record = MemberReceipts(
        kind="ogi-report.receipts", schema="1", year=year, agency=agency, members=tuple(members)
    )
    return record_text(record_data(record)).encode()


def read_receipts(folder: Path) -> dict[str, MemberReceipt]:
    """Return what the *folder* of a roll-up tells of its members, by agency; nothing without it.

    Raises
    ------
    ParameterError
        If the file is not what the kit wrote.
    """
    path = folder / RECEIPTS
    if not path.is_file():
        return {}
    content = read_file(path, limit_bytes=_LIMIT_BYTES, error=ParameterError)
    read_json(content, schema="receipts", where=RECEIPTS)
    record = parse_record(content, kind=MemberReceipts)
    if record is None:
        cure = "请由填报单位重新打包，不要手工修改。"
        raise ParameterError(Fault(RECEIPTS, "下级机关的收件记录", "读不通的内容", cure))
    return {member.agency: member for member in record.members}
