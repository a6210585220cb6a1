"""What the free words of a ledger's cell mean: by a list of wordings, never by guessing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.ledger.pieces import split_pieces
from kit.source.labels import has_numbering, label_words, plain_text

#: What stands between the parts of a wording: anything but letters and digits.
_BETWEEN = re.compile(r"[\W_]+")
#: So many meanings can be told in a message.
_FEW = 8
#: A part that only numbers what follows it.
_NUMBER = re.compile(r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a text means; without an ``id``, ``why`` it is not known."""

    id: str = ""
    why: str = ""
    #: The words that are in no list, so that an agency may say what they mean.
    unknown: str = ""
    #: What it can be, where the words say only that much.
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The wordings of one column.

    Attributes
    ----------
    column
        What people call the column.
    words
        Wordings by their letters and digits, and what each means.
    groups
        Wordings that say only which of several meanings it can be.
    unclear
        Wordings that fit no meaning, and why.
    wins
        Meanings that take in whatever others stand beside them.
    alone
        Wordings that mean it only between punctuation: part of a longer word they
        may be what was asked for, or denied.
    around
        Words that say nothing, and may stand about a wording without punctuation.
    folded
        Other ways of writing a part of a wording, and the one they are read as.
    """

    column: str
    words: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]
    unclear: Mapping[str, str]
    neutral: frozenset[str]
    ignored: tuple[re.Pattern[str], ...]
    wins: frozenset[str]
    instead: Mapping[str, str]
    alone: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    folded: tuple[tuple[re.Pattern[str], str], ...] = ()
    #: What it is called in report.yaml; empty where an agency may add nothing.
    key: str = ""
    #: The table whose rows or columns the meanings are.
    table: str = ""
    #: Unclear wordings of which an agency may say what they mean, and what they can.
    settled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: The agency's own wordings among them, by their letters, and what they are said to mean.
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def meanings(self) -> frozenset[str]:
        """All meanings there are, in whatever edition."""
        return frozenset((*self.words.values(), *self.instead.values()))

    @property
    def open(self) -> frozenset[str]:
        """The meaning that is no cell of the form: nothing has come of it yet."""
        return self.meanings & {"open"}

    @property
    def usual(self) -> Mapping[str, str]:
        """The usual wording of each meaning."""
        usual: dict[str, str] = {}
        for word, meaning in self.words.items():
            usual.setdefault(meaning, word)
        return usual

    @property
    def named(self) -> str:
        """The usual wording of each row or column, in brackets; empty where they are many."""
        usual = self.usual
        is_told = bool(self.table) and len(usual) <= _FEW
        return f"（{'、'.join(usual.values())}）" if is_told else ""

    def read(self, text: str, *, known: Collection[str] = ()) -> Meaning:
        """Return what *text* means.

        Parameters
        ----------
        known
            The meanings there are in this edition of the form; another is replaced
            by the one that stands for it. All, unless told.
        """
        plain = plain_text(text)
        if not plain:
            return Meaning(why="空白")
        meaning = self._meaning(plain, known=known)
        is_known = not meaning.id or not known or meaning.id in known
        return meaning if is_known else Meaning(why="本年度表式没有这一行")

    def _meaning(self, plain: str, *, known: Collection[str]) -> Meaning:
        whole = self.words.get(letters(plain)) or self.words.get(label_words(plain))
        if whole:
            return Meaning(id=self.own(whole, known=known))
        for pattern in self.ignored:
            plain = pattern.sub("，", plain)
        parts = [part for part in self._parts(plain) if part not in self.neutral]
        parts = [piece for part in parts for piece in self._pieces(part)]
        # A list in one wording is torn apart by its own commas: 法律、行政法规禁止公开.
        joined = "".join(part for part in parts if part not in self.groups)
        if joined in self.words:
            parts = [joined, *(part for part in parts if part in self.groups)]
        for part in parts:
            if part in self.unclear:
                return Meaning(why=self.unclear[part])
        unknown = [part for part in parts if part not in self.words and part not in self.groups]
        if unknown or not parts:
            only = unknown[0] if len(unknown) == 1 else letters(plain)
            return Meaning(why="不在已知的写法之中", unknown=only)
        return self._agreed(parts, known=known)

    def own(self, meaning: str, *, known: Collection[str]) -> str:
        """Return *meaning*, or the one that stands for it in an edition that lacks it."""
        is_lacking = bool(known) and meaning not in known
        return self.instead.get(meaning, meaning) if is_lacking else meaning

    def _agreed(self, parts: list[str], *, known: Collection[str]) -> Meaning:
        """Return the one meaning that all *parts* agree on."""
        meant = {self.own(self.words[part], known=known) for part in parts if part in self.words}
        groups = [
            {self.own(meaning, known=known) for meaning in self.groups[part]}
            for part in parts
            if part in self.groups
        ]
        if meant & self.wins:
            return Meaning(id=min(meant & self.wins))
        if not meant and len(groups[0]) > 1:
            of = tuple(sorted(groups[0], key=tuple(self.usual).index))
            return Meaning(why="只写了大类，没有写明是其中哪一种", of=of)
        meant = meant or groups[0]
        if len(meant) > 1:
            return Meaning(why="同时合于不止一种")
        only = min(meant)
        if any(only not in group for group in groups):
            return Meaning(why="大类与细目不符")
        return Meaning(id=only)

    def _pieces(self, part: str) -> tuple[str, ...]:
        """Return the wordings a part consists of; the part itself when any of it is unknown."""
        for wanted, meant in self.folded:
            part = wanted.sub(meant, part) if not self._is_known(part) else part
        if self._is_known(part) or not self.around:
            return (part,)
        return split_pieces(part, known=self._is_inside, around=self._is_around) or (part,)

    def _is_known(self, part: str) -> bool:
        return part in self.words or part in self.groups or part in self.unclear

    def _is_inside(self, word: str) -> bool:
        """Whether a wording may be part of a longer word."""
        return word not in self.alone and self._is_known(word)

    def _is_around(self, word: str) -> bool:
        return word in self.around or word in self.neutral

    def _parts(self, plain: str) -> Iterator[str]:
        for part in _BETWEEN.split(plain):
            # A label's own numbering, as in “3危及…”, is no part of its words.
            words = part
            if part not in self.words:
                words = (label_words(part) if has_numbering(part) else part).rstrip("0123456789")
            if words and not _NUMBER.fullmatch(words):
                yield words


def build_vocabulary(node: Mapping[str, Any], *, name: str) -> Vocabulary:
    """Build a vocabulary from its data."""
    meanings = node["meanings"]
    groups = [(group["words"], frozenset(group["of"])) for group in node.get("groups", ())]
    unclear = [(entry["words"], entry["why"]) for entry in node.get("unclear", ())]
    return Vocabulary(
        column=node["column"],
        words={letters(w): meaning["id"] for meaning in meanings for w in meaning["words"]},
        groups={letters(word): of for words, of in groups for word in words},
        unclear={letters(word): why for words, why in unclear for word in words},
        neutral=frozenset(node.get("neutral", ())),
        ignored=tuple(map(re.compile, node.get("ignored", ()))),
        wins=frozenset(meaning["id"] for meaning in meanings if meaning.get("wins")),
        table=node.get("table", ""),
        key=name if node.get("own") else "",
        settled={
            letters(word): frozenset(entry["of"])
            for entry in node.get("unclear", ())
            for word in entry["words"]
            if "of" in entry
        },
        alone=frozenset(node.get("alone", ())),
        around=frozenset(node.get("around", ())),
        folded=tuple((re.compile(f["pattern"]), f["as"]) for f in node.get("folded", ())),
        instead={meaning["id"]: meaning["or"] for meaning in meanings if "or" in meaning},
    )


def letters(text: str) -> str:
    """Return the letters and digits of *text*."""
    return "".join(filter(str.isalnum, plain_text(text)))
