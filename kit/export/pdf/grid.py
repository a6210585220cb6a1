"""A table of the page as rows of cells, with how much room each of its columns needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from unicodedata import east_asian_width

from lxml.etree import _Element

from kit.export.pdf.inline import Inline, Node, build_inline, pieces, plain_text

#: What one line of a column holds at least, of labels and of numbers, in em.
_LEAST_LABEL_EM = 4.0
_LEAST_NUMBER_EM = 2.0
#: No text asks for more than this, in em, however long it is.
_MOST_EM = 20.0
#: From here on a line is long.
_LONG_EM = 8.0
#: A cell may take two lines for each row it covers.
_LINES = 2
#: Digits and a little air, in em.
_DIGIT_EM = 0.57
#: The number of a label: （一） or 一、
_ORDINAL = re.compile(r"（.{1,3}）|.{1,2}、")
_NUMBER = re.compile(r"[+-]?[0-9.,%]*")
#: A cell of a table with the row and column it begins in.
Place = tuple[int, int, _Element]
_ALIGN = re.compile(r"text-align:\s*(left|center|right)")


def build_table_node(table: _Element) -> Node:
    """Build a table: caption, rows of cells with their spans, needs of the columns in em.

    A row is a header when it stands in ``<thead>`` or all of its cells are ``<th>``.
    """
    captions = [build_inline(pieces(caption)) for caption in table.iter("caption")]
    placed = list(_placed(table))
    labels = _label_columns(placed)
    rows: dict[int, Node] = {}
    for row, _, element in placed:
        line = rows.setdefault(row, {"header": _is_header(element.getparent()), "cells": []})
        line["cells"].append(_cell(element, labels=labels))
    return {
        "tag": "table",
        "caption": captions[0] if captions else [],
        "needs": _needs(placed, labels=labels),
        "rows": list(rows.values()),
    }


def _placed(table: _Element) -> Iterator[Place]:
    """Place each cell as HTML does: in the first column of its row that is still free."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        for element in line.iter("th", "td"):
            column = next(at for at in count() if (row, at) not in taken)
            down, across = _spans(element)
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            yield row, column, element


def _spans(element: _Element) -> tuple[int, int]:
    """Return how many rows and columns a cell covers."""
    return int(element.get("rowspan", 1)), int(element.get("colspan", 1))


def _is_header(row: _Element) -> bool:
    return row.getparent().tag == "thead" or all(cell.tag == "th" for cell in row)


def _label_columns(placed: list[Place]) -> int:
    """Return how many columns on the left hold the labels of rows."""
    labels = [
        column + _spans(element)[1]
        for _, column, element in placed
        if element.tag == "th" and not _is_header(element.getparent())
    ]
    return max(labels, default=0)


def _cell(element: _Element, *, labels: int) -> Node:
    rowspan, colspan = _spans(element)
    body = build_inline(pieces(element))
    align = _align(element, words=plain_text(body), labels=labels)
    is_label = element.tag == "th" and align == "center"
    return {
        "rowspan": rowspan,
        "colspan": colspan,
        "align": align,
        "label": is_label,
        "body": _numbered(body) if is_label and rowspan > 1 else body,
    }


def _numbered(body: Inline) -> Inline:
    """Put the number of a label that covers several rows on a line of its own."""
    number = _ORDINAL.match(body[0]) if body and isinstance(body[0], str) else None
    if number is None:
        return body
    return [number[0], {"tag": "br", "body": []}, number.string[number.end() :], *body[1:]]


def _align(element: _Element, *, words: str, labels: int) -> str:
    """Return where a cell's words stand: labels of rows on the left, all else in the middle."""
    asked = _ALIGN.search(element.get("style", ""))
    if asked:
        return asked[1]
    if element.tag == "th":
        is_row_label = labels > 1 and not _is_header(element.getparent())
        return "left" if is_row_label and _spans(element)[0] == 1 else "center"
    return "center" if labels or _NUMBER.fullmatch(words) else "left"


def _needs(placed: list[Place], *, labels: int) -> list[float]:
    """Return each column's need in em; columns of numbers beside labels are alike."""
    width = max((column + _spans(element)[1] for _, column, element in placed), default=0)
    needs = [_LEAST_LABEL_EM if column < labels else _LEAST_NUMBER_EM for column in range(width)]
    for _, column, element in placed:
        if _spans(element)[1] == 1:
            needs[column] = max(needs[column], _need(element))
    numbers = needs[labels:]
    return [*needs[:labels], *([max(numbers)] * len(numbers) if labels else numbers)]


def _need(element: _Element) -> float:
    """Return the width in em at which a cell's words are comfortable in the rows it covers."""
    words = plain_text(build_inline(pieces(element)))
    width = sum(1.0 if east_asian_width(sign) in "WFA" else _DIGIT_EM for sign in words)
    if _NUMBER.fullmatch(words):
        return width
    share = width / (_LINES * _spans(element)[0])
    # A mark that must not begin a line takes a character along, which long labels need room for.
    return min(share if share < _LONG_EM else share + 1, _MOST_EM)
