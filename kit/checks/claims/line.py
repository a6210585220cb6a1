"""The line of ``report.yaml`` that says of findings what is claimed of them, ready to paste."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kit.checks.claims.bound import BLANK, Bound, bound_of
from kit.checks.claims.cell_names import CellNames, cell_names
from kit.checks.findings import Finding
from kit.parameters import EXPECTED, WORDS
from kit.report.model import Report

#: What stands in a line until somebody says why.
REASON = "请写明保留的理由"
#: Words that YAML takes as nothing else, within brackets too.
_SIGNS = r"\u3400-\u9fffA-Za-z（）《》“”、，。·—％"
_PLAIN = re.compile(rf"[{_SIGNS}][{_SIGNS}0-9 .!]*(?<! )")
_ROOM = re.compile(r"[A-Z]+[0-9]+(:[A-Z]+[0-9]+)?")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]+)?")
_TAKEN = frozenset(("null", "Null", "NULL", "true", "false", "~"))


def claim_line(
    bounds: Sequence[Bound], *, rule: str, names: CellNames, reason: str = REASON
) -> str:
    """Return one line that claims all findings of *rule* that are made of *bounds*.

    Cells with the same value are named together where they form a rectangle. Of what has
    words, or something expected, there may only be one.
    """
    cells = {cell: value for bound in bounds for cell, value in bound.cells.items()}
    words = next((bound.words for bound in bounds if bound.words), "")
    expected = next((bound.expected for bound in bounds if bound.expected), "")
    said = [f"{_name(name)}: {_value(value)}" for name, value in _named(cells, names=names)]
    if expected:
        said.append(f"{EXPECTED}: {_value(expected)}")
    if words:
        said.append(f"{WORDS}: {_text(words)}")
    at = _text(words) if words and not cells else f"{{{', '.join(said)}}}"
    return f"- {{rule: {rule}, at: {at}, reason: {_text(reason)}}}"


def claim_lines(
    findings: Iterable[Finding], *, report: Report, names: CellNames, reason: str = REASON
) -> Iterator[str]:
    """Yield the lines that claim *findings*: of a rule those of cells alone in one."""
    by_rule: dict[str, list[Bound]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(bound_of(finding, report=report))
    for rule, bounds in by_rule.items():
        if cells := [bound for bound in bounds if not (bound.words or bound.expected)]:
            yield claim_line(cells, rule=rule, names=names, reason=reason)
        apart = (bound for bound in bounds if bound.words or bound.expected)
        # Words that stand twice are claimed twice.
        yield from (claim_line([bound], rule=rule, names=names, reason=reason) for bound in apart)


def with_lines(findings: Iterable[Finding], *, report: Report) -> Iterator[Finding]:
    """Give each finding that nobody claims the line that would claim it."""
    names: CellNames | None = None
    for finding in findings:
        if finding.accepted is None:
            names = names or cell_names(report)
            bound = bound_of(finding, report=report)
            line = claim_line([bound], rule=finding.rule, names=names)
            yield replace(finding, claim=line)
        else:
            yield finding


def _named(cells: Mapping[str, str], *, names: CellNames) -> Iterator[tuple[str, str]]:
    """Name the cells as people do, in the order of the sheet, those of the same value together."""
    by_value: dict[str, list[str]] = {}
    for cell in sorted(cells, key=names.order):
        by_value.setdefault(cells[cell], []).append(cell)
    for value, same in by_value.items():
        yield from ((name, value) for name, _ in names.names(same))


def _name(name: str) -> str:
    """Write a cell's name: a sheet may be called anything."""
    sheet, _, spot = name.rpartition("!")
    is_plain = not sheet or (_PLAIN.fullmatch(sheet) and _ROOM.fullmatch(spot))
    return name if is_plain else json.dumps(name, ensure_ascii=False)


def _value(value: str) -> str:
    if not value:
        return BLANK
    return value if _NUMBER.fullmatch(value) else _text(value)


def _text(words: str) -> str:
    """Write words so that they are read back as they are."""
    if _PLAIN.fullmatch(words) and words not in _TAKEN:
        return words
    return json.dumps(words, ensure_ascii=False)
