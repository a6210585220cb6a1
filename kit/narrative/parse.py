"""From the text of a report to its preface and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.form import Form
from kit.narrative.headings import SectionHeading, find_headings
from kit.narrative.markdown import find_nested
from kit.narrative.model import MAX_LINE_CHARACTERS, Narrative, Passage, TextFault
from kit.narrative.names import table_of_name
from kit.signs import find_hidden, without_hidden

#: Braces of either width, two by two, and the plain ones they are.
_BRACES = re.compile(r"[{｛]{2}|[}｝]{2}")
_PLAIN = str.maketrans("｛｝", "{}")
_TABLE_MARK = re.compile(r"\s*\{\{\s*(?P<table>[^{}]+?)\s*\}\}\s*")


def parse_narrative(
    text: str, *, file: str, form: Form, faults: tuple[TextFault, ...] = ()
) -> Narrative:
    r"""Split *text* into the preface and its sections, placeholders left as they are.

    A section begins with a heading of level 1 or 2 that is its title, numbered
    or not; a title that has no mark is known by its words. A heading of these levels
    that is no title of the form begins a passage numbered -1. The report's own
    title and a list of contents above all sections are left out. A mark ``{{ t2 }}``
    or ``{{ 表二 }}`` alone on a line, in the section of that table, says where the table
    stands; any other is left in the text. Full-width braces are braces.

    Parameters
    ----------
    file
        What the user calls the file, for messages.
    faults
        What is already known to be wrong with the text.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> text = "前言。\n\n## 一、总体情况\n\n本年度平稳。"
    >>> parsed = parse_narrative(text, file="narrative.md", form=form_of_year(2022))
    >>> parsed.preface.before, parsed.section(1).before, parsed.section(1).line
    ('前言。', '本年度平稳。', 5)
    """
    text = _BRACES.sub(lambda braces: braces[0].translate(_PLAIN), text.removeprefix("\ufeff"))
    hidden = tuple(find_hidden(text, file=file))
    lines = re.split(r"\r\n|\r|\n", without_hidden(text))
    faults = (*faults, *_nested(text), *_long_lines(lines))
    headings = find_headings(lines, form=form)
    for at in headings.above:
        lines[at] = ""
    for at in headings.parts:
        lines[at] = f"### {lines[at].strip()}"
    ends = [heading.at for heading in headings.sections] + [len(lines)]
    sections = (
        _parse_section(lines[heading.at : end], heading=heading, form=form)
        for heading, end in zip(headings.sections, ends[1:], strict=True)
    )
    before, line = _trimmed(lines[: ends[0]], line=1)
    preface = Passage(number=0, before=before, line=line)
    return Narrative(
        file=file, preface=preface, sections=tuple(sections), hidden=hidden, faults=faults
    )


def _nested(text: str) -> Iterator[TextFault]:
    """Find the line whose words would be lost, so deep do lists or quotes stand there."""
    if line := find_nested(text):
        yield TextFault(
            line=line,
            wanted="不多层套叠的列表和引用",
            found="套叠过深，里面的文字会丢失",
            cure="请改成至多两三层的列表或段落。",
        )


def _long_lines(lines: Sequence[str]) -> Iterator[TextFault]:
    """Find the lines that no person wrote as one paragraph."""
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE_CHARACTERS:
            yield TextFault(
                line=number,
                wanted=f"不超过 {MAX_LINE_CHARACTERS} 字的段落",
                found=f"{len(line)} 字",
                cure="请分成几段。",
            )


def _parse_section(lines: Sequence[str], *, heading: SectionHeading, form: Form) -> Passage:
    """Build a section from its *lines*, the first of which is its heading."""
    tables = {section.number: section.table for section in form.sections}
    first = heading.at + 1
    body = [heading.rest, *lines[1:]]
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
