"""Findings that say the same of many places, put together for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.checks.findings import Finding
from kit.checks.places import figure_of
from kit.narrative import spoken_place
from kit.report.model import Report

#: Fewer are shown one by one.
_MANY = 4
_LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is shown of one finding, or of many alike: all of them, and the message for all."""

    findings: tuple[Finding, ...]
    message: str

    @property
    def first(self) -> Finding:
        """The one that speaks for all."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.findings)


def put_together(findings: Iterable[Finding], *, report: Report) -> Iterator[Said]:
    """Yield what to show of *findings*, in their order; many alike are shown once.

    Those are alike that find the same instead of the same, or only note
    something, each in one place: a table left blank is one thing to say, not two
    hundred. A finding itself stays what it is, so that it can be accepted by itself.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_likeness(finding), []).append(finding)
    for alike in groups.values():
        if len(alike) < _MANY:
            yield from (Said(findings=(finding,), message=finding.message) for finding in alike)
        else:
            message = f"{alike[0].message}{_places(alike, report=report)}"
            yield Said(findings=tuple(alike), message=message)


def _likeness(finding: Finding) -> object:
    """Return what findings alike have in common; every other finding is only like itself."""
    if len(finding.cells) != 1 and (finding.cells or finding.at is None):
        return id(finding)
    # Notes of one rule are alike whatever was found: a sheet of numbers typed as text has many.
    values = () if finding.severity == "note" else (finding.expected, finding.found)
    return (finding.rule, finding.severity, bool(finding.at), finding.accepted, *values)


def _places(findings: list[Finding], *, report: Report) -> str:
    """List where the findings are, a sheet's name once."""
    listed: list[str] = []
    last = ""
    for finding in findings[:_LISTED]:
        sheet, spot = _place(finding, report=report)
        listed.append(f"{sheet} {spot}" if sheet and sheet != last else spot)
        last = sheet
    more = "等" if len(findings) > _LISTED else ""
    return f"同类的共 {len(findings)} 处：{'、'.join(listed)}{more}。"


def _place(finding: Finding, *, report: Report) -> tuple[str, str]:
    if finding.at:
        place = spoken_place(finding.at.file, line=finding.at.line)
        return "", place.removeprefix(f"{finding.at.file} ")
    figure = figure_of(finding.cells[0], report=report)
    if figure and figure.place:
        return figure.place.sheet, figure.place.cell
    return "", finding.cells[0]
