"""The index of a year: where every agency's report stands, on one page for reviewers."""

from kit.review.model import STATE_NAMES, Entry
from kit.review.read import read_entry
from kit.review.write import INDEX, Reviewed, review_year

__all__ = ["INDEX", "STATE_NAMES", "Entry", "Reviewed", "read_entry", "review_year"]
