"""The page's HTML to the bytes of its Word document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from kit.export.characters import all_sayable, sayable
from kit.export.docx.grid import build_grid
from kit.export.docx.media import build_media
from kit.export.pdf.inline import Inline, Node
from kit.export.pdf.walker import build_tree

_PACKAGE = Path(__file__).with_name("package")
#: Each part of the document and its template; what says of what kind the others are comes first.
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/footer_even.xml": "footer_even.xml",
    "word/footer_odd.xml": "footer_odd.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
_DOCUMENT = "word/document.xml"
#: Between two facts on a line.
_GAP = "\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}"
#: Every part has this date, the first that an archive knows.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def render_docx(html: str, *, page: Mapping[str, Any]) -> bytes:
    """Set the article of the public page as a Word document.

    The same arguments give the same bytes; it knows no clock and no user. Below a picture
    of the report's figures stand its caption and the table of its numbers.

    Parameters
    ----------
    html
        The public page, or its ``<article>`` alone.
    page
        The facts of the page, of which it takes ``title``, ``agency``,
        ``published`` (ISO date or empty) and ``keywords``.

    Raises
    ------
    ExportError
        If a tag of the article cannot be set.

    References
    ----------
    GB/T 9704-2012: the page; ISO/IEC 29500: the file.
    """
    article = _joined(build_tree(sayable(html)))
    lists: list[Node] = []
    pictures: list[Mapping[str, Any]] = []
    for node in _blocks(article):
        if node["tag"] == "table":
            node["grid"] = build_grid(node)
        elif node["tag"] in ("ol", "ul"):
            lists.append(node)
            node["number"] = len(lists)
        elif node["tag"] == "picture":
            pictures.append(build_media(node, number=len(pictures) + 1))
            node["media"] = pictures[-1]
    links = list(dict.fromkeys(_links(article)))
    given = {"page": all_sayable(page), "article": article, "lists": lists, "links": links}
    given["pictures"] = pictures
    parts = {part: _template(name).render(given).encode() for part, name in _PARTS.items()}
    return _zip(parts | {f"word/media/{one['name']}": one["content"] for one in pictures})


def pack_docx(document: str, *, page: Mapping[str, Any]) -> bytes:
    """Return the Word document whose body is *document*, in the styles of the reports.

    Parameters
    ----------
    document
        The XML of the part ``word/document.xml``; it may use the footers ``odd`` and
        ``even``.
    page
        As :func:`render_docx` takes it.
    """
    given = {"page": all_sayable(page), "lists": (), "links": (), "pictures": ()}
    others = {part: name for part, name in _PARTS.items() if part != _DOCUMENT}
    parts = {part: _template(name).render(given).encode() for part, name in others.items()}
    return _zip(parts | {_DOCUMENT: document.encode()})


def _joined(nodes: list[Node]) -> list[Node]:
    """Let what was published when and by whom stand on one line, as under a printed title."""
    facts = [node["body"] for node in nodes if node["tag"] == "publication"]
    rest = [node for node in nodes if node["tag"] != "publication"]
    line = {"tag": "publication", "body": [part for fact in facts for part in (_GAP, *fact)][1:]}
    return [*rest[:1], line, *rest[1:]] if facts else rest


def _blocks(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every block, those inside others too, in order."""
    for node in nodes:
        yield node
        match node["tag"]:
            case "ol" | "ul":
                for item in node["items"]:
                    yield from _blocks(item)
            case "blockquote" | "correction":
                yield from _blocks(node["body"])
            case "picture" if node["table"]:
                yield node["table"]


def _links(article: Sequence[Node]) -> Iterator[str]:
    for node in _blocks(article):
        if node["tag"] == "table":
            cells = (cell["body"] for row in node["rows"] for cell in row["cells"])
            for words in (node["caption"], *cells):
                yield from _addresses(words)
        elif node["tag"] not in ("ol", "ul", "blockquote", "correction"):
            yield from _addresses(node["body"])


def _addresses(words: Inline) -> Iterator[str]:
    for node in words:
        if not isinstance(node, str):
            if node["tag"] == "a":
                yield node["href"]
            yield from _addresses(node["body"])


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_PACKAGE)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _template(name: str) -> Any:
    return _environment().get_template(name)


def _zip(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the entry tells on what system it was written.
            entry.create_system = 0
            archive.writestr(entry, content)
    return file.getvalue()
