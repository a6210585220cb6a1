"""Take in the decisions that reviewers saved: each judged by itself, none wins over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kit.errors import Fault, KitError, ParameterError
from kit.signoff.decide import Desk, Signed, decide, desk
from kit.signoff.match import SAVED_PAGE, already_signed, entry_of, refuse_unlike
from kit.signoff.saved import SavedDecision, is_decision, read_saved
from kit.workspace import Workspace

Outcome = Literal["taken", "known", "refused"]
_WORDS = {"approve": "通过", "return": "退回"}
_TWO = "请留下一份，移走其他的，再运行一次。"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of one file: taken, known already, or refused and why."""

    path: Path
    outcome: Outcome
    saved: SavedDecision | None = None
    signed: Signed | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file and the decision in it."""

    path: Path
    saved: SavedDecision

    @property
    def report(self) -> tuple[int, str]:
        """The report that it is about."""
        return self.saved.year, self.saved.agency


def take_saved(
    workspace: Workspace, paths: Iterable[Path], *, year: int | None = None
) -> Iterator[TakenIn]:
    """Sign what each of the files at *paths* says, giving what became of it, report by report.

    A file that was signed before is known and makes no second entry. Of several
    decisions on one report that all could be signed, none is.

    Parameters
    ----------
    year
        The year they have to be of; any if none is given.
    """
    files: dict[tuple[int, str], list[_File]] = {}
    for path in paths:
        try:
            file = _read(path, year=year)
        except KitError as error:
            yield _refused(path, error.faults)
        else:
            files.setdefault(file.report, []).append(file)
    for same in files.values():
        yield from _taken(workspace, same)


def found_files(paths: Iterable[Path]) -> tuple[tuple[Path, ...], int]:
    """Return the files to take in, those inside folders too, and how many are of no concern.

    A folder may hold other files: of those only such are taken as are called what the
    page calls a decision, or are one.
    """
    chosen: dict[Path, None] = {}
    others = 0
    for path in paths:
        if not path.is_dir():
            chosen[path] = None
            continue
        for inside in sorted(path.rglob("*.json")):
            if is_decision(inside):
                chosen[inside] = None
            else:
                others += 1
    return tuple(chosen), others


def _read(path: Path, *, year: int | None) -> _File:
    saved = read_saved(path)
    if year is not None and saved.year != year:
        cure = "请核对年度，或从命令中去掉年度。"
        raise ParameterError(Fault(path.name, f"{year} 年度的决定", f"{saved.year} 年度", cure))
    return _File(path=path, saved=saved)


def _taken(workspace: Workspace, files: Sequence[_File]) -> Iterator[TakenIn]:
    """Yield what became of the decisions on one report."""
    year, agency = files[0].report
    try:
        with desk(workspace, year=year, agency=agency) as there:
            yield from _decided(there, files)
    except KitError as error:
        for file in files:
            yield _refused(file.path, error.faults, saved=file.saved)


def _decided(there: Desk, files: Sequence[_File]) -> Iterator[TakenIn]:
    waiting: dict[str, list[_File]] = {}
    for file in files:
        if already_signed(file.saved, sign_offs=there.sign_offs):
            yield TakenIn(path=file.path, outcome="known", saved=file.saved)
            continue
        try:
            refuse_unlike(file.saved, where=file.path.name, there=there)
        except KitError as error:
            yield _refused(file.path, error.faults, saved=file.saved)
        else:
            waiting.setdefault(file.saved.digest, []).append(file)
    if len(waiting) > 1:
        yield from _contradicting([file for same in waiting.values() for file in same])
        return
    for first, *again in waiting.values():
        taken = _signed(there, first)
        yield taken
        for file in again:
            outcome: Outcome = "known" if taken.outcome == "taken" else "refused"
            yield TakenIn(path=file.path, outcome=outcome, saved=file.saved, faults=taken.faults)


def _signed(there: Desk, file: _File) -> TakenIn:
    saved = file.saved
    try:
        signed = decide(there, entry=entry_of(saved), confirm=saved.confirmed, asked=SAVED_PAGE)
    except KitError as error:
        return _refused(file.path, _named(error.faults, name=file.path.name), saved=saved)
    return TakenIn(path=file.path, outcome="taken", saved=saved, signed=signed)


def _contradicting(files: Sequence[_File]) -> Iterator[TakenIn]:
    """Yield a refusal of each of several decisions on one report, naming the others."""
    for file in files:
        others = "、".join(
            f"{other.path.name}（{other.saved.by}，{_WORDS[other.saved.decision]}）"
            for other in files
            if other.saved.digest != file.saved.digest
        )
        fault = Fault(file.path.name, "这份报告唯一的决定", f"另有 {others}", _TWO)
        yield _refused(file.path, (fault,), saved=file.saved)


def _named(faults: Iterable[Fault], *, name: str) -> tuple[Fault, ...]:
    """Say of each fault which file it is in."""
    return tuple(
        fault if fault.where.startswith(name) else _within(fault, name=name) for fault in faults
    )


def _within(fault: Fault, *, name: str) -> Fault:
    return Fault(f"{name} {fault.where}", fault.wanted, fault.found, fault.cure)


def _refused(path: Path, faults: Sequence[Fault], *, saved: SavedDecision | None = None) -> TakenIn:
    named = _named(faults, name=path.name)
    return TakenIn(path=path, outcome="refused", saved=saved, faults=named)
