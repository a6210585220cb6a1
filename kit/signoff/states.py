"""Which decisions still count, and where that leaves the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from kit.form import load_forms
from kit.report.files import SIGN_OFF
from kit.signoff.chain import last_broken
from kit.signoff.model import SignOff, SignOffs
from kit.signoff.seen import SCOPE_REPORT

State = Literal["in force", "lapsed", "altered"]
#: Where the report stands, in the words of messages.
STANDING_NAMES = {
    "approved": "已签署",
    "unsigned": "未签署",
    "returned": "已退回",
    "lapsed": "签署已失效",
    "altered": "签署文件被改动",
}
#: Nothing to see.
_NOTHING: Mapping[str, str] = {}


def states(
    sign_offs: SignOffs,
    *,
    year: int,
    agency: str,
    seen: Mapping[str, str],
    former: Mapping[str, str] = _NOTHING,
) -> list[dict[str, Any]]:
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
        return [_unreadable(sign_offs)]
    entries = sign_offs.entries
    broken = last_broken(entries, year=year, agency=agency)
    stands = {scope: {digest, former.get(scope, digest)} for scope, digest in seen.items()}
    newest = {entry.scope: number for number, entry in enumerate(entries)}
    return [
        _data(entries[number], *_state(number, entries=entries, broken=broken, stands=stands))
        for number in sorted(newest.values())
    ]


def standing(sign_off: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return where a report stands by its *sign_off*, as :func:`states` gives it, and why.

    The whole report must be approved, and no table returned since: approvals of
    all its tables are not enough, for they are not about the text. A returned
    table sends the report back, whatever else is or is not signed.
    """
    at = next((n for n, each in enumerate(sign_off) if each["table"] is None), None)
    # Approving the whole settles what was said of its tables before.
    later = sign_off[at or 0 :]
    whole = None if at is None else sign_off[at]
    altered = [each for each in ([whole] if whole else later) if each["state"] == "altered"]
    returned = [each for each in later if _is_return(each)]
    if altered:
        return {"state": "altered", "why": altered[-1]["why"]}
    if returned:
        return {"state": "returned", "why": _said(returned[-1])}
    if whole is None:
        return {"state": "unsigned", "why": "整份报告还没有签署。"}
    if whole["state"] != "in force":
        return {"state": whole["state"], "why": whole["why"]}
    return {"state": "approved", "why": ""}


def _is_return(each: Mapping[str, Any]) -> bool:
    return bool(each["decision"] == "return" and each["state"] == "in force")


def _said(each: Mapping[str, Any]) -> str:
    table = _table_name(each["table"]) if each["table"] else ""
    return f"{each['by']}于 {each['on']} 退回{table}：{each['note']}"


def _table_name(table: str) -> str:
    """Return what people call a table; every edition calls it the same."""
    tables = (form.tables.get(table) for form in load_forms().values())
    return next((found.name for found in tables if found), table)


def _state(
    number: int, *, entries: Sequence[SignOff], broken: int, stands: Mapping[str, set[str]]
) -> tuple[State, str]:
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


def _data(entry: SignOff, state: State, why: str) -> dict[str, Any]:
    return {
        "table": entry.table,
        "decision": entry.decision,
        "by": entry.by,
        "on": entry.date,
        "note": entry.note,
        "errors": entry.errors,
        "state": state,
        "why": why,
    }


def _unreadable(sign_offs: SignOffs) -> dict[str, Any]:
    """Return what stands for a file that cannot be read: nothing in it counts as approval."""
    entry = SignOff(decision="return", by="", date="", seen="")
    return _data(entry, "altered", "；".join(str(fault) for fault in sign_offs.faults))
