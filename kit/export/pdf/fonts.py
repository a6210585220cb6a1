"""The fonts of a page: which family stands for which hand, and what characters they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kit.errors import Fault, FontError
from kit.export.pdf.coverage import code_points
from kit.export.pdf.engine import Face, find_faces, installed_faces

FontSource = Literal["packaged", "system"]

_SERIF, _SANS = "Noto Serif SC", "Noto Sans SC"
_FANG = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong")
#: Each hand of the page with the families that may write it, the best first.
HANDS: Mapping[FontSource, Mapping[str, tuple[str, ...]]] = {
    "packaged": {
        "title": (_SERIF,),
        "hei": (_SANS,),
        "kai": (_SERIF,),
        "fang": (_SERIF,),
        "song": (_SERIF,),
    },
    "system": {
        "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
        "hei": ("黑体", "SimHei"),
        "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
        "fang": _FANG,
        # 9704 asks for it in page numbers alone.
        "song": ("宋体", "SimSun", "新宋体", "NSimSun", *_FANG),
    },
}
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))
_CONTEXT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The fonts of a page: families by hand, each with the others behind it, and their faces."""

    stacks: Mapping[str, tuple[str, ...]]
    faces: tuple[Face, ...]


def font_files(fonts: FontSource) -> Mapping[str, Path]:
    """Return the font files a PDF is set with, by file name.

    Raises
    ------
    FontError
        If a font is not on this machine.
    """
    return {face.path.name: face.path for face in load_fonts(fonts).faces}


@cache
def load_fonts(fonts: FontSource) -> Fonts:
    """Find the fonts of a page and what they can show, once in a process.

    Raises
    ------
    FontError
        If this machine lacks one; one fault for each hand without a font.
    """
    faces = _packaged_faces() if fonts == "packaged" else installed_faces()
    chosen = choose_fonts(faces, hands=HANDS[fonts])
    # Slow to read: a process that loads fonts before others are forked reads it for them all.
    _covered(chosen.faces)
    return chosen


def choose_fonts(faces: Sequence[Face], *, hands: Mapping[str, tuple[str, ...]]) -> Fonts:
    """Choose for each of *hands* the first of its families that is among *faces*.

    Raises
    ------
    FontError
        One fault for each hand that no face can write.
    """
    known = {face.family.casefold(): face for face in reversed(faces)}
    chosen = {
        hand: next((known[name.casefold()] for name in names if name.casefold() in known), None)
        for hand, names in hands.items()
    }
    faults = [_unfound(hands[hand]) for hand, face in chosen.items() if face is None]
    if faults:
        raise FontError(*faults)
    used = {face.family: face for face in chosen.values() if face}
    stacks = {
        hand: tuple(dict.fromkeys((face.family, *used))) for hand, face in chosen.items() if face
    }
    return Fonts(stacks=stacks, faces=tuple(used.values()))


def check_characters(text: str, *, fonts: Fonts) -> None:
    """Refuse *text* if it has a character that none of *fonts* can show.

    Raises
    ------
    FontError
        One fault a character, with the words around its first place.
    """
    covered = _covered(fonts.faces)
    missing = [sign for sign in dict.fromkeys(text) if ord(sign) not in covered]
    if missing:
        raise FontError(*(_unshown(sign, text=text) for sign in missing))


@cache
def _covered(faces: tuple[Face, ...]) -> frozenset[int]:
    """Return the code points that *faces* can show, those for line ends too, none private."""
    from fontTools.ttLib import TTFont

    covered = {ord("\n")}
    for face in faces:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            covered |= code_points(font)
    return frozenset(covered.difference(*_PRIVATE))


def _packaged_faces() -> tuple[Face, ...]:
    import pylopdf_fonts_zh_cn

    return find_faces(Path(pylopdf_fonts_zh_cn.__file__).parent)


def _unfound(names: Sequence[str]) -> Fault:
    cure = "请安装其中之一，或删去 report.yaml 里的 fonts: system，改用自带字体。"
    return Fault("report.yaml fonts: system", "或".join(names), "没有装", cure)


def _unshown(sign: str, *, text: str) -> Fault:
    at = text.index(sign)
    around = text[max(0, at - _CONTEXT) : at + 1 + _CONTEXT].replace("\n", " ").strip()
    cure = "请换成常用字或标准写法，造字区的字须改为其正式编码。"
    return Fault(f"正文“{around}”", "字体里有的字", f"“{sign}”（U+{ord(sign):04X}）", cure)
