"""The Chinese words of placeholders, read from data: verbs, scales, and names of no figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kit.datafile import read_yaml
from kit.errors import FormError
from kit.source.labels import label_words

#: What stands between the steps of a name; people also type the full stop of their own script.
_STEPS = re.compile(r"\s*[.。·・›>]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Each word with what it stands for; ``spoken`` are the Chinese words of each plain one."""

    verbs: Mapping[str, str]
    of: frozenset[str]
    last: frozenset[str]
    scales: Mapping[str, str]
    names: Mapping[str, str]
    spoken: Mapping[str, tuple[str, ...]]

    def shown(self, plain: str) -> str:
        """Return the Chinese word that is shown for a plain one, itself where there is none."""
        return self.spoken.get(plain, (plain,))[0]


@cache
def wording() -> Wording:
    """Return the packaged words, checked."""
    content = files("kit.narrative").joinpath("wording.yaml").read_bytes()
    data = read_yaml(
        content, schema="placeholders", where="narrative/wording.yaml", error=FormError
    )
    plain = {"of": data["of"], "last": data["last"]}
    listed = {**data["verbs"], **data["scales"], **data["names"], **plain}
    return Wording(
        verbs=_meanings(data["verbs"]),
        of=frozenset(data["of"]),
        last=frozenset(data["last"]),
        scales=_meanings(data["scales"]),
        names={folded_name(word): name for word, name in _meanings(data["names"]).items()},
        spoken={word: tuple(words) for word, words in listed.items()},
    )


def folded_name(text: str) -> str:
    """Return what of a name tells it from others.

    Examples
    --------
    >>> folded_name("机关 · 名称") == folded_name("机关.名称")
    True
    """
    return ".".join(label_words(step) for step in steps_of(text))


def steps_of(text: str) -> tuple[str, ...]:
    """Return the steps of a name.

    Examples
    --------
    >>> steps_of("表三。新收．总计")
    ('表三', '新收', '总计')
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    return tuple(step for step in _STEPS.split(folded) if step)


def is_chinese(text: str) -> bool:
    """Whether *text* is meant as a Chinese name: an address has none of its characters."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def _meanings(data: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: plain for plain, words in data.items() for word in words}
