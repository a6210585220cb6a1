r"""The grammar of placeholders: names, addresses and four verbs; nothing is ever evaluated.

::

    {{ name }}  {{ address }}                        what it names
    {{ sum address… }}                               a sum, wildcards allowed
    {{ share address… of address… }}                 33.98%
    {{ growth address… }}                            +12.34%, against last year
    {{ change address… }}                            增长12.34%, 下降3.20%, 持平
    {{ address in 万 }}  {{ sum address… in 亿 }}    180.86万
    \{{ as it stands }}                               text

An address may be last year's: ``last.t3.received.total``. Each word has Chinese ones beside
it (``wording.yaml``), and a cell its name in the words of the form: ``表三.新收.总计``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kit.errors import known_names
from kit.narrative.wording import is_chinese, wording

Verb = Literal["sum", "share", "growth", "change"]
VERBS: tuple[Verb, ...] = get_args(Verb)
SCALES = {"万": 10**4, "亿": 10**8}

#: What stands between braces on one line, whole or not; an escaped one has no group.
TOKEN = re.compile(
    r"\\\{\{(?:[^{}\n]*\}\})?|\\\}\}"
    r"|\{\{(?P<body>[^{}\n]*)\}\}"
    r"|(?P<unclosed>\{\{[^{}\n]*)"
    r"|(?P<stray>\}\})"
)
#: Blanks around the steps of a Chinese name.
_AROUND_STEPS = re.compile(
    r"(?<=[\u3400-\u9fff）)0-9])\s*([.．。·・›>])\s*(?=[\u3400-\u9fff（(0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """What one placeholder asks for; without a verb, ``part`` is the one name or address."""

    verb: Verb | None = None
    part: tuple[str, ...]
    whole: tuple[str, ...] = ()
    scale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Why a placeholder cannot be filled: what was wanted, what to do, what exactly was found."""

    wanted: str
    cure: str = ""
    found: str = ""


def parse_placeholder(body: str) -> Placeholder | Mistake:
    """Parse what stands between ``{{`` and ``}}``; names are not looked up here.

    Examples
    --------
    >>> parse_placeholder(" sum t3.denied_*.total in 万 ").scale
    '万'
    """
    words = _plain_words(body)
    if not words:
        return Mistake(wanted="名称或地址", cure="请填上，或删去这对括号。")
    scale = ""
    if "in" in words:
        *said, _, scale = words if words[-2:-1] == ("in",) else (*words, "in", "")
        words = tuple(said)
        if scale not in SCALES:
            return Mistake(wanted="in 万 或 in 亿，写在最后", cure="也可写“以万计”“以亿计”。")
    is_spoken = any(is_chinese(word) for word in body.split() if word not in SCALES)
    return _parse_words(words, scale=scale, is_spoken=is_spoken)


def _plain_words(body: str) -> tuple[str, ...]:
    """Return the words of a placeholder, Chinese ones as the plain ones they stand for.

    Around the steps of a name there may be blanks, and before a table there need be none.
    """
    known = wording()
    apart = _before_table().sub(_set_apart, body)
    together = _AROUND_STEPS.sub(r"\1", apart)
    words: list[str] = []
    for at, word in enumerate(together.split()):
        if at == 0 and word in known.verbs:
            words.append(known.verbs[word])
        elif at and word in known.of:
            words.append("of")
        elif at and word in known.scales and words[-1] != "in":
            words += "in", known.scales[word]
        else:
            words.append(word)
    return tuple(words)


@cache
def _before_table() -> re.Pattern[str]:
    """Return a pattern of a table, last year's mark and the word of a share before it."""
    of, last = "".join(sorted(wording().of)), "|".join(sorted(wording().last))
    return re.compile(
        # Not the end of a verb: 比上年 表三.新收.总计.
        rf"(?P<of>[{of}])?\s*(?:(?<![^\s{of}])(?P<last>{last})[.．。·的]?\s*)?"
        r"(?P<table>表[一二三四五六七八九0-9])"
    )


def _set_apart(found: re.Match[str]) -> str:
    last = f"{found['last']}." if found["last"] else ""
    return f" {found['of'] or ''} {last}{found['table']}"


def _parse_words(words: tuple[str, ...], *, scale: str, is_spoken: bool) -> Placeholder | Mistake:
    verb = next((verb for verb in VERBS if words[:1] == (verb,)), None)
    match verb:
        case None if len(words) == 1:
            return Placeholder(part=words, scale=scale)
        case None:
            verbs = [wording().shown(verb) for verb in VERBS] if is_spoken else VERBS
            cure = f"多个地址请用动词开头：{known_names(''.join(words[:1]), verbs)}"
            if is_spoken and sum(map(_is_of_table, words)) == 1 and _is_of_table(words[0]):
                cure = f"各段之间用点号：{'.'.join(words)}。{cure}"
            return Mistake(wanted="一个名称或地址", cure=cure)
        case "sum":
            return _with_operands(verb, words[1:], scale=scale, is_spoken=is_spoken)
        case _ if scale:
            return Mistake(wanted="不带 in 的比率", cure="in 万、in 亿只用于数。")
        case "share":
            return _parse_share(words[1:], is_spoken=is_spoken)
        case _:
            return _with_operands(verb, words[1:], is_spoken=is_spoken)


def _is_of_table(word: str) -> bool:
    return _before_table().match(word) is not None


def _with_operands(
    verb: Verb, operands: tuple[str, ...], *, is_spoken: bool, scale: str = ""
) -> Placeholder | Mistake:
    if operands:
        return Placeholder(verb=verb, part=operands, scale=scale)
    if is_spoken:
        verb_said = wording().shown(verb)
        return Mistake(wanted=f"{verb_said}和它后面的名称", cure=f"如 {verb_said} 表三.新收.总计。")
    return Mistake(wanted=f"{verb} 和它后面的地址", cure=f"如 {verb} t3.received.total。")


def _parse_share(operands: tuple[str, ...], *, is_spoken: bool) -> Placeholder | Mistake:
    at = operands.index("of") if operands.count("of") == 1 else 0
    part, whole = operands[:at], operands[at + 1 :]
    if part and whole:
        return Placeholder(verb="share", part=part, whole=whole)
    if is_spoken:
        cure = "如 占比 表三.予以公开.总计 占 表三.办结.总计。"
        return Mistake(wanted="“占”和它两边的名称", cure=cure)
    cure = "如 share t3.granted.total of t3.closed_total.total。"
    return Mistake(wanted="of 和它两边的地址", cure=cure)
