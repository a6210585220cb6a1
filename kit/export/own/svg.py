"""SVG drawings of a closed set of shapes: no script, no style sheet, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import LxmlError as XMLError
from lxml.etree import XMLParser, _Element, fromstring, tostring

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
#: Shapes, and what holds or fills them.
_SHAPES = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle"),
        *("ellipse", "line", "polyline", "polygon", "text", "tspan", "clipPath", "mask"),
        *("linearGradient", "radialGradient", "stop", "pattern", "marker"),
    )
)
#: What a drawing loses without looking otherwise.
_UNSEEN = frozenset(("metadata", "style"))
#: Handlers of events, and what loads or styles from elsewhere.
_NEVER = re.compile(r"on|(?:xml:)?base$|src|class$|style$|font-family$|filter$", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s*['\"]?(?P<to>[^)'\"]*)['\"]?\s*\)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;]+?)\s*(?:;|$)")
_LENGTH = re.compile(r"\s*(?P<number>[0-9]*\.?[0-9]+)\s*(?P<unit>px|pt|mm|cm|in|)\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
#: What a drawing without fonts of its own is set in; the PDF puts its own there.
_FAMILIES = "'Noto Sans SC','Microsoft YaHei',SimHei,sans-serif"
#: No page needs a larger one, in characters; nor is one that says no size larger, in pixels.
MOST_CHARACTERS = 3_000_000
_NO_SIZE = (640.0, 400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDrawing:
    """A drawing, its size in pixels, and what it says of itself; ``removed`` are tags left out."""

    content: str
    width: float
    height: float
    title: str = ""
    description: str = ""
    removed: tuple[str, ...] = ()


def read_svg(text: str) -> OwnDrawing | None:
    """Read a drawing, keeping shapes and words alone; ``None`` if it is none that can be read."""
    if len(text) > MOST_CHARACTERS:
        return None
    parser = XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = fromstring(text.strip().encode(), parser)
    except (XMLError, ValueError):
        return None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    removed = tuple(dict.fromkeys(_keep_shapes(root)))
    _rename(root)
    width, height = _size(root)
    root.set("viewBox", root.get("viewBox") or f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    root.set("font-family", _FAMILIES)
    words = (root.findtext(f"{{{_SVG}}}{name}", "").strip() for name in ("title", "desc"))
    title, description = words
    return OwnDrawing(
        content=tostring(root, encoding="unicode", with_tail=False),
        width=width,
        height=height,
        title=title,
        description=description,
        removed=removed,
    )


def _keep_shapes(root: _Element) -> Iterator[str]:
    """Remove all but shapes from a drawing, and yield the tags that showed something."""
    for element in list(root.iter()):
        name = _shape(element)
        if name is not None:
            _keep_attributes(element)
            continue
        parent = element.getparent()
        if parent is None:
            continue
        space, _, name = str(element.tag).rpartition("}")
        if space == f"{{{_SVG}" and name not in _UNSEEN:
            yield name
        _drop(element, parent=parent)


def _shape(element: _Element) -> str | None:
    tag = element.tag if isinstance(element.tag, str) else ""
    space, _, name = tag.rpartition("}")
    return name if space == f"{{{_SVG}" and name in _SHAPES else None


def _drop(element: _Element, *, parent: _Element) -> None:
    """Remove an element; the words behind it stay."""
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _keep_attributes(element: _Element) -> None:
    style = element.attrib.pop("style", "")
    for found in _DECLARATION.finditer(style):
        element.set(found["name"], found["value"])
    for name, value in list(element.attrib.items()):
        space, _, local = name.rpartition("}")
        is_link = local == "href" and space in ("", f"{{{_XLINK}")
        is_own = value.strip().startswith("#") if is_link else not space and not _leads(value)
        if not is_own or _NEVER.match(local):
            del element.attrib[name]


def _rename(root: _Element) -> None:
    """Give numbers to the ids that shapes refer to each other by: programs make them up anew."""
    ids = {old: f"i{number}" for number, old in enumerate(root.xpath("//@id"), start=1)}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, ids[value])
            elif name.endswith("href"):
                element.set(name, f"#{ids.get(value.strip()[1:], '')}")
            elif "url(" in value:
                known = _REFERENCE.sub(lambda found: f"url(#{ids.get(found['to'][1:], '')})", value)
                element.set(name, known)


def _leads(value: str) -> bool:
    """Whether a value points out of the drawing."""
    return any(not found["to"].startswith("#") for found in _REFERENCE.finditer(value))


def _size(root: _Element) -> tuple[float, float]:
    """Return width and height in pixels: as said, else those of the view."""
    view = (root.get("viewBox") or "").replace(",", " ").split()
    try:
        numbers = [float(number) for number in view[2:4]]
    except ValueError:
        numbers = []
    known = numbers if len(numbers) == len(_NO_SIZE) and min(numbers) > 0 else _NO_SIZE
    said = [_pixels(root.get(name, "")) for name in ("width", "height")]
    if all(said):
        return said[0], said[1]
    return known[0], known[1]


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found["number"]) * _PIXELS[found["unit"]] if found else 0.0
