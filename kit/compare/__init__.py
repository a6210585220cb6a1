"""Words of a report beside those of last year."""

from kit.compare.words import Change, compare_narratives, compare_texts

__all__ = ["Change", "compare_narratives", "compare_texts"]
