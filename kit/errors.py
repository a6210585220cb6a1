"""What can go wrong, as one tree; each family has the exit code it ends a command with.

::

    KitError                1  a defect of ours
    ├── ParameterError      2  arguments, parameters, agencies
    │   └── NarrativeError  2  placeholders of a narrative
    ├── FormError           3  the data of a form
    ├── SourceError         4  a source that cannot be opened or located in
    ├── NotebookError       6  a notebook that failed, or ran out of time or memory
    │   └── CrashError      6  a process that was killed or crashed: it may pass
    └── ExportError         7  an export that failed
        ├── FontError       7  a font, or a character it lacks
        └── WriteError      7  a file that cannot be written: disk, permission, open elsewhere

Exit code 5 is no error: findings are values (:mod:`kit.checks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

__all__ = [
    "CrashError",
    "ExportError",
    "Fault",
    "FontError",
    "FormError",
    "KitError",
    "NarrativeError",
    "NotebookError",
    "ParameterError",
    "SourceError",
    "WriteError",
    "known_names",
    "on_one_line",
]


#: Longest part of a message, and what is kept of a longer one's ends, in characters.
_LONGEST_PART, _KEPT_HEAD, _KEPT_TAIL = 2000, 600, 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where, what was wanted, what was found, what to do about it."""

    where: str
    wanted: str = ""
    found: str = ""
    cure: str = ""

    def __str__(self) -> str:
        """Read as one Chinese sentence or two."""
        outside = (on_one_line(part) for part in (self.where, self.wanted, self.found))
        where, wanted, found, cure = map(_shortened, (*outside, self.cure))
        said = "，".join(part for part in _compared(wanted, found) if part)
        sentences = [sentence for sentence in (said and f"{said}。", cure) if sentence]
        return f"{where}：{''.join(sentences)}" if sentences else where


def on_one_line(part: str) -> str:
    """Show the ends of lines in words from outside: none of them begins a line of ours."""
    return "⏎".join(part.splitlines())


def _shortened(part: str) -> str:
    """Keep both ends of a part without bounds: somebody's file is quoted in it."""
    if len(part) <= _LONGEST_PART:
        return part
    return f"{part[:_KEPT_HEAD]}…（共 {len(part)} 个字符）…{part[-_KEPT_TAIL:]}"


def _compared(wanted: str, found: str) -> tuple[str, str]:
    """Set *wanted* against *found*: 应为…，实为…; of what is not there, 应有…，没有…."""
    if not wanted:
        return "", found
    if not found.startswith("没有"):
        return f"应为{_apart(wanted)}", found and f"实为{_apart(found)}"
    if wanted.startswith("有"):
        return f"应{wanted}", found
    return f"{'应为' if '有' in wanted else '应有'}{_apart(wanted)}", found


def _apart(words: str) -> str:
    """Keep Latin letters and digits a space apart from the Chinese before them."""
    return f" {words}" if words[0].isascii() and words[0].isalnum() else words


class KitError(Exception):
    """Any error of the kit; its arguments are its faults, all those of one file at once."""

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        """Keep the faults as the arguments, so that the error survives pickling."""
        super().__init__(*faults)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults, in the order of the file they were found in."""
        return self.args

    def __str__(self) -> str:
        """Read one fault a line."""
        return "\n".join(str(fault) for fault in self.faults)

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook: a user's mistake is no traceback."""
        return [str(self)]


class ParameterError(KitError):
    """An argument, a parameter file or an agency is not what it should be."""

    exit_code = 2


class NarrativeError(ParameterError):
    """A placeholder of a narrative is unclosed or names nothing."""


class FormError(KitError):
    """The data of a form contradicts itself or its schema."""

    exit_code = 3


class SourceError(KitError):
    """A source cannot be opened, or its tables and rows cannot be located."""

    exit_code = 4


class NotebookError(KitError):
    """A notebook failed, or ran out of time or memory."""

    exit_code = 6


class CrashError(NotebookError):
    """The process of a report was killed or crashed in native code; a second try may pass."""


class ExportError(KitError):
    """An export failed."""

    exit_code = 7


class FontError(ExportError):
    """A font is missing, or has no glyph for a character."""


class WriteError(ExportError):
    """A file cannot be written: the disk is full, a permission lacks, it is open elsewhere."""


#: So much of a name is compared, and quoted: no name of ours is half as long.
_COMPARED = 80


def known_names(
    name: str, known: Iterable[str], *, meanings: Mapping[str, str] | None = None, limit: int = 8
) -> str:
    """List the names that exist, those nearest to *name* first.

    *meanings* say in Chinese what names are: a name is as near as the nearer of the two.

    Examples
    --------
    >>> known_names("t3.recieved", ["t2.fees", "t3.received"])
    '最接近的是 t3.received；另有 t2.fees。'
    >>> known_names("发布日", ["fonts", "published"], meanings={"published": "发布日期"})
    '最接近的是 published（发布日期）；另有 fonts。'
    """
    said = meanings or {}
    distance = partial(_distance, name[:_COMPARED], meanings=said)
    ranked = [_with_meaning(other, meanings=said) for other in sorted(known, key=distance)]
    if not ranked:
        return "目前一个也没有。"
    others = "、".join(ranked[1:limit])
    more = f" 等 {len(ranked)} 个" if len(ranked) > limit else ""
    return f"最接近的是 {ranked[0]}" + (f"；另有 {others}{more}。" if others else "。")


def _distance(name: str, other: str, *, meanings: Mapping[str, str]) -> float:
    both = filter(None, (other, meanings.get(other)))
    return -max(SequenceMatcher(None, name, word[:_COMPARED]).ratio() for word in both)


def _with_meaning(name: str, *, meanings: Mapping[str, str]) -> str:
    meaning = meanings.get(name)
    return f"{name[:_COMPARED]}（{meaning}）" if meaning else name[:_COMPARED]
