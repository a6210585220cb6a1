"""Whole texts that stand in the place of a parameter file or a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random


def _laughs(depth: int) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth)]
    return "\n".join(lines).encode()


def _merges(depth: int) -> bytes:
    lines = ["a0: &a0 {x0: 1}"]
    lines += [
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}], x{n}: 1}}" for n in range(1, depth)
    ]
    return "\n".join(lines).encode()


#: Whole texts that are no lawful document, and lawful ones that surprise.
_TEXTS: Mapping[str, Callable[[str, Random], bytes]] = {
    "empty": lambda _, rng: rng.choice((b"", b"\n", b" ", b"\xef\xbb\xbf", b"\0", b"\xff\xfe")),
    "encoded": lambda text, rng: text.encode(
        rng.choice(("utf-16", "utf-32", "utf-8-sig", "gb18030", "utf-16-be", "big5")), "replace"
    ),
    "twice": lambda text, _: (text + text).encode(),
    "nested": lambda _, rng: (
        rng.choice(("[", "{a: ", '{"a":', "- ", "? ", "a:\n ")) * rng.choice((300, 50_000))
    ).encode(),
    "long": lambda text, rng: (text + rng.choice(("#", " ", "\n", "x", '"')) * 6_000_000).encode(),
    "old line ends": lambda text, rng: text.replace(
        "\n", rng.choice(("\r\n", "\r", "\x85", "\u2028", "\x0b"))
    ).encode(),
}
YAML_TEXTS = _TEXTS | {
    "odd": lambda _, rng: rng.choice(
        (
            b"...",
            b"---",
            b"null",
            b"{}",
            b"[]",
            b"~",
            b"a",
            b"1",
            b"- a",
            b"!!set {a}",
            b"%YAML 9.9\n---\na: 1",
            b"%TAG ! x\n---\n!a b",
            b"--- a\n--- b",
            b"# nothing",
            b"!!binary aGk=",
            b"\x00a: 1",
            b"2025-01-01",
            b"? [a]\n: b",
            b"<<: [1]",
            b"&a [*a]",
            b"'",
            b"a: |\n",
            b"{a: 1}\nb: 2",
        )
    ),
    "laughs": lambda _, rng: _laughs(rng.choice((3, 9, 12))),
    "merges": lambda _, rng: _merges(rng.choice((3, 9, 12))),
    "tabs": lambda text, _: text.replace("  ", "\t").encode(),
    "many keys": lambda text, _: (text + "".join(f"k{n}: {n}\n" for n in range(100_000))).encode(),
    "documents": lambda text, _: (text + "\n---\n" + text).encode(),
    "anchors": lambda text, _: (
        text + "".join(f"z{n}: &z{n} {{}}\n" for n in range(20_000))
    ).encode(),
}
JSON_TEXTS = _TEXTS | {
    "odd": lambda _, rng: rng.choice(
        (
            b"null",
            b"[]",
            b"{}",
            b"1",
            b'""',
            b"NaN",
            b"-",
            b"{",
            b'{"a"',
            b"[1,]",
            b"{}{}",
            b"\xff\xff",
            b"tru",
            b'"\\ud800"',
            b"\x1b[31m",
            b'{"schema": "1"}',
            b'{"schema": 1e999}',
        )
    ),
    "no UTF-8": lambda text, _: text.encode().replace(b'"', b'\xff"', 9),
    "many keys": lambda text, _: (
        text.rstrip()[:-1] + "".join(f', "k{n}": {n}' for n in range(100_000)) + "}"
    ).encode(),
}
