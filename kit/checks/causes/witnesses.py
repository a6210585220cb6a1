"""What else is known of the figures: the text, the ledgers, the reports added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from kit.checks.agreement.outcome import Judged
from kit.checks.arithmetic.balance import Values, balance_of, lines_of, match_filed, own_cells
from kit.checks.arithmetic.cells import wants_zero
from kit.checks.causes.costs import load_costs
from kit.checks.findings import At, Finding
from kit.checks.judgement import public
from kit.checks.words import spoken_at
from kit.form.instances import Instance
from kit.form.kinds import AtLeast, LedgerAgrees, SumOfParts, ZeroFrom, ZeroUnless
from kit.report.model import Report
from kit.source.filing import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One number that the figures of its *cells* must give; ``key`` is what it says.

    ``rule`` is the one that finds where they do not, ``at`` the words that say it.
    """

    kind: Literal["said", "derived", "counted"]
    key: object
    rule: str
    cells: frozenset[str]
    bears_out: Callable[[Values], bool]
    spoken: str
    at: At | None = None

    def is_of(self, finding: Finding) -> bool:
        """Whether *finding* is that the figures do not bear it out."""
        if finding.rule != self.rule:
            return False
        return finding.at == self.at if self.at else self.cells.issuperset(finding.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The witnesses that speak for a change of figures, and those against it."""

    for_it: tuple[Witness, ...] = ()
    against: tuple[Witness, ...] = ()

    @property
    def cost(self) -> float:
        """What they weigh; what is said twice is said once."""
        costs = load_costs()["evidence"]
        for_it = {w.key: w.kind for w in self.for_it}
        against = {w.key: f"un{w.kind}" for w in self.against}
        return sum(costs[name] for name in (*for_it.values(), *against.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """All witnesses, by the cells they know of."""

    by_cell: Mapping[str, tuple[Witness, ...]]

    def hear(self, before: Values, after: Values, *, changed: Iterable[str]) -> Heard:
        """Return who speaks for the values *after*, and who for those *before*."""
        asked = {id(w): w for cell in changed for w in self.by_cell.get(cell, ())}.values()
        told = [(w, w.bears_out(before), w.bears_out(after)) for w in asked]
        return Heard(
            for_it=tuple(w for w, was, will in told if will and not was),
            against=tuple(w for w, was, will in told if was and not will),
        )


def call_witnesses(report: Report, *, judged: Iterable[Judged]) -> Witnesses:
    """Return who else knows the figures of *report*; words filled from them know nothing."""
    by_cell: defaultdict[str, list[Witness]] = defaultdict(list)
    for witness in (
        *_of_text(report, judged=judged),
        *_of_counts(report),
        *_of_least(report),
        *_of_zero(report),
    ):
        for cell in witness.cells:
            by_cell[cell].append(witness)
    return Witnesses(by_cell={cell: tuple(found) for cell, found in by_cell.items()})


def _of_text(report: Report, *, judged: Iterable[Judged]) -> Iterator[Witness]:
    for each in judged:
        asserted = each.assertion
        if asserted is None or _is_filled(each, report=report):
            continue
        at = each.words.span(each.start, each.end)
        yield Witness(
            kind="derived" if asserted.is_derived else "said",
            key=asserted.key,
            rule=each.rule,
            cells=asserted.cells,
            bears_out=asserted.holds,
            spoken=f"{spoken_at(at)}说的是 {asserted.told}",
            at=at,
        )


def _is_filled(judged: Judged, *, report: Report) -> bool:
    """Whether a number was put into the text from the cells."""
    places = (judged.words.span(number, judged.end) for number in judged.numbers)
    return any(report.narrative.placeholder_at(at.line, column=at.column) for at in places)


def _of_counts(report: Report) -> Iterator[Witness]:
    """Yield what the ledgers count, and what the reports below add up to."""
    for cell, count in (report.ledger.counts if report.ledger else {}).items():
        said = f"台账合计是 {public(count.value)}"
        yield _counted(cell, count.value, kind=LedgerAgrees, spoken=said, report=report)
    for cell, added in (report.rollup.sums if report.rollup else {}).items():
        if report.rollup and report.rollup.is_whole(cell):
            said = f"各机关之和是 {public(added.known)}"
            yield _counted(cell, added.known, kind=SumOfParts, spoken=said, report=report)


def _counted(cell: str, value: Value, *, kind: type, spoken: str, report: Report) -> Witness:
    rules = (rule.id for rule in report.form.rules.values() if isinstance(rule.kind, kind))
    return Witness(
        kind="counted",
        key=(cell, spoken),
        rule=next(rules, ""),
        cells=frozenset((cell,)),
        bears_out=lambda values: values.get(cell) == value,
        spoken=spoken,
    )


def _of_least(report: Report) -> Iterator[Witness]:
    """Yield what cells are at least, as last year's pending cases."""
    for rule in report.form.rules.values():
        if not isinstance(rule.kind, AtLeast):
            continue
        for line in lines_of(rule.kind, report=report):
            yield Witness(
                kind="said",
                key=(rule.id, line),
                rule=rule.id,
                cells=frozenset(own_cells(line)),
                bears_out=partial(_is_enough, line),
                spoken=f"{rule.id} {rule.title}",
            )


def _of_zero(report: Report) -> Iterator[Witness]:
    """Yield what cells are to be zero, as rules of one without the power to make them."""
    for rule in report.form.rules.values():
        if isinstance(rule.kind, ZeroFrom | ZeroUnless) and wants_zero(rule.kind, report=report):
            for cell in match_filed(rule.kind.cells, report=report):
                yield Witness(
                    kind="said",
                    key=(rule.id, cell),
                    rule=rule.id,
                    cells=frozenset((cell,)),
                    bears_out=partial(_is_zero, cell),
                    spoken=f"{rule.id} {rule.title}",
                )


def _is_zero(cell: str, values: Values) -> bool:
    return values.get(cell) == 0


def _is_enough(line: Instance, values: Values) -> bool:
    return balance_of(line, values).as_at_least() == "holds"
