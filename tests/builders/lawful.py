"""Lawful filings drawn from independent cells; what the law adds up is added up here."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from builders.filings import filing_of
from kit.form import Form, load_forms
from kit.source.filing import Filing
from kit.source.values import Raw

PARTS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")
TOTALLED = ("received", "carried_in", "closed_total", "carried_out")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
OUTCOMES = ("upheld", "corrected", "other", "pending")

counts = st.integers(min_value=0, max_value=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawful:
    """The cells of a lawful filing and of the lawful filing of the year before."""

    form: Form = field(repr=False)
    year: int
    values: dict[str, Raw]
    last_values: dict[str, Raw]

    def filing(self, **changed: Raw) -> Filing:
        """Return the filing, cells *changed* by address with ``__`` for the dots."""
        values = self.values | {key.replace("__", "."): value for key, value in changed.items()}
        return filing_of(self.form, values, year=self.year)

    @property
    def last(self) -> Filing:
        """The filing of the year before."""
        return filing_of(self.form, self.last_values, year=self.year - 1)


@st.composite
def lawful_filings(draw: st.DrawFn) -> Lawful:
    """Draw a lawful filing in either edition, with last year's."""
    form = draw(st.sampled_from(list(load_forms().values())))
    carried_in = {part: draw(counts) for part in PARTS}
    carried_out = {part: draw(counts) for part in PARTS}
    before = dict.fromkeys(PARTS, 0)
    last = _table_three(draw, form, carried_in=before, carried_out=carried_in)
    values = _table_three(draw, form, carried_in=carried_in, carried_out=carried_out)
    pending = {block: draw(counts) for block in BLOCKS}
    last |= _table_four(draw, pending=pending, at_least=dict.fromkeys(BLOCKS, 0))
    values |= _table_four(draw, pending={b: draw(counts) for b in BLOCKS}, at_least=pending)
    in_force = {row: draw(counts) for row in ("rules", "normative_documents")}
    last |= _table_two(draw, form, in_force=dict.fromkeys(in_force, 0), ends=in_force)
    values |= _table_two(draw, form, in_force=in_force, ends=None)
    year = form.first_year + 1
    return Lawful(form=form, year=year, values=values, last_values=last)


def _table_three(
    draw: st.DrawFn, form: Form, *, carried_in: dict[str, int], carried_out: dict[str, int]
) -> dict[str, Raw]:
    """Draw table three between what is carried in and what is carried out."""
    rows = {address.split(".")[1]: None for address in form.tables["t3"].cells}
    results = [row for row in rows if row not in TOTALLED]
    cells: dict[str, Raw] = {}
    for part in PARTS:
        # What is carried in and not carried out must have been closed.
        closed = {row: draw(counts) for row in draw(st.sets(st.sampled_from(results), max_size=4))}
        missing = max(0, carried_in[part] - carried_out[part] - sum(closed.values()))
        closed[results[0]] = closed.get(results[0], 0) + missing
        total = sum(closed.values())
        column = dict.fromkeys(results, 0) | closed
        column |= {
            "closed_total": total,
            "carried_in": carried_in[part],
            "carried_out": carried_out[part],
            "received": total + carried_out[part] - carried_in[part],
        }
        cells |= {f"t3.{row}.{part}": value for row, value in column.items()}
    for row in rows:
        cells[f"t3.{row}.total"] = sum(int(cells[f"t3.{row}.{part}"] or 0) for part in PARTS)
    return cells


def _table_four(
    draw: st.DrawFn, *, pending: dict[str, int], at_least: dict[str, int]
) -> dict[str, Raw]:
    cells: dict[str, Raw] = {}
    for block in BLOCKS:
        said = {outcome: draw(counts) for outcome in OUTCOMES} | {"pending": pending[block]}
        said["upheld"] += at_least[block]
        said["total"] = sum(said.values())
        cells |= {f"t4.{block}.{outcome}": value for outcome, value in said.items()}
    return cells


def _table_two(
    draw: st.DrawFn, form: Form, *, in_force: dict[str, int], ends: dict[str, int] | None
) -> dict[str, Raw]:
    """Draw table two; in edition 2021 documents in force follow from last year's."""
    cells: dict[str, Raw] = {address: draw(counts) for address in form.tables["t2"].cells}
    for row, before in in_force.items():
        if f"t2.{row}.in_force" not in cells:
            continue
        end = draw(counts) if ends is None else ends[row]
        repealed = draw(st.integers(min_value=0, max_value=before))
        cells[f"t2.{row}.repealed"] = repealed + max(0, before - repealed - end)
        cells[f"t2.{row}.issued"] = max(0, end - before + repealed)
        cells[f"t2.{row}.in_force"] = end
    return cells
