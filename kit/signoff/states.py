"""Which decisions still count: of each scope the newest, and whether what it saw still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.report.files import SIGN_OFF
from kit.signoff.chain import last_broken
from kit.signoff.model import (
    ConfirmedClaim,
    Decision,
    FindingNote,
    PlaceNote,
    SignOff,
    SignOffs,
)
from kit.signoff.seen import SCOPE_REPORT

Force = Literal["in force", "lapsed", "altered"]
#: Nothing to see.
_NOTHING: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDecision:
    """The newest decision of one scope, as ``review.json`` tells it.

    Attributes
    ----------
    table
        The table it is about; ``None`` for the whole report.
    state, why
        Whether it counts, and why it does not.
    saw
        The sha256 of what is kept of what was seen; empty when nothing is.
    """

    table: str | None
    decision: Decision
    by: str
    on: str
    note: str
    errors: int
    state: Force
    why: str
    confirmed: tuple[ConfirmedClaim, ...] = ()
    findings: tuple[FindingNote, ...] = ()
    notes: tuple[PlaceNote, ...] = ()
    saw: str = ""


def states(
    sign_offs: SignOffs,
    *,
    year: int,
    agency: str,
    seen: Mapping[str, str],
    former: Mapping[str, frozenset[str]] = _NOTHING,
) -> tuple[StandingDecision, ...]:
    """Return the newest decision of each scope, in the order they were made, with its state.

    Nothing up to a broken link of the chain counts: who can take an entry away
    could bring an earlier one back. What was signed after it does.

    Parameters
    ----------
    seen
        What there is to see now, as :func:`kit.signoff.seen_of`.
    former
        The same as earlier versions bound decisions to it, as
        :func:`kit.signoff.former_seen_of`: theirs still count.
    """
    if sign_offs.faults:
        return (_unreadable(sign_offs),)
    entries = sign_offs.entries
    broken = last_broken(entries, year=year, agency=agency)
    stands = {scope: {digest, *former.get(scope, ())} for scope, digest in seen.items()}
    newest = {entry.scope: number for number, entry in enumerate(entries)}
    return tuple(
        _decided(entries[number], *_state(number, entries=entries, broken=broken, stands=stands))
        for number in sorted(newest.values())
    )


def _state(
    number: int, *, entries: Sequence[SignOff], broken: int, stands: Mapping[str, set[str]]
) -> tuple[Force, str]:
    entry = entries[number]
    if number == broken:
        why = "这条记录被改动、移动或从别处复制而来，或者它前面的一条被删去。"
        return "altered", f"{SIGN_OFF} 第 {entry.line} 行起：{why}"
    if number < broken:
        line = entries[broken].line
        return "altered", f"{SIGN_OFF} 第 {line} 行起的记录被改动过，此前的签署都不再算数。"
    if entry.seen in stands.get(entry.scope, ()):
        return "in force", ""
    what = "数、文字或其他公开的内容" if entry.scope == SCOPE_REPORT else "这张表的数"
    return "lapsed", f"{entry.by}于 {entry.date} 签署之后，{what}变过。"


def _decided(entry: SignOff, state: Force, why: str) -> StandingDecision:
    return StandingDecision(
        table=entry.table,
        decision=entry.decision,
        by=entry.by,
        on=entry.date,
        note=entry.note,
        errors=entry.errors,
        state=state,
        why=why,
        confirmed=entry.confirmed,
        findings=entry.findings,
        notes=entry.notes,
        saw=entry.saw,
    )


def _unreadable(sign_offs: SignOffs) -> StandingDecision:
    """Return what stands for a file that cannot be read: nothing in it counts as approval."""
    entry = SignOff(decision="return", by="", date="", seen="")
    return _decided(entry, "altered", "；".join(str(fault) for fault in sign_offs.faults))
