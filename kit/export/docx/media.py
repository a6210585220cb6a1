"""Pictures in the Word document: pixels, in any of its programs, and how large they stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.export.pdf.engine import draw_png
from kit.export.pdf.inline import Node, plain_text
from kit.export.pdf.picture import picture_content

#: English Metric Units of a pixel of the page, and of the type area's width and most of its height.
_PIXEL, _WIDTH, _HEIGHT = 9_525, 5_616_000, 5_400_000
_PIXELS = "image/png"


def build_media(node: Node, *, number: int) -> Mapping[str, Any]:
    """Build what the document says of a picture, and its content as PNG.

    Raises
    ------
    ExportError
        If a drawing cannot be made into pixels.
    """
    mime, content = picture_content(node["source"])
    width, height = (pixels * _PIXEL for pixels in node["size"])
    scale = min(1.0, _WIDTH / width, _HEIGHT / height)
    return {
        "number": number,
        "name": f"own{number}.png",
        "content": content if mime == _PIXELS else draw_png(node["svg"]),
        "alt": node["alt"],
        "caption": plain_text(node["body"]),
        "width": round(width * scale),
        "height": round(height * scale),
    }
