"""Cells of an .xlsx that look blank to a reader of values: formulas never computed, and errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kit.errors import Fault
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import listed
from kit.source.grids import cell_name
from kit.source.sheet_parts import sheet_parts

#: A cell with an error value, or with a formula and no value. One whose value is
#: the empty text, as of =IF(…,""), was computed.
_ODD = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?![^>]* t="str")[^>]*?'
    rb'(?: t="(?P<error>e)"[^>]*>.*?|>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*)</c>'
)
_COMPUTE = "请用 Excel 或 WPS 打开文件，保存一次，再试。"
_MEND = "请改正公式，或直接填写。"


def uncomputed_faults(content: bytes, *, sheets: Sequence[LedgerSheet]) -> Iterator[Fault]:
    """Say which cells of *sheets*, in the columns that count, have no value for such a reason.

    Parameters
    ----------
    content
        An .xlsx that was found safe.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = sheet_parts(package)
        for sheet in sheets:
            part = parts.get(sheet.name, "")
            if part in package.namelist():
                yield from _faults(package.read(part), sheet=sheet)


def _faults(xml: bytes, *, sheet: LedgerSheet) -> Iterator[Fault]:
    wanted = {cell_name(0, column)[:-1] for column in sheet.columns}
    found: dict[bool, list[str]] = defaultdict(list)
    for cell in _ODD.finditer(xml):
        column, row = cell[1].decode(), int(cell[2])
        if column in wanted and row > sheet.first:
            found[cell["error"] is not None].append(f"{column}{row}")
    for is_error, cells in found.items():
        said, cure = ("错误值", _MEND) if is_error else ("尚未计算的公式", _COMPUTE)
        yield Fault(f"{sheet.spoken} {listed(cells)}", "算出的内容", said, cure)
