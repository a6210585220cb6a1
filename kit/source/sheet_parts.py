"""Which part of an .xlsx each of its sheets is."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from posixpath import join, normpath
from xml.parsers import expat


def sheet_parts(package: zipfile.ZipFile) -> Mapping[str, str]:
    """Return the part of the *package* that each sheet is, by its name.

    Parameters
    ----------
    package
        An .xlsx that was found safe.
    """
    targets = {
        link["Id"]: normpath(join("xl", link["Target"])).lstrip("/")
        for link in _elements(package, "xl/_rels/workbook.xml.rels", tag="Relationship")
    }
    named = _elements(package, "xl/workbook.xml", tag="sheet")
    return {sheet["name"]: targets.get(sheet.get("id", ""), "") for sheet in named}


def _elements(package: zipfile.ZipFile, part: str, *, tag: str) -> list[dict[str, str]]:
    """Return the attributes of each element *tag*, prefixes left out."""
    found: list[dict[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == tag:
            found.append({key.rpartition(" ")[2]: said for key, said in attributes.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    if part in package.namelist():
        parser.Parse(package.read(part), True)  # noqa: FBT003 - expat's own signature
    return found
