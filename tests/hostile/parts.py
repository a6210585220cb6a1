"""Changes of what holds a workbook together: names, relations, encodings of any part."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from hostile.sheets import (
    at_one,
    cut_short,
    doctype,
    repeated_attribute,
    tag_dropped,
    unknown_entity,
)
from hostile.zips import packed, parts_of

_ENCODINGS = ("gb18030", "utf-16", "utf-8-sig", "latin-1", "utf-32", "utf-7", "cp037")


def word_replaced(text: str, rng: Random) -> str:
    """Change a number or a name that ties one part to another."""
    value = re.compile(r'(?<==")[^"]*(?=")')
    others = (
        "",
        "-1",
        "0",
        "4294967296",
        "../../../etc/passwd",
        "xl/worksheets/sheet1.xml",
        "rId1",
    )
    return at_one(text, value, rng, lambda _: rng.choice(others))


def part_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change what holds a workbook together, or the encoding of any part."""
    parts = parts_of(content)
    name = rng.choice(sorted(parts))
    text = parts[name].decode("utf-8", "replace")
    ways: Mapping[str, Callable[[], bytes | None]] = {
        "left out": lambda: None,
        "empty": lambda: b"",
        "no XML": lambda: rng.randbytes(300),
        "encoded otherwise": lambda: text.encode(rng.choice(_ENCODINGS), "replace"),
        "says another encoding": lambda: re.sub(
            r'encoding="[^"]*"', f'encoding="{rng.choice((*_ENCODINGS, "x-unknown", ""))}"', text
        ).encode(),
        "words replaced": lambda: word_replaced(text, rng).encode(),
        "cut": lambda: cut_short(text, rng).encode(),
        "tag": lambda: tag_dropped(text, rng).encode(),
        "attribute": lambda: repeated_attribute(text, rng).encode(),
        "type": lambda: doctype(text, rng).encode(),
        "entity": lambda: unknown_entity(text, rng).encode(),
        "bytes": lambda: re.sub(
            rb"[a-z]", lambda m: m[0] if rng.random() > 0.01 else b"\xff", parts[name]
        ),
    }
    did, change = rng.choice(list(ways.items()))
    changed = change()
    if changed is None:
        del parts[name]
    else:
        parts[name] = changed
    kind = re.sub(r"\d+", "N", name.rpartition("/")[2])
    # A label or a figure may lawfully become another where words change.
    return packed(parts), f"{kind} {did}", 2 if did in {"bytes", "tag", "words replaced"} else 0
