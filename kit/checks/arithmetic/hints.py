"""What probably happened where sums do not agree: a case in the wrong column, digits run together.

A hint is a guess worth checking; it never decides whether a rule holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from kit.checks.arithmetic.balance import Values, balance_of, own_cells
from kit.checks.places import line_label, quoted
from kit.form import Form
from kit.form.instances import Instance
from kit.form.kinds import Each


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What a hint is drawn from: all lines of the rule, and the values."""

    lines: tuple[Instance, ...]
    each: Each
    values: Values
    form: Form


def find_hint(line: Instance, clues: Clues) -> str:
    """Say what probably went wrong in *line*, without a full stop; empty when nothing tells."""
    twin = _opposite(line, clues)
    if twin:
        return _misplaced(line, twin, clues)
    return _concatenated(line, clues.values) or _run_together(line, clues)


def _opposite(line: Instance, clues: Clues) -> Instance | None:
    """Return the only other line that is off, when it is off by as much the other way."""
    values = clues.values
    own = balance_of(line, values)
    others = [other for other in clues.lines if other is not line]
    off = [other for other in others if balance_of(other, values).as_equal() != "holds"]
    if len(off) != 1 or not own.is_known:
        return None
    balance = balance_of(off[0], values)
    return off[0] if balance.is_known and balance.surplus == -own.surplus else None


def _misplaced(line: Instance, twin: Instance, clues: Clues) -> str:
    cells = [clues.form.cells[of.left[0]] for of in (line, twin)]
    first, second = (quoted(line_label(cell, each=clues.each)) for cell in cells)
    cases = abs(balance_of(line, clues.values).surplus)
    word = "列" if clues.each == "column" else "行"
    said = f"{first}与{second}一多一少，各差 {cases}，其余相符"
    return f"{said}，可能有 {cases} 件计错了{word}"


def _concatenated(line: Instance, values: Values) -> str:
    """Notice a total that is the digits of neighbouring cells, one after the other."""
    total = values.get(line.left[0])
    items = [values.get(address) for address in line.right]
    if len(line.left) > 1 or not total:
        return ""
    for start, end in combinations(range(len(items) + 1), 2):
        run = items[start:end]
        if end - start > 1 and run[0] and None not in run and "".join(map(str, run)) == str(total):
            return f"{total} 像是相邻单元格的 {'、'.join(map(str, run))} 连在了一起"
    return ""


def _run_together(line: Instance, clues: Clues) -> str:
    """Notice a cell whose digits, shared out with an empty neighbour, mend every sum."""
    for address in own_cells(line):
        for split in _splits(address, clues):
            touched = (of for of in clues.lines if not split.keys().isdisjoint(of.terms))
            mended = clues.values | split
            if all(balance_of(of, mended).as_equal() == "holds" for of in touched):
                first, second = split.values()
                return f"{clues.values[address]} 像是相邻单元格的 {first}、{second} 连在了一起"
    return ""


def _splits(address: str, clues: Clues) -> Iterator[Values]:
    """Every way to share the digits of a cell with a neighbour that is blank or zero."""
    values = clues.values
    digits = str(values.get(address) or "")
    cuts = [(digits[:at], digits[at:]) for at in range(1, len(digits))]
    for pair in _neighbours(address, clues.form) if digits.isdecimal() else ():
        if any(values.get(other) for other in pair if other != address):
            continue
        for first, second in cuts:
            if second == str(int(second)):
                yield {pair[0]: int(first), pair[1]: int(second)}


def _neighbours(address: str, form: Form) -> Iterator[tuple[str, str]]:
    """Return the pairs of cells, side by side in one row, that *address* is one of."""
    row = [cell for cell in form.cells if cell.rpartition(".")[0] == address.rpartition(".")[0]]
    pairs = pairwise(row)
    return (pair for pair in pairs if address in pair)
