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


def find_faces(folder: Path) -> tuple[Face, ...]:
    """Return the fonts in *folder*."""
    return _faces(_open_fonts((folder,)))


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
