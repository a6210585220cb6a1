"""The index of a year: where every agency's report stands, on one page for reviewers."""

from kit.review.model import STATE_NAMES, Entry
from kit.review.read import is_current, read_entry, undecided
from kit.review.status import (
    OUTPUTS_NAMES,
    AgencyStatus,
    OutputsState,
    failed_status,
    read_status,
)
from kit.review.write import INDEX, Reviewed, review_year

__all__ = [
    "INDEX",
    "OUTPUTS_NAMES",
    "STATE_NAMES",
    "AgencyStatus",
    "Entry",
    "OutputsState",
    "Reviewed",
    "failed_status",
    "is_current",
    "read_entry",
    "read_status",
    "review_year",
    "undecided",
]
