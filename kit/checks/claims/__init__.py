"""What an agency says of findings that it looked into: claims, bound to what was looked at."""

from kit.checks.claims.bound import Bound, bound_of, is_same_value, with_keys
from kit.checks.claims.cell_names import CellNames, cell_names
from kit.checks.claims.covering import mark_claims
from kit.checks.claims.former import former_reasons
from kit.checks.claims.line import claim_lines, with_lines

__all__ = [
    "Bound",
    "CellNames",
    "bound_of",
    "cell_names",
    "claim_lines",
    "former_reasons",
    "is_same_value",
    "mark_claims",
    "with_keys",
    "with_lines",
]
