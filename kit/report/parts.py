"""``rollup.json``: the parts of a roll-up on disk, and whether they are still the same."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from kit.datafile import read_json
from kit.disk import file_sha256, read_file
from kit.errors import Fault, ParameterError, SourceError
from kit.form import load_forms
from kit.parameters import COUNTED
from kit.report.filed import filing_files
from kit.report.receipts import RECEIPTS, MemberReceipt, read_receipts
from kit.report.rollup import Member, Rollup, Sum
from kit.source.values import shortest
from kit.workspace import Workspace

ROLLUP = "rollup.json"
SCHEMA = "1"
#: What is said only of members whose sums do not hold.
_LISTS = ("broken", "doubtful")
#: No sum has so many digits.
_LONGEST = 30
#: The roll-up of ten thousand parts is half as long.
_MOST_BYTES = 50_000_000


def rollup_bytes(rollup: Rollup) -> bytes:
    """Render as the bytes of ``rollup.json``, a line for each member and figure."""
    data = {
        "schema": SCHEMA,
        "year": rollup.year,
        "agency": rollup.agency,
        "edition": rollup.edition,
        "workbook": rollup.workbook,
        "left_out": list(rollup.left_out),
        "differing": {table: list(who) for table, who in rollup.differing.items()},
    }
    lines = "".join(f" {_json(key)}: {_json(value)},\n" for key, value in data.items())
    members = ",\n".join(f"  {_json(_member_data(member))}" for member in rollup.members)
    sums = ",\n".join(f"  {_json(a)}: {_json(_sum_data(s))}" for a, s in rollup.sums.items())
    listed = f' "members": [\n{members}\n ],\n "figures": {{\n{sums}\n }}\n'
    return f"{{\n{lines}{listed}}}\n".encode()


def parse_rollup(content: bytes, *, where: str = ROLLUP) -> Rollup:
    """Read the bytes of ``rollup.json``.

    Raises
    ------
    ParameterError
        If they are not what ``kit rollup`` writes.
    """
    data = read_json(content, schema="rollup", where=where)
    _refuse_unknown(data, where=where)
    return Rollup(
        year=data["year"],
        agency=data["agency"],
        edition=data["edition"],
        workbook=data["workbook"],
        members=tuple(_member(node) for node in data["members"]),
        left_out=tuple(data["left_out"]),
        differing={table: tuple(who) for table, who in data["differing"].items()},
        sums={address: _build_sum(node) for address, node in data["figures"].items()},
    )


def read_parts(path: Path) -> Rollup:
    """Read ``rollup.json`` at *path*.

    Raises
    ------
    ParameterError
        If it is no file of ours.
    """
    return parse_rollup(read_file(path, limit_bytes=_MOST_BYTES, error=ParameterError))


def _refuse_unknown(data: Mapping[str, Any], *, where: str) -> None:
    """Refuse figures and tables that are not those of the edition named."""
    cure = "请运行 kit rollup 重新生成，不要手工修改。"
    form = load_forms().get(data["edition"])
    if form is None:
        raise ParameterError(Fault(where, "已知的版本", data["edition"][:20], cure))
    figures, tables = data["figures"], data["differing"].keys()
    if figures.keys() != form.cells.keys() or not tables <= set(form.tables):
        raise ParameterError(Fault(where, f"{form.edition} 版表格的全部各格", "缺少或另有", cure))
    numbers = [
        value for node in figures.values() for value in (node["sum"], *node["parts"].values())
    ]
    if any(len(str(value)) > _LONGEST for value in numbers):
        raise ParameterError(Fault(where, "件数和金额", f"超过 {_LONGEST} 位的数", cure))


def read_rollup(workspace: Workspace, *, year: int, agency: str) -> Rollup | None:
    """Read the parts of a roll-up, and which of them changed since; ``None`` if there are none.

    Raises
    ------
    ParameterError
        If the file is not what ``kit rollup`` wrote for this agency and year.
    """
    path = rollup_file(workspace, year=year, agency=agency)
    if path is None:
        return None
    rollup = read_parts(path)
    _refuse_foreign(rollup, year=year, agency=agency)
    told = read_receipts(path.parent)
    return replace(rollup, changed=_changed(rollup, workspace=workspace, told=told))


def rollup_file(workspace: Workspace, *, year: int, agency: str) -> Path | None:
    """Return the file that names the parts of a roll-up, if it is one and has been added up."""
    if workspace.agency(agency).scope != "rollup":
        return None
    path = workspace.inputs(year, agency) / ROLLUP
    return path if os.path.lexists(path) else None


def rollup_parts(workspace: Workspace, *, path: Path, year: int) -> tuple[Path, ...]:
    """Return the files of all parts that ``rollup.json`` at *path* names, those that exist.

    Of a roll-up that was received what it tells of its members is among them.

    Raises
    ------
    ParameterError
        If the file is not what ``kit rollup`` writes.
    """
    members = read_parts(path).members
    files = (_files(workspace, year=year, agency=member.agency) for member in members)
    told = path.with_name(RECEIPTS)
    return tuple(file for own in files for file in own) + ((told,) if told.is_file() else ())


def part_digest(workspace: Workspace, *, year: int, agency: str) -> str:
    """Return the sha256 of the files that a part's figures are read from; empty if unreadable."""
    files = _files(workspace, year=year, agency=agency)
    try:
        digests = [digest for path in files for digest in _digests(path)]
    except SourceError:
        return ""
    return digests[0] if len(digests) == 1 else _joined(digests)


def member_digest(
    workspace: Workspace, *, year: int, agency: str, told: Mapping[str, MemberReceipt]
) -> str:
    """Return the digest of a member's files; of one that has no folder here the one that is told.

    Parameters
    ----------
    told
        What came with a roll-up that was received, as :func:`read_receipts`.
    """
    if agency in told and not workspace.inputs(year, agency).is_dir():
        return told[agency].figures
    return part_digest(workspace, year=year, agency=agency)


def _changed(
    rollup: Rollup, *, workspace: Workspace, told: Mapping[str, MemberReceipt]
) -> tuple[Member, ...]:
    now = partial(member_digest, workspace, year=rollup.year, told=told)
    return tuple(member for member in rollup.members if now(agency=member.agency) != member.digest)


def _refuse_foreign(rollup: Rollup, *, year: int, agency: str) -> None:
    """Refuse a file that was copied from another year or agency."""
    if (rollup.year, rollup.agency) != (year, agency):
        found = f"{rollup.year} 年 {rollup.agency} 的汇总"
        cure = f"请运行 kit rollup {year} {agency} 重新生成。"
        raise ParameterError(Fault(ROLLUP, f"{year} 年 {agency} 的汇总", found, cure))


def _files(workspace: Workspace, *, year: int, agency: str) -> tuple[Path, ...]:
    """Return a part's files; parameters that cannot be read lead to none."""
    try:
        return filing_files(workspace, year=year, agency=agency)
    except ParameterError:
        return ()


def _digests(path: Path) -> tuple[str, ...]:
    """Return the digest of a file; of what ledgers came to, those of the ledgers themselves."""
    if path.name != COUNTED:
        return (file_sha256(path),)
    # Most parts were not counted, and need nothing that counts.
    from kit.report.counted_record import counted_digests

    return counted_digests(path)


def _joined(digests: list[str]) -> str:
    return hashlib.sha256("".join(digests).encode()).hexdigest() if digests else ""


def _member(node: Mapping[str, Any]) -> Member:
    lists = {key: tuple(node.get(key, ())) for key in _LISTS}
    return Member(**{**node, **lists})


def _member_data(member: Member) -> dict[str, Any]:
    """Return a member as it is written; of most there is nothing to doubt."""
    return {key: value for key, value in asdict(member).items() if value or key not in _LISTS}


def _build_sum(node: Mapping[str, Any]) -> Sum:
    parts = {agency: _number(value) for agency, value in node["parts"].items()}
    return Sum(known=_number(node["sum"]), parts=parts, blank=tuple(node["blank"]))


def _sum_data(added: Sum) -> dict[str, Any]:
    parts = {agency: _public(value) for agency, value in added.parts.items()}
    return {"sum": _public(added.known), "parts": parts, "blank": list(added.blank)}


def _number(value: int | str) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(value)


def _public(value: int | Decimal) -> int | str:
    return value if isinstance(value, int) else shortest(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
