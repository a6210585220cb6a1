"""What the page says of a finding beside its place: each thing once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.export.review.findings import Numbered
from kit.export.review.rules import Part, Values, equation_of
from kit.export.review.wording import spoken_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The words of a finding, its row or column written out, and its values if neither has them."""

    message: str
    equation: str
    values: str


def remarks_of(
    findings: Iterable[Numbered], *, parts: Mapping[str, tuple[Part, ...]], values: Values
) -> dict[int, Remark]:
    """Return what to say of each finding, by its number."""
    return {finding.number: _remark(finding, parts=parts, values=values) for finding in findings}


def _remark(finding: Numbered, *, parts: Mapping[str, tuple[Part, ...]], values: Values) -> Remark:
    first = finding.cells[0] if finding.cells else ""
    equation = equation_of(
        finding.rule, cells=finding.cells, parts=parts.get(first, ()), values=values
    )
    is_said = bool(equation) or _is_said(finding)
    return Remark(
        message=spoken_keys(
            finding.message.replace(f"：{equation}", "") if equation else finding.message
        ),
        equation=equation,
        values="" if is_said else _values(finding),
    )


def _is_said(finding: Numbered) -> bool:
    """Whether the message has every value of its own."""
    values = [str(value) for value in (finding.expected, finding.found) if value is not None]
    whole = (rf"(?<![\d.]){re.escape(value)}(?![\d.])" for value in values)
    return all(re.search(each, finding.message) for each in whole)


def _values(finding: Numbered) -> str:
    """Say what there should be and what there is; of what is only unusual, what there mostly is."""
    wanted = "一般为" if finding.severity == "note" else "应为"
    said = ((wanted, finding.expected), ("实为", finding.found))
    return "，".join(f"{word} {value}" for word, value in said if value is not None)
