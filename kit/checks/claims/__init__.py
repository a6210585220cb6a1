"""Read what sentences claim: counts, nothing, everything, shares, growth, parts of a whole."""

from kit.checks.claims.model import Claim, Part, Percentage, Reading, Told, Topic
from kit.checks.claims.read import read_claims
from kit.checks.claims.readings import (
    all_readings,
    is_moot,
    is_right,
    last_of,
    readings_of,
    scale_of,
    value_of,
    values_of,
)
from kit.checks.claims.scene import Sentence
from kit.checks.claims.topics import TOTAL

__all__ = [
    "TOTAL",
    "Claim",
    "Part",
    "Percentage",
    "Reading",
    "Sentence",
    "Told",
    "Topic",
    "all_readings",
    "is_moot",
    "is_right",
    "last_of",
    "read_claims",
    "readings_of",
    "scale_of",
    "value_of",
    "values_of",
]
