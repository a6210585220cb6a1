"""Repeat what an import changed or left open, until somebody has settled it."""

from __future__ import annotations

from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.places import spoken_cell
from kit.form.address import is_address
from kit.form.kinds import ImportSettled
from kit.form.model import Rule
from kit.parameters import Imported
from kit.report.model import Report

_BETWEEN = "、"


def judge_imported(rule: Rule, *, kind: ImportSettled, report: Report) -> Judgement:  # noqa: ARG001 - the signature of evaluators
    """Judge that nothing an import left to look at is as it left it."""
    entries = report.parameters.imported
    if not entries:
        return NOT_APPLICABLE
    return judged(
        _finding(rule, entry, report=report)
        for entry in entries
        if not _is_settled(entry, report=report)
    )


def _cells(entry: Imported, *, report: Report) -> tuple[str, ...]:
    """Return the cells an entry is about; none where it speaks of words."""
    patterns = filter(is_address, entry.at.split(_BETWEEN))
    return tuple(address for pattern in patterns for address in report.filing_form.match(pattern))


def _is_settled(entry: Imported, *, report: Report) -> bool:
    """Whether the cells hold something else than they were read as, or are blank no more."""
    figures = [report.filing.figures.get(a) for a in _cells(entry, report=report)]
    if not figures:
        return False
    if entry.read:
        return _BETWEEN.join(figure.text if figure else "" for figure in figures) != entry.read
    return all(figure and figure.value is not None for figure in figures)


def _finding(rule: Rule, entry: Imported, *, report: Report) -> Finding:
    cells = _cells(entry, report=report)
    where = spoken_cell(cells[0], report=report) if cells else entry.at
    more = f"等 {len(cells)} 格" if len(cells) > 1 else ""
    was = f"原件为“{entry.was}”，" if entry.was else ""
    read = f"读作 {entry.read}，" if entry.read else ""
    said = f"{was}{read}{entry.note.rstrip('。')}"
    return build_finding(rule, where=f"{where}{more}", said=said, cells=cells)
