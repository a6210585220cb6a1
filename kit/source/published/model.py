"""What a published report is once its file format no longer matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.errors import Fault
from kit.parameters import Imported
from kit.source.filing import Filing
from kit.workspace import Contact

#: A table with a longer cell lays out a page: it holds no data.
LONGEST_CELL = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of words, its line breaks kept."""

    text: str


#: What stands around words with a line through them: no number, whoever reads it.
STRUCK = ("（划去：", "）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, which nothing is read from, and what it is called; or what is like one."""

    name: str
    kind: str = "图片"
    #: Where it begins on its page, in points; 0 where there are no pages.
    top: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """A table as printed: each text at the first position of its merge, the others blank."""

    rows: Sequence[Sequence[str]]
    #: The same rows as they are written, without what merged cells cover; empty when not known.
    cells: Sequence[Sequence[str]] = ()
    #: What of it could not be brought into place.
    faults: tuple[Fault, ...] = ()
    #: The address that a cell says it has, by its row and column.
    addresses: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    def texts(self) -> Iterator[str]:
        """Give every text that stands in it, in reading order."""
        return (text for row in self.rows for text in row if text.strip())


Block = Paragraph | Grid | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file in reading order, with what stands about it outside its text.

    ``published`` is an ISO date, ``title`` the page's own, each empty when unknown.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    published: str = ""
    source_name: str = ""
    #: What was left out of it, or could not be read.
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSection:
    """One section: its number in the form, and its Markdown with ``{{ t2 }}`` for its table."""

    number: int
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """What a file says of the report that stands in it.

    Attributes
    ----------
    title, agency_name, year
        As the report's title says them; empty or ``None`` when it has none.
    published
        ISO date of publication, empty when it is not said.
    faults
        What could not be read and what somebody should look at.
    imported
        What of it stays to be looked at until somebody settles it: what is not
        to be seen in the figures, as a blank cell is.
    """

    title: str = ""
    agency_name: str = ""
    year: int | None = None
    published: str = ""
    source_name: str = ""
    contact: Contact = field(default_factory=Contact)
    faults: tuple[Fault, ...] = ()
    imported: tuple[Imported, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(ReportFile):
    """A published report as it was read; ``preface`` is Markdown."""

    filing: Filing
    preface: str = ""
    sections: tuple[PublishedSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWords(ReportFile):
    """The words of a report without its tables: a text whose placeholders are placeholders."""

    text: str
