"""What is said of a wording in no list: its words, the nearest rows of the form, a line to paste.

Somebody's name or number may stand in it: what the row says of who applied, what
looks like a name, and long numbers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kit.errors import Fault
from kit.ledger.load import load_usage
from kit.ledger.nearest import nearest_meanings, yaml_word
from kit.ledger.vocabulary import Vocabulary
from kit.source.labels import plain_text

#: The longest wording that is shown whole, in characters.
_LONGEST = 40
#: The shortest name.
_SHORTEST = 2
_NUMBER = re.compile(r"[0-9A-Za-z]{4,}")
#: What follows a name at the beginning of a sentence.
_AFTER = "(?=$|的|本人|同志|先生|女士|某|等人|已|要求|来|称|，|；)"
_BETWEEN = re.compile(r"[\W_]+")
_LEFT_OUT = "某某"
_CURE = "不确定的请先核实，这里不作猜测。"


def unknown_fault(text: str, *, unknown: str, words: Vocabulary, names: Iterable[str]) -> Fault:
    """Return the fault of a cell with *text*, of which the words *unknown* are in no list.

    Parameters
    ----------
    names
        What else stands in the row and tells who applied.
    """
    shown = without_names(text, names=names, words=words)
    is_whole = shown == plain_text(text).replace(";", "；")
    near = nearest_meanings(unknown if is_whole else shown, words=words)
    cure = f"最接近的有：{'、'.join(near)}。" if near else ""
    cure += f"请按表式的名称{words.named}改写；{_CURE}"
    if words.key and is_whole:
        meant = yaml_word(near[0]) if near else "（表式里的名称）"
        line = f"ledger: {{wordings: {{{words.key}: {{{yaml_word(unknown)}: {meant}}}}}}}"
        cure += (
            "本机关固定的写法，确定归入其中一行的，可在 report.yaml 加一行"
            f"（已有 ledger 的，并入其中）：{line}"
        )
    found = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}……"
    return Fault("", f"已知的{words.column}", f"“{found}”", cure)


def without_names(text: str, *, names: Iterable[str], words: Vocabulary) -> str:
    """Return *text* without what tells who somebody is."""
    shown = plain_text(text)
    for name in sorted(_parts(names), key=len, reverse=True):
        shown = shown.replace(name, _LEFT_OUT)
    shown = _NUMBER.sub("……", shown)
    return "；".join(_without_name(part, words=words) for part in shown.split(";"))


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Yield what a cell says, and each part of it that is long enough to be a name."""
    for name in map(plain_text, names):
        for part in {name, *_BETWEEN.split(name)}:
            if len(part) >= _SHORTEST:
                yield part


def _without_name(part: str, *, words: Vocabulary) -> str:
    """Leave out what looks like a name at the beginning, unless wordings begin like that."""
    named = re.match(f"(?:{load_usage().surnames})[\u4e00-\u9fff]{{1,2}}?{_AFTER}", part)
    if not named or any(named[0][:2] in word for word in words.words):
        return part
    return f"{_LEFT_OUT}{part[named.end() :]}"
