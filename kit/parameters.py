"""``report.yaml``: the parameters of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kit.datafile import read_yaml
from kit.errors import Fault, ParameterError

REPORT = "report.yaml"
#: The usual names of the tables and of the ledger.
TABLES, LEDGER = "tables.xlsx", "ledger.xlsx"
EVERY_CELL = ("*.*.*",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding the agency has looked into and accepts, with its reason."""

    rule: str
    reason: str
    cells: tuple[str, ...] = EVERY_CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The parameters of one report; ``published`` is an ISO date or empty.

    ``ledgers`` are the files named, else the usual one, which need not be there;
    ``ledger_columns`` the agency's own headings, by kind of ledger and column.
    """

    published: str = ""
    source_name: str = ""
    keywords: tuple[str, ...] = ()
    tables: str = TABLES
    narrative: str = "narrative.md"
    ledgers: tuple[str, ...] = ()
    ledger_columns: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    origin: str = ""
    fonts: Literal["packaged", "system"] = "packaged"
    accepted: tuple[Acceptance, ...] = ()


def read_parameters(folder: Path) -> Parameters:
    """Read ``report.yaml`` in *folder*; a folder without one has the defaults.

    Raises
    ------
    ParameterError
        Naming each key that is unknown or of a wrong type, or a source that
        would lead out of the folder.
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
    columns = {
        kind: {column: tuple(names) for column, names in own.items()}
        for kind, own in data.pop("ledger", {}).get("columns", {}).items()
    }
    return Parameters(
        **data,
        **sources,
        keywords=keywords,
        accepted=accepted,
        ledgers=ledgers,
        ledger_columns=columns,
    )


def _build_acceptance(node: dict[str, Any]) -> Acceptance:
    cells = tuple(node.pop("cells", ())) or EVERY_CELL
    return Acceptance(**node, cells=cells)
