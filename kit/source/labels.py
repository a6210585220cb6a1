"""Label text as people and programs write it, and which label of the form it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from kit.form import Label

#: Whatever a label stands for: a row, a column, a group.
Meaning = TypeVar("Meaning")

#: CJK radicals, which text copied from a PDF has in the place of characters.
#: NFKC folds the Kangxi block but not this supplement, and makes ⼾ a traditional 戶.
_RADICALS = str.maketrans(
    "⼾⺁⺊⺎⺐⺒⺓⺜⺝⺠⺧⺩⺪⺫⺬⺮⺴⺶⺻⺼⺽⻁⻃⻄⻅⻆⻉⻋⻏⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
    "户厂卜兀尢巳幺日月民牛王疋目示竹冗羊聿肉臼虎西西见角贝车邑長长门阜雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
)
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_QUOTES = str.maketrans(dict.fromkeys("“”‘’'「」『』", '"'))
_NUMERAL = "[一二三四五六七八九十]{1,3}"
#: Ways of writing one and the same numbering, and the one they are folded to.
_NUMBERINGS = (
    (re.compile(r"(\d{1,2})[.、,:](?!\d)"), r"\1."),
    (re.compile(rf"({_NUMERAL})[.、,:]"), r"\1、"),
    (re.compile(rf"\(({_NUMERAL}|\d{{1,2}})\)[.、,:]?"), r"(\1)"),
)
_NUMBERING = re.compile(rf"(?:\(?(?:{_NUMERAL}|\d{{1,2}})[).、,:]+|\d{{1,2}}(?=\D))")

#: How well a text fits a label: its own words, a known fault, its words but for
#: numbering and punctuation, not at all.
OWN, FAULTY, LOOSE, NO_FIT = range(4)


#: How Unicode calls digits that are written above, below, or in a circle.
_MARKS = ("<super>", "<sub>", "<circle>")


def plain_text(text: str) -> str:
    """Return *text* with ordinary characters for radicals and full-width forms, without spaces.

    Examples
    --------
    >>> plain_text("⾃然 ⼈（ １ ）")
    '自然人(1)'
    """
    folded = unicodedata.normalize("NFKC", text.translate(_RADICALS))
    seen = (char for char in folded if not char.isspace())
    return "".join(char for char in seen if unicodedata.category(char) not in {"Cf", "Cc"})


def has_mark(text: str) -> bool:
    """Whether a sign of *text* is a mark beside a number, not a digit: ², ₂, ①.

    Examples
    --------
    >>> has_mark("20①"), has_mark("２０")
    (True, False)
    """
    return not text.isascii() and any(
        unicodedata.decomposition(char).startswith(_MARKS) for char in text
    )


def without_radicals(text: str) -> str:
    """Return *text* with the characters that CJK radicals stand for, all else as it is.

    Examples
    --------
    >>> without_radicals("⾃然⼈（１）")
    '自然人（１）'
    """
    known = text.translate(_RADICALS)
    return _KANGXI.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), known)


@lru_cache(maxsize=8192)
def fold_label(text: str) -> str:
    """Return *text* so that two ways of typing one label become the same.

    Examples
    --------
    >>> fold_label("1、属于 国家秘密") == fold_label("１．属于国家秘密")
    True
    """
    folded = plain_text(text).translate(_QUOTES)
    for written, wanted in _NUMBERINGS:
        if written.match(folded):
            return written.sub(wanted, folded, count=1)
    return folded


@lru_cache(maxsize=8192)
def label_words(text: str) -> str:
    """Return the words of *text*: a label without its numbering and punctuation.

    Examples
    --------
    >>> label_words("（三）不予公开")
    '不予公开'
    """
    folded = fold_label(text)
    numbering = _NUMBERING.match(folded)
    return "".join(filter(str.isalnum, folded[numbering.end() if numbering else 0 :]))


def has_numbering(text: str) -> bool:
    """Whether *text* begins with the numbering of a label."""
    return _NUMBERING.match(fold_label(text)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[Meaning]):
    """What a text can mean, and how well it fits: ``OWN`` … ``NO_FIT``."""

    fit: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon(Generic[Meaning]):
    """Labels to look texts up in, by how well they fit."""

    fits: tuple[dict[str, list[Meaning]], ...] = field(default_factory=lambda: ({}, {}, {}))

    def read(self, text: str) -> Reading[Meaning]:
        """Return the meanings of *text* at the best fit it has."""
        folded = fold_label(text)
        for fit in (OWN, FAULTY):
            if folded in self.fits[fit]:
                return Reading(fit=fit, meanings=tuple(self.fits[fit][folded]))
        loose = self.fits[LOOSE].get(label_words(text), ())
        return Reading(fit=LOOSE if loose else NO_FIT, meanings=tuple(loose))


def build_lexicon(entries: Iterable[tuple[Meaning, Label]]) -> Lexicon[Meaning]:
    """Build the lexicon of labels and what each stands for."""
    lexicon: Lexicon[Meaning] = Lexicon()
    for meaning, label in entries:
        for text in (label.text, *label.variants):
            _enter(lexicon.fits[OWN], fold_label(text), meaning)
            _enter(lexicon.fits[LOOSE], label_words(text), meaning)
        for text in label.faults:
            _enter(lexicon.fits[FAULTY], fold_label(text), meaning)
    return lexicon


@lru_cache(maxsize=8192)
def fit_label(text: str, *, label: Label) -> int:
    """Tell how well *text* fits one label: ``OWN`` … ``NO_FIT``."""
    return build_lexicon([(label, label)]).read(text).fit


def _enter(entries: dict[str, list[Meaning]], key: str, meaning: Meaning) -> None:
    meanings = entries.setdefault(key, [])
    if key and meaning not in meanings:
        meanings.append(meaning)
