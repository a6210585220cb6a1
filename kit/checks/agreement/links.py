"""Which cells the counts of a text are read as, for those who want to look them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.checks.agreement.account import runs_of
from kit.checks.agreement.counts import count_sentence
from kit.checks.agreement.spans import span_of
from kit.checks.findings import At
from kit.checks.reading.read import Run
from kit.form.address import split_last
from kit.report.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that state a count, and the cells it is read as: this year's alone."""

    at: At
    cells: tuple[str, ...]


def find_links(report: Report) -> tuple[Link, ...]:
    """Return the counts of the narrative in reading order, each with its cells.

    A count that fits no reading of its words has the cells of the nearest one.
    """
    links = (link for run in runs_of(report) for link in _links_of(run, report=report))
    return tuple(dict.fromkeys(links))


def _links_of(run: Run, *, report: Report) -> Iterator[Link]:
    for sentence in run.sentences:
        for counted in count_sentence(sentence.mentions, report=report).values():
            cells = counted.reading.all_cells if counted.reading else ()
            own = tuple(cell for cell in cells if not split_last(cell)[0])
            if own:
                yield Link(at=run.words.span(*span_of(counted.mention)), cells=own)
