"""A roll-up as a value: which parts each of its figures was added up from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kit.source.filing import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One agency that a roll-up adds, and what became of it.

    Attributes
    ----------
    state
        ``missing`` when it has filed nothing yet, ``unreadable`` when its source
        cannot be opened or located in: neither is ever counted as 0.
    digest
        Of the files its figures were read from; empty when there are none.
    why
        Why its source cannot be read, in Chinese.
    broken, doubtful
        The rules of sums that its own figures do not keep, and the cells of these.
    """

    agency: str
    name: str
    state: Literal["counted", "missing", "unreadable"]
    edition: str = ""
    digest: str = ""
    why: str = ""
    broken: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What the parts of one figure come to.

    ``parts`` are those that are not 0, by agency; ``blank`` the agencies whose
    cell is blank or cannot be read.
    """

    known: int | Decimal
    parts: Mapping[str, int | Decimal] = field(default_factory=dict)
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """The parts of a roll-up, as they were when they were added up.

    Attributes
    ----------
    workbook
        The sha256 of the workbook that was written with the sums; empty when
        one filed by hand was left as it is.
    left_out
        Vertically led agencies below, which report up their own line.
    differing
        The members whose form of a table has other cells, by table.
    changed
        The members whose files are no longer those that were added; known when
        the file is read beside its workspace.
    """

    year: int
    agency: str
    edition: str
    members: tuple[Member, ...]
    sums: Mapping[str, Sum]
    workbook: str = ""
    left_out: tuple[str, ...] = ()
    differing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changed: tuple[Member, ...] = ()

    @property
    def counted(self) -> tuple[Member, ...]:
        """The members whose figures were added."""
        return tuple(member for member in self.members if member.state == "counted")

    @property
    def uncounted(self) -> tuple[Member, ...]:
        """The members whose figures are not there, for whatever reason."""
        return tuple(member for member in self.members if member.state != "counted")

    @property
    def broken(self) -> tuple[Member, ...]:
        """The members that were added whose own sums do not hold."""
        return tuple(member for member in self.counted if member.broken)

    def doubted(self, address: str) -> tuple[str, ...]:
        """Return the names of the members whose own figure at *address* is doubtful."""
        return tuple(member.name for member in self.broken if address in member.doubtful)

    def is_whole(self, address: str) -> bool:
        """Whether the figure at *address* was read from every member."""
        table = address.partition(".")[0]
        return not (self.uncounted or self.sums[address].blank or self.differing.get(table))

    def largest(self, address: str) -> tuple[tuple[str, int | Decimal], ...]:
        """Return the parts of the figure at *address* by the names of members, largest first."""
        names = {member.agency: member.name for member in self.members}
        parts = sorted(self.sums[address].parts.items(), key=lambda part: (-part[1], part[0]))
        return tuple((names.get(who, who), value) for who, value in parts)

    def total(self, address: str) -> Value:
        """Return the sum at *address*; ``None`` when a part of it is not known."""
        return self.sums[address].known if self.is_whole(address) else None
