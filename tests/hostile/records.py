"""Changes of parameter files and of the JSON the kit writes: hostile values in every place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

import yaml

from hostile.raw import RAW
from hostile.record_texts import JSON_TEXTS, YAML_TEXTS

#: A place in a document: the keys and indexes that lead there.
Place = tuple[str | int, ...]
_MARK = "HOSTILE-VALUE"
_DEEP = 20_000
_DIGITS = "9" * 5000
#: What may stand in the place of any value, as it is written in YAML.
YAML_VALUES = (
    *("null", "~", "", "[]", "{}", "true", "1", "-1", "0", "1.5", ".inf", "-.inf", ".nan", "1e400"),
    *(
        "0x1F",
        "0o17",
        "12:30:45",
        "2025-01-20",
        "2025-02-30",
        "0000-01-01",
        "10000-01-01",
        "1969-12-31",
    ),
    *("2025-01-20T25:61:61Z", "2025-01-20 10:00:00 +99:00", "9999-12-31", _DIGITS, f"-{_DIGITS}"),
    *("!!binary aGk=", "!!binary 不", "!!set {a, b}", "!!timestamp 0000-01-01", "!!omap [a: 1]"),
    *(
        "!!pairs [a: 1]",
        "!!python/object/apply:os.getcwd []",
        "!!int x",
        "!!float x",
        "!!bool x",
        "!x y",
    ),
    *(
        "!!null x",
        "!!str [a]",
        "!!map []",
        "!!merge x",
        "!<tag:yaml.org,2002:timestamp> 2025-99-99",
    ),
    *(
        "*nowhere",
        "&a [*a]",
        "&a {b: *a}",
        "{<<: [1]}",
        "{<<: {a: 1}}",
        "{? [a] : b}",
        "{? {a: b} : c}",
    ),
    *(
        '"\\0"',
        '"\\ud800"',
        '"\\x1b[31m"',
        '"\\u202e"',
        '"\\u200b"',
        '"\\ufffe"',
        '"\\U0010ffff"',
        '"\\x85"',
    ),
    *(
        f'"{"长" * 100_000}"',
        "[" * 200 + "]" * 200,
        "[" * _DEEP,
        "{a: " * 200 + "1" + "}" * 200,
        "[[], {}, [null]]",
    ),
    *(
        '"http://[::1"',
        '"http://"',
        '"//"',
        '"http://a:99999999/"',
        '"https://\\u202e/"',
        '"javascript:alert(1)"',
    ),
    *(
        '"../../etc/passwd"',
        '"/dev/zero"',
        '"/dev/stdin"',
        '"."',
        '".."',
        '"~$tables.xlsx"',
        '"a/b"',
        '"NUL"',
    ),
    *(
        f'"{"a" * 300}.xlsx"',
        '"narrative.md"',
        '"tables.xlsx"',
        '"report.yaml"',
        '" "',
        '"\\n"',
        "|\n  a\n  b",
    ),
    *(
        "{a: {b: {c: d}}}",
        "[1, 1]",
        "[true, null, 1.5]",
        '["", ""]',
        "yes",
        "NO",
        "=",
        "<<",
        "? a",
        "- a",
        "@a",
        "`a",
    ),
    *("'", '"', "{", "]", ": :", "%a", "# a", "\ta", "a: b: c", "!", "&", "*", "---", "..."),
)
#: The same in JSON.
JSON_VALUES = (
    *(
        "null",
        "[]",
        "{}",
        "true",
        "1",
        "-1",
        "0",
        "1.5",
        "NaN",
        "Infinity",
        "1e999",
        _DIGITS,
        f"-{_DIGITS}",
    ),
    *(
        '""',
        '"x"',
        '"\\ud800"',
        '"\\u0000"',
        '"\\u001b[31m"',
        '"\\u202e"',
        f'"{"长" * 100_000}"',
        '"../../x"',
    ),
    *(
        "[" * 100_000,
        "[" * 500 + "]" * 500,
        '{"a":' * 500 + "1" + "}" * 500,
        "[null]",
        "[[]]",
        "[{}]",
        '{"":{}}',
    ),
    *(
        '{"a": 1, "a": 2}',
        "[1, 1.5, null]",
        '"2025-02-30"',
        '"0000-01-01"',
        "tru",
        "'x'",
        "",
        "1e5",
        "-0",
        "0x1",
    ),
    *('"approved"', '"error"', '"approve"', '"1"', '"report.html"', '"suqian"'),
)


def places(node: Any, *, at: Place = ()) -> Iterator[Place]:
    """Yield every place of a document, the whole of it first."""
    yield at
    inside = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, value in inside:
        yield from places(value, at=(*at, key))


def _marked(node: Any, at: Place) -> Any:
    if not at:
        return _MARK
    if isinstance(node, dict):
        return {key: _marked(v, at[1:]) if key == at[0] else v for key, v in node.items()}
    return [_marked(v, at[1:]) if number == at[0] else v for number, v in enumerate(node)]


def _renamed(node: Any, at: Place) -> Any:
    """Return *node* with the key at a place marked."""
    if len(at) == 1 and isinstance(node, dict):
        return {_MARK if key == at[0] else key: value for key, value in node.items()}
    if isinstance(node, dict):
        return {key: _renamed(v, at[1:]) if key == at[0] else v for key, v in node.items()}
    return [_renamed(v, at[1:]) if number == at[0] else v for number, v in enumerate(node)]


def _name(at: Place) -> str:
    return ".".join("N" if isinstance(key, int) else key for key in at) or "the whole"


def yaml_changed(data: Any, rng: Random) -> tuple[bytes, str]:
    """Put a hostile value in one place of a YAML document, or spoil its text."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    if rng.random() < 0.3:
        return _spoilt(text, rng, ways=YAML_TEXTS)
    at = rng.choice(list(places(data)))
    value = rng.choice(YAML_VALUES)
    is_key = bool(at) and isinstance(at[-1], str) and rng.random() < 0.15
    marked = (_renamed if is_key else _marked)(data, at)
    text = yaml.safe_dump(marked, allow_unicode=True, sort_keys=False).replace(_MARK, value)
    return _bytes(text), f"{'key ' if is_key else ''}{_name(at)} := {value[:40]!r}"


def json_changed(data: Any, rng: Random) -> tuple[bytes, str]:
    """Put a hostile value in one place of a JSON document, or spoil its text."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if rng.random() < 0.25:
        return _spoilt(text, rng, ways=JSON_TEXTS)
    at = rng.choice(list(places(data)))
    value = rng.choice(JSON_VALUES)
    marked = json.dumps(_marked(data, at), ensure_ascii=False, indent=1)
    return _bytes(marked.replace(f'"{_MARK}"', value)), f"{_name(at)} := {value[:40]!r}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _spoilt(
    text: str, rng: Random, *, ways: Mapping[str, Callable[[str, Random], bytes]]
) -> tuple[bytes, str]:
    if rng.random() < 0.4:
        change = rng.choice(RAW)
        return change(text.encode(), rng), f"bytes: {change.__name__}"
    did, way = rng.choice(list(ways.items()))
    return way(text, rng), did
