"""The words of public files, and what of them tells who applied."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalWords:
    """Words of a public file that tell who somebody is, and of what kind they are."""

    file: str
    what: str
    words: str


def personal_data(
    files: Mapping[str, bytes], *, form: Form, agency: Agency
) -> Iterator[PersonalWords]:
    """Yield what tells who applied, each words once, with the first file that has them.

    A page is searched for all that S7 knows. In data and in documents, made of the same,
    identity numbers are looked for: the labels of a form are no sentences about people.
    """
    seen: set[str] = set()
    for name, content in files.items():
        for what, words in _found(name, content, form=form, agency=agency):
            if words not in seen:
                yield PersonalWords(file=name, what=what, words=words)
            seen.add(words)


def _found(name: str, content: bytes, *, form: Form, agency: Agency) -> Iterator[tuple[str, str]]:
    if name.endswith(".html"):
        for block in dict.fromkeys(page_blocks(content)):
            yield from find_personal(block, form=form, agency=agency)
    else:
        yield from (("身份证号码", number) for number in identity_numbers(_text(name, content)))


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
