"""What a reviewer reads in place of names of files and keys that only those who fill in know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kit.datafile import schema_text

#: Files of keys, what people call them, and the schema that describes their keys.
_FILES = {
    "report.yaml": ("填报参数", "parameters"),
    "agencies.yaml": ("机关名录", "agencies"),
    "signoff.yaml": ("签署记录", "signoff"),
}
#: A blank beside a sign that is no ASCII parts the name of a file from it, and goes with the name.
_SAID = re.compile(
    rf"(?:(?<=[^\x00-\x7f]) )?(?P<file>{'|'.join(map(re.escape, _FILES))})"
    r"(?: (?P<link>[^\x00-\x7f]) (?=[a-z_]))?(?: ?(?P<keys>[a-z_]+(?:[. ][a-z_]+)*))?"
    r"(?: [^\x00-\x7f] (?P<value>true|false))?(?: (?=[^\x00-\x7f]))?"
)
_VALUES = {"true": "“是”", "false": "“否”"}


def spoken_keys(text: str) -> str:
    """Return *text* with files of keys and their keys named as their schema describes them.

    Examples
    --------
    >>> spoken_keys("report.yaml published：应不晚于 2025-01-31")
    '填报参数“发布日期”：应不晚于 2025-01-31'
    >>> spoken_keys("确有制定权的，在 agencies.yaml 填 rule_making 为 true。")
    '确有制定权的，在机关名录填“是否有规章制定权”为“是”。'
    """
    return _SAID.sub(_spoken, text)


def _spoken(said: re.Match[str]) -> str:
    name, schema = _FILES[said["file"]]
    link = said["link"] or ""
    key = _named(said["keys"], schema=schema) if said["keys"] else ""
    value = f"为{_VALUES[said['value']]}" if said["value"] else ""
    return f"{name}{link}{key}{value}"


def _named(keys: str, *, schema: str) -> str:
    """Name the last described key of a path, before a blank; others are left as they stand."""
    names = _descriptions(schema)
    known = [names[key] for key in keys.split(maxsplit=1)[0].split(".") if key in names]
    return f"“{known[-1]}”" if known else f" {keys}"


@cache
def _descriptions(schema: str) -> Mapping[str, str]:
    """Return what each key is called: the first clause of its description."""
    found: dict[str, str] = {}
    for key, description in _described(json.loads(schema_text(schema))):
        found.setdefault(key, re.split("[；，：、（]", description)[0])
    return found


def _described(node: Any) -> Iterator[tuple[str, str]]:
    """Yield keys with their descriptions, those of a level before those inside them."""
    if not isinstance(node, dict):
        return
    for key, inner in node.get("properties", {}).items():
        if "description" in inner:
            yield key, inner["description"]
    for part in (*node.get("properties", {}).values(), *node.get("$defs", {}).values()):
        yield from _described(part)
    yield from _described(node.get("items"))
