"""The fonts of a page: which family stands for which hand, and what characters they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.errors import Fault, FontError
from kit.export.pdf.coverage import code_points
from kit.export.pdf.engine import Face, find_faces, installed_faces
from kit.export.pdf.hands import FontSource, Hand, load_hands
from kit.fonts import shipped_fonts

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
    hands = load_hands()
    # The shipped ones first: a family of theirs is the one whose digest is known.
    faces = (*_packaged_faces(), *(installed_faces() if fonts == "system" else ()))
    chosen = choose_fonts(faces, hands=hands.hands, source=fonts, behind=hands.behind)
    # Slow to read: a process that loads fonts before others are forked reads it for them all.
    _covered(chosen.faces)
    return chosen


def choose_fonts(
    faces: Sequence[Face], *, hands: Sequence[Hand], source: FontSource, behind: Sequence[str] = ()
) -> Fonts:
    """Choose for each of *hands* the first of its families that is among *faces*.

    What a family lacks comes from the next in its stack: those of *behind*, then the
    families of the other hands.

    Raises
    ------
    FontError
        One fault for each hand that no face can write.
    """
    known = {face.family.casefold(): face for face in reversed(faces)}
    chosen = [(hand, _first(hand.families[source], known=known)) for hand in hands]
    faults = [_unfound(hand, source=source) for hand, face in chosen if face is None]
    if faults:
        raise FontError(*faults)
    rest = [known[name.casefold()] for name in behind if name.casefold() in known]
    own = {hand.id: face for hand, face in chosen if face}
    used = {face.family: face for face in (*rest, *own.values())}
    stacks = {hand: tuple(dict.fromkeys((face.family, *used))) for hand, face in own.items()}
    return Fonts(stacks=stacks, faces=tuple(used.values()))


def _first(names: Sequence[str], *, known: Mapping[str, Face]) -> Face | None:
    return next((known[name.casefold()] for name in names if name.casefold() in known), None)


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

    return find_faces(Path(pylopdf_fonts_zh_cn.__file__).parent, shipped_fonts())


def _unfound(hand: Hand, *, source: FontSource) -> Fault:
    cure = "请安装其中之一，或删去 report.yaml 里的 fonts: system，改用自带字体。"
    wanted = f"{hand.name}用的" + "或".join(hand.families[source])
    return Fault("report.yaml fonts: system", wanted, "没有装", cure)


def _unshown(sign: str, *, text: str) -> Fault:
    at = text.index(sign)
    around = text[max(0, at - _CONTEXT) : at + 1 + _CONTEXT].replace("\n", " ").strip()
    cure = "请换成常用字或标准写法，造字区的字须改为其正式编码。"
    return Fault(f"正文“{around}”", "字体里有的字", f"“{sign}”（U+{ord(sign):04X}）", cure)
