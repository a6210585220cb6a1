"""What comes of holding words against figures: one value for each thing said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kit.checks.agreement.assertion import Assertion
from kit.checks.agreement.operands import Reading
from kit.checks.reading.mention import Mention
from kit.checks.words import Words
from kit.form.model import Severity

Status = Literal["agrees", "contradicts", "other", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One thing the text says, and whether figures or its own numbers bear it out.

    Attributes
    ----------
    rule
        The id of the rule that it is about.
    start, end
        Where the words stand in their run.
    numbers
        Where the numbers that it accounts for begin in their run.
    said
        What is wrong, for the message.
    assertion
        What it says of cells, where that is told by their values alone.
    """

    rule: str
    status: Status
    words: Words
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    cells: tuple[str, ...] = ()
    expected: str = ""
    found: str = ""
    said: str = ""
    severity: Severity | None = None
    assertion: Assertion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What came of one count: the reading that fits it, or the one nearest to what was said.

    ``meant`` is what the figures give for that reading, in the unit of the text; ``ways``
    are all that its words usually mean.
    """

    mention: Mention
    status: Status
    reading: Reading | None = None
    meant: Fraction | None = None
    is_sure: bool = True
    ways: tuple[Reading, ...] = ()


def count_of(mention: Mention, *, counted: Mapping[int, Counted]) -> Counted | None:
    """Return what came of a number as a count; ``None`` when it was not taken for one."""
    found = counted.get(mention.index)
    return found if found is not None and found.mention is mention else None


def is_count(mention: Mention, status: Status, *, counted: Mapping[int, Counted]) -> bool:
    """Whether *status* is what came of a number as a count."""
    found = count_of(mention, counted=counted)
    return found is not None and found.status == status


def mended(mention: Mention, *, counted: Mapping[int, Counted]) -> Fraction:
    """Return what a number says, or should say where the figures contradict it."""
    found = count_of(mention, counted=counted)
    if found and found.status == "contradicts" and found.meant is not None:
        return found.meant
    return mention.number.value


def cells_of(mention: Mention, *, counted: Mapping[int, Counted]) -> tuple[str, ...]:
    """Return the addresses of the cells that a number was held against."""
    found = count_of(mention, counted=counted)
    is_read = found is not None and found.status != "undecided"
    return found.reading.all_cells if found and is_read and found.reading else ()
