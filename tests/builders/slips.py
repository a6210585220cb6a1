"""Slips of the hand sown into the figures of right reports: what is wrong, what was right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from builders.lawful import BLOCKS, OUTCOMES, PARTS
from kit.form import Form
from kit.form.address import LAST

#: Right figures by address, last year's with their mark.
Figures = Mapping[str, int]
_TOTALLED = ("received", "carried_in", "closed_total", "carried_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sown:
    """One slip: the cells it made wrong, with what they have *now* and what was *right*.

    ``texts`` are cells that are right, typed as text.
    """

    kind: str
    now: Mapping[str, int]
    right: Mapping[str, int]
    texts: tuple[str, ...] = ()


def sow(kind: str, figures: Figures, *, form: Form, rng: Random) -> Sown | None:
    """Return a slip of *kind* in right *figures*; ``None`` where they have no place for it."""
    if kind == "left_out":
        return _left_out(figures, form=form, rng=rng)
    now = _SOWERS[kind](figures, form, rng)
    changed = {cell: value for cell, value in now.items() if value != figures[cell]}
    if len(changed) < len(now) or not now or any(value < 0 for value in now.values()):
        return None
    return Sown(kind=kind, now=changed, right={cell: figures[cell] for cell in changed})


def mistyped(value: int, *, rng: Random) -> int:
    """Return a count as a hand gets it wrong: swapped, more, fewer or other digits, or nothing."""
    digits = str(value)
    at = rng.randrange(len(digits))
    other = str(rng.randrange(10))
    ways = [f"{digits[:at]}{other}{digits[at + 1 :]}", str(max(0, value + rng.randint(-9, 9)))]
    if len(digits) > 1:
        spot = rng.randrange(len(digits) - 1)
        swapped = digits[:spot] + digits[spot + 1] + digits[spot] + digits[spot + 2 :]
        ways += [swapped, digits[:at] + digits[at + 1 :]]
    if value:
        ways += ["0", f"{digits[:at]}{rng.choice((digits[at], other))}{digits[at:]}"]
    wrong = [now for way in ways if (now := int(way)) != value]
    return rng.choice(wrong) if wrong else value + rng.randint(1, 9)


def _rows(form: Form) -> list[str]:
    return list(dict.fromkeys(cell.split(".")[1] for cell in form.tables["t3"].cells))


def _results(form: Form) -> list[str]:
    return [row for row in _rows(form) if row not in _TOTALLED]


def _one(cells: Sequence[str], figures: Figures, rng: Random) -> dict[str, int]:
    cell = rng.choice(cells)
    return {cell: mistyped(figures[cell], rng=rng)}


def _in_table_two(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    cells = [c for c in form.tables["t2"].cells if ".rules." in c or ".normative_" in c]
    return _one(cells, figures, rng)


def _in_table_three(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    return _one(list(form.tables["t3"].cells), figures, rng)


def _in_table_four(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    return _one(list(form.tables["t4"].cells), figures, rng)


def _across_years(figures: Figures, _form: Form, rng: Random) -> dict[str, int]:
    """Make what is carried over wrong, in this year's report or in last year's."""
    row = rng.choice(("t3.carried_in", f"{LAST}t3.carried_out"))
    return _one([f"{row}.{column}" for column in (*PARTS, "total")], figures, rng)


def _with_total(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    """Make a cell wrong and the total of its row, or of its column, by the same."""
    part = rng.choice(PARTS)
    if rng.random() < 0.7:
        row = rng.choice([r for r in _rows(form) if r != "closed_total"])
        cells = (f"t3.{row}.{part}", f"t3.{row}.total")
    else:
        cells = (f"t3.{rng.choice(_results(form))}.{part}", f"t3.closed_total.{part}")
    off = mistyped(figures[cells[0]], rng=rng) - figures[cells[0]]
    return {cell: figures[cell] + off for cell in cells}


def _to_column(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    """Count cases in the column beside their own."""
    row = rng.choice([row for row in _rows(form) if any(_cases(figures, row))])
    pairs = [(f"t3.{row}.{a}", f"t3.{row}.{b}") for a, b in pairwise(PARTS)]
    return _moved(pairs, figures, rng)


def _to_row(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    """Count cases in the row above or below their own."""
    column = rng.choice(PARTS)
    pairs = [(f"t3.{a}.{column}", f"t3.{b}.{column}") for a, b in pairwise(_rows(form))]
    return _moved(pairs, figures, rng)


def _cases(figures: Figures, row: str) -> list[int]:
    return [figures[f"t3.{row}.{part}"] for part in PARTS]


def _moved(pairs: list[tuple[str, str]], figures: Figures, rng: Random) -> dict[str, int]:
    ways = [pair[::way] for pair in pairs for way in (1, -1)]
    ways = [way for way in ways if figures[way[0]]]
    if not ways:
        return {}
    taken, given = rng.choice(ways)
    # Most often the whole count stands in the wrong place.
    cases = figures[taken] if rng.random() < 0.7 else rng.randint(1, figures[taken])
    return {taken: figures[taken] - cases, given: figures[given] + cases}


def _run_together(figures: Figures, form: Form, rng: Random) -> dict[str, int]:
    """Part the digits of two neighbours elsewhere, or write them into one cell."""
    rows = [[f"t3.{row}.{column}" for column in (*PARTS, "total")] for row in _rows(form)]
    rows += [[f"t4.{block}.{outcome}" for outcome in (*OUTCOMES, "total")] for block in BLOCKS]
    pairs = [pair for row in rows for pair in pairwise(row) if all(figures[c] for c in pair)]
    if not pairs:
        return {}
    one, other = rng.choice(pairs)
    digits = f"{figures[one]}{figures[other]}"
    cuts = [(int(digits[:at]), int(digits[at:])) for at in range(1, len(digits))]
    first, second = rng.choice([*cuts, (int(digits), 0), (0, int(digits))])
    return {one: first, other: second}


def _left_out(figures: Figures, *, form: Form, rng: Random) -> Sown | None:
    """Type a cell as text, which sums of spreadsheets leave out."""
    cells = [f"t3.{row}.{part}" for row in _rows(form) if row != "closed_total" for part in PARTS]
    cells += [f"t4.{block}.{outcome}" for block in BLOCKS for outcome in OUTCOMES]
    cells = [cell for cell in cells if figures[cell]]
    if not cells:
        return None
    cell = rng.choice(cells)
    table, row, column = cell.split(".")
    totals = [f"{table}.{row}.total"]
    if table == "t3" and row in _results(form):
        totals += [f"t3.closed_total.{column}", "t3.closed_total.total"]
    now = {total: figures[total] - figures[cell] for total in totals}
    right = {each: figures[each] for each in (cell, *totals)}
    return Sown(kind="left_out", now=now, right=right, texts=(cell,))


_SOWERS: Mapping[str, Callable[[Figures, Form, Random], dict[str, int]]] = {
    "table_two": _in_table_two,
    "table_three": _in_table_three,
    "table_four": _in_table_four,
    "across_years": _across_years,
    "with_total": _with_total,
    "to_column": _to_column,
    "to_row": _to_row,
    "run_together": _run_together,
}
#: Slips of one cell, and those of two.
SINGLE = ("table_two", "table_three", "table_four", "across_years")
DOUBLE = ("with_total", "to_column", "to_row", "run_together")
KINDS = (*SINGLE, *DOUBLE, "left_out")
