"""Published files of little size that take much time or memory where nothing bounds them."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from hostile.pdfs import small_pdf
from hostile.zips import packed

#: Where the text of a Word document stands.
DOCUMENT = "word/document.xml"
_TITLE = "<html><body><h1>某某市测试局2022年政府信息公开工作年度报告</h1>"
_CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
_TABLE = "<w:tbl><w:tr>{}</w:tr></w:tbl>"
#: Operators of a page, how often, packed how many times over, on how many pages.
_PDFS: Mapping[str, tuple[bytes, int, int, int]] = {
    "operators.pdf": (b"0 0 m 1 1 l S\n", 500_000, 1, 1),
    "characters.pdf": (b"BT /F 9 Tf 9 9 Td (1) Tj ET\n", 300_000, 1, 1),
    "rectangles.pdf": (b"9 9 9 9 re f\n", 300_000, 1, 1),
    "states.pdf": (b"q ", 1_000_000, 1, 1),
    "arrays.pdf": (b"[", 300_000, 1, 1),
    "flate.pdf": (b" ", 300_000_000, 2, 1),
    "pages.pdf": (b"BT /F 9 Tf 9 9 Td (1) Tj ET\n", 20, 1, 20_000),
    "itself.pdf": (b"/X Do ", 2000, 0, 1),
}
#: What a page opens with, what is repeated in it, and how often.
_PAGES: Mapping[str, tuple[str, str, int]] = {
    "nested.html": ("", "<table><tr><td>", 900),
    "divs.html": ("", "<div>", 1_000_000),
    "fonts.html": ("", "<font><b><i><p>", 30_000),
    "spans.html": ("<table>", '<tr><td rowspan="65534" colspan="1000">1</td></tr>', 300),
    "cells.html": ("<table>", "<tr>" + "<td>1" * 2000, 300),
    "tables.html": ("", "<table><tr><td>1</table>", 60_000),
    "headings.html": ("", "<h2>一、总体情况</h2><p>甲", 30_000),
    "paragraphs.html": ("", "<p>2022年收到申请1件。", 150_000),
    "entities.html": ("", "&#x4e00;&lt;&bogus;", 250_000),
    "attributes.html": ("<p", " a=1 b=2", 300_000),
    "comments.html": ("", "<!--", 1_000_000),
}
#: The same of texts.
_TEXTS: Mapping[str, tuple[str, str, int]] = {
    "line.txt": ("一、总体情况 ", "1 | 2 | ", 700_000),
    "lines.txt": ("", "1|2|3\n", 800_000),
    "headings.txt": ("", "一、总体情况\n二、主动公开政府信息情况\n", 15_000),
    "digits.txt": ("表二 规章 ", "1", 3_000_000),
    "strokes.txt": ("", "|", 4_000_000),
    "rows.csv": ("", "1,2,3\n", 900_000),
    "columns.csv": ("", ",", 4_000_000),
}
#: What is repeated in the text of a Word document, how often, and what follows as often.
_WORDS: Mapping[str, tuple[str, int, str]] = {
    "tables.docx": (_TABLE.format(_CELL), 20_000, ""),
    "nested.docx": ("<w:tbl><w:tr><w:tc>", 3000, "</w:tc></w:tr></w:tbl>"),
    "spans.docx": (
        _TABLE.format('<w:tc><w:tcPr><w:gridSpan w:val="100000"/></w:tcPr><w:p/></w:tc>'),
        3000,
        "",
    ),
    "wide.docx": (_TABLE.format(_CELL * 60_000), 1, ""),
    "runs.docx": ("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 300_000 + "</w:p>", 1, ""),
    "paragraphs.docx": ("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", 200_000, ""),
    "headings.docx": ("<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>", 30_000, ""),
}
_RELATED = b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n"
_OTHERS = ("zeros.docx", "base64.mht", "parts.mht", "nested.mht")
NAMES = (*_PDFS, *_PAGES, *_TEXTS, *_WORDS, *_OTHERS)


def bomb(name: str) -> bytes:
    """Return the bomb of a name."""
    if name in _PDFS:
        stream, times, filters, pages = _PDFS[name]
        return small_pdf(stream * times, filters=filters, pages=pages)
    if name in _PAGES:
        opening, piece, times = _PAGES[name]
        return f"{_TITLE}{opening}{piece * times}".encode()
    if name in _TEXTS:
        opening, piece, times = _TEXTS[name]
        return f"{opening}{piece * times}".encode()
    if name in _WORDS:
        piece, times, end = _WORDS[name]
        return word_of(f"{piece * times}{end * times}")
    return _other(name)


def word_of(body: str) -> bytes:
    """Return the smallest Word document with a body."""
    office = "http://schemas.openxmlformats.org"
    space = f"{office}/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        f'<Override PartName="/{DOCUMENT}" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="r" Target="{DOCUMENT}" '
        f'Type="{office}/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        DOCUMENT: f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
    }
    return packed({name: text.encode() for name, text in parts.items()})


def _other(name: str) -> bytes:
    opened = _RELATED % (0, 0)
    match name:
        case "zeros.docx":
            return packed({DOCUMENT: b" " * 400_000_000})
        case "base64.mht":
            page = base64.encodebytes(b"<p>" * 8_000_000)
            heads = b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
            return opened + heads + page + b"--b0--"
        case "parts.mht":
            return opened + b"Content-Type: text/plain\n\nx\n--b0\n" * 200_000 + b"--b0--"
        case _:
            return b"".join(_RELATED % (n, n) for n in range(3000))
