"""Changes of published files: pages, texts, Word documents, PDFs; and those that explode."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from random import Random

from hostile.raw import RAW
from hostile.sheets import cut_short, doctype, repeated_attribute, tag_dropped, unknown_entity
from hostile.zips import packed, parts_of

_SPANS = ("0", "-1", "2", "65534", "1000000000", "99999999999999999999", "x", "", "1.5", "٣")
_DOCUMENT = "word/document.xml"
_NUMBER_CELL = re.compile(r"(?<=>)([1-9]\d+)(?=</td>|</p>|</span>)")


# --- pages --------------------------------------------------------------------------------


def spans(text: str, rng: Random) -> str:
    """Give one cell a hostile span."""
    name = rng.choice(("rowspan", "colspan"))
    return _put(text, rng, of="<td", what=f' {name}="{rng.choice(_SPANS)}"')


def same_number(text: str, rng: Random) -> str:
    """Write one number in another of the ways HTML has."""
    found = list(_NUMBER_CELL.finditer(text))
    if not found:
        return text
    one = rng.choice(found)
    head, rest = one[0][:1], one[0][1:]
    ways = (
        *(f"{head}<span>{rest}</span>", f"{head}<!-- 9 -->{rest}", f"&#{ord(head)};{rest}"),
        *(f"{head}<b></b>{rest}", f" {one[0]}\n", f"<script>9</script>{one[0]}", f"{one[0]}<style>9</style>"),
        *(f'<span style="display:none">9</span>{one[0]}', f"{one[0]}<template>9</template>"),
        *(f"<del>9</del>{one[0]}", f"{one[0]}<sup>9</sup>", f"{head}\u200b{rest}", f"\u202e{one[0][::-1]}\u202c"),
    )  # fmt: skip
    return text[: one.start()] + rng.choice(ways) + text[one.end() :]


def cell_twice(text: str, rng: Random) -> str:
    """Write one cell of a table twice, or leave it out."""
    found = list(re.finditer(r"<td\b[^>]*>.*?</td>", text, re.DOTALL))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + one[0] * rng.choice((0, 2)) + text[one.end() :]


def bytes_in_text(text: str, rng: Random) -> str:
    """Put characters that no page has."""
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(("\0", "\x1b[31m", "\u202e", "\ufffe", "<" * 5000, "&" * 5000, "]]>")) + text[at:]


#: Edits of a page, with how many figures each may lawfully change.
_PAGE: Mapping[str, tuple[Callable[[str, Random], str], int]] = {
    "spans": (spans, 10**6),
    "same number": (same_number, 0),
    "cell twice": (cell_twice, 10**6),
    "cut": (cut_short, 0),
    "tag": (tag_dropped, 10**6),
    "characters": (bytes_in_text, 1),
}


def page_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change a page or a text."""
    chance = rng.random()
    if chance < 0.3:  # noqa: PLR2004 - a share
        change = rng.choice(RAW)
        return change(content, rng), f"page: {change.__name__}", 10**6
    text = content.decode("utf-8")
    if chance < 0.4:  # noqa: PLR2004 - a share
        names = ("utf-16", "utf-16-be", "gb18030", "big5", "utf-32", "utf-8-sig", "utf-7", "cp037")
        return text.encode(rng.choice(names), "replace"), "page: encoded", 0
    did, (edit, free) = rng.choice(list(_PAGE.items()))
    return edit(text, rng).encode("utf-8", "surrogatepass"), f"page: {did}", free


# --- texts --------------------------------------------------------------------------------


def text_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change a text: its separators, its lines, its characters."""
    if rng.random() < 0.3:  # noqa: PLR2004 - a share
        change = rng.choice(RAW)
        return change(content, rng), f"text: {change.__name__}", 10**6
    lines = content.decode().splitlines()
    rows = [n for n, line in enumerate(lines) if re.search(r"\| ?\d", line)]
    at = rng.choice(rows)
    ways: Mapping[str, Callable[[], object]] = {
        "cells joined": lambda: lines.__setitem__(at, _joined(lines[at], rng, times=1)),
        "row joined": lambda: lines.__setitem__(at, _joined(lines[at], rng, times=99)),
        "row left out": lambda: lines.__delitem__(at),
        "row twice": lambda: lines.insert(at, lines[at]),
        "row broken": lambda: lines.__setitem__(at, lines[at].replace(" | ", "\n", 1)),
        "cell left out": lambda: lines.__setitem__(at, re.sub(r" ?\| ?\d+", "", lines[at], count=1)),
        "separators": lambda: lines.__setitem__(at, lines[at].replace("|", rng.choice(("｜", "\t", " ", ",", "/")))),
    }  # fmt: skip
    did, way = rng.choice(list(ways.items()))
    way()
    return "\n".join(lines).encode(), f"text: {did}", 0


def _joined(line: str, rng: Random, *, times: int) -> str:
    """Leave out separators between numbers."""
    spots = [m.span() for m in re.finditer(r"(?<=\d) ?\| ?(?=\d)", line)]
    chosen = sorted(rng.sample(spots, min(times, len(spots))), reverse=True)
    for start, end in chosen:
        line = line[:start] + line[end:]
    return line


# --- Word ---------------------------------------------------------------------------------

_WORD: Mapping[str, tuple[Callable[[str, Random], str], int]] = {
    "span": (lambda text, rng: _put(text, rng, of="<w:tcPr>", what=f'<w:gridSpan w:val="{rng.choice(_SPANS)}"/>'), 10**6),
    "merge": (lambda text, rng: _put(text, rng, of="<w:tcPr>", what=f'<w:vMerge w:val="{rng.choice(("restart", "x", ""))}"/>'), 10**6),
    "before": (lambda text, rng: _put(text, rng, of="<w:tr>", what=f'<w:trPr><w:gridBefore w:val="{rng.choice(_SPANS)}"/></w:trPr>'), 10**6),
    "cut": (cut_short, 0),
    "tag": (tag_dropped, 10**6),
    "attribute": (repeated_attribute, 0),
    "document type": (doctype, 0),
    "entity": (unknown_entity, 0),
    "deep": (lambda text, rng: _put(text, rng, of="<w:p>", what="<w:smartTag>" * rng.choice((200, 50_000))), 0),
    "deleted": (lambda text, rng: _put(text, rng, of="<w:p>", what="<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"), 0),
    "characters": (lambda text, rng: _put(text, rng, of="<w:t>", what=rng.choice(("\0", "&#0;", "\u202e", "\u200b", "&#xFFFE;"))), 1),
}  # fmt: skip


def _put(text: str, rng: Random, *, of: str, what: str) -> str:
    found = list(re.finditer(re.escape(of), text))
    if not found:
        return text
    at = rng.choice(found).end()
    return text[:at] + what + text[at:]


def word_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change the text of a Word document, or another of its parts."""
    parts = parts_of(content)
    if rng.random() < 0.25:  # noqa: PLR2004 - a share
        name = rng.choice(sorted(parts))
        parts[name] = rng.choice((b"", b"\xff" * 50, parts[name][: len(parts[name]) // 2]))
        return packed(parts), f".docx part {name.rpartition('/')[2]}", 0
    did, (edit, free) = rng.choice(list(_WORD.items()))
    parts[_DOCUMENT] = edit(parts[_DOCUMENT].decode(), rng).encode("utf-8", "surrogatepass")
    return packed(parts), f".docx {did}", free


# --- PDF ----------------------------------------------------------------------------------


def pdf_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change bytes of a PDF, or a number or a name of its structure."""
    if rng.random() < 0.5:  # noqa: PLR2004 - a share
        change = rng.choice(RAW)
        return change(content, rng), f".pdf {change.__name__}", 0
    token = rb"(?<=[ \[])\d+(?= \d+ R| /|>>|\])|/[A-Z]\w+"
    one = rng.choice(list(re.finditer(token, content)))
    others = (b"0", b"-1", b"999999999", b"/X", b"null", b"[]", b"<<>>", b"1 0 R", b"(" * 500)
    return content[: one.start()] + rng.choice(others) + content[one.end() :], ".pdf structure", 0


def small_pdf(stream: bytes, *, filters: int = 0, extra: str = "", pages: int = 1) -> bytes:
    """Return a PDF whose pages all show *stream*, packed so many times over."""
    for _ in range(filters):
        stream = zlib.compress(stream, 9)
    names = "/FlateDecode " * filters
    kids = " ".join(["3 0 R"] * pages)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {extra} >> >>".encode(),
        f"<< /Length {len(stream)} /Filter [{names}] >>\nstream\n".encode() + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )  # fmt: skip
    body = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{at:010d} 00000 n \n" for at in offsets)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode()


# --- what explodes ------------------------------------------------------------------------


def _docx_of(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{_DOCUMENT}" ContentType="{kind}"/></Types>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{relation}" Target="{_DOCUMENT}"/></Relationships>'
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, _DOCUMENT: document}
    return packed({name: text.encode() for name, text in parts.items()})


_CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
_TITLE = "<html><body><h1>某某市测试局2022年政府信息公开工作年度报告</h1>"
_TEXT = b"BT /F 9 Tf 9 9 Td (1) Tj ET\n"
#: Files of little size that take much time or memory where nothing bounds them.
BOMBS: Mapping[str, Callable[[], bytes]] = {
    "operators.pdf": lambda: small_pdf(b"0 0 m 1 1 l S\n" * 500_000, filters=1),
    "characters.pdf": lambda: small_pdf(_TEXT * 300_000, filters=1),
    "rectangles.pdf": lambda: small_pdf(b"9 9 9 9 re f\n" * 300_000, filters=1),
    "states.pdf": lambda: small_pdf(b"q " * 1_000_000, filters=1),
    "arrays.pdf": lambda: small_pdf(b"[" * 300_000, filters=1),
    "flate.pdf": lambda: small_pdf(b" " * 300_000_000, filters=2),
    "pages.pdf": lambda: small_pdf(_TEXT * 20, filters=1, pages=20_000),
    "form.pdf": lambda: small_pdf(b"/X Do " * 2000, extra="/XObject << /X 4 0 R >>"),
    "nested.html": lambda: f"{_TITLE}{'<table><tr><td>' * 900}".encode(),
    "divs.html": lambda: (_TITLE + "<div>" * 1_000_000).encode(),
    "fonts.html": lambda: (_TITLE + "<font><b><i>" * 60_000 + "<p>" * 5000).encode(),
    "spans.html": lambda: (_TITLE + '<table>' + '<tr><td rowspan="65534" colspan="1000">1</td></tr>' * 300).encode(),
    "cells.html": lambda: (_TITLE + "<table>" + ("<tr>" + "<td>1" * 2000) * 300).encode(),
    "tables.html": lambda: (_TITLE + "<table><tr><td>1</table>" * 60_000).encode(),
    "headings.html": lambda: (_TITLE + "<h2>一、总体情况</h2><p>甲" * 30_000).encode(),
    "paragraphs.html": lambda: (_TITLE + "<p>2022年收到申请1件。" * 150_000).encode(),
    "entities.html": lambda: (_TITLE + "&#x4e00;&lt;&bogus;" * 250_000).encode(),
    "attributes.html": lambda: (_TITLE + "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">").encode(),
    "comments.html": lambda: (_TITLE + "<!--" * 1_000_000).encode(),
    "line.txt": lambda: ("一、总体情况 " + "1 | 2 | " * 700_000).encode(),
    "lines.txt": lambda: "1|2|3\n".encode() * 800_000,
    "headings.txt": lambda: "一、总体情况\n二、主动公开政府信息情况\n".encode() * 15_000,
    "digits.txt": lambda: ("表二 规章 " + "1" * 3_000_000).encode(),
    "strokes.txt": lambda: ("|" * 4_000_000).encode(),
    "tables.docx": lambda: _docx_of(f"<w:tbl><w:tr>{_CELL}</w:tr></w:tbl>" * 20_000),
    "nested.docx": lambda: _docx_of("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
    "spans.docx": lambda: _docx_of("<w:tbl>" + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000"/></w:tcPr><w:p/></w:tc></w:tr>' * 3000 + "</w:tbl>"),
    "wide.docx": lambda: _docx_of(f"<w:tbl><w:tr>{_CELL * 60_000}</w:tr></w:tbl>"),
    "runs.docx": lambda: _docx_of("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 300_000 + "</w:p>"),
    "paragraphs.docx": lambda: _docx_of("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 200_000),
    "headings.docx": lambda: _docx_of("<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>" * 30_000),
    "zeros.docx": lambda: packed({_DOCUMENT: b" " * 400_000_000}),
    "base64.mht": lambda: b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"<p>" * 8_000_000) + b"--b--",
    "parts.mht": lambda: b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: text/plain\n\nx\n" * 200_000 + b"--b--",
    "nested.mht": lambda: b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
    "rows.csv": lambda: b"1,2,3\n" * 900_000,
    "columns.csv": lambda: b"," * 4_000_000,
}  # fmt: skip


def cheap_bombs() -> Iterator[str]:
    """Yield the bombs that are small to make: no more than some MB."""
    yield from (name for name in BOMBS if name not in {"flate.pdf", "zeros.docx"})
