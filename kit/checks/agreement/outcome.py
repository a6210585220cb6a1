"""What comes of holding words against figures: one value for each thing said."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What came of one count: the reading that fits it, or the one nearest to what was said.

    ``meant`` is what the figures give for that reading, in the unit of the text.
    """

    mention: Mention
    status: Status
    reading: Reading | None = None
    meant: Fraction | None = None
    is_sure: bool = True
