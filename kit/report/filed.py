"""The filing of one agency and year, wherever its figures come from: the one way to read it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import Fault, SourceError
from kit.form import form_of_year, load_forms
from kit.parameters import COUNTED, LEDGER, TABLES, Parameters, read_parameters
from kit.source import Filing, read_filing
from kit.workspace import Workspace

if TYPE_CHECKING:
    from kit.ledger import Ledger


def filing_files(workspace: Workspace, *, year: int, agency: str) -> tuple[Path, ...]:
    """Return the files that the figures are read from, those that exist; none without a report.

    Raises
    ------
    ParameterError
        If ``report.yaml`` is not what it should be.
    """
    folder = workspace.inputs(year, agency)
    if not folder.is_dir():
        return ()
    parameters = read_parameters(folder)
    paths = (folder / parameters.tables, *ledger_files(folder, parameters=parameters))
    return tuple(path for path in paths if path.is_file())


def ledger_files(folder: Path, *, parameters: Parameters) -> tuple[Path, ...]:
    """Return the ledgers that are named, else the usual one if it is there.

    Of a filing that was received they are not at hand: what they came to stands for them.
    """
    named = tuple(folder / name for name in parameters.ledgers or (LEDGER,))
    # What is there and no file is refused when it is read, not passed over.
    if any(map(os.path.lexists, named)):
        return named
    if os.path.lexists(folder / COUNTED):
        return (folder / COUNTED,)
    return named if parameters.ledgers else ()


def refuse_counted(paths: Sequence[Path]) -> None:
    """Refuse to look into ledgers of which only what they came to is at hand.

    Raises
    ------
    SourceError
        Saying where they are.
    """
    if [path.name for path in paths] == [COUNTED]:
        cure = "要看逐件的记录，请向填报单位要台账。"
        found = f"只有数得的结果（{COUNTED}），台账留在填报单位"
        raise SourceError(Fault("台账", "台账文件", found, cure))


def read_filed(workspace: Workspace, *, year: int, agency: str) -> Filing:
    """Read the figures that *agency* filed for *year*, built here or imported.

    Raises
    ------
    ParameterError, SourceError
        As :func:`read_counted`.
    """
    folder = workspace.inputs(year, agency)
    path = folder / read_parameters(folder).tables
    if path.is_file():
        filing = _read_tables(path, year=year, agency=agency)
        if all(figure.raw for figure in filing.figures.values()):
            # Where nothing is blank no ledger has anything to add.
            return filing
    return read_counted(workspace, year=year, agency=agency)[0]


def read_last(workspace: Workspace, *, agency: str, year: int) -> Filing:
    """Read last year's filing; its faults say that they are last year's."""
    try:
        return read_filed(workspace, year=year, agency=agency)
    except SourceError as error:
        faults = (
            Fault(f"上年（{year}）{fault.where}", fault.wanted, fault.found, fault.cure)
            for fault in error.faults
        )
        raise SourceError(*faults) from None


def read_counted(
    workspace: Workspace, *, year: int, agency: str, parameters: Parameters | None = None
) -> tuple[Filing, Ledger | None]:
    """Read the figures of *agency* for *year*, and what its ledgers come to if it has any.

    What was filled in stays as it is; blank cells are counted. With a ledger no
    workbook is needed.

    Parameters
    ----------
    parameters
        Those of the report, if ``report.yaml`` is not to be read for them.

    Raises
    ------
    ParameterError
        If ``report.yaml`` is not what it should be, or no form covers the year.
    SourceError
        If the figures cannot be opened or located.
    """
    folder = workspace.inputs(year, agency)
    parameters = parameters or read_parameters(folder)
    path = folder / parameters.tables
    ledgers = ledger_files(folder, parameters=parameters)
    if not ledgers:
        return _read_tables(path, year=year, agency=agency), None
    # Most reports have none, and need nothing that counts it.
    from kit.ledger import complete_filing, filing_of_ledger
    from kit.report.counted import count_ledger

    form = form_of_year(year)
    if parameters.tables == TABLES and not os.path.lexists(path):
        ledger = count_ledger(ledgers, form=form, year=year, parameters=parameters)
        return filing_of_ledger(ledger, form=form, agency=agency, year=year), ledger
    filing = _read_tables(path, year=year, agency=agency)
    filed = load_forms()[filing.edition]
    ledger = count_ledger(ledgers, form=filed, year=year, parameters=parameters)
    return complete_filing(filing, ledger=ledger, form=filed), ledger


def _read_tables(path: Path, *, year: int, agency: str) -> Filing:
    form = form_of_year(year)
    return read_filing(path, form=form, agency=agency, year=year, forms=load_forms())
