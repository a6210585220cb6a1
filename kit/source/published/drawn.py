"""How much the pages of a PDF draw, counted before they are drawn: each thing takes time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.errors import SourceError
from kit.source.published.refusals import too_long

#: What is counted: how it is called, and its pattern. Letters are counted by their bytes,
#: of which those of a Chinese font have two; in hexadecimal a byte takes two digits.
_COUNTED: Mapping[str, tuple[str, re.Pattern[bytes]]] = {
    "operators": ("条绘图指令", re.compile(rb"(?<![^\s)\]>])[A-Za-z'\"]{1,3}\*?(?![^\s(\[<])")),
    "shapes": (
        "个图形",
        re.compile(rb"(?<![^\s])(?:re|f\*?|F|S|s|B\*?|b\*?|sh|Do)(?![^\s])"),
    ),
    "letters": ("个字节的文字", re.compile(rb"\([^()]*\)|<[0-9A-Fa-f\s]+>")),
}
#: A page that a site prints as one long sheet has some thousand letters and lines; the parser
#: takes some 10 µs an operator, 60 a shape, 40 a letter, and a second or two a page at most.
OF_PAGE: Mapping[str, int] = {"operators": 100_000, "shapes": 20_000, "letters": 60_000}
#: The longest reports have some hundred thousand letters, and borders around as many cells.
OF_FILE: Mapping[str, int] = {"operators": 400_000, "shapes": 60_000, "letters": 300_000}


@dataclass(slots=True, kw_only=True)
class Drawn:
    """What streams draw, by what is counted."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_COUNTED, 0))

    def count(self, piece: bytes) -> None:
        """Count what a piece of a stream draws."""
        for name, (_, pattern) in _COUNTED.items():
            found = pattern.findall(piece)
            is_text = name == "letters"
            self.counts[name] += sum(map(_letter_bytes, found)) if is_text else len(found)

    def add(self, other: Drawn) -> None:
        """Count what *other* streams draw too."""
        for name, number in other.counts.items():
            self.counts[name] += number

    def refuse(self, limits: Mapping[str, int], *, path: Path, of: str) -> None:
        """Refuse what draws more than the *limits* of a page or a file.

        Raises
        ------
        SourceError
            Naming the limit that is passed.
        """
        for name, limit in limits.items():
            if self.counts[name] > limit:
                wanted = f"{of}至多 {limit} {_COUNTED[name][0]}"
                raise SourceError(too_long(path, wanted=wanted, found="更多"))


def _letter_bytes(said: bytes) -> int:
    return len(said) - 2 if said.startswith(b"(") else len(said) // 2
