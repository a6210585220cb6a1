"""What a placeholder says in one report, and what is wrong with it when it says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kit.form.address import LAST, split_last
from kit.narrative import phrases
from kit.narrative.placeholders import Mistake, Placeholder
from kit.narrative.values import Values
from kit.narrative.wording import is_chinese, wording
from kit.source.filing import Value
from kit.source.values import shortest

#: Stands for a value that is known by name and not there; rule S13 reports it.
MISSING = "（缺）"

_COMPARISONS = {"growth": phrases.growth, "change": phrases.change}
#: Digits and addresses of the web, which Markdown shows as they are.
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?|https?://[\w./%~?=-]+", re.ASCII)
_INLINE = re.compile(r"[\\`*_\[\]<>&|~]")
_AT_START = re.compile(r"^(?:(?=[#+=>-])|(?P<number>[0-9]+)(?=[.)](?:\s|$)))")


def find_mistakes(placeholder: Placeholder, *, values: Values) -> Iterator[Mistake]:
    """Yield every reason why *placeholder* cannot be filled."""
    name = placeholder.part[0]
    if placeholder.verb is None and values.named(name) is not None:
        if placeholder.scale:
            yield Mistake(wanted="不带 in 的名称", cure="in 万、in 亿只用于数。")
        return
    if placeholder.verb is None and "*" in name:
        cure = "通配符 * 只用在 sum、share、growth、change 之后。"
        yield Mistake(wanted="一个数的地址", cure=cure)
        return
    operands = placeholder.part + placeholder.whole
    for operand in operands:
        yield from _operand_mistakes(operand, placeholder=placeholder, values=values)
    units = {values.unit(address): None for op in operands for address in values.match(op)}
    if len(units) > 1:
        yield Mistake(wanted="同一单位的数", cure=f"这里混用了{'、'.join(units)}。")


def say(placeholder: Placeholder, *, values: Values) -> str:
    """Say what a *placeholder* without mistakes asks for, as Markdown that shows just that.

    Known things without a value are said to be missing; nothing is guessed.
    """
    return literal(_said(placeholder, values=values)) or MISSING


def literal(text: str) -> str:
    r"""Return Markdown on one line that shows *text*: what came from a cell is never markup.

    Examples
    --------
    >>> literal("**22**"), literal("- 5"), literal("+43")
    ('\\*\\*22\\*\\*', '\\- 5', '+43')
    """
    flat = " ".join(text.split())
    if _PLAIN.fullmatch(flat):
        return flat
    return _AT_START.sub(r"\g<number>\\", _INLINE.sub(r"\\\g<0>", flat))


def _said(placeholder: Placeholder, *, values: Values) -> str:
    """Say what is asked for; empty when a value is missing."""
    part = placeholder.part
    match placeholder.verb:
        case None if (named := values.named(part[0])) is not None:
            return named
        case None if not placeholder.scale and len(meant := values.match(part[0])) == 1:
            figure = values.figure(meant[0])
            return figure.text if figure else ""
        case None | "sum":
            return _say_sum(placeholder, values=values)
        case "share":
            now, whole = (_total(side, values=values) for side in (part, placeholder.whole))
            return "" if now is None or whole is None else phrases.percent(now, whole=whole)
        case verb:
            last = tuple(f"{LAST}{operand}" for operand in part)
            now, before = (_total(side, values=values) for side in (part, last))
            return "" if now is None or before is None else _COMPARISONS[verb](now, before=before)


def _say_sum(placeholder: Placeholder, *, values: Values) -> str:
    """Say one figure in its scale, or a sum with or without one."""
    total = _total(placeholder.part, values=values)
    if total is None:
        return ""
    if not placeholder.scale:
        return shortest(Decimal(total))
    unit = values.unit(values.match(placeholder.part[0])[0])
    return phrases.scaled(total, unit=unit, scale=placeholder.scale)


def _total(operands: tuple[str, ...], *, values: Values) -> Value:
    """Add up what *operands* name, each cell once; ``None`` when one of them has no value."""
    addresses = dict.fromkeys(address for op in operands for address in values.match(op))
    total: int | Decimal = 0
    for address in addresses:
        figure = values.figure(address)
        if figure is None or figure.value is None:
            return None
        total += figure.value
    return total if addresses else None


def _operand_mistakes(
    operand: str, *, placeholder: Placeholder, values: Values
) -> Iterator[Mistake]:
    found = values.match(operand)
    verb = placeholder.verb or ""
    if verb in _COMPARISONS and any(split_last(address)[0] for address in found):
        shown = wording().shown
        said = (shown(verb), shown("last")) if is_chinese(operand) else (verb, LAST)
        cure = f"{said[0]} 自己会取上年的数，请去掉 {said[1]}。"
        yield Mistake(wanted="本年的地址", found=operand, cure=cure)
    elif not found:
        wanted = "与某些地址相符的通配" if "*" in operand else "已知的名称或地址"
        yield Mistake(wanted=wanted, found=operand, cure=values.nearest(operand, limit=4))
