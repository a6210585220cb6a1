"""A document parted: title, publication line, preface, sections; the portal's lines left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.errors import Fault
from kit.form import Form
from kit.source.published.headings import Heading, find_headings
from kit.source.published.model import Block, Document, Grid, Paragraph, Picture
from kit.source.published.wording import (
    is_ending,
    is_stray,
    parse_publication,
    parse_title,
    wording,
)

#: A title may stand in two paragraphs, the agency's name in the first.
_LONGEST_NAME = 40
_LONGEST_TITLE = 100
_PAGE_TITLE = re.compile(r"[_|｜]|\s[-—–]+\s?|--+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The preface (number 0) or a section, in blocks."""

    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A report in its parts; what is not said is empty."""

    title: str
    agency_name: str
    year: int | None
    published: str
    source_name: str
    preface: Part
    sections: tuple[Part, ...]
    faults: tuple[Fault, ...] = ()


def part_document(document: Document, *, form: Form, file: str) -> Parts:
    """Part *document* by the headings of the form's sections."""
    blocks = document.blocks
    headings = find_headings(blocks, form=form)
    first = min((heading.at for heading in headings), default=len(blocks))
    title, name, year, title_at = _title(blocks[:first], page_title=document.title)
    published, source_name, line_at = _publication(document, above=blocks[:first])
    start = max(title_at, line_at) + 1
    if not start:
        start = _preface_start(blocks[:first])
    above = blocks[start:first] if headings else blocks[start:]
    preface = Part(number=0, blocks=tuple(_own_lines(above)))
    return Parts(
        title=title,
        agency_name=name,
        year=year,
        published=published,
        source_name=source_name,
        preface=preface,
        sections=tuple(_sections(blocks, headings=headings)),
        faults=(
            *_faults(headings, form=form, file=file),
            *_pictures(blocks, headings=headings, file=file),
        ),
    )


def _title(blocks: Sequence[Block], *, page_title: str) -> tuple[str, str, int | None, int]:
    """Return title, agency, year, and the last block of the title; -1 when there is none."""
    found: tuple[str, str, int | None, int] = ("", "", None, -1)
    for at, block in enumerate(blocks):
        parsed = _parsed_title(block)
        if parsed and isinstance(block, Paragraph):
            name, year = parsed
            # The same title above the publication line and below it: the fuller one is kept.
            fuller = name or found[1] or _name_above(blocks[:at])
            title = block.text if name else f"{fuller}{block.text}"
            found = ("".join(title.split()), fuller, year, at)
    if found[3] >= 0:
        return found
    # Portals put their own names and their columns' beside the title of a page.
    pieces = (piece.strip() for piece in (page_title, *_PAGE_TITLE.split(page_title)))
    said = ((piece, parse_title(piece)) for piece in pieces)
    return next(((piece, *parsed, -1) for piece, parsed in said if parsed), found)


def _parsed_title(block: Block) -> tuple[str, int] | None:
    if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_TITLE:
        return parse_title(block.text)
    return None


def _name_above(blocks: Sequence[Block]) -> str:
    block = blocks[-1] if blocks else None
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_NAME:
        return ""
    is_other = is_stray(block.text) or parse_publication(block.text) or "：" in block.text
    return "" if is_other else "".join(block.text.split())


def _publication(document: Document, *, above: Sequence[Block]) -> tuple[str, str, int]:
    """Return date, source, and the last block of the publication line, which may be in pieces."""
    published, source_name, last = "", "", -1
    for at, block in enumerate(above):
        said = parse_publication(block.text) if isinstance(block, Paragraph) else None
        if said:
            published, source_name, last = said[0] or published, said[1] or source_name, at
    return published or document.published, source_name or document.source_name, last


def _preface_start(blocks: Sequence[Block]) -> int:
    """Return where the preface begins in a text without a title; the end when there is none."""
    for at, block in enumerate(blocks):
        text = block.text if isinstance(block, Paragraph) else ""
        is_sentence = len(text) > _LONGEST_NAME or text.endswith("。")
        if is_sentence and any(mark in text for mark in wording()["preface"]):
            return at
    return len(blocks)


def _sections(blocks: Sequence[Block], *, headings: Sequence[Heading]) -> list[Part]:
    ends = [heading.at for heading in headings[1:]] + [len(blocks)] * bool(headings)
    parts: dict[int, Part] = {}
    for heading, end in zip(headings, ends, strict=True):
        rest = (Paragraph(text=heading.rest),) if heading.rest else ()
        own = tuple(_own_lines((*rest, *blocks[heading.at + 1 : end])))
        parts[heading.number] = Part(number=heading.number, blocks=own)
    return list(parts.values())


def _pictures(
    blocks: Sequence[Block], *, headings: Sequence[Heading], file: str
) -> Iterator[Fault]:
    """Name the pictures of the sections: a table may be one."""
    ends = [heading.at for heading in headings[1:]] + [len(blocks)] * bool(headings)
    for heading, end in zip(headings, ends, strict=True):
        for block in _within(blocks[heading.at : end]):
            if isinstance(block, Picture):
                cure = f"{block.kind}没有导入；其中若有表或文字，请对照原件填写。"
                where = f"{file} 第 {heading.number} 部分"
                yield Fault(where, "文字和表", f"{block.kind}“{block.name}”", cure)


def _within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks of the report down to what ends it."""
    for block in blocks:
        if isinstance(block, Paragraph) and is_ending(block.text):
            return
        yield block


def _own_lines(blocks: Sequence[Block]) -> list[Block]:
    """Leave out page numbers and lines of the portal; what ends the report ends it."""
    return [
        block
        for block in _within(blocks)
        if isinstance(block, Grid) or (isinstance(block, Paragraph) and not is_stray(block.text))
    ]


def _faults(headings: Sequence[Heading], *, form: Form, file: str) -> list[Fault]:
    """Say which sections are missing, and which headings are not the form's."""
    known = {heading.number for heading in headings}
    own = {section.number: section for section in form.sections}
    faults = [
        Fault(file, f"有“{section.heading}”", "没有找到这一部分的标题", "请对照原件补写。")
        for number, section in own.items()
        if number not in known
    ]
    for heading in headings:
        if found := heading.wording or heading.numbering:
            wanted = own[heading.number].heading
            cure = "已按格式的标题写入，请核对。"
            faults.append(Fault(f"{file} 标题", f"“{wanted}”", f"“{found}”", cure))
    return faults
