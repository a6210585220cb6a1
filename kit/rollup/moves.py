"""What moved between two runs of a roll-up."""

from __future__ import annotations

from dataclasses import dataclass

from kit.report.rollup import Member, Rollup


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The members that came, went or changed, and the cells whose sums are others now."""

    came: tuple[Member, ...] = ()
    went: tuple[Member, ...] = ()
    changed: tuple[Member, ...] = ()
    cells: tuple[str, ...] = ()


def find_moves(before: Rollup, now: Rollup) -> Moves:
    """Compare two runs; who is no longer a member at all has gone too."""
    was = {member.agency: member for member in before.counted}
    here = {member.agency: member for member in now.counted}
    return Moves(
        came=tuple(member for who, member in here.items() if who not in was),
        went=tuple(member for who, member in was.items() if who not in here),
        changed=tuple(
            member
            for who, member in here.items()
            if who in was and was[who].digest != member.digest
        ),
        cells=tuple(
            address
            for address, added in now.sums.items()
            if address in before.sums and before.sums[address].known != added.known
        ),
    )
