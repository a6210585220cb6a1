"""The rules of the form as formulas of a spreadsheet: totals, and conditions for marking in red."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from xlsxwriter.utility import xl_range_abs

from kit.form import Form, Table
from kit.form.address import split_last
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import AtLeast, Equal, Filled
from kit.source.filing import Filing
from kit.workbook.position import Area, joined_areas, slot_area

K = TypeVar("K", Equal, AtLeast, Filled)

#: What is wrong in a number cell that is not blank, by type; an amount is free text.
#: A count typed as text is wrong here, though the reader takes it: sums pass over it.
_WRONG = {
    "count": "IF(ISNUMBER({0}),OR({0}<0,{0}<>INT({0})),TRUE)",
    "signed": "IFERROR(VALUE({0})<>INT(VALUE({0})),TRUE)",
    "decimal": "IFERROR(VALUE({0})<0,TRUE)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Cells to turn red, and the formula that is true when they must."""

    areas: tuple[Area, ...]
    formula: str


def total_formulas(form: Form) -> Mapping[str, str]:
    """Return the formula of every cell that a rule fills, by address; the first rule decides.

    A total of nothing is blank, not 0.
    """
    formulas: dict[str, str] = {}
    for address, parts in summed_cells(form).items():
        terms = _arguments(parts, table=form.tables[address.partition(".")[0]])
        formulas[address] = f'=IF(COUNT({terms})=0,"",SUM({terms}))'
    return formulas


@cache
def summed_cells(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Return the cells that a rule fills, each with those it sums up; the first rule decides."""
    summed: dict[str, tuple[str, ...]] = {}
    for table in form.tables.values():
        for kind in _kinds(form, Equal):
            for instance in _instances_in(table, kind, form=form) if kind.fills else ():
                summed.setdefault(instance.left[0], instance.right)
    return summed


def carried_cells(form: Form) -> Mapping[str, str]:
    """Return the cells that only repeat a cell of last year's report, with that cell's address."""
    carried: dict[str, str] = {}
    for kind in filter(_repeats_last, _kinds(form, Equal)):
        for instance in rule_instances(kind, form=form):
            carried[instance.left[0]] = split_last(instance.right[0])[1]
    return carried


def sum_marks(form: Form, *, table: Table, last: Filing | None) -> Iterator[Mark]:
    """Yield a mark for each row or column of *table* in which a sum rule can be judged.

    Where a rule looks at last year, its numbers stand in the formula; without
    them there is nothing to mark.
    """
    kinds: tuple[Equal | AtLeast, ...] = (*_kinds(form, Equal), *_kinds(form, AtLeast))
    for kind in kinds:
        for instance in _instances_in(table, kind, form=form):
            if _is_known(instance, last=last):
                yield _sum_mark(instance, kind=kind, table=table, last=last)


def value_marks(form: Form, *, table: Table) -> Iterator[Mark]:
    """Yield marks for cells of *table* that hold something that is not of their type."""
    for kind in _kinds(form, Filled):
        wanted = {address for pattern in kind.cells for address in form.match(pattern)}
        for cell_type, wrong in _WRONG.items():
            cells = {a for a, cell in table.cells.items() if cell.type == cell_type}
            yield from _value_marks(wrong, areas=_areas(wanted & cells, table=table))


def is_marking(kind: object, *, last: Filing | None) -> bool:
    """Whether a rule of *kind* marks cells in a workbook that knows *last* year's filing."""
    if isinstance(kind, Equal | AtLeast):
        return last is not None or not any(split_last(pattern)[0] for pattern in kind.right)
    return isinstance(kind, Filled)


def _kinds(form: Form, wanted: type[K]) -> tuple[K, ...]:
    return tuple(rule.kind for rule in form.rules.values() if isinstance(rule.kind, wanted))


def _repeats_last(kind: Equal) -> bool:
    return len(kind.right) == 1 and split_last(kind.right[0])[0] and not kind.minus


def _instances_in(table: Table, kind: Equal | AtLeast, *, form: Form) -> Iterator[Instance]:
    """Yield the instances whose cells of this year are all in *table*: a sheet sees no other."""
    for instance in rule_instances(kind, form=form):
        if all(address in table.cells for address in _this_year(instance.terms)):
            yield instance


def _this_year(terms: Iterable[str]) -> list[str]:
    return [address for address in terms if not split_last(address)[0]]


def _is_known(instance: Instance, *, last: Filing | None) -> bool:
    """Whether every number of last year that *instance* looks at is there."""
    marked = (split_last(address) for address in instance.terms)
    return all(last and last.value(address) is not None for is_last, address in marked if is_last)


def _sum_mark(
    instance: Instance, *, kind: Equal | AtLeast, table: Table, last: Filing | None
) -> Mark:
    cells = _this_year(instance.terms)
    filled = f"COUNT({_arguments(cells, table=table)})={len(cells)}"
    left, right, minus = (
        f"SUM({_arguments(side, table=table, last=last)})"
        for side in (instance.left, instance.right, instance.minus)
    )
    less = f"-{minus}" if instance.minus else ""
    sign = "<>" if isinstance(kind, Equal) else "<"
    broken = f"{left}{sign}{right}{less}"
    return Mark(areas=_areas(cells, table=table), formula=f"=AND({filled},{broken})")


def _value_marks(wrong: str, *, areas: tuple[Area, ...]) -> Iterator[Mark]:
    for area in areas:
        first = xl_range_abs(*area[:2], *area[:2]).replace("$", "")
        yield Mark(areas=(area,), formula=f"=AND(LEN({first})>0,{wrong.format(first)})")


def _arguments(terms: Iterable[str], *, table: Table, last: Filing | None = None) -> str:
    """Return the arguments of a function: ranges of this year, numbers of last year."""
    terms = tuple(terms)
    ranges = [xl_range_abs(*area) for area in _areas(_this_year(terms), table=table)]
    numbers = [
        str(last.value(address))
        for is_last, address in map(split_last, terms)
        if is_last and last is not None
    ]
    return ",".join([*ranges, *numbers])


def _areas(addresses: Iterable[str], *, table: Table) -> tuple[Area, ...]:
    wanted = set(addresses)
    return joined_areas(
        slot_area(slot)[:2] for slot in table.slots if slot.cell and slot.cell.address in wanted
    )
