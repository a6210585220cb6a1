"""Pictures in the Word document: pixels, in any of its programs, and how large they stand there."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

from kit.export.pdf.engine import draw_png
from kit.export.pdf.inline import Node, plain_text
from kit.export.pdf.picture import picture_content

#: English Metric Units of a pixel of the page, and of the type area's width and most of its height.
_PIXEL, _WIDTH, _HEIGHT = 9_525, 5_616_000, 5_400_000
_PIXELS = "image/png"
#: A picture of figures is as wide as on paper: 96 mm.
_CHART_WIDTH = 3_456_000
#: Where a PNG says its width and height.
_SIZE = slice(16, 24)


def build_media(node: Node, *, number: int) -> Mapping[str, Any]:
    """Build what the document says of a picture, and its content as PNG.

    Raises
    ------
    ExportError
        If a drawing cannot be made into pixels.
    """
    content, (width, height) = _own(node) if node["table"] is None else _chart(node)
    scale = min(1.0, _WIDTH / width, _HEIGHT / height)
    return {
        "number": number,
        "name": f"picture{number}.png",
        "content": content,
        "alt": node["alt"],
        "caption": plain_text(node["body"]),
        "width": round(width * scale),
        "height": round(height * scale),
    }


def _own(node: Node) -> tuple[bytes, tuple[float, float]]:
    """Return an analyst's picture, as large as it says."""
    mime, content = picture_content(node["source"])
    width, height = (pixels * _PIXEL for pixels in node["size"])
    return content if mime == _PIXELS else draw_png(node["svg"]), (width, height)


def _chart(node: Node) -> tuple[bytes, tuple[float, float]]:
    """Return a picture of the report's figures, as high as its drawing is."""
    content = draw_png(node["svg"])
    width, height = struct.unpack(">II", content[_SIZE])
    return content, (_CHART_WIDTH, _CHART_WIDTH * height / width)
