"""A published report, whatever file it came as, read into figures and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.errors import Fault, SourceError
from kit.form import Form
from kit.source.grids import SEPARATORS
from kit.source.guard import Source, judge_content
from kit.source.layout import build_layouts
from kit.source.published.bounds import bounded_text, guard_text
from kit.source.published.compose import Placed, has_form_tables, join_grids, render_part, table_of
from kit.source.published.draft import draft_lines, read_draft
from kit.source.published.headings import is_heading
from kit.source.published.kind import Kind, decode, read_kind
from kit.source.published.model import (
    Document,
    Grid,
    Paragraph,
    Published,
    PublishedSection,
    PublishedWords,
)
from kit.source.published.parts import Part, Parts, part_document
from kit.source.published.refusals import in_traditional, without_tables
from kit.source.published.tables import Origin, Tables, grid_sheet, imported_of, read_tables
from kit.source.published.text import read_text
from kit.source.published.wording import parse_contact, traditional_words
from kit.source.read import sheets_of

#: So many words of a report in traditional characters are no name that has one.
_FEWEST_TRADITIONAL = 3
#: So many sections are the text of a report, tables or none.
_FEWEST_SECTIONS = 3


def read_published(
    path: Path, *, form: Form, agency: str, year: int, forms: Mapping[str, Form]
) -> Published:
    """Read a report as it was published, its tables and words: see :func:`read_report_file`.

    Raises
    ------
    SourceError
        As there, and if the file holds none of the three tables.
    """
    found = read_report_file(path, form=form, agency=agency, year=year, forms=forms)
    if isinstance(found, PublishedWords):
        raise SourceError(without_tables(path))
    return found


def read_report_file(
    path: Path, *, form: Form, agency: str, year: int, forms: Mapping[str, Form]
) -> Published | PublishedWords:
    """Read a report from HTML, text, .docx, PDF, or a filled spreadsheet; or its words alone.

    Parameters
    ----------
    form
        The edition due for *year*, tried first.
    forms
        All editions, by id.

    Raises
    ------
    SourceError
        If the file cannot be opened, holds neither tables nor sections, or the tables of
        two reports, or mixes two editions.
    """
    origin = Origin(path=path, agency=agency, year=year, form=form, forms=forms)
    kind, content = read_kind(path)
    if kind == "text":
        guard_text(decode(content, path=path), path=path)
    if kind == "sheet" or (kind == "text" and _is_csv(content, origin=origin)):
        source = _spreadsheet(kind, content, path=path)
        tables = read_tables(sheets_of(source), origin=origin, source=source)
        faults = (*tables.faults, _no_words(path))
        return Published(filing=tables.filing, faults=faults, imported=tables.imported)
    document = _read_document(kind, content, origin=origin)
    _refuse_traditional(document, path=path)
    parts = part_document(document, form=form, file=path.name)
    parts = replace(parts, faults=(*document.faults, *parts.faults))
    _refuse_several(document, parts=parts, origin=origin)
    placed = _placed(parts, form=form, forms=forms)
    if placed.sheets and (has_form_tables(placed, forms=forms) or not _has_words(parts)):
        tables = read_tables(placed.sheets, origin=origin)
        return _published(parts, placed=placed, tables=tables, forms=forms)
    if not _has_words(parts):
        raise SourceError(without_tables(path))
    return PublishedWords(
        text=_own_text(kind, content, parts=parts, origin=origin),
        **_told(parts, preface="".join(_texts(parts.preface))),
        faults=parts.faults,
        imported=tuple(map(imported_of, parts.faults)),
    )


def _has_words(parts: Parts) -> bool:
    return len(parts.sections) >= _FEWEST_SECTIONS


def _own_text(kind: Kind, content: bytes, *, parts: Parts, origin: Origin) -> str:
    """Return a text as somebody wrote it; a page or a PDF without what stands around it."""
    if kind == "text":
        return decode(content, path=origin.path)
    if kind == "docx":
        return read_draft(content, path=origin.path, forms=origin.forms).text
    headings = {section.number: section.heading for section in origin.form.sections}
    said = list(draft_lines(parts.preface.blocks))
    for part in parts.sections:
        said += ["", f"## {headings[part.number]}", "", *draft_lines(part.blocks)]
    return "\n".join(said)


def _told(parts: Parts, *, preface: str) -> Any:
    return {
        "title": parts.title,
        "agency_name": parts.agency_name,
        "year": parts.year,
        "published": parts.published,
        "source_name": parts.source_name,
        "contact": parse_contact(preface),
    }


def _texts(part: Part) -> Iterator[str]:
    return (block.text for block in part.blocks if isinstance(block, Paragraph))


def _is_csv(content: bytes, *, origin: Origin) -> bool:
    """Whether text is a table, its cells separated: no strokes, no headings of sections."""
    lines = decode(content, path=origin.path).splitlines()
    if any("|" in line or is_heading(line, form=origin.form) for line in lines):
        return False
    is_named = origin.path.suffix.lower() == ".csv"
    marks = sum(line.count(mark) for line in lines for mark in SEPARATORS)
    return is_named or marks > 2 * len(lines)


def _spreadsheet(kind: Kind, content: bytes, *, path: Path) -> Source:
    if kind == "sheet":
        return judge_content(content, path=path)
    return Source(path=path, content=content, kind="csv")


def _no_words(path: Path) -> Fault:
    cure = "narrative.md 只有各部分的标题，请补写正文。"
    return Fault(path.name, "有六个部分的文字", "没有文字，只有表", cure)


def _read_document(kind: Kind, content: bytes, *, origin: Origin) -> Document:
    path, forms, form = origin.path, origin.forms, origin.form
    match kind:
        case "html":
            from kit.source.published.html import read_html

            return read_html(decode(content, path=path), forms=forms, due=form, path=path)
        case "docx":
            from kit.source.published.docx import read_docx

            return read_docx(content, forms=forms, due=form, path=path)
        case "pdf":
            from kit.source.published.pdf import read_pdf

            return read_pdf(content, forms=forms, due=form, path=path)
        case _:
            text = bounded_text(decode(content, path=path), path=path)
            return read_text(text, forms=forms, due=form)


def _refuse_traditional(document: Document, *, path: Path) -> None:
    """Refuse a report in traditional characters: none of its labels is the form's."""
    blocks = document.blocks
    paragraphs = (block.text for block in blocks if isinstance(block, Paragraph))
    cells = (text for block in blocks if isinstance(block, Grid) for text in block.texts())
    words = traditional_words("\n".join([*paragraphs, *cells]))
    if len(words) >= _FEWEST_TRADITIONAL:
        raise SourceError(in_traditional(path, words=words))


def _refuse_several(document: Document, *, parts: Parts, origin: Origin) -> None:
    """Refuse a file with tables of a second report: which is meant nobody can tell."""
    own = {id(block) for part in (parts.preface, *parts.sections) for block in part.blocks}
    tables: dict[bool, set[str]] = {True: set(), False: set()}
    for block in document.blocks:
        if isinstance(block, Grid) and (name := table_of(block, forms=origin.forms)):
            tables[id(block) in own].add(name)
    if twice := sorted(tables[True] & tables[False]):
        found = f"有两份报告，{'、'.join(twice)}各有两份"
        cure = "请把每份报告各存为一个文件，分别导入。"
        raise SourceError(Fault(origin.file, "一份报告", found, cure))


def _placed(parts: Parts, *, form: Form, forms: Mapping[str, Form]) -> Placed:
    """Put the grids of each section on sheets named after its table."""
    layouts = [layout for own in forms.values() for layout in build_layouts(own)]
    placed = Placed()
    for part in (parts.preface, *parts.sections):
        section = next((s for s in form.sections if s.number == part.number), None)
        table = form.tables.get(section.table or "") if section else None
        name = table.name if table else f"第 {part.number} 部分的表"
        for order, grids in enumerate(join_grids(part.blocks, layouts=layouts), start=1):
            sheet = grid_sheet(name if order == 1 else f"{name}（{order}）", grids)
            placed.sheets.append(sheet)
            placed.of_grid.update(dict.fromkeys(grids, sheet))
    return placed


def _published(
    parts: Parts, *, placed: Placed, tables: Tables, forms: Mapping[str, Form]
) -> Published:
    form = forms[tables.filing.edition]
    preface = render_part(parts.preface, table=None, placed=placed, tables=tables, form=form)
    sections = []
    for part in parts.sections:
        own = next(section for section in form.sections if section.number == part.number)
        markdown = render_part(part, table=own.table, placed=placed, tables=tables, form=form)
        sections.append(PublishedSection(number=part.number, markdown=markdown))
    grids = tuple(fault for grid in placed.of_grid for fault in grid.faults)
    return Published(
        filing=tables.filing,
        preface=preface,
        sections=tuple(sections),
        **_told(parts, preface=preface),
        faults=(*parts.faults, *grids, *tables.faults),
        imported=(*map(imported_of, (*parts.faults, *grids)), *tables.imported),
    )
