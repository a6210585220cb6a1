"""What ``--to`` can name, and the files of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from kit.errors import Fault, ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A public file that the page leads to: what readers call it, and whether it is figures."""

    label: str
    mime: str
    is_data: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
#: The files of each format, in the order they are written; ``report.ipynb`` is always there.
FILES = {
    "html": ("report.html",),
    "review": ("review.html",),
    "pdf": ("report.pdf",),
    "json": ("report.json", "review.json"),
    "csv": ("report.csv",),
    "xlsx": ("report.xlsx",),
    "fragment": ("report.fragment.html",),
    "docx": ("report.docx",),
}
#: Executed, whatever else is wanted.
NOTEBOOK = "report.ipynb"
#: What readers may want beside the page; the fragment is for editors of portals.
COMPANIONS = {
    "report.pdf": Companion(label="PDF 文件", mime="application/pdf"),
    "report.docx": Companion(label="Word 文档", mime=f"{_OFFICE}.wordprocessingml.document"),
    "report.xlsx": Companion(label="电子表格", mime=f"{_OFFICE}.spreadsheetml.sheet", is_data=True),
    "report.csv": Companion(label="数据（CSV）", mime="text/csv", is_data=True),
    "report.json": Companion(label="数据（JSON）", mime="application/json", is_data=True),
}
#: Every name that a build writes beside the manifest: no other file is ours.
NAMES = frozenset({NOTEBOOK, *chain.from_iterable(FILES.values())})


def checked_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Return *names* in the order they are written, each once.

    Raises
    ------
    ParameterError
        If a name is no format.
    """
    unknown = [name for name in names if name not in FILES]
    if unknown or not names:
        cure = f"可用：{'、'.join(FILES)}。"
        found = unknown or ["空"]
        raise ParameterError(*(Fault("--to", "导出格式", name, cure) for name in found))
    return tuple(name for name in FILES if name in names)


def companions(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of *names* that the page leads to, in the order it has them."""
    there = frozenset(names)
    return tuple(name for name in COMPANIONS if name in there)
