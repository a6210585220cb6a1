"""What a schema refuses, said in Chinese: no keyword and no pattern of it reaches a user."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from itertools import islice
from typing import Any

import jsonschema_rs

from kit.datafile.lines import Steps, line_of
from kit.errors import Fault, known_names

_TYPES = {
    "array": "列表",
    "boolean": "true 或 false",
    "integer": "整数",
    "null": "空",
    "number": "数",
    "object": "键值对",
    "string": "文字（必要时加引号）",
}


def _at_least(limit: int, unit: str) -> str:
    return f"至少{'一' if limit == 1 else f' {limit} '}{unit}"


_FORMATS = {"date": "日期，如 2023-01-28"}
#: What a keyword wants, by the facts of the problem.
_WANTED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "minLength": lambda kind: (
        "非空文字" if kind["limit"] == 1 else f"至少 {kind['limit']} 个字符的文字"
    ),
    "maxLength": lambda kind: f"至多 {kind['limit']} 个字符的文字",
    "minItems": lambda kind: _at_least(kind["limit"], "项"),
    "maxItems": lambda kind: f"至多 {kind['limit']} 项",
    "minProperties": lambda kind: _at_least(kind["limit"], "项"),
    "maxProperties": lambda kind: f"至多 {kind['limit']} 个键",
    "uniqueItems": lambda _: "互不相同的各项",
    "minimum": lambda kind: f"不小于 {kind['limit']} 的数",
    "maximum": lambda kind: f"不大于 {kind['limit']} 的数",
    "const": lambda kind: json.dumps(kind["expected_value"], ensure_ascii=False),
    "format": lambda kind: _FORMATS.get(kind["format"], "规定写法的文字"),
}
#: Beside a pattern the schema says in words what is wanted.
_IN_WORDS = "x-wanted"
#: Beside a choice the schema names in Chinese what can be chosen.
_NAMES = "x-names"
#: Where the first words of a description end.
_WORDS_END = re.compile("[，；：（,;]")
#: Keywords about how a text is written: of several that fail, one is told.
_OF_TEXT = frozenset(("format", "pattern", "minLength", "maxLength"))
#: So many faults of a file are told one by one, so many characters of each quoted.
_MAX_FAULTS, _MAX_QUOTED = 100, 80


def schema_faults(
    loaded: object, *, schema: str, where: str, lines: Mapping[Steps, int] | None = None
) -> tuple[Fault, ...]:
    """Return every place of *loaded* that the schema refuses, as a fault with its line."""
    told: set[tuple[object, ...]] = set()
    faults: list[Fault] = []
    known = lines or {}
    problems = sorted(
        islice(_validator(schema).iter_errors(loaded), _MAX_FAULTS),
        key=lambda problem: line_of(tuple(problem.instance_path), lines=known) or 0,
    )
    no_dates = {tuple(p.instance_path) for p in problems if p.kind.name == "format"}
    for problem in problems:
        place = tuple(problem.instance_path)
        if problem.kind.name == "pattern" and place in no_dates:
            continue
        if problem.kind.name in _OF_TEXT:
            if place in told:
                continue
            told.add(place)
        place_of = partial(_place, where=where, lines=known)
        faults.extend(_said(problem, place_of=place_of, schema=schema))
    return tuple(faults[:_MAX_FAULTS])


def _place(steps: Steps, key: str = "", *, where: str, lines: Mapping[Steps, int]) -> str:
    """Say where *steps* lead to: the file, the line of it or of a *key* in it, and the steps."""
    line = line_of((*steps, key) if key else steps, lines=lines)
    spoken = (where, f"第 {line} 行" if line else "", *map(_spoken, steps))
    return " ".join(filter(None, spoken))


def _spoken(step: str | int) -> str:
    """Name a key, or an entry of a list as people count."""
    return step[:_MAX_QUOTED] if isinstance(step, str) else f"第 {step + 1} 项"


def _said(
    problem: jsonschema_rs.ValidationError, *, place_of: Callable[..., str], schema: str
) -> Iterator[Fault]:
    """Say one problem in Chinese."""
    steps = tuple(problem.instance_path)
    where = place_of(steps)
    kind = problem.kind.as_dict()
    found = json.dumps(problem.instance, ensure_ascii=False)[:_MAX_QUOTED]
    match problem.kind.name:
        case "additionalProperties" | "unevaluatedProperties":
            known = _meanings(_node(schema, problem.schema_path[:-1]))
            for key in islice(kind["unexpected"], _MAX_FAULTS):
                cure = known_names(key, sorted(known), meanings=known) if known else "请删去。"
                yield Fault(place_of(steps, key), "已知的键", key[:_MAX_QUOTED], cure)
        case "required":
            yield Fault(where, f"有键 {kind['property']}", "没有", "请补上。")
        case "type":
            types = kind["types"] if "types" in kind else [kind["type"]]
            wanted = "，或".join(_TYPES[name] for name in types)
            yield Fault(where, wanted, found, _type_cure(problem.instance, types=types))
        case "enum":
            names = _node(schema, problem.schema_path[:-1]).get(_NAMES, {})
            options = "、".join(_option(option, names=names) for option in kind["options"])
            yield Fault(where, "下列之一", found, f"可用：{options}。")
        case "propertyNames":
            key = str(kind["error"].instance)
            wanted = _in_words(schema, problem.schema_path)
            yield Fault(place_of(steps, key), wanted, key[:_MAX_QUOTED])
        case "pattern":
            yield Fault(where, _in_words(schema, problem.schema_path), found)
        case other:
            wanted = _WANTED[other](kind) if other in _WANTED else "规定的写法"
            yield Fault(where, wanted, found)


def _meanings(node: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what each key that *node* knows is for, in a few words; empty where none are said."""
    return {
        key: _WORDS_END.split(value.get("description", ""), maxsplit=1)[0]
        for key, value in node.get("properties", {}).items()
    }


def _option(option: object, *, names: Mapping[str, str]) -> str:
    named = names.get(str(option), "")
    return f"{option}（{named}）" if named else str(option)


def _type_cure(found: Any, *, types: Sequence[str]) -> str:
    """Say how to write what was written as plain words."""
    if not isinstance(found, str):
        return ""
    if "object" in types:
        return "请写成“键: 值”，一行一项：冒号用半角，后面空一格。"
    return "请写成 [甲, 乙]，或每项一行，以“- ”开头。" if "array" in types else ""


def _in_words(schema: str, path: list[str | int]) -> str:
    """Return what the schema says beside a pattern, or in what holds for every key."""
    found = _node(schema, path)
    beside = found if isinstance(found, dict) else _node(schema, path[:-1])
    return str(beside.get(_IN_WORDS, "规定写法的文字"))


def _node(schema: str, path: list[str | int]) -> Any:
    """Return the part of the schema that *path* leads to, references followed."""
    document = node = _document(schema)
    for step in path:
        if step != "$ref":
            node = node[step]
            continue
        names = node["$ref"].removeprefix("#/").split("/")
        node = document
        for name in names:
            node = node[name]
    return node


def schema_text(schema: str) -> str:
    """Return a packaged JSON Schema as it is committed."""
    return files("kit.schema").joinpath(f"{schema}.schema.json").read_text("utf-8")


@cache
def _document(schema: str) -> Any:
    return json.loads(schema_text(schema))


@cache
def _validator(schema: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(_document(schema), validate_formats=True)
