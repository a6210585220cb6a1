"""Read all that goes into one report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kit.errors import KitError, NarrativeError, ParameterError, SourceError
from kit.form import form_of_year, load_forms
from kit.narrative import Values, fill_narrative, refuse_faults
from kit.narrative.model import Narrative
from kit.report.copies import read_copies
from kit.report.filed import read_counted, read_filed, read_last
from kit.report.files import earlier_years, input_files, report_notebook, report_parameters
from kit.report.gather import gathered, looks_at
from kit.report.model import Report
from kit.report.parts import read_rollup
from kit.report.public_cells import public_cells_sha256
from kit.report.text import read_narrative
from kit.source import Filing
from kit.workspace import Agency, Workspace


def read_report(workspace: Workspace, *, year: int, agency: str) -> Report:
    """Read the report of one agency and year.

    Raises
    ------
    KitError
        With the faults of all its files: a :class:`ParameterError` if the agency or its
        folder does not exist, or a parameter is wrong; a :class:`SourceError` if a source
        cannot be opened or located in; a :class:`NarrativeError` if nothing but a
        placeholder of the narrative names nothing.
    """
    try:
        return _read(workspace, year=year, agency=agency)
    except KitError as error:
        if type(error) is KitError or not workspace.inputs(year, agency).is_dir():
            raise
        raise gathered(error, looks_at(workspace, year=year, agency=agency)) from None


def _read(workspace: Workspace, *, year: int, agency: str) -> Report:
    body = workspace.agency(agency)
    form = form_of_year(year)
    parameters = report_parameters(workspace, year=year, agency=agency)
    files = input_files(workspace, year=year, agency=agency)
    filing, ledger = read_counted(workspace, year=year, agency=agency)
    has_last = bool(files.last or files.last_ledgers)
    last = read_last(workspace, agency=agency, year=year - 1) if has_last else None
    earlier = tuple(_read_earlier(workspace, agency=agency, year=year))
    history = (*earlier, last) if last else earlier
    filing_form = load_forms()[filing.edition]
    narrative = read_narrative(files.narrative, form=form)
    values = Values(
        filing=filing, form=form, last=last, year=year, agency=body, circular=form.circular
    )
    return Report(
        agency=body,
        year=year,
        form=form,
        filing_form=filing_form,
        filing=filing,
        last=last,
        narrative=fill_narrative(narrative, values=values),
        parameters=parameters,
        last_narrative=_read_last_narrative(
            files.last_narrative, body=body, filings=history, year=year - 1
        ),
        ledger=ledger,
        rollup=read_rollup(workspace, year=year, agency=agency),
        history=history,
        copied=read_copies(workspace, year=year, agency=agency, narrative=files.narrative),
        public_cells=public_cells_sha256(report_notebook(workspace, year=year, agency=agency)),
    )


def read_own_text(workspace: Workspace, *, year: int, agency: str) -> tuple[Narrative, Path]:
    """Read the text of a report alone, its placeholders left as they are, and name its file.

    Raises
    ------
    ParameterError, SourceError, NarrativeError
        If the parameters or the text cannot be read.
    """
    parameters = report_parameters(workspace, year=year, agency=agency)
    path = workspace.inputs(year, agency) / parameters.narrative
    narrative = read_narrative(path, form=form_of_year(year))
    refuse_faults(narrative.faults, file=path.name)
    return narrative, path


def _read_earlier(workspace: Workspace, *, agency: str, year: int) -> Iterator[Filing]:
    """Read the filings of the years before last; no rule rests on them, so some may be lacking."""
    for earlier in earlier_years(workspace, year=year, agency=agency):
        with suppress(ParameterError, SourceError):
            yield read_filed(workspace, year=earlier, agency=agency)


def _read_last_narrative(
    path: Path | None, *, body: Agency, filings: Sequence[Filing], year: int
) -> Narrative | None:
    """Read last year's text; no figure rests on it, so one unreadable is none."""
    try:
        if not path or not os.path.lexists(path):
            return None
        narrative = read_narrative(path, form=form_of_year(year))
        refuse_faults(narrative.faults, file=path.name)
    except (ParameterError, SourceError):
        return None
    if not narrative.sections and not narrative.preface.markdown:
        return None
    values = _values(filings, year=year, body=body)
    with suppress(NarrativeError):
        return fill_narrative(narrative, values=values) if values else narrative
    return narrative


def _values(filings: Sequence[Filing], *, year: int, body: Agency) -> Values | None:
    """Return what the text of *year* may name; none without its filing."""
    known = {filing.year: filing for filing in filings}
    if year not in known:
        return None
    return Values(
        filing=known[year],
        form=load_forms()[known[year].edition],
        last=known.get(year - 1),
        year=year,
        agency=body,
        circular=form_of_year(year).circular,
    )
