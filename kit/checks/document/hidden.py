"""Judge that nothing stands in the texts of a report that nobody sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from kit.checks.findings import At, Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.form.model import Rule
from kit.form.word_kinds import NoHidden
from kit.narrative import spoken_place
from kit.report.model import Report
from kit.signs import CELL, Hidden, find_hidden, hidden_groups

#: So many places of one kind on one line of a file are told one by one.
_TOLD = 3
#: More findings than these nobody reads: the text was made by a program.
_MAX_FINDINGS = 200


def judge_hidden(rule: Rule, *, kind: NoHidden, report: Report) -> Judgement:
    """Judge that text, names, parameters and the cells of the tables have no such character."""
    told: Counter[tuple[str, int, str, str]] = Counter()
    findings: list[Finding] = []
    for hidden in _all(report):
        line = (hidden.file, hidden.line, hidden.key, hidden.group)
        told[line] += 1
        if told[line] <= _TOLD and len(findings) < _MAX_FINDINGS:
            findings.append(_finding(rule, hidden, kind=kind))
    return judged(findings)


def _all(report: Report) -> Iterator[Hidden]:
    figures = (
        find_hidden(figure.raw, file=figure.place.spoken, key=CELL)
        for figure in report.filing.figures.values()
        if figure.place and figure.raw
    )
    return chain(
        report.narrative.hidden,
        report.agency.hidden,
        report.parameters.hidden,
        report.filing.hidden,
        chain.from_iterable(figures),
    )


def _finding(rule: Rule, hidden: Hidden, *, kind: NoHidden) -> Finding:
    group = next(group for group in hidden_groups() if group.id == hidden.group)
    finding = build_finding(
        rule,
        where=_where(hidden),
        said=f"“{hidden.quote}”处有{group.name} {hidden.code}，{group.reason.rstrip('。')}",
        severity="warning" if group.id in kind.mild else None,
        found=hidden.code,
    )
    # Of the text alone the review page can show the place.
    if not hidden.key:
        at = At(file=hidden.file, line=hidden.line, column=hidden.begins, quote=hidden.quote)
        return replace(finding, at=at)
    return finding


def _where(hidden: Hidden) -> str:
    """Name file, line and column; of a cell and of what is written as an escape, what there is."""
    if hidden.key == CELL:
        return f"{hidden.file} 第 {hidden.column} 字"
    if not hidden.line:
        return f"{hidden.file} {hidden.key} 第 {hidden.column} 字"
    key = f" {hidden.key}" if hidden.key else ""
    return f"{spoken_place(hidden.file, line=hidden.line, column=hidden.column)}{key}"
