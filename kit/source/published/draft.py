"""The words of a report that is being written in Word, as lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.form import Form
from kit.source.published.compose import table_of
from kit.source.published.docx import docx_blocks
from kit.source.published.markdown import draft_grid, draft_paragraph
from kit.source.published.model import Block, Grid, Paragraph, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What of a document is no text of a report: its line, what it is, what it is called.

    ``table`` is the name of the form's own table that it is; empty for anything else.
    """

    line: int
    kind: str
    name: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of a document, a paragraph or a row of a table on each line."""

    text: str
    refused: tuple[Refused, ...]


def read_draft(content: bytes, *, path: Path, forms: Mapping[str, Form]) -> Draft:
    """Read the words of a Word document; its placeholders stay placeholders.

    The form's own tables are no part of the words: their figures come from a workbook.

    Raises
    ------
    SourceError
        If it is broken, or bigger or deeper than any report.
    """
    lines: list[str] = []
    refused: list[Refused] = []
    for block in docx_blocks(content, path=path):
        if found := _refused(block, line=len(lines) + 1, forms=forms):
            refused.append(found)
        else:
            lines += _lines(block)
    return Draft(text="\n".join([*lines, ""]), refused=tuple(refused))


def draft_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the lines of a text; a picture has none."""
    return (line for block in blocks for line in _lines(block))


def _refused(block: Block, *, line: int, forms: Mapping[str, Form]) -> Refused | None:
    if isinstance(block, Picture):
        # What a paragraph shows comes after its words.
        return Refused(line=max(line - 1, 1), kind=block.kind, name=block.name)
    if isinstance(block, Grid) and (table := table_of(block, forms=forms)):
        return Refused(line=line, kind="表", name=table, table=table)
    return None


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield draft_paragraph(block)
    elif isinstance(block, Grid):
        yield from draft_grid(block).splitlines()
        # What follows is no row of it, whatever marks it holds.
        yield ""
