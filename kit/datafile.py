"""A YAML file held against its JSON Schema: read once, every fault of it reported together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
import yaml

from kit.errors import Fault, KitError, ParameterError, known_names

_TYPES = {
    "array": "列表",
    "boolean": "true 或 false",
    "integer": "整数",
    "null": "空",
    "number": "数",
    "object": "键值对",
    "string": "文字（必要时加引号）",
}
_FORMATS = {"date": "日期，如 2023-01-28"}
#: Limits a schema can set, as what was wanted.
_LIMITS = {
    "minLength": "非空文字",
    "minItems": "至少一项",
    "minProperties": "至少一项",
    "uniqueItems": "互不相同的各项",
    "minimum": "更大的数",
    "maximum": "更小的数",
}


class _Loader(yaml.CSafeLoader):
    """YAML without surprises: codes keep their zeros, dates stay text, a key stands once."""


def _unique_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    """Build a mapping with text keys, refusing a key that stands twice."""
    built: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in built:
            problem = f"键 {key.value} 重复出现"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
        built[str(key.value)] = loader.construct_object(value, deep=True)
    return built


_SURPRISING = ("timestamp", "int", "bool", "float")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(_SURPRISING)]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(
    content: bytes, *, schema: str, where: str, error: type[KitError] = ParameterError
) -> dict[str, Any]:
    """Read *content* as YAML and hold it against the packaged schema named *schema*.

    Parameters
    ----------
    content
        The file's bytes, UTF-8.
    schema
        Name of a file in ``kit/schema`` without ``.schema.json``.
    where
        What the user calls the file, for messages.
    error
        The family of the error.

    Raises
    ------
    KitError
        Of the given family; one fault for each place that the schema refuses.
    """
    try:
        loaded = yaml.load(content.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError as problem:
        found = f"第 {problem.start + 1} 个字节不是 UTF-8"
        raise error(Fault(where, "UTF-8 编码的文字", found, "请另存为 UTF-8 编码。")) from None
    except yaml.MarkedYAMLError as problem:
        line = f"{where} 第 {problem.problem_mark.line + 1} 行" if problem.problem_mark else where
        # What the parser says of it is English; a repeated key is our own finding.
        own = str(problem.problem)
        found = "读不通的写法" if own.isascii() else own
        cure = "请检查这一行及上一行的缩进、冒号和引号。"
        raise error(Fault(line, "YAML", found, cure)) from None
    except yaml.YAMLError:
        cure = "请删除不可见的控制字符。"
        raise error(Fault(where, "YAML", "含有不允许的字符", cure)) from None
    except (TypeError, ValueError, RecursionError):
        # A tag, a key that is a list, brackets a thousand deep: no person writes these.
        cure = "请改成“键: 值”的普通写法，不用标签（!）和套叠的括号。"
        raise error(Fault(where, "YAML", "读不通的写法", cure)) from None
    # A file of comments alone says nothing, which is no fault by itself.
    loaded = {} if loaded is None else loaded
    faults = list(_faults(loaded, schema=schema, where=where))
    if faults:
        raise error(*faults)
    return dict(loaded)


def item_lines(content: bytes, *, key: str) -> tuple[int, ...]:
    r"""Return the lines, from 1, on which the items of the list under *key* begin.

    Parameters
    ----------
    content
        A file that :func:`read_yaml` could read as YAML.

    Examples
    --------
    >>> item_lines(b"# a list\nall:\n- 1\n- 2\n", key="all")
    (3, 4)
    """
    root = yaml.compose(content.decode("utf-8-sig"), Loader=_Loader)
    nodes = (value for name, value in getattr(root, "value", ()) if name.value == key)
    return tuple(item.start_mark.line + 1 for node in nodes for item in node.value)


def read_json(
    content: bytes, *, schema: str, where: str, error: type[KitError] = ParameterError
) -> dict[str, Any]:
    """Read *content*, which a program wrote as JSON, and hold it against the schema named.

    Raises
    ------
    KitError
        Of the given family; one fault for each place that the schema refuses.
    """
    cure = "请重新生成这个文件，不要手工修改。"
    try:
        loaded = json.loads(content)
    except (ValueError, RecursionError):
        raise error(Fault(where, "完整的 JSON 文件", "读不通的内容", cure)) from None
    faults = list(_faults(loaded, schema=schema, where=where))
    if faults:
        raise error(*faults)
    return dict(loaded)


def _faults(loaded: object, *, schema: str, where: str) -> Iterator[Fault]:
    """Every place of *loaded* that the schema refuses, as a fault."""
    for problem in _validator(schema).iter_errors(loaded):
        path = " ".join(_spoken(step) for step in problem.instance_path)
        yield from _said(problem, where=f"{where} {path}".rstrip(), schema=schema)


def _spoken(step: str | int) -> str:
    """Name a key, or an entry of a list as people count."""
    return step if isinstance(step, str) else f"第 {step + 1} 项"


def _said(problem: jsonschema_rs.ValidationError, *, where: str, schema: str) -> Iterator[Fault]:
    """Say one problem in Chinese."""
    kind = problem.kind.as_dict()
    found = json.dumps(problem.instance, ensure_ascii=False)[:80]
    match problem.kind.name:
        case "additionalProperties" | "unevaluatedProperties":
            known = _known_keys(schema, problem.schema_path)
            for key in kind["unexpected"]:
                yield Fault(
                    where, "已知的键", key, known_names(key, known) if known else "请删去。"
                )
        case "required":
            yield Fault(where, f"有键 {kind['property']}", "没有", "请补上。")
        case "type":
            types = kind["types"] if "types" in kind else [kind["type"]]
            wanted = "或".join(_TYPES.get(name, name) for name in types)
            yield Fault(where, wanted, found)
        case "enum":
            yield Fault(
                where, "下列之一", found, "可用：" + "、".join(map(str, kind["options"])) + "。"
            )
        case "format":
            yield Fault(where, _FORMATS.get(kind["format"], kind["format"]), found)
        case "pattern":
            yield Fault(where, f"符合 {kind['pattern']} 的文字", found)
        case other:
            yield Fault(where, _LIMITS.get(other, other), found)


def _known_keys(schema: str, path: list[str | int]) -> list[str]:
    """Keys the schema allows beside the keyword that *path* leads to."""
    node: Any = _document(schema)
    for step in path[:-1]:
        node = node[step]
    return sorted(node.get("properties", ()))


def yaml_text(data: dict[str, Any]) -> str:
    """Render *data* as YAML that people read, in its own order."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def schema_text(schema: str) -> str:
    """Return a packaged JSON Schema as it is committed."""
    return files("kit.schema").joinpath(f"{schema}.schema.json").read_text("utf-8")


@cache
def _document(schema: str) -> dict[str, Any]:
    return dict(json.loads(schema_text(schema)))


@cache
def _validator(schema: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(_document(schema), validate_formats=True)
