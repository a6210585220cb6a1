"""The rows of a list of problems: a cause with all it explains, or one problem by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.papers.model import PaperCause, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One row: what is to be mended, and the problems that this settles."""

    problems: tuple[Problem, ...]
    cause: PaperCause | None = None

    @property
    def first(self) -> Problem:
        """The problem to speak of where one is enough."""
        return self.problems[0]

    @property
    def place(self) -> str:
        """Where it is to be mended."""
        return (self.cause and self.cause.place) or self.first.place

    @property
    def expected(self) -> str:
        """What should be there."""
        if self.cause and self.cause.place:
            return self.cause.expected
        return self.first.expected

    @property
    def found(self) -> str:
        """What is there."""
        if self.cause and self.cause.place:
            return self.cause.found
        return self.first.found

    @property
    def rules(self) -> str:
        """The rules that do not hold, each once, with how often."""
        counts: dict[str, int] = {}
        for problem in self.problems:
            name = f"{problem.rule} {problem.title}".strip() or "审核意见"
            counts[name] = counts.get(name, 0) + 1
        return "、".join(f"{n} {c} 处" if c > 1 else n for n, c in counts.items())

    @property
    def basis(self) -> str:
        """What the rules rest on, each once."""
        told = (f"{p.title}（{p.basis}）" if p.title else "审核意见" for p in self.problems)
        return "；".join(dict.fromkeys(told))

    @property
    def request(self) -> str:
        """What is asked: what reviewers wrote, then what the rules or the cause ask."""
        notes = dict.fromkeys(p.note.rstrip("。") for p in self.problems if p.note)
        asked = self.first.request
        if self.cause and self.cause.place:
            asked = f"{self.cause.said}涉及 {len(self.problems)} 处。"
        return "。".join([*(note for note in notes if note != asked.rstrip("。")), asked])


def list_entries(
    problems: Iterable[Problem], *, causes: Sequence[PaperCause]
) -> Iterator[ListEntry]:
    """Yield a row for each cause of *problems*, and for each problem that has none.

    A row stands where the first of its problems does; what two causes explain is in the first.
    """
    told = tuple(problems)
    cause_of: dict[str, PaperCause] = {}
    for cause in causes:
        for key in cause.keys:
            cause_of.setdefault(key, cause)
    done: set[int] = set()
    for problem in told:
        own = cause_of.get(problem.key) if problem.key else None
        if own is None:
            yield ListEntry(problems=(problem,))
        elif id(own) not in done:
            done.add(id(own))
            together = tuple(p for p in told if cause_of.get(p.key) is own)
            yield ListEntry(problems=together, cause=own)
