"""What travels with a filing and what stays of its arrival, as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

KIND: Final = "ogi-report.filing"
RECEIPT_KIND: Final = "ogi-report.receipt"
SCHEMA: Final = "1"
#: How the file of a filing is called, after agency and year.
SUFFIX = ".filing.zip"
#: What an archive holds beside the files of years.
MANIFEST, ENTRY = "manifest.json", "agency.yaml"
#: What stays in the folder of a report that was received.
RECEIPT = "receipt.json"
_HASH = {"pattern": "^[0-9a-f]{64}$", "x-wanted": "64 位十六进制的校验和"}
_AGENCY = {"pattern": "^[a-z][a-z0-9-]{0,63}$", "x-wanted": "机关的编号"}
_REPORT = _HASH | {"description": "整份报告的 sha256，与签署所绑定的相同"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of an archive."""

    name: str
    size_bytes: int
    sha256: str = field(metadata=_HASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingManifest:
    """What an archive says of itself: ``manifest.json``.

    Attributes
    ----------
    kit
        The version that packed it.
    report
        The digest of the whole report, as a decision on it is bound to.
    files
        All the others of the archive, in its order.
    """

    kind: Literal["ogi-report.filing"]
    schema: Literal["1"]
    kit: str
    year: int
    agency: str = field(metadata=_AGENCY)
    name: str
    report: str = field(metadata=_REPORT)
    files: tuple[PackedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingDifference:
    """One thing that is not as it was received: what, what is there, what came."""

    what: str
    there: str
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That a filing arrived: ``receipt.json``; it holds no time.

    Attributes
    ----------
    file, sha256
        The archive.
    differed
        What was replaced, figure by figure and word by word.
    former
        Where the files that were replaced are kept; empty when none was.
    """

    kind: Literal["ogi-report.receipt"]
    schema: Literal["1"]
    file: str
    sha256: str = field(metadata=_HASH)
    kit: str
    year: int
    agency: str = field(metadata=_AGENCY)
    name: str
    report: str = field(metadata=_REPORT)
    files: tuple[PackedFile, ...]
    differed: tuple[FilingDifference, ...]
    former: str
