"""The shipped faces are what their page says, and have what reports are written in."""

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kit.export.pdf.coverage import code_points
from kit.fonts import shipped_fonts
from kit.fonts.make import wanted_signs

FACES = sorted(shipped_fonts().glob("*.otf"))
#: How much a wheel, and a clone, may grow by them.
MOST_BYTES = 15_000_000


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.name)
def test_each_face_is_the_one_whose_digest_is_listed(path: Path) -> None:
    """A face that changed is a new version of the kit, which its list of digests tells."""
    listed = (shipped_fonts() / "SHA256SUMS").read_text("utf-8").split()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert listed[listed.index(path.name) - 1] == digest


def test_they_are_three_and_small() -> None:
    """仿宋, 楷体 and the heavy 宋体 of titles, together below their bound."""
    assert len(FACES) == 3
    assert sum(path.stat().st_size for path in FACES) < MOST_BYTES


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.name)
def test_each_face_has_the_characters_of_gb2312(path: Path) -> None:
    """All 6,763 of them; the title's face has those of rare names too."""
    with TTFont(path, lazy=True) as font:
        points = code_points(font)
    hanzi = {sign for sign in wanted_signs() if "\u4e00" <= sign <= "\u9fff"}
    of_gb2312 = {sign for sign in hanzi if _is_of_gb2312(sign)}
    assert len(of_gb2312) == 6763
    assert of_gb2312 <= set(map(chr, points))
    if "Bold" in path.name:
        assert hanzi <= set(map(chr, points))


def test_every_face_stands_beside_its_licence() -> None:
    """Whoever passes a face on finds the terms, the exception for documents, and what was done."""
    said = (shipped_fonts() / "README.md").read_text("utf-8")
    assert all(path.name in said for path in FACES)
    fandol = (shipped_fonts() / "LICENSE.Fandol.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in fandol
    assert "embed this font" in " ".join(fandol.split())
    noto = (shipped_fonts() / "LICENSE.Noto.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in noto


def _is_of_gb2312(sign: str) -> bool:
    try:
        return bool(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return False
