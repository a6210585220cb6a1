"""Each figure as the page tells of it: value, cell, source, rules, last year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kit.checks.arithmetic.equation import Equation
from kit.export.review.causes import CauseCard
from kit.export.review.findings import Numbered
from kit.export.review.rules import Part, Values, parts_by_cell, work_out
from kit.form import Cell, Form
from kit.form.address import LAST
from kit.narrative.phrases import growth
from kit.source.values import parse_number

#: Rows of a ledger beyond these are told by their number.
_LISTED = 20
_NO_VALUE = "空白"
#: How an outcome stands beside a figure: its shape and its words.
_OUTCOMES = {
    "holds": ("✓", "成立"),
    "broken": ("✕", "不成立"),
    "unusual": ("●", "值得留意"),
    "elsewhere": ("✓", "此处未见不符"),
    "undecided": ("？", "无法判定"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule that a figure takes part in: its outcome here, and the sum written out."""

    rule: str
    title: str
    outcome: str
    equation: str
    findings: tuple[Numbered, ...]

    @property
    def shape(self) -> str:
        """What its outcome looks like."""
        return _OUTCOMES[self.outcome][0]

    @property
    def word(self) -> str:
        """Its outcome in words."""
        return _OUTCOMES[self.outcome][1]


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
    added: str
    last: str | None
    difference: str
    history: str
    rules: tuple[RuleLine, ...]
    first: tuple[Numbered, ...]
    others: tuple[Numbered, ...]
    causes: tuple[CauseCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What all figures of a report are told from, by address."""

    review: Mapping[str, Any]
    parts: Mapping[str, tuple[Part, ...]]
    findings: Mapping[str, list[Numbered]]
    causes: Mapping[str, list[CauseCard]]
    values: Values
    #: What is told of a rule to one cell is told to all in the same row or column.
    told: dict[tuple[int, str, tuple[int, ...]], RuleLine]
    sums: dict[int, Equation]


def figure_lines(
    review: Mapping[str, Any],
    *,
    findings: Iterable[Numbered],
    cards: Iterable[CauseCard],
    form: Form,
    filed: Form,
) -> dict[str, FigureLine]:
    """Return what to tell of each cell of the form it was *filed* in, judged by *form*."""
    at: defaultdict[str, list[Numbered]] = defaultdict(list)
    for finding in findings:
        for cell in finding.cells:
            at[cell].append(finding)
    causes: defaultdict[str, list[CauseCard]] = defaultdict(list)
    for card in cards:
        for cell in card.cells:
            causes[cell].append(card)
    facts = _Facts(
        review=review,
        parts=parts_by_cell(form, filed=filed),
        findings=at,
        causes=causes,
        values=values_of(review),
        told={},
        sums={},
    )
    return {
        address: _line(cell, table=table.name, facts=facts)
        for table in filed.tables.values()
        for address, cell in table.cells.items()
    }


def outcome_key(outcome: str, *, severity: str) -> str:
    """Return how to speak of an outcome: what is only worth a note is not called broken."""
    return "unusual" if outcome == "broken" and severity == "note" else outcome


def _line(cell: Cell, *, table: str, facts: _Facts) -> FigureLine:
    address, outcomes = cell.address, facts.review["outcomes"]
    here = facts.findings.get(address, [])
    return FigureLine(
        address=address,
        table=table,
        name=cell.name,
        rules=tuple(
            _rule_line(part, here=here, facts=facts)
            for part in facts.parts.get(address, ())
            if outcomes.get(part.rule, "not applicable") != "not applicable"
        ),
        first=tuple(finding for finding in here if finding.cells[0] == address),
        others=tuple(finding for finding in here if finding.cells[0] != address),
        causes=tuple(facts.causes.get(address, ())),
        history=_history(address, review=facts.review),
        **_told(facts.review["figures"].get(address, {})),
    )


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
        "added": _added(figure),
        "last": _shown(figure["last"]) if has_last else None,
        "difference": difference(value, figure["last"]) if has_last else "",
    }


def _shown(value: int | str | None) -> str:
    return _NO_VALUE if value is None else str(value)


def _source(figure: Mapping[str, Any]) -> str:
    """Say where a figure was read, and where the parts of a sum are if they are not named."""
    places = [_spoken(place) for place in (figure.get("source") or "").split("；") if place]
    if figure.get("parts") and "sum" not in figure:
        file, _, address = figure["parts"].partition("!")
        places.append(f"各部分见 {file} 的 {address}")
    return "；".join(places)


def _counted(figure: Mapping[str, Any]) -> str:
    """Say what the ledger comes to, and from which rows."""
    if "ledger" not in figure:
        return ""
    rows = "；".join(_spoken(place) for place in figure["ledger"]["source"].split("；"))
    return f"合计 {_shown(figure['ledger']['value'])}：{rows}"


def _added(figure: Mapping[str, Any]) -> str:
    """Say what the parts of a roll-up come to, and which are the largest."""
    if "sum" not in figure:
        return ""
    added = figure["sum"]
    parts = "、".join(f"{name} {value}" for name, value in added["parts"])
    file = figure["parts"].partition("!")[0]
    more = f"，另有 {added['more']} 个见 {file}" if added["more"] else ""
    lacking = "" if added["is_whole"] else "（不全）"
    return f"合计 {added['known']}{lacking}" + (f"：{parts}{more}" if parts else "")


def _spoken(place: str) -> str:
    """Read ``ledger.xlsx!申请!A2,A7`` as people say it, the first of many rows.

    Of very many there is only their number; their hash is for machines.
    """
    file, _, rest = place.partition(" sha256:")[0].partition("!")
    sheet, _, spots = rest.rpartition("!")
    cells = spots.split(",")
    more = f" 等 {sum(map(_rows_in, cells))} 行" if len(cells) > _LISTED else ""
    return " ".join(filter(None, (file, sheet, "、".join(cells[:_LISTED]) + more)))


def _rows_in(cells: str) -> int:
    """Return how many rows ``A7`` or ``A7–A9`` names."""
    first, _, last = (part.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for part in cells.partition("–"))
    return int(last) - int(first) + 1 if last else 1


def difference(value: int | str | None, last: int | str | None) -> str:
    """Say how much more or less than *last* a value is; empty when one is no number.

    Examples
    --------
    >>> difference(3525, 3511), difference("18.5", "20"), difference(3, 3), difference(None, 3)
    ('+14（+0.40%）', '−1.5（−7.50%）', '持平', '')
    """
    now, before = parse_number(value), parse_number(last)
    if now is None or before is None:
        return ""
    gap = now - before
    if not gap:
        return "持平"
    sign = "+" if gap > 0 else "−"
    rate = growth(now, before=before).replace("-", "−")
    return f"{sign}{abs(gap)}" + (f"（{rate}）" if rate else "")


def values_of(review: Mapping[str, Any]) -> Values:
    """Return the numbers of a report by address, last year's with their mark."""
    return dict(_values(review["figures"]))


def _values(figures: Mapping[str, Any]) -> Iterator[tuple[str, int | Decimal | None]]:
    for address, figure in figures.items():
        yield address, parse_number(figure["value"])
        yield f"{LAST}{address}", parse_number(figure.get("last"))


def _history(address: str, *, review: Mapping[str, Any]) -> str:
    """Say what the years before last had, oldest first."""
    before = (year for year in review.get("history", {}) if year != str(review.get("last_year")))
    said = ((year, review["history"][year].get(address)) for year in before)
    return "，".join(f"{year} 年 {value}" for year, value in said if value is not None)


def _rule_line(part: Part, *, here: list[Numbered], facts: _Facts) -> RuleLine:
    if id(part) not in facts.sums:
        facts.sums[id(part)] = work_out(part, values=facts.values)
    worked = facts.sums[id(part)]
    named = tuple(finding for finding in here if finding.rule == part.rule)
    outcome = facts.review["outcomes"][part.rule]
    if named:
        outcome = outcome_key("broken", severity=named[0].severity)
    elif worked.is_balanced:
        outcome = "holds"
    elif outcome == "broken":
        # The rule is broken elsewhere, or cannot be judged here.
        outcome = "elsewhere"
    key = id(part), outcome, tuple(finding.number for finding in named)
    if key not in facts.told:
        facts.told[key] = RuleLine(
            rule=part.rule, title=part.title, outcome=outcome, equation=worked.text, findings=named
        )
    return facts.told[key]
