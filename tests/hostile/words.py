"""Changes of Word documents; the zip around them is whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from hostile.bombs import DOCUMENT
from hostile.pages import SPANS, put
from hostile.sheets import cut_short, doctype, repeated_attribute, tag_dropped, unknown_entity
from hostile.zips import packed, parts_of

_WORD: Mapping[str, tuple[Callable[[str, Random], str], int]] = {
    "span": (
        lambda text, rng: put(
            text, rng, of="<w:tcPr>", what=f'<w:gridSpan w:val="{rng.choice(SPANS)}"/>'
        ),
        10**6,
    ),
    "merge": (
        lambda text, rng: put(
            text, rng, of="<w:tcPr>", what=f'<w:vMerge w:val="{rng.choice(("restart", "x", ""))}"/>'
        ),
        10**6,
    ),
    "before": (
        lambda text, rng: put(
            text,
            rng,
            of="<w:tr>",
            what=f'<w:trPr><w:gridBefore w:val="{rng.choice(SPANS)}"/></w:trPr>',
        ),
        10**6,
    ),
    "cut": (cut_short, 0),
    "tag": (tag_dropped, 10**6),
    "attribute": (repeated_attribute, 0),
    "document type": (doctype, 0),
    "entity": (unknown_entity, 0),
    "deep": (
        lambda text, rng: put(
            text, rng, of="<w:p>", what="<w:smartTag>" * rng.choice((200, 50_000))
        ),
        0,
    ),
    "deleted": (
        lambda text, rng: put(
            text, rng, of="<w:p>", what="<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        ),
        0,
    ),
    "characters": (
        lambda text, rng: put(
            text, rng, of="<w:t>", what=rng.choice(("\0", "&#0;", "\u202e", "\u200b", "&#xFFFE;"))
        ),
        1,
    ),
}


def word_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change the text of a Word document, or another of its parts."""
    parts = parts_of(content)
    if rng.random() < 0.25:
        name = rng.choice(sorted(parts))
        parts[name] = rng.choice((b"", b"\xff" * 50, parts[name][: len(parts[name]) // 2]))
        return packed(parts), f".docx part {name.rpartition('/')[2]}", 0
    did, (edit, free) = rng.choice(list(_WORD.items()))
    parts[DOCUMENT] = edit(parts[DOCUMENT].decode(), rng).encode("utf-8", "surrogatepass")
    return packed(parts), f".docx {did}", free
