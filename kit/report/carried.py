"""What a new report takes over from last year's: settings, and its text to lay beside the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.datafile import read_yaml, yaml_text
from kit.disk import read_file
from kit.errors import ParameterError
from kit.narrative import Narrative
from kit.parameters import REPORT
from kit.report.read import read_report
from kit.workspace import Workspace

#: The settings that hold from year to year, and what people call them.
_TAKEN = {
    "source_name": "信息来源",
    "keywords": "关键词",
    "fonts": "字体",
    "charts": "图表",
    "ledger.columns": "台账的列名",
    "ledger.wordings": "台账的写法",
}
#: Those of one year, and why.
_LEFT = {
    "published": "发布日期",
    "deadline": "当地规定的公布期限",
    "sources": "来源文件的名称",
    # It may lie in the folder of that year.
    "notebook": "另用的笔记本",
    "accepted": "保留的发现",
    "correction": "更正",
    "imported": "导入时改动的内容",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedSettings:
    """Settings of another year's report.

    Attributes
    ----------
    text
        As they stand in the new report.yaml; empty when there are none.
    taken, left
        What people call those taken over, and those that hold for one year alone.
    dated
        Those taken over in which that year is named.
    """

    text: str = ""
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()


def carried_settings(workspace: Workspace, *, since: int, agency: str) -> CarriedSettings:
    """Return what the report of the year *since* hands on to a later one.

    Raises
    ------
    ParameterError
        If its report.yaml is not what it should be.
    """
    path = workspace.inputs(since, agency) / REPORT
    if not path.is_file():
        return CarriedSettings()
    said = read_yaml(
        read_file(path, error=ParameterError), schema="parameters", where=f"{since} 年的 {REPORT}"
    )
    taken = {key: value for key in _TAKEN if (value := _at(said, key)) not in (None, [], {}, "")}
    return CarriedSettings(
        text=f"# 沿用 {since} 年的设置\n{yaml_text(_nested(taken))}" if taken else "",
        taken=tuple(_spoken(taken)),
        left=tuple(name for key, name in _LEFT.items() if said.get(key)),
        dated=tuple(_TAKEN[key] for key, value in taken.items() if str(since) in str(value)),
    )


def text_beside(workspace: Workspace, *, since: int, agency: str) -> bytes:
    """Return the text that was filed for the year *since*, its placeholders filled, to compare.

    Raises
    ------
    ParameterError, SourceError, NarrativeError
        If that report cannot be read.
    """
    narrative = read_report(workspace, year=since, agency=agency).narrative
    head = f"<!-- {since} 年已填报的正文，占位符已换成数。只供对照，不进入报告。 -->"
    return "\n\n".join([head, *_passages(narrative)]).encode() + b"\n"


def _passages(narrative: Narrative) -> Iterator[str]:
    for passage in (narrative.preface, *narrative.sections):
        if passage.heading:
            yield f"## {passage.heading}"
        if passage.markdown:
            yield passage.markdown


def _at(said: Mapping[str, Any], key: str) -> Any:
    outer, _, inner = key.partition(".")
    value = said.get(outer)
    return value.get(inner) if inner and isinstance(value, dict) else None if inner else value


def _nested(taken: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in taken.items():
        outer, _, inner = key.partition(".")
        if inner:
            nested.setdefault(outer, {})[inner] = value
        else:
            nested[outer] = value
    return nested


def _spoken(taken: Mapping[str, Any]) -> Iterator[str]:
    """Name what was taken, with what it says where that is short, else how much it is."""
    for key, value in taken.items():
        name = _TAKEN[key]
        match value:
            case str():
                yield f"{name}“{value}”"
            case list():
                yield f"{name}“{'、'.join(map(str, value))}”"
            case dict():
                number = sum(len(inner) for inner in value.values())
                yield f"{name} {number} 项"
            case _:
                yield name
