"""``agencies.yaml``, the register of agencies, and how an entry is put into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.datafile import item_span, read_yaml, schema_text, yaml_text
from kit.errors import Fault, ParameterError
from kit.workspace import AGENCIES, checked_agency_id

_HEAD = """\
# yaml-language-server: $schema=agencies.schema.json
# 全部机关，每个机关一项。键是机关的 id，也是文件夹的名字。
"""


def blank_agencies() -> dict[str, bytes]:
    """Return ``agencies.yaml`` before anybody is entered, and the schemas for editors, by name."""
    schemas = {f"{name}.schema.json": schema_text(name) for name in ("agencies", "parameters")}
    return {name: text.encode() for name, text in (schemas | {AGENCIES: _HEAD}).items()}


def entries_of(content: bytes) -> dict[str, Any]:
    """Return the entries of ``agencies.yaml`` as they are written.

    Raises
    ------
    ParameterError
        If the file is not what its schema wants.
    """
    return read_yaml(content, schema="agencies", where=AGENCIES)


def with_entry(before: bytes | None, *, agency: str, entry: Mapping[str, Any]) -> bytes:
    """Return ``agencies.yaml`` with *entry*, in the place of the one that *agency* had.

    What else stands in the file stays as people wrote it.

    Parameters
    ----------
    before
        The file as it is; ``None`` when there is none yet.

    Raises
    ------
    ParameterError
        If the file is not what its schema wants, or would not be with *entry*.
    """
    entries = entries_of(before) if before else {}
    said = yaml_text({checked_agency_id(agency): dict(entry)})
    text = before.decode("utf-8-sig", errors="replace") if before else _HEAD
    if agency in entries:
        text = _replaced(text, agency=agency, said=said)
    else:
        text = f"{(text if entries else _comments(text)).rstrip()}\n\n{said}"
    content = text.encode()
    # What nobody could read any more is not put in the place of what can be read.
    if entries_of(content) != entries | {agency: dict(entry)}:
        cure = f"请直接编辑 {AGENCIES}，每个机关一项，各起一行。"
        raise ParameterError(Fault(f"{AGENCIES} {agency}", "可以替换的一项", "别的写法", cure))
    return content


def _comments(text: str) -> str:
    """Return the comments of a file that names nobody: an entry cannot follow ``{}``."""
    lines = [line for line in text.splitlines() if line.startswith("#")]
    return "\n".join(lines) or _HEAD


def _replaced(text: str, *, agency: str, said: str) -> str:
    lines = text.splitlines(keepends=True)
    first, last = item_span(text.encode(), key=agency)
    # Comments before the next entry are about that one.
    while last > first + 1 and lines[last - 1].strip()[:1] in {"", "#"}:
        last -= 1
    return "".join((*lines[:first], said, *lines[last:]))
