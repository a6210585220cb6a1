"""The words that belong to a table or picture: what the cell says first, in its comments."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, takewhile

from kit.errors import ExportError, Fault

_CURE = "请在这一格的第一行写“# 说明文字”，例如：# 近五年收到申请数量。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands beneath or above a picture or table, and what is told of it to who sees none."""

    words: str
    description: str = ""

    @property
    def alt(self) -> str:
        """What stands for a picture where it is not seen."""
        return self.description or self.words


def read_caption(source: str) -> Caption | None:
    r"""Read the comments that a code cell begins with: a caption, then what tells more.

    Examples
    --------
    >>> read_caption("# 近五年申请\n# 从 10 件增加到 31 件。\ndf.plot()")
    Caption(words='近五年申请', description='从 10 件增加到 31 件。')
    """
    typed = dropwhile(lambda line: not line or line.startswith("%"), _lines(source))
    comments = [line.lstrip("#% ").strip() for line in takewhile(_is_comment, typed)]
    words, *more = [words for words in comments if words] or [""]
    return Caption(words=words, description="".join(more)) if words else None


def wanted_caption(caption: Caption | None, *, where: str, kind: str) -> Caption:
    """Return *caption*.

    Raises
    ------
    ExportError
        If there is none: nothing public is without words.
    """
    if caption is None:
        raise ExportError(Fault(where, f"{kind}的说明文字", "没有", _CURE))
    return caption


def _lines(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines()]


def _is_comment(line: str) -> bool:
    return line.startswith("#")
