"""The rows or columns a sum rule is judged in, one by one."""

from __future__ import annotations

from dataclasses import dataclass

from kit.form.address import split_last
from kit.form.kinds import AtLeast, Equal
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


def rule_instances(kind: Equal | AtLeast, *, form: Form) -> tuple[Instance, ...]:
    """Return *kind* row by row or column by column, in the order its left cells are printed.

    Examples
    --------
    >>> from kit.form import load_forms
    >>> form = load_forms()["2021"]
    >>> rule_instances(form.rules["Y1"].kind, form=form)[0].terms
    ('t3.carried_in.natural_person', 'last.t3.carried_out.natural_person')
    """
    segment = ("row", "column").index(kind.each) + 1
    sides = {
        "left": _matched(kind.left, form=form),
        "right": _matched(kind.right, form=form),
        "minus": _matched(kind.minus, form=form) if isinstance(kind, Equal) else (),
    }
    keys = dict.fromkeys(_key(address, segment=segment) for address in sides["left"])
    return tuple(
        Instance(
            **{
                side: tuple(a for a in addresses if _key(a, segment=segment) == key)
                for side, addresses in sides.items()
            }
        )
        for key in keys
    )


def _key(address: str, *, segment: int) -> tuple[str, str]:
    """Return what the addresses of one row or column have in common."""
    parts = split_last(address)[1].split(".")
    return parts[0], parts[segment]


def _matched(patterns: tuple[str, ...], *, form: Form) -> tuple[str, ...]:
    matched: list[str] = []
    for pattern in patterns:
        is_last, address = split_last(pattern)
        matched += [f"last.{a}" if is_last else a for a in form.match(address)]
    return tuple(matched)
