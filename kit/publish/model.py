"""What is published of a report, what was before, and what keeps one from it, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kit.disk import IF_ANY
from kit.errors import Fault
from kit.signoff.model import DAY, HASH
from kit.workspace import Kind

#: The outputs that everybody may have, and what they are called on the site; no other file goes.
PUBLIC: Mapping[str, str] = {
    "report.html": "index.html",
    "report.pdf": "report.pdf",
    "report.docx": "report.docx",
    "report.xlsx": "report.xlsx",
    "report.csv": "report.csv",
    "report.json": "report.json",
}
#: What people call the files that a reader takes along.
DOCUMENTS: Mapping[str, str] = {
    "report.pdf": "PDF",
    "report.docx": "Word",
    "report.xlsx": "Excel",
    "report.csv": "CSV",
    "report.json": "JSON",
}
#: Without these nothing can be published.
NEEDED = ("report.html", "report.json")
#: A count, a decimal as text, or a blank.
PublicValue = int | str | None
_VERSION = {"pattern": "^[0-9a-f-]{8,40}$", "x-wanted": "日期和校验和的前几位"}
_DAY = DAY | {"pattern": f"{DAY['pattern']}|^$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishable:
    """A report that may be published: its facts, and its public files by name with their sha256.

    ``approved`` is the day it was approved on, empty of one that nobody had to approve.
    """

    agency: str
    name: str
    kind: Kind
    title: str
    published: str
    approved: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A report that is not published, and all that keeps it from it."""

    agency: str
    name: str
    faults: tuple[Fault, ...]
    exit_code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChanged:
    """A cell and what it held in the version before and in this; a blank is null."""

    address: str
    before: PublicValue
    after: PublicValue


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChanged:
    """Something that a report says of itself, in the version before and in this."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChanges:
    """What a version has otherwise than the one before it; ``sections`` are their numbers."""

    cells: tuple[CellChanged, ...] = ()
    sections: tuple[int, ...] = ()
    facts: tuple[FactChanged, ...] = ()

    @property
    def is_correction(self) -> bool:
        """Whether something that the report says changed, and not only how it looks."""
        return bool(self.cells or self.sections or self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVersion:
    """One version of a report as it was published; the file ``version.json`` of its folder.

    Attributes
    ----------
    id
        The name of its folder: a day, and what is its own of the digest of all its files.
    previous
        The version before it; empty of the first.
    files
        The sha256 of each public file as it was built.
    changed
        What it has otherwise than the one before it.
    """

    schema: Literal["1"] = "1"
    id: str = field(metadata=_VERSION | {"description": "版本文件夹的名字"})
    year: int
    agency: str
    name: str
    title: str
    kind: Kind
    published: str = field(metadata=_DAY | {"description": "发布日期"})
    approved: str = field(metadata=_DAY | {"description": "审核通过的日期；没有的为空"})
    previous: str = field(metadata={"description": "前一版本；第一版为空"})
    files: dict[str, str] = field(metadata={"additionalProperties": {"type": "string", **HASH}})
    changed: VersionChanges = field(default=VersionChanges(), metadata=IF_ANY)

    @property
    def folder(self) -> str:
        """Its folder below the site."""
        return f"{report_place(self.year, self.agency)}/versions/{self.id}"

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """The files beside its page, each with what people call it."""
        return tuple((name, said) for name, said in DOCUMENTS.items() if name in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReport:
    """A report on the site with all its versions, oldest first."""

    year: int
    agency: str
    versions: tuple[PublishedVersion, ...]

    @property
    def current(self) -> PublishedVersion:
        """The version that its page shows."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionListed:
    """A version that corrected the one before it."""

    year: int
    agency: str
    name: str
    previous: str
    id: str
    approved: str
    changed: VersionChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSite:
    """What ``index.json`` at the top of a site holds: every report, and every correction."""

    schema: Literal["1"] = "1"
    reports: tuple[PublishedReport, ...] = ()
    corrections: tuple[CorrectionListed, ...] = ()


def report_place(year: int, agency: str) -> str:
    """Return where a report stands below the site."""
    return f"{year:04d}/{agency}"
