r"""The grammar of placeholders: names, addresses and four verbs; nothing is ever evaluated.

::

    {{ name }}  {{ address }}                        what it names
    {{ sum address… }}                               a sum, wildcards allowed
    {{ share address… of address… }}                 33.98%
    {{ growth address… }}                            +12.34%, against last year
    {{ change address… }}                            增长12.34%, 下降3.20%, 持平
    {{ address in 万 }}  {{ sum address… in 亿 }}    180.86万
    \{{ as it stands }}                               text

An address may be last year's: ``last.t3.received.total``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from kit.errors import known_names

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
    words = tuple(body.split())
    if not words:
        return Mistake(wanted="名称或地址", cure="请填上，或删去这对括号。")
    scale = ""
    if "in" in words:
        *said, _, scale = words if words[-2:-1] == ("in",) else (*words, "in", "")
        words = tuple(said)
        if scale not in SCALES:
            return Mistake(wanted="in 万 或 in 亿，写在最后")
    return _parse_words(words, scale=scale)


def _parse_words(words: tuple[str, ...], *, scale: str) -> Placeholder | Mistake:
    verb = next((verb for verb in VERBS if words[:1] == (verb,)), None)
    match verb:
        case None if len(words) == 1:
            return Placeholder(part=words, scale=scale)
        case None:
            cure = f"多个地址请用动词开头：{known_names(''.join(words[:1]), VERBS)}"
            return Mistake(wanted="一个名称或地址", cure=cure)
        case "sum":
            return _with_operands(verb, words[1:], scale=scale)
        case _ if scale:
            return Mistake(wanted="不带 in 的比率", cure="in 万、in 亿只用于数。")
        case "share":
            return _parse_share(words[1:])
        case _:
            return _with_operands(verb, words[1:])


def _with_operands(
    verb: Verb, operands: tuple[str, ...], *, scale: str = ""
) -> Placeholder | Mistake:
    if operands:
        return Placeholder(verb=verb, part=operands, scale=scale)
    return Mistake(wanted=f"{verb} 和它后面的地址", cure=f"如 {verb} t3.received.total。")


def _parse_share(operands: tuple[str, ...]) -> Placeholder | Mistake:
    at = operands.index("of") if operands.count("of") == 1 else 0
    part, whole = operands[:at], operands[at + 1 :]
    if part and whole:
        return Placeholder(verb="share", part=part, whole=whole)
    cure = "如 share t3.granted.total of t3.closed_total.total。"
    return Mistake(wanted="of 和它两边的地址", cure=cure)
