"""What a hostile case is, how it ended, and what was wrong with that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

#: Figures as they were read: the value as text, None for one left open.
Figures = Mapping[str, str | None]
#: A change of bytes that draws what it needs.
Mutator = Callable[[bytes, Random], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Files laid over a workspace, and the verb that meets them.

    Attributes
    ----------
    family
        What the table of results counts it under.
    change
        What was done, in a few words; failures are told apart by it.
    base
        Name of the workspace the files are laid over.
    files
        Content by path below the workspace's root.
    arguments
        The verb and its arguments.
    allowed
        Exit codes that are right.
    year, agency
        Whose figures are read afterwards if the verb ended well.
    truth
        The true figures; None where the change may be a lawful one of any figure.
    free
        How many figures the change may alter lawfully.
    """

    family: str
    change: str
    base: str
    files: Mapping[str, bytes]
    arguments: tuple[str, ...]
    allowed: frozenset[int]
    year: int = 2024
    agency: str = "suqian"
    truth: Figures | None = None
    free: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a case ended.

    Attributes
    ----------
    code
        The exit code; negative is the signal that killed it.
    said
        What stdout and stderr got.
    trace
        What the files that a defect leaves say.
    figures
        What was read afterwards; None if nothing was to be read.
    left
        Names of what stayed in the folder for temporary files.
    """

    code: int
    out: str
    err: str
    trace: str
    seconds: float
    peak_bytes: int
    figures: Figures | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing wrong with how a case ended: its sort, and what tells it from others."""

    sort: str
    kind: str
