"""Read every agency of a year, compare their texts, and write the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kit.compare import YearCopies
from kit.disk import write_atomic
from kit.review.model import MISSING, STATE_NAMES, Entry, State
from kit.review.page import render_index
from kit.review.read import Judge, read_entry
from kit.run.standing import current_review
from kit.run.states import BATCH, read_states
from kit.signoff import STANDING_NAMES
from kit.workspace import AGENCIES, Agency, Workspace

INDEX = "index.html"
_NO_COPIES = YearCopies()
#: Maps a function over agencies in their order; a pool's is quicker.
Run = Callable[[Callable[[Agency], Entry], Sequence[Agency]], Iterable[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The index that was written, and how many agencies are in each state.

    ``counts`` is what the checks say, ``decisions`` what reviewers decided.
    """

    path: Path
    counts: Mapping[State, int]
    decisions: Mapping[str, int]


def review_year(
    workspace: Workspace,
    *,
    year: int,
    run: Run = map,
    judge: Judge = current_review,
    copies: YearCopies = _NO_COPIES,
) -> Reviewed:
    """Write the index of *year*: every agency of the workspace, begun or not.

    Parameters
    ----------
    run
        Maps over the agencies.
    judge
        Gives what the ``review.json`` of a report has to hold now.
    copies
        Whose texts are alike.

    Raises
    ------
    ParameterError
        If the agencies cannot be read, or there is no folder of that year.
    """
    known = workspace.agencies()
    strangers = [name for name in workspace.filed(year) if name not in known]
    agencies = tuple(known.values())
    read = run(partial(read_entry, workspace=workspace, year=year, judge=judge), agencies)
    folder = workspace.outputs / f"{year:04d}"
    failed = _failed(folder / BATCH)
    entries = [_with_failure(entry, failed=failed) for entry in read]
    entries += [_stranger(name) for name in strangers]
    content = render_index(entries, year=year, copies=copies)
    path = folder / INDEX
    write_atomic(path, content.encode(), is_durable=False)
    counted = Counter(entry.state for entry in entries)
    counts = {state: counted[state] for state in STATE_NAMES if counted[state]}
    decided = Counter(entry.decision for entry in entries)
    decisions = {state: decided[state] for state in STANDING_NAMES if decided[state]}  # type: ignore[index] # one of these
    return Reviewed(path=path, counts=counts, decisions=decisions)


def _failed(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the faults of the reports that could not be built, by agency."""
    states = read_states(path).items()
    return {agency: state.faults or () for agency, state in states if state.state == "failed"}


def _with_failure(entry: Entry, *, failed: Mapping[str, tuple[str, ...]]) -> Entry:
    """Say of a report that does not stand why it could not be built, if that was tried."""
    if entry.state in MISSING and entry.state != "not_begun" and entry.agency.id in failed:
        return replace(entry, state="failed", why=failed[entry.agency.id])
    return entry


def _stranger(name: str) -> Entry:
    """Return a folder that belongs to no agency of ``agencies.yaml``."""
    why = f"{AGENCIES} 中没有 {name}。请登记这个机关，或改正文件夹的名字。"
    agency = Agency(id=name, name=name, kind="department")
    return Entry(agency=agency, state="failed", why=(why,))
