"""The parts of a Word document as XML, and the names that stand in them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml.etree import XMLParser, fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
#: What is not part of the text: deleted in a tracked change, a field's code, a fallback drawing.
SILENT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def part_of(content: bytes, name: str) -> Any:
    """Return the root of one part of a document whose parts were found safe.

    Raises
    ------
    KeyError, XMLSyntaxError, zipfile.BadZipFile
        If there is no such part, or it cannot be read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read(name)
    parser = XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return fromstring(part, parser)


def is_silent(element: Any, *, within: Any) -> bool:
    """Whether an element of a paragraph does not show."""
    for above in element.iterancestors():
        if above is within:
            return False
        if above.tag in SILENT or above.tag == _FALLBACK:
            return True
    return False


def value_of(parent: Any, path: str) -> str:
    """Return the value of an element below *parent*, its steps parted by strokes; empty if none."""
    found = parent.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")
