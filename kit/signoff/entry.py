"""What a decision says, made fit to be kept: words on one line, claims by what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.checks import Findings
from kit.errors import Fault, ParameterError, known_names
from kit.report import Report
from kit.signoff.model import NAME, NOTE, ConfirmedClaim, SignOff
from kit.signoff.seen import SCOPE_REPORT

#: Confirms every claim there is.
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What those are called who are asked for something: options, or parts of a page."""

    by: str
    note: str
    approve: str
    confirm: str


OPTIONS = Asked(
    by="--by",
    note="--note",
    approve="--decision approve",
    confirm="--confirm",
)


def scope_of(table: str | None, *, report: Report) -> tuple[str, str]:
    """Return the scope that *table* names by id or name, and what to call it.

    Raises
    ------
    ParameterError
        If there is no such table.
    """
    tables = report.filing_form.tables
    if table is None:
        return SCOPE_REPORT, "整份报告"
    for each in tables.values():
        if table.strip() in (each.id, each.name):
            return each.id, each.name
    known = [name for each in tables.values() for name in (each.id, each.name)]
    raise ParameterError(Fault("--table", "报告中的一张表", table, known_names(table, known)))


def errors_of(findings: Findings, *, scope: str) -> int:
    """Count the errors nobody claims that concern *scope*."""
    return sum(_concerns(finding.cells, scope=scope) for finding in findings.counting("error"))


def claims_in(claims: Iterable[ConfirmedClaim], *, scope: str) -> tuple[ConfirmedClaim, ...]:
    """Return the claims that concern *scope*."""
    return tuple(claim for claim in claims if _concerns(claim.cells, scope=scope))


def chosen_claims(
    keys: Sequence[str], *, claims: Sequence[ConfirmedClaim], asked: Asked
) -> tuple[ConfirmedClaim, ...]:
    """Return the claims that *keys* name, all of them for ``all``.

    Raises
    ------
    ParameterError
        If there is no claim of such a key.
    """
    if ALL in keys:
        return tuple(claims)
    known = {claim.key: claim for claim in claims}
    if unknown := [key for key in keys if key not in known]:
        cure = known_names(unknown[0], known)
        raise ParameterError(Fault(asked.confirm, "一处待核定说明的编号", unknown[0], cure))
    return tuple(known[key] for key in dict.fromkeys(keys))


def kept_words(words: str, *, where: str, limit: int = NOTE) -> str:
    """Return *words* on one line, single-spaced, if they are such as people write.

    Raises
    ------
    ParameterError
        If they hold what nobody sees, or are too many.
    """
    line = " ".join(words.split())
    hidden = [sign for sign in line if not sign.isprintable()]
    if hidden:
        found = f"看不见的字符 U+{ord(hidden[0]):04X}"
        raise ParameterError(Fault(where, "看得见的文字", found, "请重新输入这段文字。"))
    if len(line) > limit:
        raise ParameterError(Fault(where, f"不超过 {limit} 个字", f"{len(line)} 个字"))
    return line


def kept_name(name: str, *, asked: Asked) -> str:
    """Return a reviewer's name as it is kept.

    Raises
    ------
    ParameterError
        If there is none, or as :func:`kept_words`.
    """
    line = kept_words(name, where=asked.by, limit=NAME)
    if not line:
        raise ParameterError(Fault(asked.by, "审核人的姓名", "空"))
    return line


def refuse_unexplained(entry: SignOff, *, unconfirmed: int, asked: Asked) -> None:
    """Refuse to return, and to approve errors or claims nobody confirmed, without saying why.

    Raises
    ------
    ParameterError
        With what is to be done.
    """
    faults = list(_unexplained(entry, unconfirmed=unconfirmed, asked=asked))
    if faults and not entry.note:
        raise ParameterError(*faults)


def _unexplained(entry: SignOff, *, unconfirmed: int, asked: Asked) -> Iterator[Fault]:
    if entry.decision == "return":
        if not (entry.notes or any(said.note for said in entry.findings)):
            yield Fault(asked.note, "退回的原因", "没有", f"请用 {asked.note} 写明要改什么。")
        return
    if entry.errors:
        cure = f"请退回；确认可以通过的，用 {asked.note} 写明理由。"
        found = f"有 {entry.errors} 处没有说明保留的错误"
        yield Fault(asked.approve, "没有错误的报告", found, cure)
    if unconfirmed:
        cure = (
            f"认可的用 {asked.confirm} 核定（{asked.confirm} {ALL} 核定全部）；"
            f"不核定也可以通过的，用 {asked.note} 写明理由。"
        )
        found = f"有 {unconfirmed} 处由填报单位说明保留，待核定"
        yield Fault(asked.approve, "说明都已核定的报告", found, cure)


def _concerns(cells: Iterable[str], *, scope: str) -> bool:
    return scope == SCOPE_REPORT or any(cell.startswith(f"{scope}.") for cell in cells)
