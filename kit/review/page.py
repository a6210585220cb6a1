"""``index.html``: the agencies of a year on one page that asks for nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from kit.charts import sparkline
from kit.checks.document.publishing import deadline_of
from kit.compare import YearCopies
from kit.export.review import spoken_keys
from kit.form import SEVERITY_NAMES, Form, form_of_year
from kit.form.kinds import PublishedBy
from kit.form.model import Rule
from kit.report import Copied
from kit.review.figures import wanted_figures
from kit.review.model import MISSING, STATE_NAMES, Entry, KeyFigure, Number
from kit.review.pictures import year_pictures
from kit.signoff import STANDING_NAMES
from kit.source.values import shortest
from kit.workspace import Agency

_LOOK = Path(__file__).parent / "templates"
KINDS = {"government": "政府", "office": "办公厅（室）", "department": "部门", "town": "乡镇街道"}
LEVELS = {"state": "国家", "province": "省级", "city": "市级", "county": "县级", "town": "乡级"}
MARKS = {
    "late": "逾期发布",
    "corrected": "已更正",
    "alike": "文字雷同",
    "jump": "比上年变化大",
    "noted": "有逐处意见",
}
LINKS = {"review.html": "审核页", "report.html": "公开页", "report.pdf": "PDF"}
#: More clusters, and more names of who is missing, are told by their number.
_CLUSTERS, _MISSING = 100, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """A rule, and how many agencies do not keep it."""

    rule: str
    title: str
    severity: str
    reason: str
    cure: str
    agencies: int


def render_index(entries: Sequence[Entry], *, year: int, copies: YearCopies) -> str:
    """Render the index of *entries*, in their order; everything is escaped."""
    form = form_of_year(year)
    clusters = _clusters(entries, copies=copies)
    counts = Counter(entry.state for entry in entries)
    decided = Counter(str(entry.decision) for entry in entries)
    missing = [entry for entry in entries if entry.state in MISSING]
    return index_template().render(
        year=year,
        entries=entries,
        copied=copies.copied,
        clusters=clusters[:_CLUSTERS],
        cluster_count=len(clusters),
        states={state: counts[state] for state in STATE_NAMES if counts[state]},
        decisions={state: decided[state] for state in STANDING_NAMES if decided[state]},
        titles={rule.id: rule.title for rule in form.rules.values()},
        figures=wanted_figures(),
        missing=missing[:_MISSING],
        missing_count=len(missing),
        rules=count_rules(entries, form=form),
        pictures=year_pictures(entries, year=year),
        rollups=[entry for entry in entries if entry.rollup],
        parents=_parents(entries),
        names={entry.agency.id: entry.agency.name for entry in entries},
        marks={entry.agency.id: _marks(entry, copies=copies) for entry in entries},
        deadline=lambda agency: _deadline(agency, form=form, year=year),
    )


def count_rules(entries: Sequence[Entry], *, form: Form) -> list[RuleCount]:
    """Count the agencies that each rule finds something at, errors first, most first."""
    counted = Counter(rule for entry in entries for rule in entry.rules)
    known = {rule: form.rules[rule] for rule in counted if rule in form.rules}
    ranks = list(SEVERITY_NAMES)

    def order(rule: Rule) -> tuple[int, int, str]:
        return ranks.index(rule.severity), -counted[rule.id], rule.id

    return [
        RuleCount(
            rule=rule.id,
            title=rule.title,
            severity=rule.severity,
            reason=rule.reason,
            cure=rule.cure,
            agencies=counted[rule.id],
        )
        for rule in sorted(known.values(), key=order)
    ]


def _clusters(entries: Sequence[Entry], *, copies: YearCopies) -> list[list[tuple[Entry, Copied]]]:
    """Return the agencies of each cluster of texts that are alike, those most alike first."""
    known = {entry.agency.id: entry for entry in entries}
    found = []
    for cluster in copies.clusters:
        members = [(known[id_], copies.copied[id_]) for id_ in cluster if id_ in known]
        found.append(sorted(members, key=lambda member: -member[1].percent))
    return found


def _marks(entry: Entry, *, copies: YearCopies) -> tuple[str, ...]:
    return (*entry.marks, "alike") if entry.agency.id in copies.copied else entry.marks


def _parents(entries: Sequence[Entry]) -> list[Agency]:
    above = {entry.agency.parent for entry in entries}
    return [entry.agency for entry in entries if entry.agency.id in above]


def _deadline(agency: Agency, *, form: Form, year: int) -> str:
    kinds = (rule.kind for rule in form.rules.values())
    dated = next((kind for kind in kinds if isinstance(kind, PublishedBy)), None)
    limit = deadline_of(dated, agency=agency, year=year) if dated else None
    return limit.isoformat() if limit else ""


def shown_number(value: Number | None) -> str:
    """Say a number with its thousands apart.

    Examples
    --------
    >>> from decimal import Decimal
    >>> shown_number(1573179), shown_number(Decimal("18.50")), shown_number(None)
    ('1,573,179', '18.5', '—')
    """
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else shortest(value)


def shown_difference(figure: KeyFigure) -> str:
    """Say how much more or less than last year a figure is; empty when that is not known."""
    gap = figure.difference
    if not gap:
        return "" if gap is None else "持平"
    return f"+{shown_number(gap)}" if gap > 0 else f"−{shown_number(-gap)}"


def _weight(entry: Entry) -> int | str:
    """Return what the findings of an agency are sorted by, errors first; empty of no report."""
    if not entry.counts:
        return ""
    counts = [min(entry.counts.get(look, 0), 999) for look in ("error", "claimed", "warning")]
    return counts[0] * 10**6 + counts[1] * 10**3 + counts[2]


def shown_trend(figure: KeyFigure) -> Markup:
    """Draw a figure through the years; its values are said in the row that opens below."""
    return Markup(sparkline(figure.years))  # noqa: S704 - numbers alone


@cache
def index_template() -> Template:
    """Return the page's template, compiled once in a process, its style and script within."""
    loader = FileSystemLoader(_LOOK)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    script = (_LOOK / "index.js").read_text("utf-8")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals |= {
        "style": Markup((_LOOK / "index.css").read_text("utf-8")),  # noqa: S704 - our own file
        "script": Markup(script),  # noqa: S704 - our own file
        "script_hash": f"sha256-{digest}",
        "STATES": STATE_NAMES,
        "RANKS": {state: rank for rank, state in enumerate(STATE_NAMES)},
        "DECISIONS": STANDING_NAMES,
        "DECISION_RANKS": {state: rank for rank, state in enumerate(STANDING_NAMES)},
        "LOOKS": dict(SEVERITY_NAMES) | {"claimed": "待核定", "accepted": "已核定"},
        "weight": _weight,
        "KINDS": KINDS,
        "LEVELS": LEVELS,
        "MARKS": MARKS,
        "LINKS": LINKS,
        "trend": shown_trend,
        "gap": shown_difference,
    }
    environment.filters["number"] = shown_number
    environment.filters["plain"] = spoken_keys
    return environment.get_template("index.html.j2")
