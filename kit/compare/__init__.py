"""Words of a report beside those of last year."""

from kit.compare.words import Change, compare_narratives

__all__ = ["Change", "compare_narratives"]
