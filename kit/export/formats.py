"""What ``--to`` can name, and the files of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from kit.errors import Fault, ParameterError

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
