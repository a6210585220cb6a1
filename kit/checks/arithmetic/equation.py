"""A row or column written out in numbers, and by how much it is off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.checks.arithmetic.balance import known_sum
from kit.form.instances import Instance
from kit.source.filing import Value

Sign = Literal["＝", "≥"]
#: More terms than these are told by their number.
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A row or column in numbers; it is balanced when it holds, every value of it known."""

    text: str = ""
    is_balanced: bool = False
    is_known: bool = False


def write_out(line: Instance, *, values: Mapping[str, Value], sign: Sign = "＝") -> Equation:
    """Write a row or column out, and see whether it holds.

    ``3521＋125＝3525＋121``, or ``793＋71 ≠ 808＋59，差 −3`` where it does not.
    """
    sides = [[values.get(term) for term in terms] for terms in (line.left, line.right, line.minus)]
    left, right, minus = (_written(side) for side in sides)
    right += f"－{minus}" if minus else ""
    if any(None in side for side in sides):
        return Equation(text=f"{left}{sign}{right}")
    gap = known_sum(sides[0]) - known_sum(sides[1]) + known_sum(sides[2])
    if gap == 0 or (gap > 0 and sign == "≥"):
        return Equation(text=f"{left}{sign}{right}", is_balanced=True, is_known=True)
    unequal = "＜" if sign == "≥" else "≠"
    off = f"差 {'−' if gap < 0 else ''}{abs(gap)}"
    return Equation(text=f"{left} {unequal} {right}，{off}", is_known=True)


def _written(side: Sequence[Value]) -> str:
    if len(side) <= _FEW:
        return "＋".join("空白" if value is None else str(value) for value in side)
    blank = side.count(None)
    return f"{known_sum(side)}（{len(side)} 项之和{f'，{blank} 项空白' if blank else ''}）"
