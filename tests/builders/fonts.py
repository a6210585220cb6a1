"""Fonts that go by the names of those an office has, cut down to a few signs."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_NAMES = {"FamilyName": 1, "FullName": 4, "PostScriptName": 6}
#: What GB/T 9704 asks for, and the packaged font that stands for it here.
OFFICE = {
    "FZXiaoBiaoSong-B05S": "Serif",
    "SimHei": "Sans",
    "KaiTi_GB2312": "Serif",
    "FangSong_GB2312": "Serif",
    "SimSun": "Serif",
}


def write_office_fonts(folder: Path, *, text: str) -> Path:
    """Write the fonts of :data:`OFFICE` into *folder*, each with the signs of *text* alone."""
    packaged = Path(pylopdf_fonts_zh_cn.__file__).parent
    folder.mkdir(parents=True)
    for design in dict.fromkeys(OFFICE.values()):
        font = TTFont(packaged / f"Noto{design}SC-Regular.otf")
        cutter = Subsetter(Options(glyph_names=False, layout_features=["*"]))
        cutter.populate(text=text)
        cutter.subset(font)
        for family, own in OFFICE.items():
            if own == design:
                _write(font, folder / f"{family}.otf", family=family)
    return folder


def _write(font: TTFont, path: Path, *, family: str) -> None:
    for record in list(font["name"].names):
        if record.nameID in {16, 17, 25}:
            font["name"].removeNames(nameID=record.nameID)
        elif record.nameID in _NAMES.values():
            record.string = family
    font["CFF "].cff.fontNames = [family]
    font.save(path)
