"""How causes are spoken of, in the form's own labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kit.checks.cause import WrongCell
from kit.checks.causes.left_out import LeftOut
from kit.checks.causes.suspects import Inquiry, Suspect
from kit.form.address import split_last
from kit.report.model import Report

_ENDING = "请核对原始台账，不要照改。"
#: Of more possibilities than these the rest is a number.
_LISTED = 4
#: What a label begins with that only counts it, and the remark it ends with.
_NUMERAL = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．、])")
_REMARK = re.compile(r"（[^（）]*）$")
_SLIPS = {
    "run_on": "{found} 像是各分项的数字连在了一起",
    "swapped": "{found} 像是 {value} 的两位数字颠倒",
    "one_more": "{found} 像是 {value} 多打了一位",
    "one_less": "{found} 像是 {value} 漏打了一位",
    "neighbour": "{found} 与相邻单元格相同",
}


def wrong_cells(right: Mapping[str, int], *, values: Mapping[str, object]) -> tuple[WrongCell, ...]:
    """Return the cells of a change with what they have and what they should have."""
    found = {cell: values.get(cell) for cell in right}
    return tuple(
        WrongCell(cell=cell, found=was if isinstance(was, int) else None, value=right[cell])
        for cell, was in found.items()
    )


def spoken(cell: str, *, report: Report) -> str:
    """Name a cell: where it stands and its labels without their numerals and remarks."""
    is_last, own = split_last(cell)
    figure = report.filing.figures.get(own)
    place = figure.place if figure and not is_last else None
    table = report.filing_form.tables[own.partition(".")[0]].name
    spot = f"{place.sheet} {place.cell}" if place else table
    labels = report.filing_form.cells[own].name.split("·")
    name = "·".join(_REMARK.sub("", _NUMERAL.sub("", label)) or label for label in labels)
    return f"{'上年报告' if is_last else ''}{spot}（{name}）"


def spoken_change(suspect: Suspect, *, values: Mapping[str, object], report: Report) -> str:
    """Say what is wrong and what it should be."""
    cells = {c.cell: c for c in wrong_cells(suspect.right, values=values)}
    typed = [cells[cell] for cell in suspect.typed]
    totals = [cells[cell] for cell in suspect.right if cell not in suspect.typed]
    names = {cell: spoken(cell, report=report) for cell in cells}
    match suspect.kind:
        case "with_totals":
            (first,) = typed
            others = "、".join(names[c.cell] for c in totals)
            wanted = "、".join(str(c.value) for c in (first, *totals))
            return f"{names[first.cell]}连同合计出来的{others}都{_off(first)}，应为 {wanted}"
        case "moved":
            return _moved(typed, totals=totals, names=names)
        case "run_together":
            found, wanted = (
                "、".join(_shown(value) for value in side)
                for side in ([c.found for c in typed], [c.value for c in typed])
            )
            both = "和".join(names[c.cell] for c in typed)
            return f"{both}的数字连错了位置，现为 {found}，应为 {wanted}"
        case _:
            return "；".join(f"{names[c.cell]}{_off(c)}，应为 {c.value}" for c in typed)


def _moved(
    typed: Sequence[WrongCell], *, totals: Sequence[WrongCell], names: Mapping[str, str]
) -> str:
    over, under = sorted(typed, key=lambda c: (c.value or 0) - (c.found or 0))
    is_row = over.cell.rpartition(".")[0] == under.cell.rpartition(".")[0]
    follow = "、".join(f"{names[c.cell]} {c.value}" for c in totals)
    return (
        f"{names[over.cell]}{_off(over)}、{names[under.cell]}{_off(under)}，"
        f"像是计错了{'列' if is_row else '行'}，应为 {over.value}、{under.value}"
    ) + (f"（合计随之为{follow}）" if totals else "")


def spoken_briefly(suspect: Suspect, *, values: Mapping[str, object], report: Report) -> str:
    """Say what each cell has and what it would become, for a list of what is possible."""
    cells = wrong_cells(suspect.right, values=values)
    return "、".join(f"{spoken(c.cell, report=report)} {_shown(c.found)}→{c.value}" for c in cells)


def spoken_cause(said: str, *, count: int, evidence: Sequence[str]) -> str:
    """Word a cause that is named: what is wrong, how much it explains, what speaks for it."""
    reasons = f"{'；'.join(evidence)}。" if evidence else ""
    return f"{said}，改后 {count} 处消失。{reasons}{_ENDING}"


def spoken_open(possible: Sequence[str], *, count: int) -> str:
    """Word a cause that cannot be told: the places to look at."""
    listed = "；".join(f"（{n}）{said}" for n, said in enumerate(possible[:_LISTED], start=1))
    more = f"；另有 {len(possible) - _LISTED} 种可能" if len(possible) > _LISTED else ""
    several = f"{count} 处可能出自同一个差错" if count > 1 else "这一处可能只错了一格"
    return f"{several}，仅凭现有的数定不下是哪一种：{listed}{more}。{_ENDING}"


def spoken_left_out(left_out: LeftOut, *, count: int, report: Report) -> str:
    """Word that sums left out numbers typed as text."""
    names = "、".join(_with_value(cell, report=report) for cell in left_out.cells[:_LISTED])
    more = f" 等 {len(left_out.cells)} 格" if len(left_out.cells) > _LISTED else ""
    totals = "、".join(
        f"{spoken(cell, report=report)} {value}" for cell, value in left_out.totals.items()
    )
    return (
        f"{names}{more} 是文本，求和公式没有算上：把文本改为数字，合计应为{totals}，"
        f"改后 {count} 处消失。"
    )


def spoken_noted(cells: Sequence[str], *, count: int, report: Report) -> str:
    """Word that a cell was read in a way that may not be meant."""
    figures = report.filing.figures
    said = "；".join(f"{spoken(cell, report=report)}{figures[cell].note}" for cell in cells)
    return f"{said}，{count} 处不符与此有关。请先核对它原来写的是什么，再看其他的数。"


def _with_value(cell: str, *, report: Report) -> str:
    return f"{spoken(cell, report=report)}的 {report.filing.figures[cell].text}"


def spoken_evidence(suspect: Suspect, *, inquiry: Inquiry) -> tuple[str, ...]:
    """Say what speaks for a change: who else has the number, and which slip it looks like."""
    said = dict.fromkeys(witness.spoken for witness in suspect.heard.for_it)
    if suspect.kind in {"one_cell", "with_totals"}:
        (cell,) = suspect.typed
        found, value = inquiry.values[cell], suspect.right[cell]
        slip = _SLIPS.get(inquiry.slip_of(cell, value))
        # Of numbers of one digit nothing can be told.
        if slip and max(int(found or 0), value) > 9:  # noqa: PLR2004 - one digit
            said[slip.format(found=found, value=value)] = None
    return tuple(said)


def _off(cell: WrongCell) -> str:
    by = (cell.found or 0) - (cell.value or 0)
    return f"多 {by}" if by > 0 else f"少 {-by}"


def _shown(value: int | None) -> str:
    return "空白" if value is None else str(value)
