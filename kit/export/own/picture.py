"""A picture that a cell shows, as a figure of the page that needs no other file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from kit.export.own.caption import Caption
from kit.export.own.png import read_png
from kit.export.own.svg import read_svg

SVG_MIME, PNG_MIME = "image/svg+xml", "image/png"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPicture:
    """A picture as an address that holds it, its size in pixels, and what it says of itself."""

    source: str
    width: float
    height: float
    caption: Caption | None = None
    removed: tuple[str, ...] = ()


def read_picture(data: Mapping[str, Any]) -> OwnPicture | None:
    """Read the picture of an output, a drawing before pixels; ``None`` if it cannot be shown."""
    if SVG_MIME in data:
        drawing = read_svg("".join(data[SVG_MIME]))
        if drawing is None:
            return None
        return OwnPicture(
            source=_address(drawing.content.encode(), mime=SVG_MIME),
            width=drawing.width,
            height=drawing.height,
            caption=_own_words(drawing.title, drawing.description),
            removed=drawing.removed,
        )
    png = read_png("".join(data.get(PNG_MIME, "")))
    if png is None:
        return None
    source = _address(png.content, mime=PNG_MIME)
    return OwnPicture(source=source, width=png.width, height=png.height)


def picture_html(picture: OwnPicture, *, caption: Caption) -> str:
    """Render a picture with its caption beneath, and what stands for it where it is not seen."""
    size = f'width="{picture.width:.0f}" height="{picture.height:.0f}"'
    return (
        f'<figure class="own"><img src="{picture.source}" alt="{escape(caption.alt)}" {size}>'
        f"<figcaption>{escape(caption.words)}</figcaption></figure>\n"
    )


def _own_words(title: str, description: str) -> Caption | None:
    return Caption(words=title, description=description) if title else None


def _address(content: bytes, *, mime: str) -> str:
    return f"data:{mime};base64,{b64encode(content).decode()}"
