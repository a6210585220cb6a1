"""What a filing that came in is beside what is there: new, the same, or other in these places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from kit.disk import attempted, contains, read_file
from kit.errors import Fault, KitError, ParameterError, SourceError
from kit.export.manifest import sha256
from kit.report.files import KEPT, SIGN_OFF
from kit.report.register import entries_of
from kit.signoff import read_sign_offs
from kit.transfer.archive import MAX_ARCHIVE_BYTES, MAX_FILE_BYTES
from kit.transfer.differences import (
    DECISION,
    TEXT,
    decision_differences,
    entry_differences,
    figure_differences,
    goes_on,
    is_text,
    report_differences,
    text_differences,
)
from kit.transfer.look import Look, look_at
from kit.transfer.model import FilingDifference
from kit.transfer.open import Opened, filings_of, open_filing
from kit.workspace import AGENCIES, Workspace

Outcome = Literal["new", "same", "differs"]
#: What the workspace's tree decides, whatever the sender's says.
_OWN_KEYS = ("parent",)
#: So many differences are kept and told of one filing.
_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A filing that came in, judged; nothing of it is written yet.

    Attributes
    ----------
    outcome
        ``new`` when nothing is there that would be replaced, ``same`` when all of it is.
    entry
        The agency's entry as it will stand; ``None`` when the one there stays.
    changed
        The files that would replace others, by name, with the digest of what is there.
    left
        Files that stay as they are although others came.
    has_new_notebook
        Whether a notebook came whose code is not there already.
    notes
        What else is to be known.
    """

    opened: Opened
    outcome: Outcome
    entry: Mapping[str, Any] | None
    changed: Mapping[str, str]
    left: tuple[str, ...]
    differences: tuple[FilingDifference, ...]
    has_new_notebook: bool
    notes: tuple[str, ...]


def judge_arrival(path: Path, *, workspace: Workspace) -> Arrival:
    """Open the archive at *path* and hold it against what *workspace* has.

    Raises
    ------
    SourceError
        If it cannot be opened, or anything in it is not as it should be.
    ParameterError
        If what is there leads out of the folder of parameters.
    """
    content = read_file(path, limit_bytes=MAX_ARCHIVE_BYTES)
    opened = open_filing(content, file=path.name)
    there = dict(_there(workspace, opened=opened))
    left = tuple(_left(workspace, opened=opened, there=there))
    changed = {
        name: sha256(was)
        for name, was in there.items()
        if was != opened.files[name] and name not in left
    }
    known, entry = _entries(workspace, opened=opened)
    agency = opened.manifest.agency
    differences = (
        *(entry_differences(known, entry, agency=agency) if known and entry else ()),
        *(_differences(workspace, opened=opened, there=there, changed=changed) if changed else ()),
    )
    is_changed = bool(changed) or (known is not None and entry is not None)
    is_whole = there.keys() == opened.placed.keys() and entry is None
    return Arrival(
        opened=opened,
        outcome="differs" if is_changed else "same" if is_whole else "new",
        entry=entry,
        changed=changed,
        left=left,
        differences=differences[:_MOST],
        has_new_notebook=_has_new_notebook(opened, there=there),
        notes=tuple(_notes(workspace, opened=opened, left=left)),
    )


def place_of(workspace: Workspace, *, name: str, agency: str) -> Path:
    """Return where a file of an archive belongs.

    Raises
    ------
    ParameterError
        If a link there leads out of the folder of parameters.
    """
    year, _, own = name.partition("/")
    path = workspace.inputs(int(year), agency) / own
    if not contains(workspace.params, path):
        cure = "请移走这个链接，再收一次。"
        raise ParameterError(Fault(str(path), "params 之内的文件", "通往别处的链接", cure))
    return path


def _there(workspace: Workspace, *, opened: Opened) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the archive's names that are there."""
    for name in opened.placed:
        path = place_of(workspace, name=name, agency=opened.manifest.agency)
        if path.exists():
            yield name, read_file(path, limit_bytes=MAX_FILE_BYTES, error=ParameterError)


def _left(workspace: Workspace, *, opened: Opened, there: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the decisions, where those there go on from those received: none is taken back."""
    name = f"{opened.manifest.year:04d}/{SIGN_OFF}"
    if name in there and there[name] != opened.files[name]:
        folder = workspace.inputs(opened.manifest.year, opened.manifest.agency)
        if goes_on(read_sign_offs(folder), opened.sign_offs):
            yield name


def _entries(
    workspace: Workspace, *, opened: Opened
) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    """Return the agency's entry that is there, and the one to put in its place, if any.

    Whose part it is in the tree stays as it is here.
    """
    path = workspace.params / AGENCIES
    entries = entries_of(read_file(path, error=ParameterError)) if path.is_file() else {}
    known: Mapping[str, Any] | None = entries.get(opened.manifest.agency)
    if known is None:
        return None, opened.entry
    wanted = {key: value for key, value in opened.entry.items() if key not in _OWN_KEYS}
    wanted |= {key: known[key] for key in _OWN_KEYS if key in known}
    return known, None if wanted == dict(known) else wanted


def _differences(
    workspace: Workspace,
    *,
    opened: Opened,
    there: Mapping[str, bytes],
    changed: Mapping[str, str],
) -> Iterator[FilingDifference]:
    """Yield all that would be other, in words; of a file that reads the same, that it is other."""
    year, agency = opened.manifest.year, opened.manifest.agency
    ours = filings_of(workspace, files=there, agency=agency)
    found: list[FilingDifference] = []
    for each, filing in opened.filings.items():
        if each in ours:
            found += figure_differences(ours[each], filing)
    look = attempted(partial(look_at, workspace, year=year, agency=agency))
    if isinstance(look, Look):
        found += report_differences(look.kept, opened.kept)
        found += decision_differences(look.sign_offs, opened.sign_offs)
    yield from found
    for name in changed:
        if not _is_told(name, found=found, opened=opened):
            lines = tuple(text_differences(there[name], opened.files[name], name=name))
            yield from lines if is_text(name) else (_file(name, changed[name], opened=opened),)
    if isinstance(look, KitError):
        yield FilingDifference(what="原有的报告读不出，没有逐处比较", there=str(look), received="")


def _has_new_notebook(opened: Opened, *, there: Mapping[str, bytes]) -> bool:
    name = f"{opened.manifest.year:04d}/{opened.notebook}"
    return bool(opened.notebook) and there.get(name) != opened.files[name]


def _is_told(name: str, *, found: Sequence[FilingDifference], opened: Opened) -> bool:
    """Whether what is other in a file has been told in words: its figures, text or decisions."""
    year, _, own = name.partition("/")
    begins = {
        opened.narrative: TEXT,
        f"{opened.manifest.year:04d}/{SIGN_OFF}": DECISION,
    }
    if not is_text(name) and not own.startswith(f"{KEPT}/"):
        begins[name] = f"{int(year)} 年 "
    begin = begins.get(name)
    return begin is not None and any(each.what.startswith(begin) for each in found)


def _file(name: str, there: str, *, opened: Opened) -> FilingDifference:
    """Tell that a file is another, though nothing that is read from it is."""
    received = sha256(opened.files[name])
    return FilingDifference(what=f"{name} sha256", there=there[:12], received=received[:12])


def _notes(workspace: Workspace, *, opened: Opened, left: tuple[str, ...]) -> Iterator[str]:
    if opened.is_other_kit:
        yield f"由另一版本打包（{opened.manifest.kit}）：检查的结果可能不同，请看过再审。"
    if left:
        yield "这里的签署接着收到的签署，没有动。"
    parent = opened.entry.get("parent")
    path = workspace.params / AGENCIES
    known = entries_of(read_file(path, error=SourceError)) if path.is_file() else {}
    if parent and parent not in known and opened.manifest.agency not in known:
        yield f"它的上级 {parent} 在这里没有登记：请在 {AGENCIES} 核对 parent。"
