"""Changes of PDFs, and the smallest that show something."""

from __future__ import annotations

import re
import zlib
from random import Random

from hostile.raw import RAW


def pdf_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change bytes of a PDF, or a number or a name of its structure."""
    if rng.random() < 0.5:
        change = rng.choice(RAW)
        return change(content, rng), f".pdf {change.__name__}", 0
    token = rb"(?<=[ \[])\d+(?= \d+ R| /|>>|\])|/[A-Z]\w+"
    one = rng.choice(list(re.finditer(token, content)))
    others = (b"0", b"-1", b"999999999", b"/X", b"null", b"[]", b"<<>>", b"1 0 R", b"(" * 500)
    return content[: one.start()] + rng.choice(others) + content[one.end() :], ".pdf structure", 0


def small_pdf(stream: bytes, *, filters: int = 0, pages: int = 1) -> bytes:
    """Return a PDF whose pages all show *stream*, packed so many times over."""
    for _ in range(filters):
        stream = zlib.compress(stream, 9)
    names = "/FlateDecode " * filters
    kids = " ".join(["3 0 R"] * pages)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources"
            b" << /Font << /F 5 0 R >> /XObject << /X 4 0 R >> >> >>"
        ),
        f"<< /Length {len(stream)} /Filter [{names}] >>\nstream\n".encode()
        + stream
        + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{at:010d} 00000 n \n" for at in offsets)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode()
