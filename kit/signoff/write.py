"""Add a decision to ``signoff.yaml``; those before it stay as its history."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kit.datafile import yaml_text
from kit.disk import locked, write_atomic
from kit.errors import ParameterError
from kit.report.files import SIGN_OFF
from kit.signoff.model import SignOff, digest_of
from kit.signoff.read import DECISIONS, read_sign_offs

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
    before = sign_offs.entries[-1].digest if sign_offs.entries else ""
    signed = replace(entry, digest=digest_of(entry, year=year, agency=agency, before=before))
    nodes = [_node(each) for each in (*sign_offs.entries, signed)]
    write_atomic(path, (_HEAD + yaml_text({DECISIONS: nodes})).encode())
    return path


def _node(entry: SignOff) -> dict[str, Any]:
    """Return an entry as it stands in the file; what it does not say is left out."""
    said = asdict(entry)
    order = ("table", "decision", "by", "date", "note", "errors", "seen", "digest")
    return {key: said[key] for key in order if said[key] not in (None, "")}
