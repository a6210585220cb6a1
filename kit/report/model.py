"""All that the rules look at, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.form import Form
from kit.narrative.model import Narrative
from kit.parameters import Parameters
from kit.report.copies import Copied
from kit.report.rollup import Rollup
from kit.source.filing import Filing
from kit.workspace import Agency

if TYPE_CHECKING:
    from kit.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One agency's report for one year.

    ``form`` is the edition in force for the year, which judges; ``filing_form``
    the edition the figures were filed in, nearly always the same one. ``rollup``
    are the parts of a roll-up, once they have been added up, ``ledger`` what its
    ledgers come to, if there are any. ``history`` are the filings of earlier years
    that can be read, oldest first, last year's among them.
    """

    agency: Agency
    year: int
    form: Form
    filing_form: Form
    filing: Filing
    last: Filing | None
    narrative: Narrative
    parameters: Parameters
    #: Last year's text, filled unless its figures cannot be read.
    last_narrative: Narrative | None = None
    rollup: Rollup | None = None
    ledger: Ledger | None = None
    history: tuple[Filing, ...] = ()
    #: The sha256 of the notebook's cells, if some of an analyst's are public.
    public_cells: str = ""
    #: What other agencies of the year have in their texts too, once all were compared.
    copied: Copied | None = None

    @property
    def title(self) -> str:
        """The statutory title."""
        return self.form.title.format(agency=self.agency.name, year=self.year)
