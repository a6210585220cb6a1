"""Changes of published pages and texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from hostile.raw import RAW
from hostile.sheets import cut_short, tag_dropped

SPANS = ("0", "-1", "2", "65534", "1000000000", "99999999999999999999", "x", "", "1.5", "٣")
_NUMBER_CELL = re.compile(r"(?<=>)([1-9]\d+)(?=</td>|</p>|</span>)")


def spans(text: str, rng: Random) -> str:
    """Give one cell a hostile span."""
    name = rng.choice(("rowspan", "colspan"))
    return put(text, rng, of="<td", what=f' {name}="{rng.choice(SPANS)}"')


def same_number(text: str, rng: Random) -> str:
    """Write one number in another of the ways HTML has."""
    found = list(_NUMBER_CELL.finditer(text))
    if not found:
        return text
    one = rng.choice(found)
    head, rest = one[0][:1], one[0][1:]
    ways = (
        *(f"{head}<span>{rest}</span>", f"{head}<!-- 9 -->{rest}", f"&#{ord(head)};{rest}"),
        *(
            f"{head}<b></b>{rest}",
            f" {one[0]}\n",
            f"<script>9</script>{one[0]}",
            f"{one[0]}<style>9</style>",
        ),
        *(f'<span style="display:none">9</span>{one[0]}', f"{one[0]}<template>9</template>"),
        *(
            f"<del>9</del>{one[0]}",
            f"{one[0]}<sup>9</sup>",
            f"{head}\u200b{rest}",
            f"\u202e{one[0][::-1]}\u202c",
        ),
    )
    return text[: one.start()] + rng.choice(ways) + text[one.end() :]


def cell_twice(text: str, rng: Random) -> str:
    """Write one cell of a table twice, or leave it out."""
    found = list(re.finditer(r"<td\b[^>]*>.*?</td>", text, re.DOTALL))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + one[0] * rng.choice((0, 2)) + text[one.end() :]


def bytes_in_text(text: str, rng: Random) -> str:
    """Put characters that no page has."""
    at = rng.randrange(len(text))
    return (
        text[:at]
        + rng.choice(("\0", "\x1b[31m", "\u202e", "\ufffe", "<" * 5000, "&" * 5000, "]]>"))
        + text[at:]
    )


#: Edits of a page, with how many figures each may lawfully change.
_PAGE: Mapping[str, tuple[Callable[[str, Random], str], int]] = {
    "spans": (spans, 10**6),
    "same number": (same_number, 0),
    "cell twice": (cell_twice, 0),
    "cut": (cut_short, 0),
    "tag": (tag_dropped, 10**6),
    "characters": (bytes_in_text, 1),
}


def page_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change a page or a text."""
    chance = rng.random()
    if chance < 0.3:
        change = rng.choice(RAW)
        return change(content, rng), f"page: {change.__name__}", 10**6
    text = content.decode("utf-8")
    if chance < 0.4:
        names = ("utf-16", "utf-16-be", "gb18030", "big5", "utf-32", "utf-8-sig", "utf-7", "cp037")
        return text.encode(rng.choice(names), "replace"), "page: encoded", 0
    did, (edit, free) = rng.choice(list(_PAGE.items()))
    return edit(text, rng).encode("utf-8", "surrogatepass"), f"page: {did}", free


def text_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change a text: its separators, its lines, its characters."""
    if rng.random() < 0.3:
        change = rng.choice(RAW)
        return change(content, rng), f"text: {change.__name__}", 10**6
    lines = content.decode().splitlines()
    rows = [n for n, line in enumerate(lines) if re.search(r"\| ?\d", line)]
    at = rng.choice(rows)
    ways: Mapping[str, Callable[[], object]] = {
        "cells joined": lambda: lines.__setitem__(at, _joined(lines[at], rng, times=1)),
        "row joined": lambda: lines.__setitem__(at, _joined(lines[at], rng, times=99)),
        "row left out": lambda: lines.__delitem__(at),
        "row twice": lambda: lines.insert(at, lines[at]),
        "row broken": lambda: lines.__setitem__(at, lines[at].replace(" | ", "\n", 1)),
        "cell left out": lambda: lines.__setitem__(
            at, re.sub(r" ?\| ?\d+", "", lines[at], count=1)
        ),
        "separators": lambda: lines.__setitem__(
            at, lines[at].replace("|", rng.choice(("｜", "\t", " ", ",", "/")))
        ),
    }
    did, way = rng.choice(list(ways.items()))
    way()
    return "\n".join(lines).encode(), f"text: {did}", 0


def _joined(line: str, rng: Random, *, times: int) -> str:
    """Leave out separators between numbers."""
    spots = [m.span() for m in re.finditer(r"(?<=\d) ?\| ?(?=\d)", line)]
    chosen = sorted(rng.sample(spots, min(times, len(spots))), reverse=True)
    for start, end in chosen:
        line = line[:start] + line[end:]
    return line


def put(text: str, rng: Random, *, of: str, what: str) -> str:
    """Put something behind one of the places where *of* stands."""
    found = list(re.finditer(re.escape(of), text))
    if not found:
        return text
    at = rng.choice(found).end()
    return text[:at] + what + text[at:]
