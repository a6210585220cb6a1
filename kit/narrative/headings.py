"""Which lines of a text are headings of its sections: marked ``##``, or known by their words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kit.form import Form

#: Number of a passage whose heading is no section of the form; rule S4 reports it.
NO_SECTION = -1

_HEADING = re.compile(r" {0,3}(?P<marks>##?)(?!#)(?P<space>\s*)(?P<text>.*)")
_NUMBERING = re.compile(r"\(?第?[一二三四五六七八九十0-9]+(?:部分)?[)、.:,]*")
#: What may stand around a heading that is not marked as one.
_DRESS = re.compile(r"^\s*#*\s*|[*_]{2}|\s+$")
#: A title is short and no sentence, and stands at the very top.
_LONGEST_TITLE, _TOP_LINES = 100, 4
_LONGEST_NAME = 40
_SENTENCE = re.compile(r"[。；，：]")
_CONTENTS = "目录"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHeading:
    """A heading that ends the passage above it: zero-based line, level, text as written.

    ``rest`` are the words that follow on the same line.
    """

    at: int
    level: int
    text: str
    number: int
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of a text in their order, and the lines above them that are no part of it.

    ``parts`` are the lines that head a part of a section in a text that has no marks.
    """

    sections: tuple[SectionHeading, ...]
    above: frozenset[int]
    parts: frozenset[int] = frozenset()


def find_headings(lines: Sequence[str], *, form: Form) -> Headings:
    """Return the headings of *lines*.

    What is marked is a heading. A section that no mark leads to is looked for by its words,
    as published reports have them.
    """
    marked = list(_marked(lines, form=form))
    title = {heading.at for heading in marked[:1] if _is_title(heading, form=form)}
    marked = [heading for heading in marked if heading.at not in title]
    known = {heading.number for heading in marked}
    missing = {section.number for section in form.sections} - known
    found = _by_words(lines, missing=missing, marked=marked, form=form) if missing else []
    at = {heading.at for heading in found}
    sections = sorted((*found, *(h for h in marked if h.at not in at)), key=lambda h: h.at)
    first = sections[0].at if sections else len(lines)
    above = title or set(_unmarked_title(lines[:first], form=form))
    if found:
        above |= set(_contents(lines[:first], form=form))
    parts = _parts(lines) if found and not known else ()
    return Headings(sections=tuple(sections), above=frozenset(above), parts=frozenset(parts))


def heading_number(text: str, *, form: Form) -> int:
    """Return the section that *text* is the title of, numbered or not; -1 if of none.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> form = form_of_year(2022)
    >>> heading_number("第一部分 总体情况", form=form), heading_number("七、附件", form=form)
    (1, -1)
    """
    folded = _folded(text)
    titles = _titles(form)
    unnumbered = _NUMBERING.sub("", folded, count=1)
    return titles.get(folded, titles.get(unnumbered, NO_SECTION))


def _marked(lines: Sequence[str], *, form: Form) -> Iterator[SectionHeading]:
    for at, line in enumerate(lines):
        found = _HEADING.fullmatch(line)
        if not found:
            continue
        text = found["text"].rstrip("# \t\u3000")
        number = heading_number(text, form=form)
        # Without the space Markdown wants it is a heading only if it is a title.
        if number != NO_SECTION or (found["space"] and text):
            yield SectionHeading(at=at, level=len(found["marks"]), text=text, number=number)


def _by_words(
    lines: Sequence[str],
    *,
    missing: set[int],
    marked: Sequence[SectionHeading],
    form: Form,
) -> list[SectionHeading]:
    """Find the *missing* sections by words, where they stand between those that are marked."""
    # A fifth of a second that a text without such headings does without.
    from kit.source.published import heading_lines

    undressed = [_DRESS.sub("", line) for line in lines]
    found = {heading.at: heading for heading in marked}
    return [
        replace(found[heading.at], number=heading.number)
        if heading.at in found
        else SectionHeading(
            at=heading.at,
            level=2,
            text=undressed[heading.at].removesuffix(heading.rest).rstrip("：: "),
            number=heading.number,
            rest=heading.rest,
        )
        for heading in heading_lines(undressed, form=form)
        if heading.number in missing
    ]


def _parts(lines: Sequence[str]) -> Iterator[int]:
    from kit.source.published import is_part_heading

    return (at for at, line in enumerate(lines) if is_part_heading(line.strip()))


@cache
def _titles(form: Form) -> Mapping[str, int]:
    return {
        _folded(title): section.number
        for section in form.sections
        for title in (section.label.text, *section.label.variants, *section.label.faults)
    }


def _folded(text: str) -> str:
    """Drop what does not matter in a title: width, spacing, emphasis, a colon at its end."""
    return re.sub(r"[\s*_]", "", unicodedata.normalize("NFKC", text)).removesuffix(":")


def _is_title(heading: SectionHeading, *, form: Form) -> bool:
    """Whether *heading*, the first of the file, is the report's title, whoever's and any year's."""
    return heading.level == 1 and _is_title_text(heading.text, form=form)


def _is_title_text(text: str, *, form: Form) -> bool:
    said = re.split(r"\{\w+\}", form.title)
    title = ".*".join(re.escape(_folded(part)) for part in said)
    return re.fullmatch(title, _folded(text)) is not None


def _unmarked_title(lines: Sequence[str], *, form: Form) -> Iterator[int]:
    """Give the lines of a title without a mark, the agency's name above it included."""
    top = [at for at, line in enumerate(lines) if line.strip()][:_TOP_LINES]
    for order, at in enumerate(top):
        text = _DRESS.sub("", lines[at])
        if len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
            continue
        from kit.source.published import parse_title

        said = parse_title(text)
        if said or _is_title_text(text, form=form):
            yield at
            if said and not said[0] and order and _is_name(lines[top[order - 1]]):
                yield top[order - 1]
            return


def _is_name(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_NAME and not _SENTENCE.search(line)


def _contents(lines: Sequence[str], *, form: Form) -> Iterator[int]:
    """Give the lines of a list of contents above the sections."""
    from kit.source.published import is_heading

    for at, line in enumerate(lines):
        text = _DRESS.sub("", line)
        if "".join(text.split()) == _CONTENTS or (text and is_heading(text, form=form)):
            yield at


def marked_text(text: str, *, form: Form) -> str:
    r"""Return *text* under the form's own headings, marked as such, title and contents left out.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> marked_text("前言。\n一、总体情况\n平稳。", form=form_of_year(2022))
    '前言。\n\n## 一、总体情况\n\n平稳。\n'
    """
    lines = text.splitlines()
    headings = find_headings(lines, form=form)
    at = {heading.at: heading for heading in headings.sections}
    own = {section.number: section.heading for section in form.sections}
    said: list[str] = []
    for number, line in enumerate(lines):
        if number in at:
            heading = at[number]
            title = own.get(heading.number, heading.text)
            said += ["", f"## {title}", "", *filter(None, [heading.rest])]
        elif number not in headings.above:
            said.append(f"### {line.strip()}" if number in headings.parts else line)
    kept = (line for line, above in zip(said, ["", *said], strict=False) if line or above)
    return "\n".join(kept).strip("\n") + "\n"
