"""Where rules do not hold, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from kit.checks.cause import Cause
from kit.form.model import Severity

Outcome = Literal["holds", "broken", "undecided", "not applicable"]
#: What came of a number of the text, from the best to what nobody has looked at.
NumberStatus = Literal["agrees", "contradicts", "other quantity", "not checkable", "not understood"]
_WORST_FIRST: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where words stand: file, line and column from 1, and the words.

    The column counts the characters of the line, its placeholders filled; what is said of a
    whole line stands in its first.
    """

    file: str
    line: int
    quote: str
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a rule does not hold.

    ``expected`` and ``found`` are counts, decimals as text, or words; ``accepted`` is
    the reason that a claim of the agency gives, ``None`` while there is none; ``last`` are
    last year's cells that it was found by beside its own ``cells``; ``key`` is
    what decisions refer to it by, as :func:`kit.checks.claims.with_keys`; ``claim`` the
    line that would claim it.
    """

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    at: At | None = None
    expected: int | str | None = None
    found: int | str | None = None
    accepted: str | None = None
    last: tuple[str, ...] = ()
    key: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleClaim:
    """A claim that covers nothing any more, or not all that it names.

    Attributes
    ----------
    number
        Which entry of ``accepted`` it is, from 1.
    why
        What changed since, or what it lacks, each in Chinese.
    lines
        What to write instead, where the findings that it was about still stand.
    """

    number: int
    rule: str
    reason: str
    is_partial: bool
    why: tuple[str, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRead:
    """One number of the text: where it stands, what came of it, and what it was read as.

    ``read_as`` is empty where nothing is known of it.
    """

    at: At
    status: NumberStatus
    read_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a check of one report gave: findings, the outcome of every rule, and their causes.

    ``numbers`` are those of the text in reading order: none is passed over in silence;
    ``stale`` the claims that do not hold any more.
    """

    findings: tuple[Finding, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    numbers: tuple[NumberRead, ...] = ()
    stale: tuple[StaleClaim, ...] = ()

    def counting(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of that severity that nobody claims."""
        return tuple(f for f in self.findings if f.severity == severity and f.accepted is None)

    @property
    def claimed(self) -> tuple[Finding, ...]:
        """The findings that a claim covers, whether or not a reviewer confirmed it."""
        return tuple(f for f in self.findings if f.accepted is not None)

    def by_cause(self) -> Iterator[tuple[Cause | None, tuple[Finding, ...]]]:
        """Yield each cause with the open findings it explains, and those that have none.

        The worst come first, both among causes and among the findings of one; what has no
        cause stands after the causes that are as bad. What two causes explain stands with
        the first.
        """
        rest = {f.key: f for f in self.findings if f.accepted is None}
        groups: list[tuple[Cause | None, tuple[Finding, ...]]] = [
            (cause, _worst_first(rest.pop(key) for key in cause.findings if key in rest))
            for cause in self.causes
        ]
        groups += [
            (None, tuple(f for f in rest.values() if f.severity == severity))
            for severity in _WORST_FIRST
        ]
        told = [(cause, findings) for cause, findings in groups if findings]
        yield from sorted(told, key=lambda group: _WORST_FIRST.index(group[1][0].severity))

    def as_data(self, *, confirmed: Container[str] = ()) -> dict[str, Any]:
        """Return plain JSON values: findings, outcomes, causes, numbers and stale claims.

        Parameters
        ----------
        confirmed
            Keys of the findings whose claims a reviewer confirmed.
        """
        return {
            "findings": [
                _finding_data(finding, is_confirmed=finding.key in confirmed)
                for finding in self.findings
            ],
            "outcomes": dict(self.outcomes),
            "causes": [asdict(cause) for cause in self.causes],
            "numbers": _numbers_data(self.numbers),
            "stale": [asdict(claim) for claim in self.stale],
        }


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.severity)))


def _numbers_data(numbers: Sequence[NumberRead]) -> dict[str, Any]:
    found = Counter(number.status for number in numbers)
    places = [
        _at_data(number.at) | {"status": number.status, "read_as": number.read_as}
        for number in numbers
    ]
    return {"counts": {name: found[name] for name in get_args(NumberStatus)}, "places": places}


def _at_data(at: At) -> dict[str, Any]:
    return {"file": at.file, "line": at.line, "column": at.column, "quote": at.quote}


def _finding_data(finding: Finding, *, is_confirmed: bool) -> dict[str, Any]:
    at = finding.at and _at_data(finding.at)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "cells": list(finding.cells),
        "at": at,
        "expected": finding.expected,
        "found": finding.found,
        "message": finding.message,
        "accepted": finding.accepted,
        "confirmed": is_confirmed,
        "key": finding.key,
        "claim": finding.claim,
    }
