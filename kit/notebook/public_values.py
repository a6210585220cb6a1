"""Figures as JSON has them: counts as integers, decimals as text, null where nothing was read."""

from __future__ import annotations

from kit.source import Figure, Filing


def public_values(filing: Filing) -> dict[str, int | str | None]:
    """Return the value of each cell by its address."""
    return {address: public_value(figure) for address, figure in filing.figures.items()}


def public_value(figure: Figure) -> int | str | None:
    """Return the value of one figure."""
    if figure.value is None:
        return None
    return figure.value if isinstance(figure.value, int) else figure.text
