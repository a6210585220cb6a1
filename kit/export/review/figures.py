"""Each figure as the page tells of it: value, cell, source, rules, last year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from kit.export.review.findings import Numbered
from kit.export.review.rules import Part, Values, equation, parts_by_cell
from kit.form import Form
from kit.form.address import LAST
from kit.narrative.phrases import growth

#: Rows of a ledger beyond these are told by their number.
_LISTED = 20
_NO_VALUE = "空白"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule that a figure takes part in: its outcome here, and the sum written out."""

    rule: str
    title: str
    outcome: str
    equation: str
    findings: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """What is told of one figure; texts are empty where there is nothing to tell.

    ``last`` is ``None`` when there is no last year to compare with. ``first``
    are the findings that begin at its cell, ``others`` those that only use it.
    """

    address: str
    table: str
    name: str
    printed: str
    raw: str
    note: str
    source: str
    counted: str
    last: str | None
    difference: str
    history: str
    rules: tuple[RuleLine, ...]
    first: tuple[Numbered, ...]
    others: tuple[Numbered, ...]
    proposed: tuple[int, ...]


def figure_lines(
    review: Mapping[str, Any], *, findings: Iterable[Numbered], form: Form, filed: Form
) -> dict[str, FigureLine]:
    """Return what to tell of each cell of the form it was *filed* in, judged by *form*."""
    figures = review["figures"]
    values = dict(_values(figures))
    at: defaultdict[str, list[Numbered]] = defaultdict(list)
    for finding in findings:
        for cell in finding.cells:
            at[cell].append(finding)
    proposed: defaultdict[str, list[int]] = defaultdict(list)
    for number, repair in enumerate(review["repairs"], start=1):
        proposed[repair["cell"]].append(number)
    parts = parts_by_cell(form, filed=filed)
    outcomes = review["outcomes"]
    lines = {}
    for table in filed.tables.values():
        for address, cell in table.cells.items():
            figure, here = figures.get(address, {}), at.get(address, [])
            lines[address] = FigureLine(
                address=address,
                table=table.name,
                name=cell.name,
                rules=tuple(
                    _rule_line(part, outcomes=outcomes, values=values, here=here)
                    for part in parts.get(address, ())
                    if outcomes.get(part.rule, "not applicable") != "not applicable"
                ),
                first=tuple(finding for finding in here if finding.cells[0] == address),
                others=tuple(finding for finding in here if finding.cells[0] != address),
                proposed=tuple(proposed.get(address, ())),
                **_told(figure),
                history=_history(address, review=review),
            )
    return lines


def _told(figure: Mapping[str, Any]) -> dict[str, Any]:
    value, raw = figure.get("value"), figure.get("raw") or ""
    printed = raw or _NO_VALUE if value is None else str(value)
    has_last = "last" in figure
    return {
        "printed": printed,
        "raw": raw if raw != printed else "",
        "note": figure.get("note") or "",
        "source": _source(figure),
        "counted": _counted(figure),
        "last": _shown(figure["last"]) if has_last else None,
        "difference": difference(value, figure["last"]) if has_last else "",
    }


def _shown(value: int | str | None) -> str:
    return _NO_VALUE if value is None else str(value)


def _source(figure: Mapping[str, Any]) -> str:
    """Say where a figure was read, and where the parts of a sum are listed."""
    places = [_spoken(place) for place in (figure.get("source") or "").split("；") if place]
    if figure.get("parts"):
        file, _, address = figure["parts"].partition("!")
        places.append(f"各部分见 {file} 的 {address}")
    return "；".join(places)


def _counted(figure: Mapping[str, Any]) -> str:
    """Say what the ledger comes to, and from which rows."""
    if "ledger" not in figure:
        return ""
    rows = "；".join(_spoken(place) for place in figure["ledger"]["source"].split("；"))
    return f"合计 {_shown(figure['ledger']['value'])}：{rows}"


def _spoken(place: str) -> str:
    """Read ``ledger.xlsx!申请!A2,A7`` as people say it, the first of many rows."""
    file, _, rest = place.partition("!")
    sheet, _, spots = rest.rpartition("!")
    cells = spots.split(",")
    more = f" 等 {len(cells)} 行" if len(cells) > _LISTED else ""
    return " ".join(filter(None, (file, sheet, "、".join(cells[:_LISTED]) + more)))


def difference(value: int | str | None, last: int | str | None) -> str:
    """Say how much more or less than *last* a value is; empty when one is no number.

    Examples
    --------
    >>> difference(3525, 3511), difference("18.5", "20"), difference(3, 3), difference(None, 3)
    ('+14（+0.40%）', '−1.5（−7.50%）', '持平', '')
    """
    now, before = _number(value), _number(last)
    if now is None or before is None:
        return ""
    gap = now - before
    if not gap:
        return "持平"
    sign = "+" if gap > 0 else "−"
    rate = growth(now, before=before).replace("-", "−")
    return f"{sign}{abs(gap)}" + (f"（{rate}）" if rate else "")


def _number(value: int | str | None) -> int | Decimal | None:
    if value is None or isinstance(value, int):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _values(figures: Mapping[str, Any]) -> Iterator[tuple[str, int | Decimal | None]]:
    for address, figure in figures.items():
        yield address, _number(figure["value"])
        yield f"{LAST}{address}", _number(figure.get("last"))


def _history(address: str, *, review: Mapping[str, Any]) -> str:
    """Say what the years before last had, oldest first."""
    before = (year for year in review.get("history", {}) if year != str(review.get("last_year")))
    said = ((year, review["history"][year].get(address)) for year in before)
    return "，".join(f"{year} 年 {value}" for year, value in said if value is not None)


def _rule_line(
    part: Part, *, outcomes: Mapping[str, str], values: Values, here: list[Numbered]
) -> RuleLine:
    named = tuple(finding for finding in here if finding.rule == part.rule)
    outcome = outcomes[part.rule]
    if outcome == "broken" and not named:
        # The rule is broken in another row or column, or cannot be judged in this one.
        outcome = "elsewhere"
    return RuleLine(
        rule=part.rule,
        title=part.title,
        outcome="broken" if named else outcome,
        equation=equation(part, values=values),
        findings=named,
    )
