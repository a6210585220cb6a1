"""A data file held against its JSON Schema: read once, every fault of it reported together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import yaml

from kit.datafile.faults import schema_faults, schema_text
from kit.datafile.lines import lines_of
from kit.datafile.plain import MAX_DEPTH, parse_yaml
from kit.errors import Fault, KitError, ParameterError

__all__ = [
    "item_lines",
    "item_span",
    "read_json",
    "read_yaml",
    "schema_text",
    "sound_keys",
    "yaml_text",
]

_ANEW = "请重新生成这个文件，不要手工修改。"


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
        Of the given family; one fault for each place that cannot be read, or that
        the schema refuses.
    """
    loaded, faults = parse_yaml(content, where=where)
    # A file of comments alone says nothing, which is no fault by itself.
    loaded = {} if loaded is None else loaded
    if faults:
        # What could not be read would only give faults that are none of the file's.
        raise error(*faults)
    return _held(loaded, schema=schema, where=where, error=error, content=content)


def sound_keys(content: bytes, *, schema: str) -> dict[str, Any]:
    """Return the keys of a YAML file that the schema takes, each by itself.

    For a file that :func:`read_yaml` refused: what depends on its sound keys may be looked
    at as well. One that cannot be read as YAML has none.
    """
    loaded, faults = parse_yaml(content, where="")
    if faults or not isinstance(loaded, dict):
        return {}
    return {
        key: value
        for key, value in loaded.items()
        if not schema_faults({key: value}, schema=schema, where="")
    }


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
    root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    nodes = (value for name, value in getattr(root, "value", ()) if name.value == key)
    return tuple(item.start_mark.line + 1 for node in nodes for item in node.value)


def item_span(content: bytes, *, key: str) -> tuple[int, int]:
    r"""Return the lines, from 0, on which a key of the outermost level begins and its value ends.

    The second is the line after the last; what follows the value up to the next key,
    comments and blank lines, is within.

    Examples
    --------
    >>> item_span(b"# two\na:\n  b: 1\nc: 2\n", key="a")
    (1, 3)
    """
    root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    value, begun = next((v, name) for name, v in getattr(root, "value", ()) if name.value == key)
    end = value.end_mark
    return begun.start_mark.line, end.line + bool(end.column)


def read_json(
    content: bytes, *, schema: str, where: str, error: type[KitError] = ParameterError
) -> dict[str, Any]:
    """Read *content*, which a program wrote as JSON, and hold it against the schema named.

    Raises
    ------
    KitError
        Of the given family; one fault for each place that the schema refuses.
    """
    try:
        loaded = json.loads(content, parse_constant=_no_number)
        # Halves of characters can be written as escapes; they are no text.
        json.dumps(loaded, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise error(Fault(where, "完整的 JSON 文件", "读不通的内容", _ANEW)) from None
    if _is_deep(loaded):
        raise error(Fault(where, f"至多 {MAX_DEPTH} 层", "套叠过深", _ANEW))
    return _held(loaded, schema=schema, where=where, error=error)


def _no_number(name: str) -> Any:
    """Refuse what Python reads and JSON has not: NaN, Infinity."""
    raise ValueError(name)


def _is_deep(loaded: Any) -> bool:
    """Whether lists and keys stand deeper inside one another than any schema of ours wants."""
    level = [loaded]
    for _ in range(MAX_DEPTH):
        level = [inner for node in level for inner in _inside(node)]
    return bool(level)


def _inside(node: Any) -> Iterable[Any]:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()


def _held(
    loaded: Any,
    *,
    schema: str,
    where: str,
    error: type[KitError],
    content: bytes = b"",
) -> dict[str, Any]:
    if schema_faults(loaded, schema=schema, where=where):
        lines = lines_of(content)
        raise error(*schema_faults(loaded, schema=schema, where=where, lines=lines))
    return dict(loaded)


def yaml_text(data: dict[str, Any]) -> str:
    """Render *data* as YAML that people read, in its own order."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
