"""All that is wrong with the files of a report at once: nobody is sent from one to the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kit.disk import attempted
from kit.errors import Fault, KitError
from kit.form import form_of_year
from kit.narrative import Values, fill_narrative
from kit.parameters import REPORT, read_parameters, read_sound_parameters
from kit.report.filed import filing_files, read_counted, read_last
from kit.report.files import report_parameters
from kit.report.parts import read_rollup
from kit.report.text import read_narrative
from kit.source.values import build_filing
from kit.workspace import Agency, Workspace

#: What comes first decides the family of an error that several files have a part in.
_WORST_FIRST = (1, 7, 6, 4, 3, 2)


def gathered(error: KitError, looks: Iterable[Callable[[], object]]) -> KitError:
    """Return *error* with the faults of the other files, in the order they are looked at.

    Parameters
    ----------
    error
        What kept the report from being read.
    looks
        Each reads one file and raises what is wrong with it; what it needs of another that
        is broken it does without.
    """
    came = (attempted(look) for look in looks)
    errors = [each for each in came if isinstance(each, KitError) and type(each) is not KitError]
    known = {fault for each in errors for fault in each.faults}
    # What no look found again is not lost.
    lost = [error] if any(fault not in known for fault in error.faults) else []
    return _joined([*lost, *errors])


def _joined(errors: Sequence[KitError]) -> KitError:
    worst = min(errors, key=lambda error: _WORST_FIRST.index(error.exit_code))
    families = {type(error) for error in errors}
    family = type(worst) if len(families) == 1 else _family(type(worst))
    faults: dict[Fault, None] = {fault: None for error in errors for fault in error.faults}
    return family(*faults)


def _family(kind: type[KitError]) -> type[KitError]:
    """Return the family of a kind: placeholders and parameters are faults of one family."""
    above = kind.__mro__[1]
    return above if issubclass(above, KitError) and above is not KitError else kind


def looks_at(workspace: Workspace, *, year: int, agency: str) -> Iterator[Callable[[], object]]:
    """Yield what looks at each file of a report by itself, whatever the others are like."""
    folder = workspace.inputs(year, agency)
    sound = read_sound_parameters(folder)
    is_whole = not isinstance(attempted(partial(read_parameters, folder)), KitError)
    yield partial(workspace.agency, agency)
    yield partial(report_parameters, workspace, year=year, agency=agency)
    # What may be elsewhere or called otherwise, by a parameter that is lost, is not missed here.
    if is_whole or ((folder / sound.tables).is_file() and not _has_own_ledgers(folder)):
        yield partial(read_counted, workspace, year=year, agency=agency, parameters=sound)
    before = workspace.inputs(year - 1, agency)
    if before.is_dir():
        last = attempted(partial(filing_files, workspace, year=year - 1, agency=agency))
        if isinstance(last, KitError) or last:
            yield partial(read_last, workspace, year=year - 1, agency=agency)
    path = folder / sound.narrative
    if is_whole or os.path.lexists(path):
        yield partial(_look_at_words, path, workspace=workspace, year=year, agency=agency)
    yield partial(read_rollup, workspace, year=year, agency=agency)


def _has_own_ledgers(folder: Path) -> bool:
    """Whether parameters that cannot all be read say something of ledgers."""
    content = attempted((folder / REPORT).read_bytes)
    return isinstance(content, KitError) or b"ledger" in content


def _look_at_words(path: Path, *, workspace: Workspace, year: int, agency: str) -> None:
    """Read the text of a report, and fill it with numbers that only stand for those there are."""
    form = form_of_year(year)
    narrative = read_narrative(path, form=form)
    ones = dict.fromkeys(form.cells, 1)
    stand_in = build_filing(form, agency=agency, year=year, values=ones)
    has_last = workspace.inputs(year - 1, agency).is_dir()
    values = Values(
        filing=stand_in,
        form=form,
        last=replace(stand_in, year=year - 1) if has_last else None,
        year=year,
        agency=_agency(workspace, agency=agency),
        circular=form.circular,
    )
    fill_narrative(narrative, values=values)


def _agency(workspace: Workspace, *, agency: str) -> Agency:
    """Return the entry of an agency, or what stands for one that cannot be read."""
    entry = attempted(partial(workspace.agency, agency))
    return (
        Agency(id=agency, name=agency, kind="department") if isinstance(entry, KitError) else entry
    )
