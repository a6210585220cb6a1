"""What the placeholders of a report may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from kit.errors import known_names
from kit.form import Cell, Form, load_forms
from kit.form.address import LAST, is_address, match_addresses, split_last
from kit.form.model import Circular
from kit.narrative.names import find_cells
from kit.narrative.nearest import nearest_names
from kit.narrative.wording import folded_name, is_chinese, wording
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

    def named(self, word: str) -> str | None:
        """Return what a name of no figure says, Latin or Chinese; ``None`` for any other word."""
        names = self.names()
        return names.get(word, names.get(wording().names.get(folded_name(word), "")))

    def known(self) -> tuple[str, ...]:
        """Return all that a placeholder may name: names, addresses, last year's addresses."""
        last = (f"{LAST}{address}" for address in self._last_addresses())
        return (*self.names(), *self.form.cells, *last)

    def match(self, pattern: str) -> tuple[str, ...]:
        """Return the addresses that *pattern* names, ``last.`` kept; none for any other word.

        A pattern is an address, wildcards allowed, or a name in the words of the form.
        """
        is_last, plain = split_last(pattern)
        if is_chinese(plain):
            return self._match_name(plain, is_last=is_last)
        if not is_address(plain):
            return ()
        if not is_last:
            return self.form.match(plain)
        found = match_addresses(plain, self._last_addresses())
        return tuple(f"{LAST}{address}" for address in found)

    def nearest(self, operand: str, *, limit: int) -> str:
        """Say which names there are, the nearest to *operand* first."""
        if not is_chinese(operand):
            return known_names(operand, self.known(), limit=limit)
        is_last, plain = split_last(operand)
        near = nearest_names(plain, form=self._form_of(is_last=is_last), limit=limit)
        if not near:
            shown = (wording().shown(name) for name in self.names())
            return known_names(operand, shown, limit=limit)
        others = f"；另有 {'、'.join(near[1:])}" if near[1:] else ""
        return f"最接近的是 {near[0]}{others}。全部名称见 kit form {self.year}。"

    def _match_name(self, name: str, *, is_last: bool) -> tuple[str, ...]:
        """Return the addresses that a Chinese name means in the edition of its year."""
        first, _, rest = name.partition(".")
        is_last, plain = (True, rest) if first in wording().last else (is_last, name)
        found = find_cells(plain, form=self._form_of(is_last=is_last))
        return tuple(f"{LAST}{address}" for address in found) if is_last else found

    def _form_of(self, *, is_last: bool) -> Form:
        return load_forms()[self.last.edition] if is_last and self.last else self.form

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
