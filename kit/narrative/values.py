"""What the placeholders of a report may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from kit.form import Cell, Form, load_forms
from kit.form.address import LAST, is_address, match_addresses, split_last
from kit.form.model import Circular
from kit.source.filing import Figure, Filing
from kit.workspace import Agency, Contact, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What the placeholders of one report may name.

    ``form`` is the edition the figures were filed in, ``circular`` the one in
    force for the year, ``last`` last year's filing if there is one.
    """

    agency: Agency
    year: int
    form: Form
    filing: Filing
    last: Filing | None
    circular: Circular

    def names(self) -> Mapping[str, str]:
        """Return what is no figure, by name."""
        contact, site = self.agency.contact, self.agency.site
        return {
            "year": str(self.year),
            "last_year": str(self.year - 1),
            "circular": self.circular.number,
            "agency.name": self.agency.name,
            "agency.short_name": self.agency.short_name,
            **{f"agency.contact.{f.name}": getattr(contact, f.name) for f in fields(Contact)},
            **{f"agency.site.{f.name}": getattr(site, f.name, "") for f in fields(Site)},
        }

    def known(self) -> tuple[str, ...]:
        """Return all that a placeholder may name: names, addresses, last year's addresses."""
        last = (f"{LAST}{address}" for address in self._last_addresses())
        return (*self.names(), *self.form.cells, *last)

    def match(self, pattern: str) -> tuple[str, ...]:
        """Return the addresses that *pattern* names, ``last.`` kept; none for any other word."""
        is_last, plain = split_last(pattern)
        if not is_address(plain):
            return ()
        if not is_last:
            return self.form.match(plain)
        found = match_addresses(plain, self._last_addresses())
        return tuple(f"{LAST}{address}" for address in found)

    def figure(self, address: str) -> Figure | None:
        """Return the figure at *address*, this year's or last year's."""
        is_last, plain = split_last(address)
        filing = self.last if is_last else self.filing
        return filing.figures.get(plain) if filing else None

    def unit(self, address: str) -> str:
        """Return the unit the form gives the cell at *address*."""
        _, plain = split_last(address)
        cell = self.form.cells.get(plain) or _every_cell().get(plain)
        return cell.unit if cell else ""

    def _last_addresses(self) -> Mapping[str, object]:
        """Without last year's filing its edition is not known, so each edition's will do."""
        return self.last.figures if self.last else _every_cell()


@cache
def _every_cell() -> Mapping[str, Cell]:
    return {address: cell for form in load_forms().values() for address, cell in form.cells.items()}
