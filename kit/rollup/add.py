"""The sums of a roll-up, each with its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kit.form import Form, load_forms
from kit.report.rollup import Rollup, Sum
from kit.rollup.read import Part
from kit.source import Filing, build_filing
from kit.source.values import Raw, shortest


def add_parts(
    parts: Iterable[Part], *, form: Form, agency: str, year: int, left_out: Sequence[str] = ()
) -> Rollup:
    """Add up *parts* into the cells of *form*.

    A table of another edition with other cells cannot be added, whatever some of
    its cells are called; one that both editions print alike can.
    """
    every = tuple(parts)
    columns = {part.member.agency: _by_address(part) for part in every if part.values}
    differing = _differing(every, form=form)
    return Rollup(
        year=year,
        agency=agency,
        edition=form.edition,
        members=tuple(part.member for part in every),
        sums={
            address: _sum(address, columns, without=differing.get(table.id, ()))
            for table in form.tables.values()
            for address in table.cells
        },
        left_out=tuple(left_out),
        differing=differing,
    )


def summed_filing(rollup: Rollup, *, form: Form) -> Filing:
    """Return the sums as a filing; one that lacks a part is blank, never smaller than it is."""
    values = {a: _written(rollup.total(a), type_=cell.type) for a, cell in form.cells.items()}
    return build_filing(form, agency=rollup.agency, year=rollup.year, values=values)


def _by_address(part: Part) -> Mapping[str, int | Decimal | None]:
    cells = load_forms()[part.member.edition].cells
    return dict(zip(cells, part.values, strict=True))


def _differing(parts: Iterable[Part], *, form: Form) -> dict[str, tuple[str, ...]]:
    """Return, for each table, the members whose edition prints it with other cells."""
    others = [p.member for p in parts if p.values and p.member.edition != form.edition]
    forms = load_forms()
    found = {
        id_: tuple(
            member.agency
            for member in others
            if not table.is_like(forms[member.edition].tables[id_])
        )
        for id_, table in form.tables.items()
    }
    return {id_: agencies for id_, agencies in found.items() if agencies}


def _sum(
    address: str,
    columns: Mapping[str, Mapping[str, int | Decimal | None]],
    *,
    without: Sequence[str],
) -> Sum:
    left = set(without)
    values = {who: own.get(address) for who, own in columns.items() if who not in left}
    parts = {who: value for who, value in values.items() if value}
    return Sum(
        known=sum(parts.values(), start=0),
        parts=parts,
        blank=tuple(who for who, value in values.items() if value is None),
    )


def _written(value: int | Decimal | None, *, type_: str) -> Raw:
    """Return a sum as its cell is filled in; an amount is one of yuan."""
    if value is None or isinstance(value, int):
        return f"{value}元" if type_ == "amount" and value else value
    return f"{shortest(value)}元" if type_ == "amount" else shortest(value)
