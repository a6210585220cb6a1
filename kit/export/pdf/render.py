"""The page's HTML to the bytes of its PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kit.export.characters import all_sayable, sayable
from kit.export.pdf.engine import compile_pdf
from kit.export.pdf.fonts import check_characters, load_fonts
from kit.export.pdf.hands import FontSource
from kit.export.pdf.inline import Node, plain_text
from kit.export.pdf.title import keep_words_of_title
from kit.export.pdf.walker import build_tree

_PAGE = Path(__file__).with_name("page.typ")
#: PDF/A asks for a date; a report that is not published yet has this one.
_NO_DATE = "1970-01-01"


def render_pdf(html: str, *, page: Mapping[str, Any], report_json: bytes) -> bytes:
    """Set the article of the public page as a PDF/A-3a and PDF/UA-1 document.

    The same arguments give the same bytes, in any process and folder.

    Parameters
    ----------
    html
        The public page, or its ``<article>`` alone.
    page
        The facts of the page, of which it takes ``title``, ``agency``,
        ``published`` (ISO date or empty), ``keywords`` and ``fonts``
        (``packaged`` or ``system``).
    report_json
        The file to attach as ``report.json``, UTF-8.

    Raises
    ------
    ExportError
        If a tag of the article cannot be set, or Typst refuses the page.
    FontError
        If a font is missing, or no font has a character.

    References
    ----------
    GB/T 9704-2012: the page; ISO 19005-3 and ISO 14289-1: the file.
    """
    from kit.export.pdf.tags import tag_row_labels

    article = build_tree(sayable(html))
    fonts = load_fonts(page["fonts"])
    check_characters("\n".join(_texts(article)), fonts=fonts)
    titled = keep_words_of_title(article, agency=sayable(page["agency"]))
    given = {"facts": all_sayable(_facts(page)), "fonts": fonts.stacks, "article": titled}
    inputs = {"given": json.dumps(given, ensure_ascii=False), "report": report_json.decode()}
    pdf = compile_pdf(_PAGE, inputs=inputs, faces=fonts.faces)
    return tag_row_labels(pdf, article=article)


def prepare_pdf() -> None:
    """Load what every PDF is made with: before others are forked, it is loaded for them all."""
    import kit.export.pdf.tags  # noqa: F401

    load_fonts("packaged")


def check_page(html: str, *, fonts: FontSource) -> None:
    """Refuse a page with a character that its PDF could not show.

    Raises
    ------
    FontError
        One fault a character, or if a font is missing.
    """
    article = build_tree(sayable(html))
    check_characters("\n".join(_texts(article)), fonts=load_fonts(fonts))


def _facts(page: Mapping[str, Any]) -> dict[str, Any]:
    year, month, day = map(int, (page["published"] or _NO_DATE).split("-"))
    return {
        "title": page["title"],
        "author": page["agency"],
        "keywords": list(page["keywords"]),
        "lang": "zh",
        "date": {"year": year, "month": month, "day": day},
    }


def _texts(nodes: list[Node]) -> Iterator[str]:
    """Yield all that the page will say, block by block."""
    for node in nodes:
        match node["tag"]:
            case "table":
                cells = (cell["body"] for row in node["rows"] for cell in row["cells"])
                yield from map(plain_text, (node["caption"], *cells))
            case "picture":
                yield from (node["words"], plain_text(node["body"]))
                yield from _texts([node["table"]] if node["table"] else [])
            case "ol" | "ul":
                for item in node["items"]:
                    yield from _texts(item)
            case "blockquote" | "correction":
                yield from _texts(node["body"])
            case _:
                yield plain_text(node["body"])
