"""The words of a report as runs that know their lines, and ways to look for something in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.checks.findings import At
from kit.narrative import spoken_place
from kit.narrative.model import Narrative, Passage

_QUOTED_CHARACTERS = 60
#: Ways the brackets of a circular's number or of a template's remark are written.
_OPENING, _CLOSING = "（(〔［[【﹝", "）)〕］]】﹞"
#: Full-width digits and spacing made plain, each in its place.
PLAIN = str.maketrans("０１２３４５６７８９％．＋－﹪\u3000\xa0\u200b", "0123456789%.+-%   ")
_WEB = re.compile(r"https?://[\w./%?=&#~+:@-]+|(?<![\w.-])[\w.-]+@[\w.-]+", re.ASCII)
_MARKS = re.compile(
    r"<!--(?:(?!<!--).)*?-->|\]\([^)]{0,2000}\)|^\s*(?:#+|>|[-*+])\s|[*_`\\\[\]|]|\s",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A run of a passage's text; ``line`` is the one it begins on.

    ``written`` is what stands there where ``text`` is that made plain, character by character.
    """

    file: str
    number: int
    line: int
    text: str
    written: str = ""

    def at(self, match: re.Match[str]) -> At:
        """Return where *match*, found in the text, stands."""
        return self.span(match.start(), match.end())

    def span(self, start: int, end: int) -> At:
        """Return where the text from *start* to *end* stands."""
        said = (self.written or self.text)[start:end]
        begin = start + len(said) - len(said.lstrip())
        return At(
            file=self.file,
            line=self.line + self.text.count("\n", 0, begin),
            column=begin - self.text.rfind("\n", 0, begin),
            # On the page nothing is left of the signs that make words bold.
            quote=" ".join(said.replace("**", "").split())[:_QUOTED_CHARACTERS],
        )

    def sentence(self, match: re.Match[str]) -> str:
        """Return the sentence that *match* stands in."""
        start = max(self.text.rfind(end, 0, match.start()) for end in "。；\n") + 1
        ends = (self.text.find(end, match.end()) for end in "。；\n")
        return self.text[start : min((end for end in ends if end >= 0), default=len(self.text))]


def words_of(narrative: Narrative) -> Iterator[Words]:
    """Yield the runs of text of a narrative in reading order."""
    for passage in (narrative.preface, *narrative.sections):
        runs = ((passage.line, passage.before), (passage.after_line, passage.after))
        for line, text in runs:
            if text:
                yield Words(file=narrative.file, number=passage.number, line=line, text=text)


def loose(text: str) -> str:
    """Return a pattern of *text* whatever its spaces, brackets and the width of its digits.

    Examples
    --------
    >>> bool(re.search(loose("函〔2019〕60号"), "函 [２０１９] 60 号"))
    True
    """
    return r"\s*".join(_loose(character) for character in text if not character.isspace())


def without_web(text: str) -> str:
    """Blank out addresses of the web and mail, every other character in its place."""
    return _WEB.sub(lambda found: "\ufffc" * len(found.group()), text)


def plain_text(passage: Passage) -> str:
    """Return a passage's characters without Markdown's marks and without spaces."""
    return _MARKS.sub("", passage.markdown)


def spoken_at(at: At) -> str:
    """Say where words stand."""
    return spoken_place(at.file, line=at.line)


def _loose(character: str) -> str:
    for group in (_OPENING, _CLOSING):
        if character in group:
            return f"[{re.escape(group)}]"
    if character.isdecimal():
        return f"[{character}{chr(ord('０') + int(character))}]"
    return re.escape(character)
