"""PDFs read back with poppler: lines with their places, tables with their tags."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest

#: Skips a test where poppler is missing, with its cure.
needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdfinfo")),
    reason="poppler-utils is missing: apt-get install poppler-utils",
)
_TAG = re.compile(r"^ *([A-Z]\w*)")
_SPAN = re.compile(r"/(Row|Col)Span (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: its words, and its box in pt from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True, kw_only=True)
class TaggedCell:
    """A cell as the tags of a PDF have it."""

    tag: str
    rowspan: int = 1
    colspan: int = 1
    text: str = ""


def read_pages(pdf: bytes, *, folder: Path) -> list[list[Line]]:
    """Return the lines of each page, from top to bottom, page number last."""
    xml = _run("pdftotext", "-bbox-layout", pdf=pdf, folder=folder)
    pages = lxml.html.fromstring(xml).iter("page")
    return [sorted(map(_line, page.iter("line")), key=lambda line: line.top) for page in pages]


def read_text(pdf: bytes, *, folder: Path) -> str:
    """Return all the words of a PDF without white space."""
    return "".join(_run("pdftotext", "-raw", pdf=pdf, folder=folder).split())


def read_tables(pdf: bytes, *, folder: Path) -> list[list[TaggedCell]]:
    """Return the cells of each table by the PDF's tags, in reading order."""
    tables: list[list[TaggedCell]] = []
    tag = ""
    for line in _run("pdfinfo", "-struct-text", pdf=pdf, folder=folder).splitlines():
        found = _TAG.match(line)
        if found:
            tag = found[1]
            if tag == "Table":
                tables.append([])
            elif tag in {"TH", "TD"}:
                tables[-1].append(TaggedCell(tag=tag))
        elif tag in {"TH", "TD"}:
            _fill(tables[-1][-1], line=line.strip())
    return tables


def _fill(cell: TaggedCell, *, line: str) -> None:
    span = _SPAN.match(line)
    if span and span[1] == "Row":
        cell.rowspan = int(span[2])
    elif span:
        cell.colspan = int(span[2])
    elif line.startswith('"'):
        cell.text += line[1:-1]


def _line(element: lxml.html.HtmlElement) -> Line:
    box = [float(element.get(name)) for name in ("xmin", "ymin", "xmax", "ymax")]
    text = "".join(word.text or "" for word in element.iter("word"))
    return Line(text=text, left=box[0], top=box[1], right=box[2], bottom=box[3])


def _run(program: str, *options: str, pdf: bytes, folder: Path) -> str:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    target = ["-"] if program == "pdftotext" else []
    done = subprocess.run(
        [program, "-enc", "UTF-8", *options, str(path), *target], capture_output=True, check=True
    )
    # The title stands in the output of pdfinfo as UTF-16.
    return done.stdout.decode(errors="replace")
