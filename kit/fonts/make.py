"""Make the shipped faces from the files they come from: ``python -m kit.fonts.make FOLDER``.

*FOLDER* holds the three sources that ``README.md`` names, by their own file names. The same
sources give the same bytes; ``SHA256SUMS`` has the digests of both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kit.disk import write_atomic

_HERE = Path(__file__).parent
#: Signs beside those of GB2312: Latin, punctuation, letterlike, Roman and circled numbers.
_SIGNS = (
    *(range(0x20, 0x180), range(0x2000, 0x2070), range(0x2100, 0x2190), range(0x2460, 0x2500)),
    *(range(0x3000, 0x3040), range(0xFF00, 0xFFF0)),
)
#: The rows of GB2312, and the cells of each.
_ROWS, _CELLS = range(0xA1, 0xF8), range(0xA1, 0xFF)
#: What setting lines from left to right does not need.
_UNUSED = ("BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx")
_DESCRIPTION = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A face that is shipped: its file, where it comes from, and its place in a collection."""

    name: str
    source: str
    index: int = -1


_FACES = (
    _Made(name="FandolFang-GB.otf", source="FandolFang-Regular.otf"),
    _Made(name="FandolKai-GB.otf", source="FandolKai-Regular.otf"),
    _Made(name="NotoSerifCJKsc-Bold-GB.otf", source="NotoSerifCJK-Bold.ttc", index=2),
)


def make_faces(folder: Path) -> None:
    """Write the shipped faces anew from the sources in *folder*."""
    for face in _FACES:
        write_atomic(_HERE / face.name, _subset(folder / face.source, index=face.index))


def _subset(source: Path, *, index: int) -> bytes:
    """Return the face with the wanted characters alone, without hints and tables of no use."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, fontNumber=index, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += _UNUSED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(sign) for sign in wanted_signs()])
    subsetter.subset(font)
    # The licence of Fandol wants it said in the work itself that it was changed.
    said = f"A subset of {source.name}, made in December 2026; see kit/fonts/README.md."
    font["name"].setName(said, _DESCRIPTION, 3, 1, 0x409)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def wanted_signs() -> frozenset[str]:
    """Return what a face is to have, as far as its source has it."""
    return frozenset(
        (
            *_gb2312(),
            *(_HERE / "beyond_gb2312.txt").read_text("utf-8").replace("\n", ""),
            *(chr(point) for signs in _SIGNS for point in signs),
        )
    )


def _gb2312() -> Iterator[str]:
    for row in _ROWS:
        for cell in _CELLS:
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


if __name__ == "__main__":
    make_faces(Path(sys.argv[1]))
