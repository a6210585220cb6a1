"""Add a decision to ``signoff.yaml``; those before it stay as its history."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from kit.datafile import yaml_text
from kit.disk import locked, write_atomic
from kit.errors import Fault, ParameterError
from kit.report.files import SIGN_OFF
from kit.signoff.chain import digest_of, last_digest
from kit.signoff.model import SignOff
from kit.signoff.read import DECISIONS, LIMIT_BYTES, read_sign_offs

_NOTHING: tuple[object, ...] = (None, "", (), {})
_HEAD = """\
# 审核签署记录，由 kit sign 写入，最新的在最后。
# 请勿手工修改：改动、移动、删去或从别处复制来的记录都不再算数。
"""


def add_sign_off(folder: Path, *, entry: SignOff, year: int, agency: str) -> Path:
    """Chain *entry* to the decisions in the *folder* of a report, and return the file.

    Reviewers who sign at the same moment come one after another; none is lost.

    Raises
    ------
    ParameterError
        If the decisions there cannot be read, for they are not written over.
    WriteError
        If the folder is not to be written, or another reviewer's decision never ends.
    """
    with locked(folder / SIGN_OFF):
        return append_sign_off(folder, entry=entry, year=year, agency=agency)


def append_sign_off(folder: Path, *, entry: SignOff, year: int, agency: str) -> Path:
    """Do the same for whoever holds the lock of the file already.

    Raises
    ------
    ParameterError, WriteError
        As :func:`add_sign_off`.
    """
    path = folder / SIGN_OFF
    sign_offs = read_sign_offs(folder)
    if sign_offs.faults:
        cure = f"请恢复 {SIGN_OFF} 原来的内容；无法恢复的，移走这个文件再签署。"
        raise ParameterError(*(replace(fault, cure=cure) for fault in sign_offs.faults))
    before = last_digest(sign_offs.entries)
    signed = replace(entry, digest=digest_of(entry, year=year, agency=agency, before=before))
    nodes = [_said(each) for each in (*sign_offs.entries, signed)]
    content = (_HEAD + yaml_text({DECISIONS: nodes})).encode()
    if len(content) > LIMIT_BYTES:
        cure = "请把意见写短；很长的写进另外的文件，在意见里注明。"
        raise ParameterError(Fault(SIGN_OFF, "不超过 1 MB 的签署记录", "写进这一次就会超过", cure))
    write_atomic(path, content)
    return path


def _said(part: Any) -> Any:
    """Return a part of an entry as it stands in the file, without what it does not say."""
    if isinstance(part, tuple):
        return [_said(each) for each in part]
    if not is_dataclass(part):
        return part
    named = ((said.name, getattr(part, said.name)) for said in fields(part) if said.name != "line")
    return {name: _said(value) for name, value in named if value not in _NOTHING}
