"""The words of a report: a preface and sections, each knowing its lines in the file."""

from __future__ import annotations

from dataclasses import dataclass

from kit.signs import Hidden

#: The longest text that is read, in bytes: a real report has hardly half of it, and
#: what is longer could take the checks more than the time that one report has.
MAX_NARRATIVE_BYTES = 100_000
#: The longest line, in characters: a paragraph has hardly half of it, and within one the
#: checks look from every number to the others.
MAX_LINE_CHARACTERS = 3_000


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TextFault:
    """What is wrong at one place of a text, from 1 on; column 0 where the whole line is meant."""

    line: int
    column: int = 0
    wanted: str
    found: str
    cure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The preface or one section.

    Attributes
    ----------
    number
        Number of the section in the form; 0 for the preface.
    heading
        The heading as written, empty for the preface.
    before, after
        Markdown before and after the section's table; ``after`` is empty unless
        the table's mark stands inside the text.
    line
        Line of the file, from 1, on which ``before`` begins.
    after_line
        Line on which ``after`` begins.
    """

    number: int
    heading: str = ""
    before: str = ""
    after: str = ""
    line: int = 1
    after_line: int = 1

    @property
    def markdown(self) -> str:
        """All of the passage's Markdown."""
        return "\n\n".join(part for part in (self.before, self.after) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A placeholder as written between its braces, and where what it gave begins."""

    line: int
    column: int
    placeholder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """The text of a report in the order it was written, without what nobody sees.

    ``hidden`` are the characters left out, where they stood in the file; ``filled`` the
    placeholders, each with the place where what it gave begins.
    """

    file: str
    preface: Passage
    sections: tuple[Passage, ...]
    hidden: tuple[Hidden, ...] = ()
    filled: tuple[Substitution, ...] = ()
    faults: tuple[TextFault, ...] = ()

    def placeholder_at(self, line: int, *, column: int) -> str:
        """Return the placeholder whose words begin there; empty where none does."""
        there = (f.placeholder for f in self.filled if (f.line, f.column) == (line, column))
        return next(there, "")

    def section(self, number: int) -> Passage:
        """Return the first section of that number, an empty one when there is none."""
        for passage in self.sections:
            if passage.number == number:
                return passage
        return Passage(number=number)
