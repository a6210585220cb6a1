"""What a picture is made of, and the picture itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The label of a row or column, and the part of an address it stands for.

    ``is_open`` marks what is carried over or not concluded yet: it is hatched.
    """

    label: str
    cells: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a picture shows and says, whoever's figures it is of; without ``rows``, the years."""

    id: str
    section: int
    picture: Literal["bars", "matrix"]
    title: str
    unit: str
    corner: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    summary: str
    nothing: str
    blank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers of a picture, row by row; ``None`` where a figure is missing."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    values: tuple[tuple[int | None, ...], ...]

    @property
    def largest(self) -> int:
        """The largest number, 0 when there is none."""
        return max((value or 0 for row in self.values for value in row), default=0)

    @property
    def is_whole(self) -> bool:
        """Whether no figure is missing."""
        return self.missing == 0

    @property
    def missing(self) -> float:
        """The share of figures that are missing."""
        values = [value for row in self.values for value in row]
        return values.count(None) / len(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of a report's figures.

    Attributes
    ----------
    id
        Stands once on a page; the ids inside ``svg`` begin with it.
    section
        The section of the report it belongs to.
    label
        Its number among the pictures of a report (图1), empty where they have none.
    title
        With the number, the agency, the years and the unit.
    svg
        A whole ``<svg>``, empty when there is nothing to draw.
    table
        The numbers of the picture as an HTML table.
    description
        What the picture shows, in words; why there is none when there is none.
    """

    id: str
    section: int
    label: str
    title: str
    svg: str
    table: str
    description: str
