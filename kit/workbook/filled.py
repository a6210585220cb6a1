"""Numbers put into cells of an .xlsx that somebody works in; all else stays byte for byte.

Whoever rewrites such a file with a library loses what the library does not know:
computed values, widths, what the office program keeps for itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from kit.source.sheet_parts import sheet_parts

_CELL = re.compile(r'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ROW = re.compile(r'(<row r="([0-9]{1,7})"[^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
_TYPE = re.compile(r' t="[a-zA-Z]*"')
_FORMULA = re.compile(r"<f[^>]*>(.*?)</f>", re.DOTALL)
_QUOTES = {"&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PutNumber:
    """What to put into a cell: a number; into one with this very ``formula`` as its result."""

    number: int
    formula: str = ""


def put_numbers(
    content: bytes, *, entries: Mapping[str, Mapping[str, PutNumber]]
) -> tuple[bytes, Mapping[str, tuple[str, ...]]]:
    """Put numbers into blank cells of an .xlsx; one in which something stands is left alone.

    Parameters
    ----------
    content
        A file that was found safe.
    entries
        By sheet and cell in ``A1`` notation.

    Returns
    -------
    tuple
        The file, and the blank cells that were filled by sheet.
    """
    buffer = io.BytesIO()
    done: dict[str, tuple[str, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        sheets = {part: name for name, part in sheet_parts(source).items() if name in entries}
        for info in source.infolist():
            part = source.read(info)
            if name := sheets.get(info.filename):
                text, done[name] = _filled(part.decode(), wanted=entries[name])
                part = text.encode()
            target.writestr(info, part)
    return buffer.getvalue(), done


def _filled(text: str, *, wanted: Mapping[str, PutNumber]) -> tuple[str, tuple[str, ...]]:
    done: list[str] = []
    met: set[str] = set()

    def put(found: re.Match[str]) -> str:
        cell, attributes, inside = found[1], found[2], found[3] or ""
        met.add(cell)
        entry = wanted.get(cell)
        formula = _FORMULA.search(inside)
        if entry is None or ("<v>" in inside and not formula) or "<is>" in inside:
            return found[0]
        kept = ""
        if formula:
            if not entry.formula or unescape(formula[1], _QUOTES) != entry.formula.lstrip("="):
                return found[0]
            kept = formula[0]
        else:
            done.append(cell)
        return f'<c r="{cell}"{_TYPE.sub("", attributes)}>{kept}<v>{entry.number}</v></c>'

    text = _CELL.sub(put, text)
    lacking = {cell: entry for cell, entry in wanted.items() if cell not in met}

    def complete(found: re.Match[str]) -> str:
        cells = [cell for cell in lacking if _row(cell) == int(found[2])]
        done.extend(cells)
        return _with_cells(found, {cell: lacking[cell] for cell in cells})

    return (_ROW.sub(complete, text) if lacking else text), tuple(done)


def _with_cells(row: re.Match[str], cells: Mapping[str, PutNumber]) -> str:
    """Return a row with *cells* it had not, each in its place."""
    if not cells:
        return row[0]
    all_cells = {found[1]: found[0] for found in _CELL.finditer(row[3] or "")}
    all_cells |= {cell: f'<c r="{cell}"><v>{e.number}</v></c>' for cell, e in cells.items()}
    ordered = sorted(all_cells, key=lambda cell: (len(cell), cell))
    return f"{row[1]}>{''.join(all_cells[cell] for cell in ordered)}</row>"


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
