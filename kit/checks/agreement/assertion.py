"""What words say of cells, so that it can be held against any figures, not only those filed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.agreement.operands import Reading, sum_of
from kit.checks.reading.numerals import Number
from kit.source.filing import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What words say of cells: whether *values* by address bear it out.

    Attributes
    ----------
    key
        What is said: two of the same key say the same thing twice.
    told
        The number as it would be written.
    is_derived
        Whether it is worked out of several figures, as a share is.
    """

    key: object
    told: str
    cells: frozenset[str]
    holds: Callable[[Values], bool]
    is_derived: bool = False


def assert_count(
    number: Number, *, told: str, ways: tuple[tuple[Reading, Fraction], ...]
) -> Assertion:
    """Return that a count is one of the *ways* to read it, each with its scale."""

    def holds(values: Values) -> bool:
        sums = ((sum_of(reading, values=values), scale) for reading, scale in ways)
        return any(found is not None and number.fits(found * scale) for found, scale in sums)

    return Assertion(
        key=(ways, number.value), told=told, cells=_cells(way for way, _ in ways), holds=holds
    )


def assert_pair(
    key: object,
    *,
    told: str,
    ways: tuple[tuple[Reading, Reading], ...],
    fits: Callable[[Fraction, Fraction], bool],
) -> Assertion:
    """Return that two figures *fit*, by one of the *ways*: a part in a whole, now and before."""

    def holds(values: Values) -> bool:
        pairs = ((sum_of(one, values=values), sum_of(other, values=values)) for one, other in ways)
        return any(
            one is not None and other is not None and fits(one, other) for one, other in pairs
        )

    return Assertion(
        key=(key, ways),
        told=told,
        cells=_cells(side for way in ways for side in way),
        holds=holds,
        is_derived=True,
    )


def _cells(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(cell for reading in readings for cell in reading.all_cells)
