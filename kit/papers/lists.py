"""The list of problems of a year as sheets: every finding, then by agency and by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kit.form import SEVERITY_NAMES
from kit.papers.entries import list_entries
from kit.papers.model import STANDINGS, Paper, Problem
from kit.workbook import ListColumn, ListSheet

_EVERY = (
    ListColumn(name="机关", width=24),
    ListColumn(name="规则", width=7),
    ListColumn(name="名称", width=18),
    ListColumn(name="程度", width=7),
    ListColumn(name="位置", width=34),
    ListColumn(name="应为", width=16),
    ListColumn(name="实为", width=34),
    ListColumn(name="依据", width=28),
    ListColumn(name="整改要求", width=34),
    ListColumn(name="处理", width=20),
    ListColumn(name="填报单位的说明", width=24),
    ListColumn(name="审核意见", width=28),
    ListColumn(name="期限", width=14),
)
_CAUSES = (
    ListColumn(name="机关", width=24),
    ListColumn(name="成因", width=22),
    ListColumn(name="位置", width=38),
    ListColumn(name="应为", width=16),
    ListColumn(name="实为", width=30),
    ListColumn(name="处数", width=8),
    ListColumn(name="涉及的规则", width=36),
    ListColumn(name="说明", width=60),
    ListColumn(name="期限", width=14),
)
_AGENCIES = (
    ListColumn(name="机关", width=28),
    ListColumn(name="检查结果", width=12),
    ListColumn(name="审核决定", width=14),
    ListColumn(name="要求整改", width=10),
    *(ListColumn(name=name, width=8) for name in SEVERITY_NAMES.values()),
    ListColumn(name="待核定的说明", width=14),
    ListColumn(name="涉及的规则", width=28),
    ListColumn(name="审核人", width=12),
    ListColumn(name="日期", width=13),
    ListColumn(name="意见", width=44),
)
_RULES = (
    ListColumn(name="规则", width=7),
    ListColumn(name="名称", width=24),
    ListColumn(name="程度", width=8),
    ListColumn(name="处数", width=8),
    ListColumn(name="机关数", width=9),
    ListColumn(name="依据", width=34),
    ListColumn(name="整改要求", width=40),
    ListColumn(name="机关", width=60),
)
#: Characters that a spreadsheet cell shows at most.
_LONGEST = 2000


def build_sheets(papers: Sequence[Paper], *, due: str) -> tuple[ListSheet, ...]:
    """Return the sheets of the list: one line a finding, a cause, an agency, a rule."""
    return (
        ListSheet(name="全部问题", columns=_EVERY, rows=tuple(_every(papers, due=due))),
        ListSheet(name="按成因", columns=_CAUSES, rows=tuple(_causes(papers, due=due))),
        ListSheet(name="按机关", columns=_AGENCIES, rows=tuple(map(_agency, papers))),
        ListSheet(name="按规则", columns=_RULES, rows=tuple(_rules(papers))),
    )


def _every(papers: Sequence[Paper], *, due: str) -> Iterator[tuple[str | int, ...]]:
    for paper in papers:
        for problem in paper.problems:
            yield (
                paper.name,
                problem.rule or "—",
                problem.title or "审核人指出",
                SEVERITY_NAMES[problem.severity] if problem.severity else "意见",
                problem.place,
                problem.expected,
                problem.found,
                problem.basis,
                problem.request,
                STANDINGS[problem.standing],
                problem.claim,
                problem.note,
                due if problem.is_wanted else "",
            )


def _causes(papers: Sequence[Paper], *, due: str) -> Iterator[tuple[str | int, ...]]:
    for paper in papers:
        waiting = [p for p in paper.problems if p.is_wanted or p.standing == "claimed"]
        for entry in list_entries(waiting, causes=paper.causes):
            yield (
                paper.name,
                entry.cause.name if entry.cause else "单独一处",
                entry.place,
                entry.expected,
                entry.found,
                len(entry.problems),
                entry.rules,
                entry.cause.said if entry.cause else entry.request,
                due if any(problem.is_wanted for problem in entry.problems) else "",
            )


def _agency(paper: Paper) -> tuple[str | int, ...]:
    counted = Counter(p.severity for p in paper.problems if p.standing in {"open", "must_fix"})
    rules = dict.fromkeys(p.rule for p in paper.problems if p.rule and p.is_wanted)
    return (
        paper.name,
        paper.checks,
        paper.standing,
        len(paper.wanted),
        *(counted[severity] for severity in SEVERITY_NAMES),
        sum(p.standing == "claimed" for p in paper.problems),
        "、".join(rules),
        paper.by,
        paper.on,
        paper.opinion,
    )


def _rules(papers: Sequence[Paper]) -> Iterator[tuple[str | int, ...]]:
    """Yield a line for each rule and severity, errors first, those most met first."""
    found: defaultdict[tuple[str, str], list[tuple[Paper, Problem]]] = defaultdict(list)
    for paper in papers:
        for problem in paper.problems:
            if problem.severity and problem.standing in {"open", "must_fix", "claimed"}:
                found[problem.severity, problem.rule].append((paper, problem))
    ranks = list(SEVERITY_NAMES)
    for (severity, rule), met in sorted(
        found.items(),
        key=lambda each: (ranks.index(each[0][0]), -len(each[1]), each[0][1]),  # type: ignore[arg-type] # one of ours
    ):
        first = met[0][1]
        names = dict.fromkeys(paper.name for paper, _ in met)
        yield (
            rule,
            first.title,
            SEVERITY_NAMES[severity],  # type: ignore[index] # one of ours
            len(met),
            len(names),
            first.basis,
            first.request,
            "、".join(names)[:_LONGEST],
        )
