"""From what may explain broken sums to a cause with its findings and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from kit.checks.arithmetic.balance import Values, balance_of, own_cells
from kit.checks.cause import Cause, WrongCell
from kit.checks.causes.costs import load_costs
from kit.checks.causes.left_out import LeftOut
from kit.checks.causes.lines import SumLine
from kit.checks.causes.search import Explanation
from kit.checks.causes.suspects import Inquiry, Suspect
from kit.checks.causes.witnesses import Heard
from kit.checks.causes.wording import (
    spoken_briefly,
    spoken_cause,
    spoken_change,
    spoken_evidence,
    spoken_left_out,
    spoken_noted,
    spoken_open,
    wrong_cells,
)
from kit.checks.findings import Finding
from kit.form.kinds import Filled
from kit.report.model import Report

#: Of a single line with more cells than these it is not worth saying what each could be.
_FEW = 8
_Ranked = Sequence[tuple[Suspect, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is told of one report: its findings, and the sums behind them."""

    report: Report
    findings: Sequence[Finding]
    lines: tuple[SumLine, ...]

    def of_lines(self, lines: int) -> list[str]:
        """Return the keys of the findings that *lines* are off."""
        wanted = {
            (line.rule, frozenset(own_cells(line.instance)))
            for at, line in enumerate(self.lines)
            if lines >> at & 1 and not line.is_of_last
        }
        return [f.key for f in self.findings if (f.rule, frozenset(f.cells)) in wanted]

    def of_witnesses(self, heard: Heard) -> list[str]:
        """Return the keys of the findings that those who speak for a change are at odds."""
        return [f.key for f in self.findings if any(w.is_of(f) for w in heard.for_it)]

    def of_cells(self, cells: Iterable[str]) -> list[str]:
        """Return the keys of what is found of the filling of single *cells*."""
        wanted = {(cell,) for cell in cells}
        rules = self.report.form.rules
        return [
            f.key
            for f in self.findings
            if f.cells in wanted and isinstance(rules[f.rule].kind, Filled)
        ]

    def in_order(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return *keys* once each, in the order of the findings."""
        return tuple(f.key for f in self.findings if f.key in keys)


def tell(explanation: Explanation, *, inquiry: Inquiry, case: Case) -> Iterator[Cause]:
    """Yield the cause of an explanation; none where it is of last year alone or says nothing."""
    keys = case.of_lines(explanation.lines)
    if not keys:
        return
    noted = _noted(explanation.rivals, inquiry=inquiry)
    rivals = [r for r in explanation.rivals if inquiry.noted.isdisjoint(r[0].right)]
    if noted:
        yield _of_noted(noted, keys=keys, case=case)
    elif explanation.is_settled:
        yield _named(rivals[0][0], keys=keys, inquiry=inquiry, case=case)
    elif rivals and (len(keys) > 1 or len(_likely(rivals)) <= _FEW):
        yield _open(rivals, keys=keys, inquiry=inquiry, case=case)


def _noted(rivals: _Ranked, *, inquiry: Inquiry) -> list[str]:
    """Return the cells read with a note that are more likely the cause than all others."""
    touching = [r for r in rivals if not inquiry.noted.isdisjoint(r[0].right)]
    if sum(share for _, share in touching) * 2 < 1:
        return []
    return [cell for cell in touching[0][0].right if cell in inquiry.noted]


def _named(suspect: Suspect, *, keys: list[str], inquiry: Inquiry, case: Case) -> Cause:
    filled = case.of_cells(cell for cell in suspect.right if inquiry.values.get(cell) is None)
    explained = case.in_order([*keys, *case.of_witnesses(suspect.heard), *filled])
    evidence = spoken_evidence(suspect, inquiry=inquiry)
    said = spoken_change(suspect, values=inquiry.values, report=case.report)
    return Cause(
        kind=suspect.kind,
        cells=wrong_cells(suspect.right, values=inquiry.values),
        findings=explained,
        evidence=evidence,
        message=spoken_cause(said, count=len(explained), evidence=evidence),
    )


def _open(rivals: _Ranked, *, keys: list[str], inquiry: Inquiry, case: Case) -> Cause:
    likely = _likely(rivals)
    said = [spoken_briefly(s, values=inquiry.values, report=case.report) for s in likely]
    return Cause(
        kind=likely[0].kind,
        possible=tuple(wrong_cells(s.right, values=inquiry.values) for s in likely),
        findings=case.in_order(keys),
        message=spoken_open(said, count=len(keys)),
    )


def _likely(rivals: _Ranked) -> list[Suspect]:
    """Return those that together are nearly all of the likelihood, and their equals."""
    enough, total, least = load_costs()["settled"]["listed_share"], 0.0, 0.0
    whole = sum(share for _, share in rivals)
    likely: list[Suspect] = []
    for suspect, share in rivals:
        if total >= enough * whole and not isclose(share, least):
            break
        likely.append(suspect)
        total, least = total + share, share
    return likely


def _of_noted(cells: list[str], *, keys: list[str], case: Case) -> Cause:
    figures = case.report.filing.figures
    return Cause(
        kind="read_with_note",
        cells=tuple(_as_read(cell, report=case.report) for cell in cells),
        findings=case.in_order([*keys, *case.of_cells(cells)]),
        evidence=tuple(figures[cell].note for cell in cells),
        message=spoken_noted(cells, count=len(keys), report=case.report),
    )


def tell_left_out(left_out: LeftOut, *, values: Values, case: Case) -> Cause:
    """Return the cause that numbers typed as text were left out of sums."""
    after = {**values, **left_out.totals}
    mended = sum(
        1 << at
        for at, line in enumerate(case.lines)
        if _outcome(line, values) == "broken" and _outcome(line, after) == "holds"
    )
    keys = case.in_order([*case.of_lines(mended), *case.of_cells(left_out.cells)])
    figures = case.report.filing.figures
    return Cause(
        kind="left_out",
        cells=(
            *(_as_read(cell, report=case.report) for cell in left_out.cells),
            *wrong_cells(left_out.totals, values=values),
        ),
        findings=keys,
        evidence=tuple(figures[cell].note for cell in left_out.cells),
        message=spoken_left_out(left_out, count=len(keys), report=case.report),
    )


def _as_read(cell: str, *, report: Report) -> WrongCell:
    """Return a cell that is not said to be wrong: it has what it should have."""
    value = report.filing.value(cell)
    whole = value if isinstance(value, int) else None
    return WrongCell(cell=cell, found=whole, value=whole)


def _outcome(line: SumLine, values: Values) -> str:
    return balance_of(line.instance, values).as_equal()
