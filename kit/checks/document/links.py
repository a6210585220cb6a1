"""Which cells the counts of a text are read as, for those who want to look them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.checks.claims import Claim, Topic, read_claims, readings_of, scale_of, value_of
from kit.checks.findings import At
from kit.form.address import split_last
from kit.report.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that state a count, and the cells it is read as: this year's alone."""

    at: At
    cells: tuple[str, ...]


def find_links(report: Report) -> tuple[Link, ...]:
    """Return the counts of the narrative in reading order, each with its cells.

    A count that fits no reading of its words has the cells of the usual one.
    """
    links = (
        Link(at=claim.at, cells=cells)
        for sentence in read_claims(report)
        for claim in sentence.claims
        if claim.kind in {"count", "each"} and claim.number and not claim.is_last
        for cells in _cells_of(claim, report=report)
    )
    return tuple(dict.fromkeys(links))


def _cells_of(claim: Claim, *, report: Report) -> Iterator[tuple[str, ...]]:
    cells = [cell for topic in claim.topics for cell in _read_as(claim, topic, report=report)]
    own = [cell for cell in cells if not split_last(cell)[0]]
    if own:
        yield tuple(dict.fromkeys(own))


def _read_as(claim: Claim, topic: Topic, *, report: Report) -> tuple[str, ...]:
    readings = readings_of(topic, report=report)
    number = claim.number
    if not readings or number is None:
        return ()
    fitting = (
        reading
        for reading in readings
        if (value := value_of(reading, report=report)) is not None
        and number.fits(value * scale_of(reading, unit=number.unit, report=report))
    )
    best = next(fitting, readings[0])
    return (*best.cells, *best.minus)
