"""One report to build, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kit.errors import KitError
from kit.form.model import Severity
from kit.workspace import Workspace

Engine = Literal["fork", "nbclient"]
#: Formats written unless told otherwise.
DEFAULT_FORMATS = ("html", "review", "pdf", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to build.

    Attributes
    ----------
    is_forced
        Whether it is built again even if it stands at the address of the outputs;
        of folders of this machine that is known before there is a job.
    """

    workspace: Workspace
    year: int
    agency: str
    to: tuple[str, ...] = DEFAULT_FORMATS
    engine: Engine = "fork"
    is_forced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in a sentence, and what probably caused it; empty where that is not known."""

    severity: Severity
    sentence: str
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """How a job ended.

    Attributes
    ----------
    error
        Why there is no report; ``None`` when there is one.
    findings
        Counts by severity of those nobody claims, of claims nobody confirmed, and of
        those confirmed.
    told
        The first findings that nobody claims, errors before warnings.
    sign_off
        Where the reviewers' decisions leave the report: ``state`` and ``why``.
    is_current
        Whether the report stood already, made from the same.
    tries
        How often it was tried.
    parts_s
        Seconds of processor time by part of the work, for benchmarks.
    """

    agency: str
    error: KitError | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    sign_off: Mapping[str, str] = field(default_factory=dict)
    is_current: bool = False
    tries: int = 1
    duration_s: float = 0.0
    parts_s: Mapping[str, float] = field(default_factory=dict)
