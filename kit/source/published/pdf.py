"""Reports as PDF with text: ruled tables by their lines, paragraphs by indents and line ends."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Literal

from kit.errors import SourceError
from kit.form import Form
from kit.source.published.bounds import guard_streams
from kit.source.published.headings import is_heading
from kit.source.published.lines import (
    Line,
    outside_tables,
    paragraphs,
    right_margin,
    running_lines,
)
from kit.source.published.model import Block, Document, Grid, Picture
from kit.source.published.pages import Page, order_pages
from kit.source.published.refusals import damaged, locked_document, only_pictures, too_long
from kit.source.published.ruled import Ruled, build_grids, read_ruled
from kit.source.published.text import join_rows
from kit.source.published.unruled import find_unruled

# What the parser says of fonts is nothing that a user could mend.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MAX_PAGES = 150
MAX_CHARACTERS = 150_000
#: Fewer characters on a page than this are a stamp or a page number.
_FEWEST_CHARACTERS = 20
_SMALLEST_PT = 120
_PASSWORD = "PasswordIncorrect"  # noqa: S105 - the name of an exception


_Item = Line | Ruled | Grid | Picture


def read_pdf(content: bytes, *, forms: Mapping[str, Form], due: Form, path: Path) -> Document:
    """Read the pages; what runs along their edges is left out.

    Raises
    ------
    SourceError
        If it is broken, protected, too long, or only pictures of pages.
    """
    pages = _pages(content, path=path)
    letters = _letters(pages)
    is_empty = not any(page.ruled for page in pages)
    if is_empty and letters < _FEWEST_CHARACTERS * len(pages):
        raise SourceError(only_pictures(path))
    ordered = order_pages(pages)
    lines = [[item for item in items if isinstance(item, Line)] for items in ordered.pages]
    running = running_lines(lines)
    items: list[_Item] = [item for own in ordered.pages for item in own if item not in running]
    is_ruled = any(isinstance(item, Ruled) for item in items)
    if not is_ruled:
        items = list(_with_unruled(items, forms=forms, due=due))
    blocks = _blocks(items, is_ruled=is_ruled, forms=forms, due=due)
    return Document(blocks=tuple(blocks), faults=ordered.faults)


def _with_unruled(
    items: Sequence[_Item], *, forms: Mapping[str, Form], due: Form
) -> Iterator[_Item]:
    """Give tables without rules as grids, section by section; its pictures stand below them."""
    heads = [
        at
        for at, item in enumerate(items)
        if isinstance(item, Line) and is_heading(item.text, form=due)
    ]
    for start, end in pairwise([0, *heads, len(items)]):
        lines = [item for item in items[start:end] if isinstance(item, Line)]
        yield from find_unruled(lines, forms=forms, due=due)
        yield from (item for item in items[start:end] if isinstance(item, Picture))


def _pages(content: bytes, *, path: Path) -> list[Page]:
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    guard_streams(content, path=path)
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                found = f"{len(pdf.pages)} 页"
                raise SourceError(too_long(path, wanted=f"至多 {MAX_PAGES} 页", found=found))
            return list(_read_pages(pdf.pages, path=path))
    except (PdfminerException, MalformedPDFException) as problem:
        if _PASSWORD in repr(problem) or "Encrypt" in repr(problem):
            raise SourceError(locked_document(path)) from None
        raise SourceError(damaged(path, "页面无法读出")) from None
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        # The parser trusts what a damaged file says of itself.
        raise SourceError(damaged(path, "页面无法读出")) from None


def _read_pages(pages: Sequence[Any], *, path: Path) -> Iterator[Page]:
    """Read pages as long as they come to no more letters than a report has."""
    letters = 0
    for number, page in enumerate(pages):
        yield (read := _read_page(page, number=number))
        letters += _letters([read])
        if letters > MAX_CHARACTERS:
            raise SourceError(too_long(path, wanted=f"至多 {MAX_CHARACTERS} 字", found="更多"))


def _letters(pages: Sequence[Page]) -> int:
    return sum(len(page.chars) for page in pages)


def _read_page(page: Any, *, number: int) -> Page:
    own = page.dedupe_chars()
    ruled = read_ruled(own, number=number)
    read = Page(
        number=number,
        height=float(own.height),
        chars=tuple(outside_tables(own.chars, boxes=[table.box for table in ruled])),
        ruled=tuple(ruled),
        pictures=tuple(_pictures(own, number=number)),
    )
    page.close()
    return read


def _pictures(page: Any, *, number: int) -> Iterator[Picture]:
    """Give the pictures of a page that could hold words: seals and lines are smaller."""
    for image in page.images:
        if min(image["width"], image["height"]) > _SMALLEST_PT:
            yield Picture(name=f"第 {number + 1} 页", top=float(image["top"]))


def _blocks(
    items: Sequence[Line | Ruled | Grid | Picture],
    *,
    is_ruled: bool,
    forms: Mapping[str, Form],
    due: Form,
) -> Iterator[Block]:
    """Give runs of lines as paragraphs and runs of ruled tables as grids with common columns."""
    margin = right_margin([item for item in items if isinstance(item, Line)])
    for kind, found in groupby(items, key=type):
        run = list(found)
        if kind is Line:
            lines = [item for item in run if isinstance(item, Line)]
            said = _texts(lines, is_ruled=is_ruled, margin=margin, due=due)
            yield from join_rows(said, forms=forms, due=due)
        else:
            yield from (item for item in run if isinstance(item, Grid | Picture))
            tables = [item for item in run if isinstance(item, Ruled)]
            yield from build_grids(tables, forms=forms)


def _texts(lines: Sequence[Line], *, is_ruled: bool, margin: float, due: Form) -> Iterator[str]:
    """Give lines as paragraphs; where no table is ruled, lines with wide gaps are rows."""
    for kind, found in groupby(lines, key=lambda line: _kind(line, is_ruled=is_ruled, due=due)):
        run = list(found)
        yield from paragraphs(run, margin=margin) if kind == "words" else _alone(run, kind=kind)


def _alone(lines: Sequence[Line], *, kind: str) -> Iterator[str]:
    return (line.gapped if kind == "row" else line.text for line in lines)


def _kind(line: Line, *, is_ruled: bool, due: Form) -> Literal["row", "heading", "words"]:
    if line.gaps and not is_ruled:
        return "row"
    return "heading" if is_heading(line.text, form=due) else "words"
