"""Which findings the claims of an agency cover, and which claims cover nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kit.checks.claims.bound import Bound, bound_of, is_same_value, printed_value, spaced
from kit.checks.claims.cell_names import CellNames, cell_names
from kit.checks.claims.former import was_about
from kit.checks.claims.line import REASON, claim_lines
from kit.checks.findings import Finding, StaleClaim
from kit.errors import Fault, ParameterError, known_names
from kit.form.address import is_address, split_last
from kit.parameters import REPORT, Claim
from kit.report.model import Report

_AT = "请写成 表三!J5: 3 这样；先删去这一项，kit check 会列出可以直接粘贴的写法。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LocatedClaim:
    """A claim with its cells found; ``number`` counts the entries of the file from 1."""

    number: int
    claim: Claim
    bound: Bound

    def covers(self, finding: Finding, *, bound: Bound) -> bool:
        return self.claim.is_bound and self.claim.rule == finding.rule and self.bound.holds(bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BoundFinding:
    """A finding, and what it was made of."""

    finding: Finding
    bound: Bound


def mark_claims(
    findings: Iterable[Finding], *, report: Report
) -> tuple[tuple[Finding, ...], tuple[StaleClaim, ...]]:
    """Return the *findings*, those that ``report.yaml`` claims with the reason, and stale claims.

    A claim covers a finding when it names every cell of it with the value that stands
    there now, and quotes its words.

    Raises
    ------
    ParameterError
        If a claim names a rule or a cell that the form does not have.
    """
    claims = report.parameters.accepted
    if not claims:
        return tuple(findings), ()
    names = cell_names(report)
    faults = list(_faults(claims, report=report, names=names))
    if faults:
        raise ParameterError(*faults)
    read = [_read(number, claim, names=names) for number, claim in enumerate(claims, start=1)]
    found = [_BoundFinding(finding=each, bound=bound_of(each, report=report)) for each in findings]
    marked = tuple(_marked(each, claims=read) for each in found)
    stale = (_stale(each, found=found, report=report, names=names) for each in read)
    return marked, tuple(each for each in stale if each)


def _marked(found: _BoundFinding, *, claims: Iterable[_LocatedClaim]) -> Finding:
    finding = found.finding
    reasons = [c.claim.reason for c in claims if c.covers(finding, bound=found.bound)]
    return replace(finding, accepted=reasons[-1]) if reasons else finding


def _read(number: int, claim: Claim, *, names: CellNames) -> _LocatedClaim:
    cells = {
        address: value for name, value in claim.cells.items() for address in names.addresses(name)
    }
    return _LocatedClaim(
        number=number,
        claim=claim,
        bound=Bound(cells=cells, words=claim.words, expected=claim.expected),
    )


def _faults(claims: Sequence[Claim], *, report: Report, names: CellNames) -> Iterator[Fault]:
    rules = report.form.rules
    for number, claim in enumerate(claims, start=1):
        where = f"{REPORT} accepted 第 {number} 项"
        if claim.rule not in rules:
            nearest = known_names(claim.rule, rules)
            yield Fault(f"{where} rule", "本年度表式的规则", claim.rule, nearest)
        if claim.reason == REASON:
            cure = "写明为什么确需保留，审核人据此核定。"
            yield Fault(f"{where} reason", "保留的理由", f"照抄的“{REASON}”", cure)
        for name in claim.cells:
            if not names.addresses(name):
                own = split_last(name)[1]
                cure = known_names(own, names.known) if is_address(own) else _AT
                yield Fault(f"{where} at", "报告中要填数的单元格", name, cure)


def _stale(
    read: _LocatedClaim, *, found: Sequence[_BoundFinding], report: Report, names: CellNames
) -> StaleClaim | None:
    """Return a claim that does not hold any more, with what changed; ``None`` if it does."""
    covered = [each for each in found if read.covers(each.finding, bound=each.bound)]
    changed = [] if not read.claim.is_bound else list(_changed(read, report=report, names=names))
    if covered and not changed:
        return None
    meant = [each for each in found if each not in covered and _is_meant(read, each)]
    why = [*changed, *([] if covered else _lacking(read, meant=meant, report=report, names=names))]
    return StaleClaim(
        number=read.number,
        rule=read.claim.rule,
        reason=read.claim.reason,
        is_partial=bool(covered),
        why=tuple(why),
        lines=tuple(
            claim_lines(
                [each.finding for each in meant],
                report=report,
                names=names,
                reason=read.claim.reason,
            )
        ),
    )


def _changed(read: _LocatedClaim, *, report: Report, names: CellNames) -> Iterator[str]:
    """Say of each cell that was looked at what stands there now, if it is something else."""
    for cell, value in read.bound.cells.items():
        now = printed_value(cell, report=report)
        if not is_same_value(value, now):
            yield f"{names.name(cell)} 说明时为{_spoken(value)}，现在为{_spoken(now)}"


def _is_meant(read: _LocatedClaim, found: _BoundFinding) -> bool:
    """Whether a finding that the claim does not cover is the one it was about, changed since."""
    finding, claim = found.finding, read.claim
    if not claim.is_bound:
        return was_about(claim, finding)
    if claim.rule != finding.rule:
        return False
    is_near = bool(read.bound.cells.keys() & found.bound.cells.keys())
    return is_near or (bool(claim.words) and spaced(claim.words) == found.bound.words)


def _lacking(
    read: _LocatedClaim, *, meant: Sequence[_BoundFinding], report: Report, names: CellNames
) -> Iterator[str]:
    """Say why a claim covers nothing, apart from values that changed."""
    if not read.claim.is_bound:
        yield "没有写明所看的单元格和数，或正文的原话（at）"
    if not meant:
        yield "现在没有这样的发现，可以删去这一项"
    if not read.claim.is_bound or not meant:
        return
    cells = {cell for each in meant for cell in each.bound.cells} - read.bound.cells.keys()
    if cells:
        said = "、".join(
            f"{names.name(cell)}（{_spoken(printed_value(cell, report=report))}）"
            for cell in sorted(cells)
        )
        yield f"没有写明 {said}"
    words = {each.bound.words for each in meant if each.bound.words}
    if words and spaced(read.claim.words) not in words:
        yield f"原文现在是{'、'.join(f'“{said}”' for said in sorted(words))}"
    expected = {each.bound.expected for each in meant if each.bound.expected}
    if expected and not any(is_same_value(read.claim.expected, said) for said in expected):
        yield f"应为的数现在是 {'、'.join(sorted(expected))}"


def _spoken(value: str) -> str:
    return "空白" if is_same_value(value, "") else f" {value} "
