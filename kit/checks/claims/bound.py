"""What a finding was made of: its cells with the values printed in them, and the words quoted."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from kit.checks.findings import Finding
from kit.checks.places import figure_of
from kit.form.kinds import LedgerAgrees, SumOfParts
from kit.form.word_kinds import NoPersonalData
from kit.report.model import Report

#: How people write that a cell is blank.
BLANK = "空"
_BLANKS = frozenset(("", BLANK, "空白"))
_KEY_DIGITS = 12
#: Kinds of rules that hold figures against what stands in no report.
_HELD_OUTSIDE = (LedgerAgrees, SumOfParts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Cells with the values that stand in them, by address, and words; either may be none.

    ``expected`` is what a figure was held against that stands in no report: what a
    ledger comes to, or the parts of a roll-up.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    expected: str = ""

    def holds(self, other: Bound) -> bool:
        """Whether all that *other* was made of stands here, each cell with the same value."""
        is_same = all(
            cell in self.cells and is_same_value(self.cells[cell], value)
            for cell, value in other.cells.items()
        )
        return (
            is_same
            and (not other.words or spaced(other.words) == spaced(self.words))
            and (not other.expected or is_same_value(other.expected, self.expected))
        )


def bound_of(finding: Finding, *, report: Report) -> Bound:
    """Return what *finding* was made of; its sentence, where it names neither cell nor words."""
    named = sorted({*finding.cells, *finding.last})
    cells = {cell: printed_value(cell, report=report) for cell in named}
    words = _words(finding, report=report)
    if not cells and not words:
        words = _sentence(finding, report=report)
    expected = _expected(finding, report=report)
    return Bound(cells=cells, words=spaced(words), expected=expected)


def _words(finding: Finding, *, report: Report) -> str:
    """Return the words quoted; of what is masked also its line, for it hides what it is of."""
    if finding.at is None:
        return ""
    rule = report.form.rules.get(finding.rule)
    is_masked = rule is not None and isinstance(rule.kind, NoPersonalData)
    return f"{finding.at.quote}（第 {finding.at.line} 行）" if is_masked else finding.at.quote


def _expected(finding: Finding, *, report: Report) -> str:
    rule = report.form.rules.get(finding.rule)
    is_outside = rule is not None and isinstance(rule.kind, _HELD_OUTSIDE)
    return "" if finding.expected is None or not is_outside else str(finding.expected)


def printed_value(address: str, *, report: Report) -> str:
    """Return what the page prints in a cell, last year's too; empty when it is blank."""
    figure = figure_of(address, report=report)
    return spaced(figure.text) if figure else ""


def with_keys(findings: Iterable[Finding], *, report: Report) -> Iterator[Finding]:
    """Give each finding the key that a decision refers to it by.

    It is of all that the finding says and was made of; the second of two that are the
    same has ``-2`` behind it.
    """
    times: Counter[str] = Counter()
    for finding in findings:
        key = finding_key(finding, bound=bound_of(finding, report=report))
        times[key] += 1
        yield replace(finding, key=key if times[key] == 1 else f"{key}-{times[key]}")


def finding_key(finding: Finding, *, bound: Bound) -> str:
    """Return the first digits of the sha256 over all that a finding says and was made of."""
    quote = finding.at.quote if finding.at else None
    cells = sorted(bound.cells.items())
    said = [finding.rule, finding.severity, cells, quote, finding.message]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY_DIGITS]


def is_same_value(one: str, other: str) -> bool:
    """Whether two texts are the same value of a cell, however wide its digits or long its zeros.

    Examples
    --------
    >>> is_same_value("96171.60", "96171.6"), is_same_value("空", ""), is_same_value("0", "")
    (True, True, False)
    """
    one, other = _plain(one), _plain(other)
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def spaced(words: str) -> str:
    """Return *words* on one line, single-spaced."""
    return " ".join(words.split())


def _plain(value: str) -> str:
    text = unicodedata.normalize("NFKC", spaced(value))
    return "" if text in _BLANKS else text


def _sentence(finding: Finding, *, report: Report) -> str:
    """Return what a finding says by itself, without what its rule says of all."""
    rule = report.form.rules.get(finding.rule)
    said = finding.message.removesuffix(f"{rule.reason}{rule.cure}") if rule else finding.message
    return said.rstrip("。")
