"""Decisions of reviewers as values, each chained to the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from kit.disk import OMITTED
from kit.errors import Fault
from kit.signoff.kept import KeptReport
from kit.signoff.seen import SCOPE_REPORT

Decision = Literal["approve", "return"]
#: What a reviewer makes of one finding.
FindingState = Literal["open", "seen", "must_fix", "accepted_by_reviewer"]
#: Characters of a name, and of an opinion or a note.
NAME, NOTE = 64, 2000
#: How words of records are written, for their schemas.
HASH = {"pattern": "^[0-9a-f]{64}$", "x-wanted": "64 位十六进制的校验和"}
DAY = {
    "format": "date",
    "pattern": "^(19[7-9]|20[0-9])[0-9]-",
    "x-wanted": "1970 至 2099 年的日期，如 2023-01-28",
}
_WORDS = {
    "minLength": 1,
    "pattern": "^[^\\u0000-\\u001f\\u007f]*$",
    "x-wanted": "不含换行和控制字符的文字",
}
_TABLE = {
    "pattern": "^[a-z][a-z0-9_]{0,31}$",
    "x-wanted": "表的编号，如 t3",
    "description": "所签的表；没有这一键的是整份报告",
}
_DIGEST = "本项各键、年度、机关和上一项 digest 合在一起的 sha256"
AGENCY = {"pattern": "^[a-z][a-z0-9-]{0,63}$", "x-wanted": "机关的编号"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedClaim:
    """A claim of the agency that the reviewer holds to be right.

    Attributes
    ----------
    key
        The finding that it covers.
    cells, words, expected
        What the finding was made of: values by address, the words quoted, and what a
        ledger or the parts of a roll-up came to.
    """

    key: str
    rule: str
    reason: str
    cells: dict[str, str] = field(default_factory=dict)
    words: str = ""
    expected: str = ""

    def is_of(self, other: ConfirmedClaim) -> bool:
        """Whether the same is claimed of the same, whatever its finding is called by now."""
        return replace(self, key="") == replace(other, key="")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNote:
    """What a reviewer says of one finding, by its key."""

    key: str
    state: FindingState = "open"
    note: str = field(default="", metadata={"maxLength": NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNote:
    """What a reviewer says of one cell, or of words of a section."""

    note: str = field(metadata={"minLength": 1, "maxLength": NOTE})
    cell: str = ""
    section: int | None = None
    quote: str = field(default="", metadata={"maxLength": NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One decision.

    Attributes
    ----------
    table
        The table it is about; ``None`` for the whole report.
    date
        The day of the decision, an ISO date.
    errors
        How many errors nobody had accepted when it was made.
    seen
        The sha256 of what the reviewer saw, as :func:`kit.signoff.seen_of`.
    confirmed
        The claims that it confirms.
    findings, notes
        What it says of single findings, of cells and of words.
    saw
        The sha256 of what is kept of the figures and words that were seen.
    saved
        The digest of the file that it was taken from, empty if there was none.
    digest
        As :func:`digest_of`, empty before the entry is chained.
    line
        Where it begins in the file, from 1.
    """

    table: str | None = field(default=None, metadata=_TABLE)
    decision: Decision = field(metadata={"description": "approve 通过、return 退回"})
    by: str = field(metadata=_WORDS | {"description": "签署人"})
    date: str = field(metadata=DAY | {"description": "签署日期"})
    note: str = field(default="", metadata=_WORDS | {"description": "意见；退回必有"})
    errors: int = field(
        default=0, metadata={"minimum": 0, "description": "签署时没有说明保留的错误有几处"}
    )
    confirmed: tuple[ConfirmedClaim, ...] = field(
        default=(), metadata={"description": "核定的说明：填报单位保留、审核人认可的"}
    )
    findings: tuple[FindingNote, ...] = field(
        default=(), metadata={"description": "对各处发现的意见"}
    )
    notes: tuple[PlaceNote, ...] = field(
        default=(), metadata={"description": "对单元格和文字的意见"}
    )
    saw: str = field(
        default="", metadata=HASH | {"description": "所看的数和文字，存在 signoff 文件夹内"}
    )
    saved: str = field(
        default="", metadata=HASH | {"description": "所据的决定文件的 digest；没有文件的不写"}
    )
    seen: str = field(metadata=HASH | {"description": "签署人所看内容的 sha256"})
    digest: str = field(default="", metadata=HASH | {"description": _DIGEST})
    line: int = field(default=0, metadata=OMITTED)

    @property
    def scope(self) -> str:
        """Its key in what was seen."""
        return self.table or SCOPE_REPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffFile:
    """What ``signoff.yaml`` holds."""

    decisions: tuple[SignOff, ...] = field(metadata={"description": "每次签署一项，最新的在最后"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffs:
    """All decisions on one report, oldest first; ``faults`` say why they cannot be read.

    ``kept`` is what was seen for the newest of each scope, by its sha256, where it is kept.
    """

    entries: tuple[SignOff, ...] = ()
    faults: tuple[Fault, ...] = ()
    kept: Mapping[str, KeptReport] = field(default_factory=dict)

    @property
    def newest(self) -> tuple[SignOff, ...]:
        """The newest decision of each scope, in the order they were made."""
        numbers = {entry.scope: number for number, entry in enumerate(self.entries)}
        return tuple(self.entries[number] for number in sorted(numbers.values()))
