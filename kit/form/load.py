"""Load the editions of the form from their data, checking it on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kit.datafile import read_yaml
from kit.errors import Fault, FormError, ParameterError, known_names
from kit.form.address import match_addresses, split_last
from kit.form.grid import build_blocks, build_label
from kit.form.kinds import KINDS, Deadline
from kit.form.model import Case, Circular, Form, Rule, Section, Table


def form_of_year(year: int) -> Form:
    """Return the edition of the form that reports for *year* are made in.

    Raises
    ------
    ParameterError
        If no edition covers the year.

    References
    ----------
    国办公开办函〔2019〕60号 for 2019 and 2020, 国办公开办函〔2021〕30号 from 2021 on.
    """
    forms = load_forms()
    # The newest is the one mostly asked for.
    for edition in reversed(tuple(forms)):
        if forms[edition].covers(year):
            return forms[edition]
    first = min(form.first_year for form in forms.values())
    cure = "更早的年度没有这一格式，本工具不制作。"
    raise ParameterError(Fault("年度", f"{first} 年及以后", str(year), cure))


class _Editions(Mapping[str, Form]):
    """The editions by their ids, each loaded when it is first asked for.

    A folder is named by the id, which begins with the first year: by name the oldest is first.
    """

    def __init__(self, folders: Iterable[Traversable]) -> None:
        self._folders = {folder.name: folder for folder in folders}
        self._loaded: dict[str, Form] = {}

    def __getitem__(self, edition: str) -> Form:
        if edition not in self._loaded:
            self._loaded[edition] = load_form(self._folders[edition])
        return self._loaded[edition]

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)


@cache
def load_forms() -> Mapping[str, Form]:
    """Return every packaged edition by its id, oldest first.

    One whose data contradicts itself or its schema gives a ``FormError`` when it is asked for.
    """
    editions = files("kit.form").joinpath("editions")
    folders = (entry for entry in editions.iterdir() if entry.joinpath("form.yaml").is_file())
    return _Editions(sorted(folders, key=lambda entry: entry.name))


def load_form(folder: Traversable) -> Form:
    """Load one edition from its *folder*, a ``form.yaml`` that names the other files.

    Raises
    ------
    FormError
        Naming file and key: an unknown key, an address that does not exist, a
        rule without reason or case.
    """
    data = _read(folder, "form.yaml", schema="form")
    tables = [_build_table(_read(folder, name, schema="table")) for name in data["tables"]]
    rules = [
        (name, node)
        for name in data["rules"]
        for node in _read(folder, name, schema="rules")["rules"]
    ]
    nodes = [node for _, node in rules]
    form = Form(
        edition=data["edition"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        circular=Circular(**data["circular"]),
        title=data["title"],
        sections=tuple(_build_section(node) for node in data["sections"]),
        tables={table.id: table for table in tables},
        rules={rule.id: rule for rule in sorted(map(_build_rule, nodes), key=_rule_order)},
    )
    faults = list(_cross_faults(form, rules=rules, folder=folder.name))
    if faults:
        raise FormError(*faults)
    return form


def _read(folder: Traversable, name: str, *, schema: str) -> dict[str, Any]:
    """Read one data file of an edition; ``../`` leads to data that editions share."""
    place = folder
    for step in name.split("/"):
        # Traversable knows no parent: the shared folder is a sibling by position.
        place = files("kit.form").joinpath("editions") if step == ".." else place.joinpath(step)
    where = f"{folder.name}/{name}"
    if not place.is_file():
        raise FormError(Fault(where, "数据文件", "没有这个文件", "请检查 form.yaml。"))
    return read_yaml(place.read_bytes(), schema=schema, where=where, error=FormError)


def _build_table(data: Mapping[str, Any]) -> Table:
    blocks = build_blocks(data)
    width = max(slot.column + slot.colspan for block in blocks for slot in block.slots)
    keys = ("id", "name", "section", "caption")
    return Table(**{key: data[key] for key in keys}, width=width, blocks=blocks)


def _build_section(node: Mapping[str, Any]) -> Section:
    return Section(
        number=node["number"],
        label=build_label(node),
        table=node.get("table"),
        parts=tuple(node.get("parts", ())),
    )


def _rule_order(rule: Rule) -> tuple[int, int]:
    """Arithmetic first, then last year, text, structure, roll-up; by number in each family."""
    return "RYXSHL".index(rule.id[0]), int(rule.id[1:])


def _build_rule(node: Mapping[str, Any]) -> Rule:
    keys = ("id", "severity", "title", "reason", "source", "cure")
    return Rule(
        **{key: node[key] for key in keys},
        kind=_build_kind(node["kind"], node.get("operands", {})),
        cases=tuple(_build_case(case) for case in node["cases"]),
    )


def _build_case(node: Mapping[str, Any]) -> Case:
    values = _frozen(node)
    for name in {"sections", "last_sections"} & set(values):
        values[name] = {int(number): text for number, text in values[name].items()}
    return Case(**values)


def _build_kind(name: str, operands: Mapping[str, Any]) -> Any:
    values = _frozen(operands)
    if name == "published_by":
        values["deadlines"] = tuple(Deadline(**_frozen(node)) for node in operands["deadlines"])
    return KINDS[name](**values)


def _frozen(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _as_tuple(value) for key, value in node.items()}


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def _cross_faults(
    form: Form, *, rules: list[tuple[str, Mapping[str, Any]]], folder: str
) -> Iterator[Fault]:
    """Find what the schema of one file cannot see: names that exist in no other place."""
    for rule_id, times in Counter(node["id"] for _, node in rules).items():
        if times > 1:
            names = dict.fromkeys(
                f"{folder}/{name}" for name, node in rules if node["id"] == rule_id
            )
            where = f"{'、'.join(names)} {rule_id}"
            yield Fault(where, "每条规则一次", f"出现 {times} 次", "请删去重复的，或改用新编号。")
    for section in form.sections:
        if section.table and section.table not in form.tables:
            cure = known_names(section.table, form.tables)
            yield Fault(f"{folder}/form.yaml sections", "已有的表", section.table, cure)
    for name, node in rules:
        where = f"{folder}/{name} {node['id']}"
        yield from _unknown_addresses(where, _operand_addresses(form.rules[node["id"]]), form=form)
        for case in form.rules[node["id"]].cases:
            parts = (address for part in (case.parts or {}).values() for address in part or ())
            given = (*case.figures, *(f"last.{address}" for address in case.last or ()), *parts)
            yield from _unknown_addresses(f"{where} {case.name}", given, form=form)


def _operand_addresses(rule: Rule) -> Iterator[str]:
    names = {"left", "right", "minus", "cells", "part", "whole"}
    for operand in fields(rule.kind):
        if operand.name in names:
            yield from getattr(rule.kind, operand.name)


def _unknown_addresses(where: str, patterns: Any, *, form: Form) -> Iterator[Fault]:
    for pattern in patterns:
        _, address = split_last(pattern)
        if not match_addresses(address, form.cells):
            yield Fault(where, "表式中的地址", pattern, known_names(address, form.cells, limit=3))
