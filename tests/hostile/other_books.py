"""Changes of workbooks in other formats than today's of Excel."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from hostile.raw import RAW
from hostile.sheets import cut_short, doctype, repeated_attribute, tag_dropped, unknown_entity
from hostile.zips import packed, parts_of

_TIMES = ("1000000", "16384", "1048576", "2147483647", "99999999999", "-1", "0", "x", "", "2")
_CONTENT = "content.xml"


def _with(name: str, *, of: str) -> Callable[[str, Random], str]:
    def edit(text: str, rng: Random) -> str:
        found = list(re.finditer(rf"<{of}\b", text))
        if not found:
            return text
        at = rng.choice(found).end()
        return f'{text[:at]} table:{name}="{rng.choice(_TIMES)}"{text[at:]}'

    return edit


def says_two_things(text: str, rng: Random) -> str:
    """Let one cell show another number than its value is."""
    found = list(re.finditer(r"(?<=<text:p>)\d+(?=</text:p>)", text))
    one = rng.choice(found)
    return f"{text[: one.start()]}{int(one[0]) + 9}{text[one.end() :]}"


def repeats(text: str, rng: Random) -> str:
    """Repeat rows of repeated cells, many times."""
    cells = f'<table:table-cell table:number-columns-repeated="{rng.choice(_TIMES)}"/>' * 3
    times = f'table:number-rows-repeated="{rng.choice(_TIMES)}"'
    rows = f"<table:table-row {times}>{cells}</table:table-row>"
    return text.replace("</table:table>", f"{rows}</table:table>", 1)


def formula(text: str, rng: Random) -> str:
    """Give a cell a formula, its value as it was or gone."""
    found = list(re.finditer(r"<table:table-cell\b", text))
    at = rng.choice(found).end()
    return f'{text[:at]} table:formula="of:=[.A1]*1000000"{text[at:]}'


#: Edits of the content of an .ods, with how many figures each may lawfully change.
_ODS: Mapping[str, tuple[Callable[[str, Random], str], int]] = {
    "columns repeated": (_with("number-columns-repeated", of="table:table-cell"), 40),
    "rows repeated": (_with("number-rows-repeated", of="table:table-row"), 40),
    "rows spanned": (_with("number-rows-spanned", of="table:table-cell"), 0),
    "columns spanned": (_with("number-columns-spanned", of="table:table-cell"), 0),
    "says two things": (says_two_things, 1),
    "repeats": (repeats, 0),
    "formula": (formula, 0),
    "cut short": (cut_short, 0),
    "tag dropped": (tag_dropped, 40),
    "repeated attribute": (repeated_attribute, 0),
    "document type": (doctype, 0),
    "entity": (unknown_entity, 0),
    "deep": (
        lambda text, rng: text.replace(
            "<text:p>", "<text:p>" + "<text:span>" * rng.choice((10, 50_000)), 1
        ),
        0,
    ),
}


def ods_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change the content of an .ods."""
    parts = parts_of(content)
    did, (edit, free) = rng.choice(list(_ODS.items()))
    parts[_CONTENT] = edit(parts[_CONTENT].decode(), rng).encode()
    return packed(parts), f".ods {did}", free


def xls_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change bytes of an .xls: in its head, in its directory, in a record's head, or anywhere."""
    if rng.random() < 0.4:
        change = rng.choice(RAW)
        return change(content, rng), f".xls {change.__name__}", 10**6
    changed = bytearray(content)
    at = rng.choice((rng.randrange(8, 512), _record(content, rng), _record(content, rng)))
    at = min(at, len(changed) - 4)
    changed[at : at + 2] = rng.choice((b"\0\0", b"\xff\xff", b"\xff\x7f", rng.randbytes(2)))
    return bytes(changed), ".xls record", 10**6


def _record(content: bytes, rng: Random) -> int:
    """Return where a record of the book stream begins, give or take its length."""
    spots, at = [], 512
    while at + 4 <= len(content) and len(spots) < 3000:
        spots.append(at)
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return rng.choice(spots) + rng.choice((0, 2, 4, 6, 8))
