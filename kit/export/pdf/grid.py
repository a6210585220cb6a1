"""A table of the page as rows of cells, with how much room each of its columns needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from unicodedata import east_asian_width

from lxml.etree import _Element

from kit.export.pdf.inline import Inline, Node, build_inline, is_break, pieces, plain_text

#: What one line of a column holds at least, of labels and of numbers, in em.
_LEAST_LABEL_EM = 4.0
#: Half of the label of the outermost group of rows.
_LEAST_GROUP_EM = 5.0
_LEAST_NUMBER_EM = 2.0
#: No text asks for more than this, in em, however long it is.
_MOST_EM = 20.0
#: A share of a text from which on its lines are long, and what is added to short and long ones.
_LONG_EM = 8.0
_SHORT_SLACK_EM = 0.2
#: A mark that must not begin a line takes a character along.
_LONG_SLACK_EM = 1.0
#: A cell may take two lines for each row it covers.
_LINES = 2
#: Digits and a little air, in em.
_DIGIT_EM = 0.57
#: The number of a label: （一） or 一、
_ORDINAL = re.compile(r"（.{1,3}）|.{1,2}、")
_NUMBER = re.compile(r"[+-]?[0-9.,%]*")


def build_table_node(table: _Element) -> Node:
    """Build a table: caption, rows of cells with their spans, needs of the columns in em.

    A row is a header when it stands in ``<thead>`` or all of its cells are ``<th>``.
    """
    captions = [build_inline(pieces(caption)) for caption in table.iter("caption")]
    cells = list(_cells(table))
    labels = _label_columns(cells)
    rows = [
        {"header": row[0]["header"], "cells": [_shape(cell, labels=labels) for cell in row]}
        for row in (list(group) for _, group in groupby(cells, key=lambda cell: cell["y"]))
    ]
    return {
        "tag": "table",
        "caption": captions[0] if captions else [],
        "needs": _needs(cells, labels=labels, is_statutory=bool(captions)),
        "rows": rows,
    }


def _cells(table: _Element) -> Iterator[Node]:
    """Place each cell as HTML does: in the first column of its row that is still free."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.iter("tr")):
        is_header = row.getparent().tag == "thead" or all(cell.tag == "th" for cell in row)
        for cell in row.iter("th", "td"):
            x = next(at for at in count() if (at, y) not in taken)
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
            yield {
                "x": x,
                "y": y,
                "colspan": across,
                "rowspan": down,
                "header": is_header,
                "stub": cell.tag == "th" and not is_header,
                "body": build_inline(pieces(cell)),
            }


def _label_columns(cells: Sequence[Node]) -> int:
    """Return how many columns on the left hold the labels of rows."""
    return max((cell["x"] + cell["colspan"] for cell in cells if cell["stub"]), default=0)


def _shape(cell: Node, *, labels: int) -> Node:
    """Say where a cell's words stand and whether they break into lines of one length."""
    is_group = cell["stub"] and cell["rowspan"] > 1
    # The outermost group's label is a sentence and breaks in its middle.
    body = _numbered(cell["body"]) if is_group and cell["x"] else cell["body"]
    return cell | {
        "align": "left" if _is_left(cell, labels=labels) else "center",
        "balanced": cell["header"] or is_group,
        "body": body,
        "length": _length(body),
        "number": _is_number(body),
    }


def _is_left(cell: Node, *, labels: int) -> bool:
    """Whether a cell is the label of one row among labels of several levels, or running text."""
    if cell["stub"]:
        return labels > 1 and cell["rowspan"] == 1
    return not (cell["header"] or labels or _is_number(cell["body"]))


def _is_number(body: Inline) -> bool:
    """Whether a cell holds a number, which takes one line, or nothing."""
    return _NUMBER.fullmatch(plain_text(body)) is not None


def _length(body: Inline) -> int | None:
    """Return how many em the longest line of *body* has if all signs have one, else ``None``."""
    if any(east_asian_width(sign) not in "WF" for sign in plain_text(body)):
        return None
    lines = (list(line) for breaks, line in groupby(body, key=is_break) if not breaks)
    return max((len(plain_text(line)) for line in lines), default=0)


def _em(words: str) -> float:
    return sum(1.0 if east_asian_width(sign) in "WFA" else _DIGIT_EM for sign in words)


def _numbered(body: Inline) -> Inline:
    """Put the number of a label on a line of its own."""
    number = _ORDINAL.match(body[0]) if body and isinstance(body[0], str) else None
    if number is None:
        return body
    return [number[0], {"tag": "br", "body": []}, number.string[number.end() :], *body[1:]]


def _needs(cells: Sequence[Node], *, labels: int, is_statutory: bool) -> list[float]:
    """Return each column's need in em; a statutory table's columns of numbers are alike."""
    width = max((cell["x"] + cell["colspan"] for cell in cells), default=0)
    needs = [_LEAST_LABEL_EM if x < labels else _LEAST_NUMBER_EM for x in range(width)]
    if labels > 1:
        needs[0] = _LEAST_GROUP_EM
    for cell in cells:
        if cell["colspan"] == 1:
            needs[cell["x"]] = max(needs[cell["x"]], _need(cell))
    numbers = needs[labels:]
    return [*needs[:labels], *([max(numbers)] * len(numbers) if is_statutory else numbers)]


def _need(cell: Node) -> float:
    """Return the width in em at which a cell's words are comfortable in the rows it covers."""
    width = _em(plain_text(cell["body"]))
    if _is_number(cell["body"]):
        return width
    share: float = width / (_LINES * cell["rowspan"])
    return min(share + (_SHORT_SLACK_EM if share < _LONG_EM else _LONG_SLACK_EM), _MOST_EM)
