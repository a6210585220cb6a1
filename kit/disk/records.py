"""What the kit writes as JSON, and reads back by its type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from kit.disk.read import read_file
from kit.errors import KitError

Record = TypeVar("Record")

#: The records of the largest year are a tenth of it.
_MAX_RECORD_BYTES = 100_000_000
#: The metadata of a field that is no part of the file.
OMITTED = {"omitted": True}
#: The metadata of a field that the file has only where it is not the default.
IF_ANY = {"if_any": True}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def read_record(path: Path, *, kind: type[Record]) -> Record | None:
    """Return what *path* holds as a *kind*; ``None`` if it is not there or anything else.

    What was cut short, edited or written by another program is no record: whoever
    asks makes it again, or says that it is not there.

    Parameters
    ----------
    kind
        A dataclass, or a type of plain JSON values; every value is held against it.
    """
    try:
        return parse_record(read_file(path, limit_bytes=_MAX_RECORD_BYTES), kind=kind)
    except KitError:
        return None


def parse_record(content: bytes, *, kind: type[Record]) -> Record | None:
    """Return *content* as a *kind*; ``None`` if it is anything else."""
    import msgspec  # of no use to most verbs

    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def record_data(record: Any) -> Any:
    """Return a *record*, a dataclass, as plain JSON values.

    Fields with :data:`IF_ANY` that hold their default are left out.
    """
    if is_dataclass(record):
        held = ((each, getattr(record, each.name)) for each in fields(record))
        return {
            each.name: record_data(value)
            for each, value in held
            if each.metadata != OMITTED and not (each.metadata == IF_ANY and value == each.default)
        }
    if isinstance(record, Mapping):
        return {key: record_data(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [record_data(value) for value in record]
    return record


def record_text(data: Any) -> str:
    r"""Render *data* as JSON, an item a line.

    Examples
    --------
    >>> record_text({"年度": 2024, "figures": [1, None]})
    '{\n "年度": 2024,\n "figures": [\n  1,\n  null\n ]\n}\n'
    """
    import msgspec  # of no use to most verbs

    # Indenting is what json does in Python, a value at a time.
    packed = json.dumps(data, ensure_ascii=False).encode(errors="surrogatepass")
    return msgspec.json.format(packed, indent=1).decode(errors="surrogatepass") + "\n"


def record_schema(kind: type, *, title: str) -> dict[str, Any]:
    """Return the JSON Schema of *kind*, a dataclass, with what its fields' metadata say.

    Metadata are keywords of the schema: ``description``, ``pattern`` and the like, and
    ``x-wanted``, a pattern in words; a field with :data:`OMITTED` is no part of the file.
    """
    import msgspec

    kinds: dict[str, type] = {}
    _collect(kind, into=kinds)
    schema = msgspec.json.schema(kind)
    for name, part in schema["$defs"].items():
        part.pop("title", None)
        part.pop("description", None)
        part["additionalProperties"] = False
        for said in fields(kinds[name]):
            if said.metadata == OMITTED:
                del part["properties"][said.name]
            else:
                node = part["properties"][said.name]
                told = {} if said.metadata == IF_ANY else dict(said.metadata)
                part["properties"][said.name] = _plain(node) | told
    return {"$schema": _DIALECT, "title": title} | schema


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a schema without what a reader of files has no use for.

    One of several types is written as a list of them, a choice that may be none with it.
    """
    plain = {key: value for key, value in node.items() if key not in {"default", "anyOf"}}
    ways = node.get("anyOf", ())
    if not ways or any("$ref" in way for way in ways):
        return plain | ({"anyOf": ways} if ways else {})
    if chosen := next((way["enum"] for way in ways if "enum" in way), None):
        return plain | {"enum": [*chosen, None]}
    merged = {key: value for way in ways for key, value in way.items()}
    return plain | merged | {"type": [way["type"] for way in ways]}


def _collect(kind: Any, *, into: dict[str, type]) -> None:
    """Find the dataclasses that *kind* is made of, by name."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        for part in get_args(kind):
            _collect(part, into=into)
    elif kind.__name__ not in into:
        into[kind.__name__] = kind
        for part in get_type_hints(kind).values():
            _collect(part, into=into)
