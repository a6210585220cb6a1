"""Measure the reading of whole reports: what is found, what is noticed, and what is false.

Run with ``PYTHONPATH=tests python -m benchmarks.read_words [SET…]``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builders.truths import (
    FOLDER,
    OtherNumber,
    changed_report,
    changes,
    faulty_report,
    hard_report,
    is_of,
    names_truth,
    serious,
    truth_report,
    truths,
)

from kit.checks import Finding

Key = tuple[object, ...]


@dataclass(slots=True, kw_only=True)
class Measures:
    """What was measured on some reports; ``lines`` tell each miss and each false finding."""

    planted: int = 0
    found: int = 0
    true: int = 0
    false: int = 0
    false_on_clean: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    named: int = 0
    misnamed: int = 0
    hard: int = 0
    hard_false: int = 0
    lines: list[str] = field(default_factory=list)


def measure(reports: tuple[Mapping[str, Any], ...]) -> Measures:
    """Measure all there is to measure on *reports*."""
    measures = Measures()
    for truth in reports:
        clean = serious(truth_report(truth))
        for finding in clean:
            _note(measures, "false", truth, finding)
        measures.false_on_clean += len(clean)
        known = {_key(finding) for finding in clean}
        _measure_faults(truth, measures=measures)
        for change in changes(truth):
            _measure_change(truth, change, known=known, measures=measures)
        for sentence in truth["hard"]:
            _measure_hard(truth, sentence, known=known, measures=measures)
    return measures


def _measure_faults(truth: Mapping[str, Any], *, measures: Measures) -> None:
    if not truth["faults"]:
        return
    report = faulty_report(truth)
    findings = serious(report)
    for finding in findings:
        is_true = any(is_of(finding, fault, report=report) for fault in truth["faults"])
        measures.true += is_true
        measures.false += not is_true
        if not is_true:
            _note(measures, "false", truth, finding)
    for fault in truth["faults"]:
        measures.planted += 1
        if any(is_of(finding, fault, report=report) for finding in findings):
            measures.found += 1
        else:
            what = fault.get("put") or fault.get("cells") or fault["kind"]
            measures.lines.append(f"missed {truth['id']} {fault['rules']} {what}")


def _measure_change(
    truth: Mapping[str, Any], change: OtherNumber, *, known: set[Key], measures: Measures
) -> None:
    found = [f for f in serious(changed_report(truth, change)) if _key(f) not in known]
    measures.changed[change.kind] += 1
    measures.noticed[change.kind] += bool(found)
    if not found:
        text = truth["texts"][change.section]
        around = f"{text[max(0, change.at - 20) : change.at]}[{change.said}→{change.instead}]"
        measures.lines.append(f"unseen {truth['id']} {change.kind} {around}".replace("\n", " "))
    near = [f for f in found if f.at and change.instead in f.at.quote]
    said = {names_truth(finding, change) for finding in near} - {None}
    measures.named += True in said
    measures.misnamed += said == {False}


def _measure_hard(
    truth: Mapping[str, Any], sentence: str, *, known: set[Key], measures: Measures
) -> None:
    measures.hard += 1
    found = [f for f in serious(hard_report(truth, sentence)) if _key(f) not in known]
    measures.hard_false += bool(found)
    for finding in found:
        _note(measures, "hard", truth, finding)


def _key(finding: Finding) -> Key:
    quote = finding.at.quote if finding.at else ""
    return finding.rule, quote, finding.expected, finding.found, finding.cells


def _note(measures: Measures, what: str, truth: Mapping[str, Any], finding: Finding) -> None:
    quote = finding.at.quote if finding.at else ""
    measures.lines.append(
        f"{what} {truth['id']} {finding.rule} {quote} | {finding.expected} | {finding.message[:80]}"
    )


def summary(measures: Measures) -> str:
    """Say what was measured in a few lines."""
    kinds = ", ".join(
        f"{kind} {measures.noticed[kind]}/{total} = {measures.noticed[kind] / total:.3f}"
        for kind, total in sorted(measures.changed.items())
    )
    said = measures.named + measures.misnamed
    return "\n".join(
        [
            f"planted faults found {measures.found}/{measures.planted}",
            f"findings that are true {measures.true}/{measures.true + measures.false}",
            f"false findings on clean text {measures.false_on_clean}",
            f"one number changed, noticed: {kinds}",
            f"true value named {measures.named}/{said}",
            f"hard true sentences with a false finding {measures.hard_false}/{measures.hard}",
        ]
    )


def main() -> None:
    """Print the measures of each set named, or of all."""
    names = sys.argv[1:] or sorted(folder.name for folder in FOLDER.iterdir())
    for name in names:
        measures = measure(truths(name))
        sys.stdout.write("\n".join([*measures.lines, f"== {name}", summary(measures), ""]))


if __name__ == "__main__":
    main()
