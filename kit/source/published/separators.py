"""What parts the cells of a row of flattened text."""

from __future__ import annotations

#: The first that a line has is the one.
_SEPARATORS = ("|", "│", "｜", "\t")


def is_row_of_cells(line: str) -> bool:
    """Whether *line* is a row of a flattened table."""
    return any(separator in line.strip(" \u3000") for separator in _SEPARATORS)


def split_cells(line: str) -> list[str]:
    """Return the cells of a flattened row.

    Examples
    --------
    >>> split_cells("规章 | 0 |  | 3")
    ['规章', '0', '', '3']
    """
    separator = next((s for s in _SEPARATORS if s in line), "\t")
    return [cell.strip() for cell in line.split(separator)]
