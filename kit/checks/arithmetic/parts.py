"""Judge a roll-up: each figure filed against the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kit.checks.arithmetic.balance import Balance, match_filed
from kit.checks.findings import Finding, Outcome
from kit.checks.judgement import (
    NOT_APPLICABLE,
    Judgement,
    build_finding,
    combined,
    public,
)
from kit.checks.places import spoken_cell
from kit.form.kinds import SumOfParts
from kit.form.model import Rule
from kit.report.model import Report
from kit.report.parts import ROLLUP
from kit.report.rollup import Rollup, Sum

#: How many agencies a message names.
_NAMED = 4
_LISTED = 10


def judge_parts(rule: Rule, *, kind: SumOfParts, report: Report) -> Judgement:
    """Judge that each figure of a roll-up is the sum of its parts, as far as these are there.

    A part that has not filed could be anything from 0 up: a total is broken only
    when it is already less than the sum of the others. Parts that changed since
    they were added up decide nothing.
    """
    rollup = report.rollup
    if rollup is None or report.agency.scope != "rollup":
        return NOT_APPLICABLE
    said = tuple(_hindrances(rule, rollup=rollup, report=report))
    if rollup.changed:
        return Judgement(outcome="undecided", findings=said)
    outcomes = {
        address: _outcome(address, rollup=rollup, report=report)
        for address in match_filed(kind.cells, report=report)
        if _is_comparable(address, rollup=rollup, report=report)
    }
    broken = (address for address, outcome in outcomes.items() if outcome == "broken")
    findings = (_finding(rule, address, rollup=rollup, report=report) for address in broken)
    outcome = combined(outcomes.values())
    if outcome == "holds" and rollup.differing:
        outcome = "undecided"
    return Judgement(outcome=outcome, findings=(*findings, *said))


def _is_comparable(address: str, *, rollup: Rollup, report: Report) -> bool:
    """Whether the table filed has the cells of the one that was added up."""
    table = address.partition(".")[0]
    is_like = report.form.tables[table].is_like(report.filing_form.tables[table])
    return address in rollup.sums and is_like


def _outcome(address: str, *, rollup: Rollup, report: Report) -> Outcome:
    value = report.filing.value(address)
    is_open = not rollup.is_whole(address)
    is_signed = report.filing_form.cells[address].type == "signed"
    return Balance(
        surplus=(value or 0) - rollup.sums[address].known,
        may_rise=value is None or (is_open and is_signed),
        may_fall=is_open,
    ).as_equal()


def _finding(rule: Rule, address: str, *, rollup: Rollup, report: Report) -> Finding:
    added, value = rollup.sums[address], report.filing.value(address)
    is_whole = rollup.is_whole(address)
    known, found = public(added.known), public(value)
    count = len(rollup.counted)
    wanted = f"应等于 {count} 个机关之和 {known}" if is_whole else f"应不少于已有各数之和 {known}"
    hint = _hint(added, off=(value or 0) - added.known, rollup=rollup) if is_whole else ""
    doubted = rollup.doubted(address)
    doubt = f"；{_spoken_list(doubted)}的这一格自身存疑" if doubted else ""
    return build_finding(
        rule,
        where=spoken_cell(address, report=report),
        said=f"{wanted}，实为 {found}{hint}；{_spoken_parts(added, rollup=rollup)}{doubt}",
        cells=(address,),
        expected=known if is_whole else f"至少 {known}",
        found=found,
    )


def _hint(added: Sum, *, off: int | Decimal, rollup: Rollup) -> str:
    """Notice that a total is off by exactly what one agency, and no other, filed."""
    size = off if off > 0 else -off
    alike = [agency for agency, value in added.parts.items() if value == size]
    if len(alike) != 1:
        return ""
    name = _names(rollup).get(alike[0], alike[0])
    often = "重复加了" if off > 0 else "漏加了"
    return f"，相差的 {public(size)} 恰是{name}的数，可能{often}这一份"


def _spoken_parts(added: Sum, *, rollup: Rollup) -> str:
    """Name the largest parts with their values."""
    if not added.parts:
        return "各机关均为 0"
    names = _names(rollup)
    largest = sorted(added.parts.items(), key=lambda part: part[1], reverse=True)[:_NAMED]
    listed = "、".join(f"{names.get(agency, agency)} {public(value)}" for agency, value in largest)
    more = f" 等 {len(added.parts)} 个机关" if len(added.parts) > _NAMED else ""
    return f"其中{listed}{more}"


def _names(rollup: Rollup) -> dict[str, str]:
    return {member.agency: member.name for member in rollup.members}


def _hindrances(rule: Rule, *, rollup: Rollup, report: Report) -> Iterator[Finding]:
    """Say what keeps the sums from being whole; each is a warning of its own."""
    names = _names(rollup)
    if rollup.changed:
        changed = _spoken_list(member.name for member in rollup.changed)
        yield _warning(rule, said=f"汇总之后，{changed}的来源变过，合计可能已经不同")
        return
    if rollup.uncounted:
        absent = _spoken_list(member.name for member in rollup.uncounted)
        yield _warning(rule, said=f"{absent}尚未报送或来源读不出，合计还不完整")
    if rollup.broken:
        broken = _spoken_list(f"{m.name}（{'、'.join(m.broken)}）" for m in rollup.broken)
        yield _warning(rule, said=f"{broken}自己的数不符合勾稽关系，加进来的合计存疑")
    for table, agencies in rollup.differing.items():
        listed = _spoken_list(names.get(agency, agency) for agency in agencies)
        table_name = report.form.tables[table].name
        yield _warning(rule, said=f"{listed}的{table_name}用了另一版格式，不能相加")


def _warning(rule: Rule, *, said: str) -> Finding:
    return build_finding(rule, where=ROLLUP, said=said, severity="warning")


def _spoken_list(names: Iterable[str]) -> str:
    """List names as people do, the first ten of many."""
    every = list(names)
    more = f" 等 {len(every)} 个机关" if len(every) > _LISTED else ""
    return "、".join(every[:_LISTED]) + more
