"""Typst, the engine that sets the page: the one module that imports it.

Its compiler starts threads of its own: a process that has compiled must not fork.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kit import log
from kit.errors import ExportError, Fault

if TYPE_CHECKING:
    import typst

#: A page that is one drawing, and how fine it is where only pixels can stand.
_DRAWING = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_PPI = 300.0
_STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font: its family, its file and its place in it, 0 but in a collection."""

    family: str
    path: Path
    index: int = 0


def installed_faces() -> tuple[Face, ...]:
    """Return the fonts of this machine."""
    import typst

    return _faces(typst.Fonts(include_embedded_fonts=False))


def find_faces(*folders: Path) -> tuple[Face, ...]:
    """Return the fonts in *folders*."""
    return _faces(_open_fonts(folders))


def compile_pdf(source: Path, *, inputs: Mapping[str, str], faces: Sequence[Face]) -> bytes:
    """Compile a Typst source into a PDF/A-3a and PDF/UA-1 file; only *faces* are searched.

    Raises
    ------
    ExportError
        If Typst cannot set it; what it says goes to the log.
    """
    import typst

    folders = tuple(dict.fromkeys(face.path.parent for face in faces))
    try:
        pdf, warnings = typst.compile_with_warnings(
            source,
            root=source.parent,
            font_paths=_open_fonts(folders),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=_STANDARDS,
            sys_inputs=dict(inputs),
            # The page has a date of its own; without this one the clock is asked,
            # and one that stands before 1970 ends the engine.
            timestamp=0,
        )
    except typst.TypstError as problem:
        log.debug("typst", said="；".join((problem.message, *problem.hints)))
        cure = "请简化正文里特别的写法（层数很多的嵌套、极长的表格），或先不生成 PDF（--to）。"
        raise ExportError(Fault("PDF", "排版引擎能排的内容", "排不出", cure)) from problem
    for warning in warnings:
        log.warn("pdf", said=warning.message)
    return bytes(pdf)


def draw_png(svg: str) -> bytes:
    """Draw an SVG as a PNG, its words in the packaged fonts; the same drawing gives the same bytes.

    Raises
    ------
    ExportError
        If Typst cannot draw it.
    """
    import pylopdf_fonts_zh_cn
    import typst

    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    try:
        png = typst.compile(
            _DRAWING,
            font_paths=_open_fonts((folder,)),
            ignore_system_fonts=True,
            format="png",
            ppi=_PPI,
            sys_inputs={"svg": svg},
            timestamp=0,
        )
    except typst.TypstError as problem:
        log.debug("typst", said=problem.message)
        cure = "请简化这幅图，或改用 PNG。"
        raise ExportError(Fault("Word 文档里的图", "能画出的 SVG", "画不出", cure)) from problem
    return bytes(png)


@cache
def _open_fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """Read the fonts in *folders* and nowhere else, once in a process."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def _faces(fonts: typst.Fonts) -> tuple[Face, ...]:
    return tuple(
        Face(family=info.family, path=Path(info.path), index=info.index)
        for info in fonts.fonts()
        if info.path
    )
