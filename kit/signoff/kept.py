"""What of a report is kept with a decision, so that it can be told what changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from kit.checks import Findings
from kit.disk import read_record, write_atomic
from kit.narrative.model import Passage
from kit.report import Report
from kit.report.facts import page_facts
from kit.report.files import KEPT
from kit.signoff.seen import canonical_sha256, pictures_of

#: What people call the facts of the page; the others are of no interest by themselves.
_FACTS = {
    "title": "标题",
    "published": "发布日期",
    "source_name": "信息来源",
    "keywords": "关键词",
    "site_name": "网站名称",
    "site_url": "网站地址",
    "site_identifier": "网站标识码",
    "column": "栏目",
    "licence": "使用许可",
    "fonts": "字体",
    "correction": "更正",
}
PICTURES, CELLS, CLAIMS = "图", "自己加的格", "填报单位的说明"
_PARAGRAPHS = re.compile(r"\n\s*\n")
_NAME_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptParagraph:
    """A paragraph and the number of its section, 0 of what stands before the first."""

    section: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """What a reviewer saw, in words.

    Attributes
    ----------
    figures
        What the page printed, by address; empty where a cell was blank.
    facts
        What the page said of itself and what the agency claimed, by what people call it.
    """

    schema: Literal["1"]
    figures: dict[str, str]
    paragraphs: tuple[KeptParagraph, ...]
    facts: dict[str, str]

    @property
    def digest(self) -> str:
        """The sha256 over all of it."""
        return canonical_sha256(asdict(self))


def kept_of(report: Report, *, findings: Findings) -> KeptReport:
    """Return what of *report* is kept."""
    narrative = report.narrative
    return KeptReport(
        schema="1",
        figures={address: figure.text for address, figure in report.filing.figures.items()},
        paragraphs=tuple(
            KeptParagraph(section=passage.number, text=text)
            for passage in (narrative.preface, *narrative.sections)
            for text in _paragraphs(passage)
        ),
        facts=dict(_facts(report, findings=findings)),
    )


def kept_name(digest: str) -> str:
    """Return the name of the file of what was kept under *digest*."""
    return f"{digest[:_NAME_DIGITS]}.json"


def write_kept(folder: Path, *, kept: KeptReport) -> str:
    """Write what is kept beside the decisions in the *folder* of a report; return its sha256."""
    digest = kept.digest
    text = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
    path = _path(folder, digest=digest)
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, f"{text}\n".encode())
    return digest


def read_kept(folder: Path, *, digest: str) -> KeptReport | None:
    """Return what was kept under *digest*; ``None`` if it is gone or was changed."""
    kept = read_record(_path(folder, digest=digest), kind=KeptReport) if digest else None
    return kept if kept and kept.digest == digest else None


def _path(folder: Path, *, digest: str) -> Path:
    return folder / KEPT / kept_name(digest)


def _paragraphs(passage: Passage) -> Iterator[str]:
    yield from filter(None, (passage.heading.strip(),))
    for part in (passage.before, passage.after):
        yield from (text.strip() for text in _PARAGRAPHS.split(part) if text.strip())


def _facts(report: Report, *, findings: Findings) -> Iterator[tuple[str, str]]:
    facts: Mapping[str, object] = page_facts(report)
    for key, name in _FACTS.items():
        said = facts.get(key, "")
        yield name, said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    pictures = pictures_of(report)
    yield PICTURES, canonical_sha256(pictures) if pictures else ""
    if report.public_cells:
        yield CELLS, report.public_cells
    reasons = dict.fromkeys(f"{f.rule} {f.accepted}" for f in findings.claimed)
    yield CLAIMS, "；".join(reasons)
