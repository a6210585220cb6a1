"""The words of public files, and what of them tells who applied."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial

from lxml.etree import HTML, HTMLParser, _Element

from kit.checks import find_personal, identity_numbers
from kit.form import Form
from kit.workspace import Agency

#: Tags of a page that hold words by themselves; what is inside others of these counts once.
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "th", "td", "caption", "figcaption", "text", "script")
#: Attributes that are read out or copied.
_SAID = ("content", "alt", "title", "aria-label")
#: What ends a run of text inside the parts of a document or a workbook.
_ENDS = re.compile(r"</(?:w:p|v|t|si|c)>")
_TAG = re.compile(r"<[^>]*>")
#: The parts of a document or a workbook together are never as long.
_MOST_BYTES = 50_000_000


def personal_data(
    files: Mapping[str, bytes], *, form: Form, agency: Agency
) -> Iterator[tuple[str, str]]:
    """Yield what tells who applied, masked, with the name of the first file that has it.

    A page is searched for all that S7 knows. In data and in documents, made of the same,
    identity numbers are looked for: the labels of a form are no sentences about people.
    """
    seen: set[str] = set()
    for name, content in files.items():
        search = partial(find_personal, form=form, agency=agency)
        found = (
            (what for block in dict.fromkeys(page_blocks(content)) for what in search(block))
            if name.endswith(".html")
            else (f"身份证号码“{number}”" for number in identity_numbers(_text(name, content)))
        )
        for what in found:
            if what not in seen:
                yield name, what
            seen.add(what)


def page_blocks(page: bytes) -> Iterator[str]:
    """Yield the words of a page block by block, and what its attributes say."""
    root = HTML(page, HTMLParser(encoding="utf-8", huge_tree=True))
    for element in root.iter("*") if root is not None else ():
        if element.tag in _BLOCKS and not _is_inside(element):
            yield " ".join("".join(element.itertext()).split())
        yield from (value for key, value in element.items() if key in _SAID)


def _is_inside(element: _Element) -> bool:
    return any(above.tag in _BLOCKS for above in element.iterancestors())


def _text(name: str, content: bytes) -> str:
    """Return the text of a file; of a document or a workbook that of all its parts."""
    if not name.endswith((".docx", ".xlsx")):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [each for each in package.infolist() if each.filename.endswith((".xml", ".rels"))]
        if sum(each.file_size for each in parts) > _MOST_BYTES:
            return ""
        texts = [package.read(each).decode(errors="replace") for each in parts]
    return "\n".join(_TAG.sub("", _ENDS.sub("\n", text)) for text in texts)
