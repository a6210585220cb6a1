"""Findings that the agency has looked into and accepts keep their place, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kit import log
from kit.checks.findings import Finding
from kit.errors import Fault, ParameterError, known_names
from kit.form.address import match_addresses, split_last
from kit.parameters import EVERY_CELL, REPORT, Acceptance
from kit.report.model import Report


def mark_accepted(findings: Iterable[Finding], *, report: Report) -> tuple[Finding, ...]:
    """Return the *findings*, those that ``report.yaml`` accepts with its reason.

    A finding is accepted when all its cells match; one without cells, by an
    acceptance that names none. An acceptance of nothing is logged as stale.

    Raises
    ------
    ParameterError
        If an acceptance names a rule or a cell that the form does not have.
    """
    acceptances = report.parameters.accepted
    faults = list(_faults(acceptances, report=report))
    if faults:
        raise ParameterError(*faults)
    found = list(findings)
    for acceptance in acceptances:
        fits = [_fits(acceptance, finding) for finding in found]
        if not any(fits):
            log.warn(
                "acceptance_stale",
                file=f"{report.agency.id}/{REPORT}",
                rule=acceptance.rule,
                cells="、".join(acceptance.cells),
            )
        found = [
            replace(finding, accepted=acceptance.reason) if fit else finding
            for finding, fit in zip(found, fits, strict=True)
        ]
    return tuple(found)


def _fits(acceptance: Acceptance, finding: Finding) -> bool:
    if acceptance.rule != finding.rule:
        return False
    if not finding.cells:
        return acceptance.cells == EVERY_CELL
    return all(
        any(match_addresses(pattern, [cell]) for pattern in acceptance.cells)
        for cell in finding.cells
    )


def _faults(acceptances: Sequence[Acceptance], *, report: Report) -> Iterator[Fault]:
    rules, cells = report.form.rules, report.filing_form.cells
    for number, acceptance in enumerate(acceptances, start=1):
        where = f"{REPORT} accepted 第 {number} 项"
        if acceptance.rule not in rules:
            names = known_names(acceptance.rule, rules)
            yield Fault(f"{where} rule", "本年度表式的规则", acceptance.rule, names)
        for pattern in acceptance.cells:
            own = split_last(pattern)[1]
            if not match_addresses(own, cells):
                yield Fault(f"{where} cells", "表式中的地址", pattern, known_names(own, cells))
