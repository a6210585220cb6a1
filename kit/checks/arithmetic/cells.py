"""Judge single cells: filled with a value of their type, zero where nothing can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kit.checks.arithmetic.balance import match_filed
from kit.checks.document.powers import makes_rules
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.places import spoken_cell
from kit.errors import Fault
from kit.form.kinds import Filled, ZeroFrom, ZeroUnless
from kit.form.model import Rule
from kit.report.model import Report
from kit.source.filing import Figure
from kit.source.values import WANTED
from kit.workspace import Agency

_BLANK = "空白"
#: How it is told whether a body has a power.
_POWERS: Mapping[str, Callable[[Agency], bool]] = {"rule_making": makes_rules}


def judge_filled(rule: Rule, *, kind: Filled, report: Report) -> Judgement:
    """Judge that each cell holds a value of its type.

    A value that was normalised to be read is noted, and breaks nothing.
    """
    figures = list(_figures(kind.cells, report=report))
    faults = judged(_fault(rule, f, report=report) for f in figures if f.fault)
    notes = tuple(_note(rule, f, report=report) for f in figures if f.note and not f.fault)
    return Judgement(outcome=faults.outcome, findings=(*faults.findings, *notes))


def judge_zero_unless(rule: Rule, *, kind: ZeroUnless, report: Report) -> Judgement:
    """Judge that the cells are zero for an agency without the power."""
    if not wants_zero(kind, report=report):
        return NOT_APPLICABLE
    return _judge_zero(rule, kind.cells, said="应为 0，实为 {}", report=report)


def judge_zero_from(rule: Rule, *, kind: ZeroFrom, report: Report) -> Judgement:
    """Judge that the cells are zero from a year on."""
    if not wants_zero(kind, report=report):
        return NOT_APPLICABLE
    return _judge_zero(rule, kind.cells, said="一般为 0，实为 {}", report=report)


def wants_zero(kind: ZeroUnless | ZeroFrom, *, report: Report) -> bool:
    """Whether the cells of *kind* are to be zero in *report*."""
    if isinstance(kind, ZeroFrom):
        return report.year >= kind.year
    return not _POWERS[kind.power](report.agency)


def _judge_zero(rule: Rule, patterns: tuple[str, ...], *, said: str, report: Report) -> Judgement:
    figures = list(_figures(patterns, report=report))
    if not figures:
        return NOT_APPLICABLE
    is_open = any(figure.value is None for figure in figures)
    findings = (
        build_finding(
            rule,
            where=spoken_cell(figure.address, report=report),
            said=said.format(figure.text),
            cells=(figure.address,),
            expected=0,
            found=figure.value,
        )
        for figure in figures
        if figure.value
    )
    return judged(findings, otherwise="undecided" if is_open else "holds")


def _figures(patterns: tuple[str, ...], *, report: Report) -> Iterator[Figure]:
    """Return the figures of the cells named; a cell the filing lacks is blank."""
    for address in match_filed(patterns, report=report):
        blank = Figure(address=address, value=None, text="", raw="", fault=_BLANK)
        yield report.filing.figures.get(address, blank)


def _fault(rule: Rule, figure: Figure, *, report: Report) -> Finding:
    """Say what is wrong with a cell; what was wanted of it is reason enough."""
    wanted = WANTED[report.filing_form.cells[figure.address].type]
    where = spoken_cell(figure.address, report=report)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=str(Fault(where, wanted, figure.fault, figure.cure or rule.cure)),
        cells=(figure.address,),
        expected=wanted,
        found=figure.raw or _BLANK,
    )


def _note(rule: Rule, figure: Figure, *, report: Report) -> Finding:
    """Say what was put right on reading; nothing more need be done about it."""
    where = spoken_cell(figure.address, report=report)
    return Finding(
        rule=rule.id,
        severity="note",
        message=str(Fault(where, found=figure.note, cure="请核对无误。")),
        cells=(figure.address,),
        expected=figure.text,
        found=figure.raw,
    )
