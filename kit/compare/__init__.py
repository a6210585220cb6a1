"""Words of a report beside those of last year, and beside those of other agencies."""

from kit.compare.copies import YearCopies, find_copies, keep_copies
from kit.compare.words import Change, compare_narratives, compare_texts

__all__ = [
    "Change",
    "YearCopies",
    "compare_narratives",
    "compare_texts",
    "find_copies",
    "keep_copies",
]
