"""Causes as the page shows them: one card for all the findings that one thing explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.checks import CAUSE_NAMES
from kit.export.review.findings import Group, Numbered, group_findings
from kit.form import Form
from kit.form.address import split_last


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseCard:
    """One cause with its number on the page, from 1, and the open findings it explains.

    ``cells`` are this year's that are wrong, or may be; ``rules`` those that its findings
    break, each once, for their reasons.
    """

    number: int
    name: str
    message: str
    cells: tuple[str, ...]
    is_settled: bool
    findings: tuple[Numbered, ...]
    rules: tuple[Group, ...]

    @property
    def look(self) -> str:
        """The gravest look of its findings; they come gravest first."""
        return self.findings[0].look


def cause_cards(
    review: Mapping[str, Any], *, findings: Iterable[Numbered], form: Form
) -> tuple[CauseCard, ...]:
    """Return a card for each cause that has open findings; what two explain is in the first."""
    rest = {f.key: f for f in findings if f.accepted is None and f.key}
    cards: list[CauseCard] = []
    for cause in review.get("causes", ()):
        explained = [rest.pop(key) for key in cause["findings"] if key in rest]
        if explained:
            explained.sort(key=lambda finding: finding.number)
            cards.append(_card(cause, number=len(cards) + 1, findings=explained, form=form))
    return tuple(cards)


def _card(
    cause: Mapping[str, Any], *, number: int, findings: Sequence[Numbered], form: Form
) -> CauseCard:
    return CauseCard(
        number=number,
        name=CAUSE_NAMES[cause["kind"]],
        message=cause["message"],
        cells=tuple(dict.fromkeys(_cells(cause))),
        is_settled=bool(cause["cells"]),
        findings=tuple(findings),
        rules=tuple(group_findings(findings, form=form)),
    )


def _cells(cause: Mapping[str, Any]) -> Iterator[str]:
    for cells in (cause["cells"], *cause["possible"]):
        yield from (cell["cell"] for cell in cells if not split_last(cell["cell"])[0])


def unexplained(findings: Iterable[Numbered], *, cards: Iterable[CauseCard]) -> Iterator[Numbered]:
    """Yield the open *findings* that stand in no card of a cause."""
    told = {finding.number for card in cards for finding in card.findings}
    yield from (f for f in findings if f.accepted is None and f.number not in told)
