"""Reports as portals publish them in HTML: layout tables walked through, spans told from cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml.etree import HTML, HTMLParser, ParserError, XMLSyntaxError, iterwalk

from kit.errors import Fault, SourceError
from kit.form import Form
from kit.source.labels import without_radicals
from kit.source.published.addressed import ATTRIBUTE
from kit.source.published.bounds import bounded
from kit.source.published.headings import is_heading
from kit.source.published.html_text import (
    BLOCKS,
    BREAK,
    cell_text,
    is_silent,
    read_span,
    tidy,
)
from kit.source.published.model import (
    LONGEST_CELL,
    Block,
    Document,
    Grid,
    Paragraph,
    Picture,
)
from kit.source.published.text import join_blocks
from kit.source.published.wording import parse_date, wording
from kit.source.refusals import MAX_CELLS

MAX_CHARACTERS = 4_000_000
#: Deeper and bigger than portals build their pages.
_DEEPEST, _DEEPEST_TABLES, _MOST_ELEMENTS = 1_000, 30, 200_000
_TAG = re.compile(r"<[A-Za-z]")
#: A tag is looked for each of its attributes among those before: thousands take minutes.
_LONG_TAG, _MOST_ATTRIBUTES = re.compile(r"<[A-Za-z][^<>]{4000,}"), 2_000
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
#: Pictures that sites put beside links.
_ICON = re.compile(r"(?:^|[_\-])ico(?:n|_|\.|$)|^icon", re.IGNORECASE)
_ICON_PX, _LONGEST_NAME = 40, 40


@dataclass(slots=True, kw_only=True)
class _Flow:
    """Collects blocks as the tree is walked: the text of the open paragraph, and where it is."""

    found: list[tuple[Any, Block]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    element: Any = None

    def say(self, text: str | None, *, element: Any) -> None:
        if text:
            self.pieces.append(text)
            self.element = element

    def end(self) -> None:
        for line in tidy("".join(self.pieces)).split("\n"):
            if line.strip():
                self.found.append((self.element, Paragraph(text=line.strip())))
        self.pieces.clear()

    def taken(self) -> Iterator[tuple[Any, Block]]:
        if self.found:
            found, self.found = self.found, []
            yield from found


def read_html(text: str, *, forms: Mapping[str, Form], due: Form, path: Path) -> Document:
    """Read a page as blocks; what stands outside the element of its six sections is left out.

    Raises
    ------
    SourceError
        If it is bigger or deeper than any page of a report.
    """
    root = _parse(without_radicals(_DATA_ADDRESS.sub("", text)), path=path)
    _bound(root, path=path)
    found: list[tuple[Any, Block]] = []
    for _ in bounded(_noted(_walk(root, path=path), into=found), path=path):
        pass
    blocks = join_blocks(_inside(found, form=due), forms=forms, due=due)
    meta = {
        str(tag.get("name", "")).lower(): str(tag.get("content", "")) for tag in root.iter("meta")
    }
    titles = ["".join(tag.itertext()) for tag in root.iter("title")]
    return Document(
        blocks=tuple(blocks),
        title=meta.get("articletitle") or next(iter(titles), ""),
        published=parse_date(_tagged(meta, "date_tags")),
        source_name=_tagged(meta, "source_tags"),
    )


def _noted(pairs: Iterable[tuple[Any, Block]], *, into: list[tuple[Any, Block]]) -> Iterator[Block]:
    for element, block in pairs:
        into.append((element, block))
        yield block


def _tagged(meta: Mapping[str, str], key: str) -> str:
    return next((meta[name] for name in wording()[key] if meta.get(name)), "")


def _parse(text: str, *, path: Path) -> Any:
    if len(text) > MAX_CHARACTERS:
        found = f"{len(text) / 1_000_000:.0f} 百万字符"
        raise _refused(path, f"不超过 {MAX_CHARACTERS // 1_000_000} 百万字符的网页", found)
    _bound_tags(text, path=path)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        root = HTML(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise _refused(path, "网页", "读不出内容的网页")
    return root


def _refused(path: Path, wanted: str, found: str) -> SourceError:
    cure = "请只保存报告正文所在的页面，或复制到 Word 中另存为 .docx。"
    return SourceError(Fault(path.name, wanted, found, cure))


def _bound_tags(text: str, *, path: Path) -> None:
    """Refuse what takes long to parse: too many tags, or one with attributes without end."""
    # Tags in remarks and scripts are no elements.
    if len(_TAG.findall(text)) > 2 * _MOST_ELEMENTS:
        raise _refused(path, f"不超过 {_MOST_ELEMENTS} 个标签的网页", "更多")
    for tag in _LONG_TAG.finditer(text):
        said = tag.group()
        if max(said.count("="), len(said.split())) > _MOST_ATTRIBUTES:
            raise _refused(path, f"一个标签至多 {_MOST_ATTRIBUTES} 个属性", "更多")


def _bound(root: Any, *, path: Path) -> None:
    """Refuse a tree that is deeper or bigger than a page of a report, tables in tables too."""
    depth = tables = elements = 0
    for event, element in iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        tables += step * (element.tag == "table")
        elements += event == "start"
        if depth > _DEEPEST:
            raise _refused(path, f"不超过 {_DEEPEST} 层的网页", "嵌套过深")
        if tables > _DEEPEST_TABLES:
            raise _refused(path, f"不超过 {_DEEPEST_TABLES} 层的表", "表中套表过深")
        if elements > _MOST_ELEMENTS:
            raise _refused(path, f"不超过 {_MOST_ELEMENTS} 个标签的网页", "更多")


def _walk(root: Any, *, path: Path) -> Iterator[tuple[Any, Block]]:
    """Give what the tree holds in reading order; a table of data is one block of it."""
    flow, skip = _Flow(), None
    for event, element in iterwalk(root, events=("start", "end")):
        yield from flow.taken()
        if skip is not None:
            if event == "end" and element is skip:
                skip = None
                flow.say(element.tail, element=element.getparent())
            continue
        if event == "end":
            _leave(element, flow=flow)
        elif is_silent(element):
            skip = element
        elif element.tag == "img":
            _show(element, flow=flow)
        elif element.tag == "table" and _is_data(element):
            flow.end()
            flow.found.append((element, _grid(element, path=path)))
            skip = element
        else:
            _enter(element, flow=flow)
    yield from flow.taken()


def _show(image: Any, *, flow: _Flow) -> None:
    """Name a picture of the report; icons and what only measures are none."""
    sizes = [re.match(r"\s*(\d+)", str(image.get(name, ""))) for name in ("width", "height")]
    is_small = any(size and int(size[1]) <= _ICON_PX for size in sizes)
    source = str(image.get("src", "")).split("?")[0].rsplit("/", 1)[-1]
    name = image.get("alt") or image.get("title") or source or "没有名称"
    if not is_small and not _ICON.search(source):
        flow.end()
        flow.found.append((image, Picture(name=str(name)[:_LONGEST_NAME])))


def _enter(element: Any, *, flow: _Flow) -> None:
    if element.tag in BLOCKS:
        flow.end()
    if element.tag == "br":
        flow.say(BREAK, element=element.getparent())
    if element.tag == "li" and element.getparent().tag == "ol":
        flow.say(f"{element.getparent().index(element) + 1}. ", element=element)
    flow.say(element.text, element=element)


def _leave(element: Any, *, flow: _Flow) -> None:
    if element.tag in BLOCKS:
        flow.end()
    parent = element.getparent()
    if parent is not None:
        flow.say(element.tail, element=parent)


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the layout of a page: rows of several short cells."""
    inner = list(table.iterdescendants("table"))
    if any(len(list(_cells(row))) > 1 for own in inner for row in _rows(own)):
        return False
    cells = [list(_cells(row)) for row in _rows(table)]
    if max(map(len, cells), default=0) <= 1:
        return False
    return all(_is_short(cell) for row in cells for cell in row)


def _is_short(cell: Any) -> bool:
    """Whether a cell holds no more than tables of data do, not a report."""
    said = 0
    for text in cell.itertext():
        said += len(text.strip())
        if said > LONGEST_CELL:
            return False
    return True


def _rows(table: Any) -> Iterator[Any]:
    """Give the rows of a table, those of tables in its cells left out."""
    inner = {row for own in table.iterdescendants("table") for row in own.iterdescendants("tr")}
    return (row for row in table.iterdescendants("tr") if row not in inner)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row if cell.tag in {"td", "th"})


def _grid(table: Any, *, path: Path) -> Grid:
    """Lay the cells out by their spans, each text at the first position of its own."""
    rows: list[list[str]] = []
    written: list[list[str]] = []
    taken: dict[int, int] = {}
    addresses: dict[tuple[int, int], str] = {}
    cells = 0
    for row in _rows(table):
        line: dict[int, str] = {}
        at = 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in _cells(row):
            while at in taken:
                at += 1
            across, down = read_span(cell, "colspan"), read_span(cell, "rowspan")
            line[at] = cell_text(cell)
            if said := cell.get(ATTRIBUTE):
                addresses[len(rows), at] = str(said)
            if down > 1:
                below |= dict.fromkeys(range(at, at + across), down - 1)
            at += across
        taken = below
        rows.append([line.get(c, "") for c in range(max(line, default=-1) + 1)])
        written.append(list(line.values()))
        cells += len(rows[-1])
        if cells > MAX_CELLS:
            raise _refused(path, f"至多 {MAX_CELLS} 格的表", "更大的表")
    return Grid(rows=rows, cells=written, addresses=addresses)


def _inside(found: Sequence[tuple[Any, Block]], *, form: Form) -> list[Block]:
    """Leave out what stands below the report, outside the element that holds its sections."""
    heads = [e for e, b in found if isinstance(b, Paragraph) and is_heading(b.text, form=form)]
    if not heads:
        return [block for _, block in found]
    paths = [[*reversed(list(head.iterancestors())), head] for head in heads]
    shared = [own[0] for own in zip(*paths, strict=False) if all(e is own[0] for e in own)]
    body = shared[-1]
    last = max((at for at, (e, _) in enumerate(found) if _holds(body, e)), default=len(found))
    return [block for _, block in found[: last + 1]]


def _holds(body: Any, element: Any) -> bool:
    return element is body or any(above is body for above in element.iterancestors())
