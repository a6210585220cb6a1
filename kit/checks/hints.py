"""What probably happened where sums do not agree: a case in the wrong column, digits run together.

A hint is a guess worth checking; it never decides whether a rule holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kit.checks.instances import Instance, Values
from kit.checks.places import line_label, quoted
from kit.form import Form


def find_hint(instance: Instance, *, among: Sequence[Instance], values: Values, form: Form) -> str:
    """Say in one sentence what probably went wrong in *instance*; empty when nothing tells."""
    twin = _opposite(instance, among=among, values=values)
    if twin:
        return _misplaced(instance, twin, values=values, form=form)
    return _concatenated(instance, values=values) or _run_together(
        instance, among=among, values=values, form=form
    )


def _opposite(instance: Instance, *, among: Sequence[Instance], values: Values) -> Instance | None:
    """Return the only other line that is off, when it is off by as much the other way."""
    own = instance.balance(values)
    others = [other for other in among if other is not instance]
    off = [other for other in others if other.balance(values).as_equal() != "holds"]
    if len(off) != 1 or not own.is_known:
        return None
    balance = off[0].balance(values)
    return off[0] if balance.is_known and balance.surplus == -own.surplus else None


def _misplaced(instance: Instance, twin: Instance, *, values: Values, form: Form) -> str:
    names = [
        quoted(line_label(form.cells[line.left[0]], each=line.each)) for line in (instance, twin)
    ]
    cases = abs(instance.balance(values).surplus)
    word = "列" if instance.each == "column" else "行"
    return (
        f"{names[0]}与{names[1]}一多一少，各差 {cases}，其余相符，可能有 {cases} 件计错了{word}。"
    )


def _concatenated(instance: Instance, *, values: Values) -> str:
    """Notice a total that is the digits of neighbouring cells, one after the other."""
    total = values.get(instance.left[0])
    items = [values.get(address) for address in instance.right]
    if len(instance.left) > 1 or not total:
        return ""
    for start, end in combinations(range(len(items) + 1), 2):
        run = items[start:end]
        if end - start > 1 and run[0] and None not in run and "".join(map(str, run)) == str(total):
            digits = "、".join(map(str, run))
            return f"{total} 像是相邻单元格的 {digits} 连在了一起。"
    return ""


def _run_together(
    instance: Instance, *, among: Sequence[Instance], values: Values, form: Form
) -> str:
    """Notice a cell whose digits, shared out with an empty neighbour, mend every sum."""
    for address in instance.cells:
        for split in _splits(address, values=values, form=form):
            touched = [line for line in among if not split.keys().isdisjoint(line.cells)]
            mended = values | split
            if all(line.balance(mended).as_equal() == "holds" for line in touched):
                first, second = split.values()
                return f"{values[address]} 像是相邻单元格的 {first} 和 {second} 连在了一起。"
    return ""


def _splits(address: str, *, values: Values, form: Form) -> Iterator[dict[str, int | None]]:
    """Every way to share the digits of a cell with a neighbour that is blank or zero."""
    digits = str(values.get(address) or "")
    cuts = [(digits[:at], digits[at:]) for at in range(1, len(digits))]
    row = [other for other in form.cells if other.rpartition(".")[0] == address.rpartition(".")[0]]
    at = row.index(address)
    pairs = [pair for pair in (row[at : at + 2], row[max(at - 1, 0) : at + 1]) if len(pair) > 1]
    for pair in pairs if digits.isdecimal() else ():
        if any(values.get(other) for other in pair if other != address):
            continue
        for first, second in cuts:
            if not second.startswith("0") or second == "0":
                yield {pair[0]: int(first), pair[1]: int(second)}
