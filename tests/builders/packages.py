"""Workbooks taken apart: zip packages with a part changed, added, or cut short."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from msoffcrypto.format.ooxml import OOXMLFile

SHEET = "xl/worksheets/sheet1.xml"


def repacked(content: bytes, *, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a zip with some of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        names = source.namelist()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for name in names:
                change = changes.get(name, bytes)
                target.writestr(name, change(source.read(name)))
    return buffer.getvalue()


def with_bomb(content: bytes, *, part: str = SHEET) -> bytes:
    """Return a zip with a part that packs 60 MB into a few KB."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(f"{part}.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return buffer.getvalue()


def with_declaration(content: bytes, *, declaration: bytes, part: str = SHEET) -> bytes:
    """Return a workbook with a document type declared in one part."""

    def declare(xml: bytes) -> bytes:
        return declaration + (xml.partition(b"?>")[2] if xml.startswith(b"<?") else xml)

    return repacked(content, changes={part: declare})


def with_million_cells(content: bytes) -> bytes:
    """Return a workbook whose first sheet has a million used cells."""
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    sheet = b"<worksheet><sheetData>" + row * 1000 + b"</sheetData></worksheet>"
    return repacked(content, changes={SHEET: lambda _: sheet})


def with_error(content: bytes, *, sheet: int, cell: str, error: str) -> bytes:
    """Return a workbook whose formula in one cell of a sheet came to *error*."""
    computed = re.compile(rf'<c r="{cell}"([^>]*)>(<f>[^<]*</f>)<v\s*/?>(?:</v>)?</c>'.encode())
    filled = rf'<c r="{cell}"\1 t="e">\2<v>{error}</v></c>'.encode()

    def compute(xml: bytes) -> bytes:
        assert computed.search(xml), f"{cell} holds no formula"
        return computed.sub(filled, xml)

    return repacked(content, changes={f"xl/worksheets/sheet{sheet}.xml": compute})


def protected(content: bytes) -> bytes:
    """Return a workbook that asks for a password."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("secret", buffer)
    return buffer.getvalue()
