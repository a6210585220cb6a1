"""``report.yaml``: the parameters of one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kit.datafile import read_yaml
from kit.errors import Fault, ParameterError

REPORT = "report.yaml"
#: The usual names of the tables and of the ledger.
TABLES, LEDGER = "tables.xlsx", "ledger.xlsx"
EVERY_CELL = ("*.*.*",)
#: The pictures a report can have.
CHARTS = ("requests", "outcomes", "applicants", "disputes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding the agency has looked into and accepts, with its reason."""

    rule: str
    reason: str
    cells: tuple[str, ...] = EVERY_CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One thing that was corrected; an empty ``before`` was added, an empty ``after`` left out."""

    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was corrected in a report after it was published; ``date`` is an ISO date."""

    date: str
    reason: str
    items: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The parameters of one report; ``published`` and ``deadline`` are ISO dates or empty.

    ``ledgers`` are the files named, else the usual one, which need not be there;
    ``ledger_columns`` the agency's own headings, by kind of ledger and column;
    ``ledger_wordings`` its own wordings, and the form's name for what they mean;
    ``charts`` the pictures that the public page and the PDF have.
    """

    published: str = ""
    deadline: str = ""
    source_name: str = ""
    keywords: tuple[str, ...] = ()
    tables: str = TABLES
    narrative: str = "narrative.md"
    ledgers: tuple[str, ...] = ()
    ledger_columns: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    ledger_wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    origin: str = ""
    fonts: Literal["packaged", "system"] = "packaged"
    accepted: tuple[Acceptance, ...] = ()
    correction: Correction | None = None
    charts: tuple[str, ...] = ()


def read_parameters(folder: Path) -> Parameters:
    """Read ``report.yaml`` in *folder*; a folder without one has the defaults.

    Raises
    ------
    ParameterError
        Naming each key that is unknown or of a wrong type, a source that would
        lead out of the folder, or a correction that corrects nothing or comes
        before the report was published.
    """
    path = folder / REPORT
    content = path.read_bytes() if path.is_file() else b"{}"
    data = read_yaml(content, schema="parameters", where=REPORT)
    sources = data.pop("sources", {})
    ledgers = tuple(sources.pop("ledgers", ()))
    named = [*sources.items(), *(("ledgers", name) for name in ledgers)]
    for key, name in named:
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            cure = "请把文件放进本文件夹。"
            raise ParameterError(Fault(f"{REPORT} sources.{key}", "本文件夹内的文件", name, cure))
    accepted = tuple(_build_acceptance(node) for node in data.pop("accepted", ()))
    keywords = tuple(data.pop("keywords", ()))
    charts = _build_charts(data.pop("charts", False))
    ledger = data.pop("ledger", {})
    columns = {
        kind: {column: tuple(names) for column, names in own.items()}
        for kind, own in ledger.get("columns", {}).items()
    }
    correction = _build_correction(data.pop("correction", None), data.get("published", ""))
    return Parameters(
        **data,
        **sources,
        correction=correction,
        charts=charts,
        keywords=keywords,
        accepted=accepted,
        ledgers=ledgers,
        ledger_columns=columns,
        ledger_wordings=ledger.get("wordings", {}),
    )


def _build_charts(node: Any) -> tuple[str, ...]:
    """Return the pictures asked for: all, none or those listed."""
    if isinstance(node, bool):
        return CHARTS if node else ()
    return tuple(node)


def _build_acceptance(node: dict[str, Any]) -> Acceptance:
    cells = tuple(node.pop("cells", ())) or EVERY_CELL
    return Acceptance(**node, cells=cells)


def _build_correction(node: dict[str, Any] | None, published: str) -> Correction | None:
    if node is None:
        return None
    # A figure may be written as a number.
    items = tuple(
        Corrected(**{key: str(said).strip() for key, said in item.items()})
        for item in node["items"]
    )
    correction = Correction(date=node["date"], reason=node["reason"].strip(), items=items)
    faults = list(_correction_faults(correction, published=published))
    if faults:
        raise ParameterError(*faults)
    return correction


def _correction_faults(correction: Correction, *, published: str) -> Iterator[Fault]:
    where = f"{REPORT} correction"
    if not published:
        cure = "更正的是已发布的报告，请填写当初的发布日期。"
        yield Fault(f"{REPORT} published", "发布日期", "没有", cure)
    elif correction.date < published:
        wanted = f"不早于发布日期 {published}"
        yield Fault(f"{where} date", wanted, correction.date, "请核对两个日期。")
    for number, item in enumerate(correction.items, start=1):
        if item.before == item.after:
            cure = "新增的不写更正前，删去的不写更正后。"
            found = f"都是“{item.before}”" if item.before else "都是空的"
            yield Fault(f"{where} items 第 {number} 项", "更正前后不同", found, cure)
