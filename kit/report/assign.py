"""Whose reports several files are: by a list, by the names of the files, or by their titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from kit.errors import Fault, ParameterError, known_names
from kit.source.labels import label_words
from kit.source.published.listing import Listed
from kit.source.published.wording import parse_title
from kit.workspace import AGENCIES, Agency, Kind, Workspace, checked_agency_id

_YEAR = re.compile(r"[-_ ]?(?:19|20)\d{2}年?(?:度)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """One file to take in: whose report, of which year, and how to enter an agency not known."""

    path: Path
    year: int
    agency: str
    new: Agency | None = None


def assign_listed(listed: Listed, *, workspace: Workspace, year: int | None) -> Assigned:
    """Say whose report a row of a list names.

    Raises
    ------
    ParameterError
        If it names no agency there is, or one that could be entered only with an id.
    """
    agency = listed.agency or _named(listed.name, workspace=workspace, where=listed.path.name)
    checked_agency_id(agency)
    return Assigned(
        path=listed.path,
        year=_year(listed, otherwise=year),
        agency=agency,
        new=_new(listed, agency=agency, workspace=workspace),
    )


def assign_file(path: Path, *, workspace: Workspace, year: int) -> Assigned:
    """Say whose report a file is by its name: an agency's id or name, or the report's title.

    Raises
    ------
    ParameterError
        If it is the name of no agency.
    """
    title = parse_title(path.stem)
    said = title[0] if title else _YEAR.sub("", path.stem)
    agency = _named(said, workspace=workspace, where=path.name)
    return Assigned(path=path, year=year, agency=agency)


def agency_names(workspace: Workspace) -> Mapping[str, str]:
    """Return the id of each agency by its id, its name and its short name.

    What two agencies are called, as 教育局 of two counties, is the name of neither.
    """
    if not (workspace.params / AGENCIES).is_file():
        return {}
    named: dict[str, set[str]] = defaultdict(set)
    for agency in workspace.agencies().values():
        for name in filter(None, (agency.short_name, agency.name, agency.id)):
            named[label_words(name)].add(agency.id)
    return {name: min(ids) for name, ids in named.items() if len(ids) == 1}


def _named(name: str, *, workspace: Workspace, where: str) -> str:
    names = agency_names(workspace)
    if label_words(name) not in names:
        cure = "文件名请用机关的 id 或名称，或用 --list 列明机关和文件。"
        raise ParameterError(
            Fault(where, f"{AGENCIES} 里的机关", f"“{name}”", f"{known_names(name, names)}{cure}")
        )
    return names[label_words(name)]


def _year(listed: Listed, *, otherwise: int | None) -> int:
    found = re.fullmatch(r"(20\d\d)(?:年度?)?", listed.year)
    if found:
        return int(found[1])
    if listed.year or otherwise is None:
        cure = "请在清单的“年度”一列写四位年份，或用 --year。"
        raise ParameterError(Fault(listed.path.name, "年度", listed.year or "没有", cure))
    return otherwise


def _new(listed: Listed, *, agency: str, workspace: Workspace) -> Agency | None:
    """Return the entry of an agency that is listed with a name and not entered yet."""
    has_file = (workspace.params / AGENCIES).is_file()
    if not listed.name or (has_file and agency in workspace.agencies()):
        return None
    kind = listed.kind or "department"
    if kind not in get_args(Kind):
        cure = f"可用：{'、'.join(get_args(Kind))}。"
        raise ParameterError(Fault(f"{listed.path.name} 类型", "机关的类型", f"“{kind}”", cure))
    return Agency(id=agency, name=listed.name, kind=cast("Kind", kind))
