"""Tags that the engine does not write: labels of rows as headers, each cell naming those it has.

Typst marks the cells of header rows alone. A reader that is read a figure of table three
would hear its column and not its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from kit.export.pdf.inline import Node

_CELLS = ("/TH", "/TD")


def tag_row_labels(pdf: bytes, *, article: Sequence[Node]) -> bytes:
    """Return *pdf* with the labels of rows as headers; the same file gives the same bytes.

    Parameters
    ----------
    pdf
        As Typst wrote it, tagged.
    article
        What it was set from; its tables stand in the file in the same order.

    References
    ----------
    ISO 14289-1, 7.5: a table's headers are TH, with a scope; ISO 32000-1, table 349.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        ids: dict[str, Object] = {}
        pairs = zip(_elements(root, "/Table"), _tables(article), strict=True)
        for number, (element, node) in enumerate(pairs):
            ids |= _tag_table(element, node=node, name=f"L{number}")
        _enter(ids, root=root)
        written = BytesIO()
        # Typst's metadata are right, and stay as they are.
        opened.save(
            written,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


def _tables(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the tables of the page in the order they are set in."""
    for node in nodes:
        match node["tag"]:
            case "table":
                yield node
            case "picture":
                yield from [node["table"]] if node["table"] else []
            case "ol" | "ul":
                for item in node["items"]:
                    yield from _tables(item)
            case "blockquote" | "correction":
                yield from _tables(node["body"])


def _elements(element: Object, *tags: str) -> Iterator[Object]:
    """Yield the elements of *tags* below *element*, in reading order; they hold none themselves."""
    for kid in _kids(element):
        if str(kid.S) in tags:
            yield kid
        else:
            yield from _elements(kid, *tags)


def _kids(element: Object) -> Iterator[Object]:
    held = element.get("/K")
    for kid in held if isinstance(held, Array) else (held,):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _tag_table(element: Object, *, node: Node, name: str) -> Mapping[str, Object]:
    """Tag the labels of one table, and return them by their ids."""
    cells = [cell for row in node["rows"] for cell in row["cells"]]
    found = list(zip(_elements(element, *_CELLS), _in_order(cells), strict=True))
    labels = {f"{name}x{cell['x']}y{cell['y']}": cell for _, cell in found if cell["stub"]}
    ids = {}
    for tagged, cell in found:
        if cell["header"]:
            continue
        facts = tagged.A[0]
        heads = [String(key) for key, label in labels.items() if _is_of(cell, label=label)]
        facts.Headers = Array([*facts.get("/Headers", Array()), *heads])
        if cell["stub"]:
            tagged.S, facts.Scope = Name.TH, Name.Row
            tagged.ID = String(f"{name}x{cell['x']}y{cell['y']}")
            ids[str(tagged.ID)] = tagged
    return ids


def _in_order(cells: Sequence[Node]) -> list[Node]:
    return sorted(cells, key=lambda cell: (cell["y"], cell["x"]))


def _is_of(cell: Node, *, label: Node) -> bool:
    """Whether *label* stands to the left of *cell*, over its rows."""
    first, last = label["y"], label["y"] + label["rowspan"]
    below = cell["y"] < last and first < cell["y"] + cell["rowspan"]
    return bool(label["x"] < cell["x"] and below)


def _enter(ids: Mapping[str, Object], *, root: Object) -> None:
    """Enter the labels into the file's list of elements by their ids, which is sorted."""
    if not ids:
        return
    names = list(root.get("/IDTree", Dictionary(Names=Array())).Names)
    known = {str(key): element for key, element in zip(names[::2], names[1::2], strict=True)}
    entries = sorted((known | dict(ids)).items())
    flat = (part for key, element in entries for part in (String(key), element))
    root.IDTree = Dictionary(Names=Array(list(flat)))
