"""From a Markdown file to the preface and sections of a report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.errors import Fault, NarrativeError
from kit.form import Form
from kit.narrative.markdown import find_nested
from kit.narrative.model import Narrative, Passage
from kit.narrative.names import table_of_name
from kit.signs import find_hidden, without_hidden

#: Number of a passage whose heading is no section of the form; rule S4 reports it.
NO_SECTION = -1

_HEADING = re.compile(r" {0,3}(?P<marks>##?)(?!#)(?P<space>\s*)(?P<text>.*)")
_NUMBERING = re.compile(r"\(?第?[一二三四五六七八九十0-9]+(?:部分)?[)、.:,]*")
_TABLE_MARK = re.compile(r"\s*\{\{\s*(?P<table>[^{}]+?)\s*\}\}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading that ends the passage above it: zero-based line, level, text as written."""

    at: int
    level: int
    text: str
    number: int


def parse_narrative(text: str, *, file: str, form: Form) -> Narrative:
    r"""Split *text* into the preface and its sections, placeholders left as they are.

    A section begins with a heading of level 1 or 2 that is its title, numbered
    or not. A heading of these levels that is no title of the form begins a
    passage numbered -1. The report's own title as a level-1 heading above all
    sections is left out. A mark ``{{ t2 }}`` alone on a line, in the section of
    that table, says where the table stands; any other is left in the text.

    Parameters
    ----------
    file
        What the user calls the file, for messages.

    Raises
    ------
    NarrativeError
        If lists or quotes stand so deep inside one another that their text would be lost.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> text = "前言。\n\n## 一、总体情况\n\n本年度平稳。"
    >>> parsed = parse_narrative(text, file="narrative.md", form=form_of_year(2022))
    >>> parsed.preface.before, parsed.section(1).before, parsed.section(1).line
    ('前言。', '本年度平稳。', 5)
    """
    text = text.removeprefix("\ufeff")
    if line := find_nested(text):
        cure = "请改成至多两三层的列表或段落。"
        found = "套叠过深，里面的文字会丢失"
        raise NarrativeError(Fault(f"{file} 第 {line} 行", "不多层套叠的列表和引用", found, cure))
    hidden = tuple(find_hidden(text, file=file))
    lines = re.split(r"\r\n|\r|\n", without_hidden(text))
    headings = list(_headings(lines, form=form))
    if headings and _is_title(headings[0], form=form):
        lines[headings.pop(0).at] = ""
    ends = [heading.at for heading in headings] + [len(lines)]
    sections = (
        _parse_section(lines[heading.at : end], heading=heading, form=form)
        for heading, end in zip(headings, ends[1:], strict=True)
    )
    before, line = _trimmed(lines[: ends[0]], line=1)
    preface = Passage(number=0, before=before, line=line)
    return Narrative(file=file, preface=preface, sections=tuple(sections), hidden=hidden)


def _headings(lines: Sequence[str], *, form: Form) -> Iterator[_Heading]:
    titles = {
        _folded(title): section.number
        for section in form.sections
        for title in (section.label.text, *section.label.variants, *section.label.faults)
    }
    for at, line in enumerate(lines):
        found = _HEADING.fullmatch(line)
        if not found:
            continue
        text = found["text"].rstrip("# \t\u3000")
        number = _section_number(text, titles=titles)
        # Without the space Markdown wants it is a heading only if it is a title.
        if number != NO_SECTION or (found["space"] and text):
            yield _Heading(at=at, level=len(found["marks"]), text=text, number=number)


def _section_number(text: str, *, titles: dict[str, int]) -> int:
    folded = _folded(text)
    unnumbered = _NUMBERING.sub("", folded, count=1)
    return titles.get(folded, titles.get(unnumbered, NO_SECTION))


def _folded(text: str) -> str:
    """Drop what does not matter in a title: width, spacing, emphasis, a colon at its end."""
    return re.sub(r"[\s*_]", "", unicodedata.normalize("NFKC", text)).removesuffix(":")


def _is_title(heading: _Heading, *, form: Form) -> bool:
    """Whether *heading*, the first of the file, is the report's title, whoever's and any year's."""
    said = re.split(r"\{\w+\}", form.title)
    title = ".*".join(re.escape(_folded(part)) for part in said)
    return heading.level == 1 and re.fullmatch(title, _folded(heading.text)) is not None


def _parse_section(lines: Sequence[str], *, heading: _Heading, form: Form) -> Passage:
    """Build a section from its *lines*, the first of which is its heading."""
    tables = {section.number: section.table for section in form.sections}
    first = heading.at + 1
    body = ["", *lines[1:]]
    mark = _mark_of(tables.get(heading.number), lines=body, form=form)
    before, line = _trimmed(body[:mark], line=first)
    after, after_line = _trimmed(["", *body[mark + 1 :]], line=first + mark)
    return Passage(
        number=heading.number,
        heading=heading.text,
        before=before,
        after=after,
        line=line,
        after_line=after_line,
    )


def _mark_of(table: str | None, *, lines: Sequence[str], form: Form) -> int:
    """Return the line on which the first mark of *table* stands, past the end when none does."""
    for at, line in enumerate(lines):
        found = _TABLE_MARK.fullmatch(line)
        if table and found and table_of_name(found["table"], form=form) == table:
            return at
    return len(lines)


def _trimmed(lines: Sequence[str], *, line: int) -> tuple[str, int]:
    """Drop blank lines at both ends; return the text and the line it begins on."""
    for offset, said in enumerate(lines):
        if said.strip():
            return "\n".join(lines[offset:]).rstrip(), line + offset
    return "", line
