"""The rows or columns a sum rule is judged in, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kit.form.address import LAST, split_last
from kit.form.kinds import AtLeast, Each, Equal
from kit.form.model import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A sum rule in one row or column: addresses, those of last year with their mark."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Every address the instance looks at."""
        return (*self.left, *self.right, *self.minus)


@cache
def rule_instances(kind: Equal | AtLeast, *, form: Form) -> tuple[Instance, ...]:
    """Return *kind* row by row or column by column, in the order its left cells are printed.

    Examples
    --------
    >>> from kit.form import load_forms
    >>> form = load_forms()["2021"]
    >>> rule_instances(form.rules["Y1"].kind, form=form)[0].terms
    ('t3.carried_in.natural_person', 'last.t3.carried_out.natural_person')
    """
    minus = kind.minus if isinstance(kind, Equal) else ()
    left, right, less = (
        _by_line(side, each=kind.each, form=form) for side in (kind.left, kind.right, minus)
    )
    return tuple(
        Instance(left=cells, right=right.get(line, ()), minus=less.get(line, ()))
        for line, cells in left.items()
    )


def _by_line(
    patterns: tuple[str, ...], *, each: Each, form: Form
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Group the addresses *patterns* name by table and by row or column of it."""
    segment = ("row", "column").index(each) + 1
    lines: dict[tuple[str, str], tuple[str, ...]] = {}
    for pattern in patterns:
        is_last, own = split_last(pattern)
        for address in form.match(own):
            parts = address.split(".")
            line = parts[0], parts[segment]
            lines[line] = (*lines.get(line, ()), f"{LAST}{address}" if is_last else address)
    return lines
