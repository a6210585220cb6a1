"""Add up the agencies below one: who belongs to a roll-up, their figures, and what moved."""

from kit.rollup.add import add_parts
from kit.rollup.members import Membership, find_members
from kit.rollup.moves import Moves, find_moves
from kit.rollup.read import Part, read_part
from kit.rollup.write import RolledUp, roll_up

__all__ = [
    "Membership",
    "Moves",
    "Part",
    "RolledUp",
    "add_parts",
    "find_members",
    "find_moves",
    "read_part",
    "roll_up",
]
