"""``review.html``: the public parts and the reviewers' data on one page that asks for nothing."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from kit.charts.plans import load_plans
from kit.export.page import OWN_PICTURE, correction_lines
from kit.export.parts import PublicParts
from kit.export.review.annotate import annotate, words_id
from kit.export.review.causes import cause_cards, unexplained
from kit.export.review.changes import changed_sections
from kit.export.review.earlier import earlier_notes, mended_since
from kit.export.review.figures import FigureLine, RuleLine, figure_lines, outcome_key, values_of
from kit.export.review.findings import (
    LOOKS,
    SHAPES,
    Numbered,
    Place,
    group_findings,
    number_findings,
)
from kit.export.review.numbers import told_numbers
from kit.export.review.pictures import pictures_html
from kit.export.review.remarks import remarks_of
from kit.export.review.rules import parts_by_cell
from kit.export.review.verdict import build_signing, build_verdict
from kit.export.review.wording import spoken_keys
from kit.form import SEVERITY_NAMES, Form, form_of_year, load_forms
from kit.look import report_style
from kit.notebook.show import OUTCOMES
from kit.signoff import CHECKS_NAMES, STANDING_NAMES

_SCRIPTS = ("review", "digest", "draft", "notes", "decide", "sheet", "beside")
#: Comments and indents of the script, of no use on the page.
_UNREAD = re.compile(r"^[ \t]*(?://.*)?\n?", re.MULTILINE)
_LOOK = Path(__file__).parents[1] / "templates" / "kit_review"


def render_review(parts: PublicParts, *, review_json: bytes, analysis: Sequence[str] = ()) -> str:
    """Render the review page of a report from its public *parts* and the reviewers' data.

    *analysis* is the HTML of an analyst's own cells.
    Everything is escaped; keys of ``review.json`` that older notebooks lack tell nothing.
    """
    review = json.loads(review_json)
    form, filed = form_of_year(review["year"]), load_forms()[review["edition"]]
    findings = number_findings(review["findings"], form=form)
    cards = cause_cards(review, findings=findings, form=form)
    figures = figure_lines(review, findings=findings, cards=cards, form=form, filed=filed)
    sections, found = annotate(
        (parts.preface, *parts.sections),
        review=review,
        figures=figures,
        findings=findings,
        filed=filed,
    )
    pictures = pictures_html(review, sections=parts.sections)
    earlier, elsewhere = earlier_notes(review, findings=findings, figures=figures, form=form)
    return review_template().render(
        review=review,
        page=parts.page,
        verdict=build_verdict(findings),
        signing=build_signing(review, tables={t.id: t.name for t in filed.tables.values()}),
        correction=tuple(correction_lines(parts.page)),
        cards=cards,
        groups=group_findings(unexplained(findings, cards=cards), form=form),
        claimed=group_findings((f for f in findings if f.look == "claimed"), form=form),
        accepted=group_findings((f for f in findings if f.look == "accepted"), form=form),
        remarks=remarks_of(
            findings, parts=parts_by_cell(form, filed=filed), values=values_of(review)
        ),
        earlier=earlier,
        elsewhere=elsewhere,
        mended=mended_since(review, figures=figures, form=form),
        state=review.get("state"),
        attributes_of={f.number: _attributes(f) for f in findings},
        decides="findings_seen" in review and "seen" in review,
        places_of={f.number: _places(f, figures=figures, found=found) for f in findings},
        sections=[Markup(section) for section in sections],  # noqa: S704 - escaped by lxml
        figures=figures,
        has_last=any(line.last is not None for line in figures.values()),
        by_table=_by_table(figures, filed=filed),
        rule_html=_rules_once(),
        outcomes=_outcomes(review, form=form),
        numbers=told_numbers(review),
        found=found,
        changes=changed_sections(review, form=form),
        analysis=[Markup(cell) for cell in analysis],  # noqa: S704 - of the page's own tags
        has_own=bool(analysis)
        or any(OWN_PICTURE in part for part in (parts.preface, *parts.sections)),
        pictures=[Markup(picture) for picture in pictures],  # noqa: S704 - escaped by the charts
    )


def prepare_review() -> None:
    """Compile and load what every review page uses, once before processes are forked."""
    review_template()
    load_plans()
    for form in load_forms().values():
        parts_by_cell(form, filed=form)


def _places(
    finding: Numbered, *, figures: Mapping[str, FigureLine], found: set[str]
) -> tuple[Place, ...]:
    """Return links to where a finding stands: its cells, its words, else its section."""
    # A cell that is the cause of more than one finding is the one to look at first.
    cells = sorted(finding.cells, key=lambda cell: not figures[cell].causes)
    places = [Place(href=f"#{cell}", label=_spoken(figures[cell])) for cell in cells]
    if words_id(finding) in found:
        quote = finding.quote.replace("*", "")
        places.append(Place(href=f"#{words_id(finding)}", label=f"“{quote}”"))
    elif finding.section is not None:
        places.append(Place(href=f"#s{finding.section}", label=f"第 {finding.line} 行"))
    return tuple(places)


def _attributes(finding: Numbered) -> Markup:
    """Return what the form finds a finding by: key and rule, and whether a claim is confirmed."""
    if not finding.key:
        return Markup()
    claim = "confirmed" if finding.is_confirmed else "open"
    shown = Markup(' data-key="{}" data-rule="{}"').format(finding.key, finding.rule)
    return shown if finding.accepted is None else shown + Markup(' data-claim="{}"').format(claim)


def _spoken(line: FigureLine) -> str:
    causes = "".join(f"（因{card.number}）" for card in line.causes if card.is_settled)
    return f"{line.table} {line.name}{causes}"


def _by_table(
    figures: Mapping[str, FigureLine], *, filed: Form
) -> Sequence[tuple[str, str, list[FigureLine]]]:
    """Return the figures of each table under its id and caption."""
    return [
        (table.id, f"{table.name}　{table.caption}", [figures[cell] for cell in table.cells])
        for table in filed.tables.values()
    ]


def _rules_once() -> Callable[[RuleLine], Markup]:
    """Return what renders a rule's line, each once however many figures share it."""
    rendered: dict[int, Markup] = {}

    def render(line: RuleLine) -> Markup:
        if id(line) not in rendered:
            rendered[id(line)] = _rule_html(line)
        return rendered[id(line)]

    return render


def _rule_html(line: RuleLine) -> Markup:
    """Render a rule's line; a template would take a third of the page's time for them."""
    title, equation = escape(line.title), escape(line.equation)
    links = "".join(f' <a href="#f{f.number}">发现 {f.number}</a>' for f in line.findings)
    words = f"{title}：{line.word}" + (f"<br>{equation}" if equation else "")
    said = f"{line.shape} {escape(line.rule)} <i>{words}</i>{links}"
    return Markup(f'<span class="rule {line.outcome}">{said}</span>')  # noqa: S704 - escaped above


def _outcomes(review: Mapping[str, Any], *, form: Form) -> list[tuple[str, str, str, str, str]]:
    """Return every rule with its title, severity and outcome, the outcome's key first."""
    known = (
        (form.rules[rule], said) for rule, said in review["outcomes"].items() if rule in form.rules
    )
    keyed = ((rule, outcome_key(said, severity=rule.severity)) for rule, said in known)
    return [
        (key, rule.id, rule.title, SEVERITY_NAMES[rule.severity], OUTCOMES.get(key, "值得留意"))
        for rule, key in keyed
    ]


def _script() -> str:
    """Return the page's script: its parts in one scope of its own, without what only we read."""
    parts = _UNREAD.sub("", _parts(*(f"{name}.js" for name in _SCRIPTS)))
    return f'"use strict";\n(() => {{\n{parts}}})();'


def _parts(*names: str) -> str:
    return "".join((_LOOK / name).read_text("utf-8") for name in names)


@cache
def review_template() -> Template:
    """Return the page's template, compiled once in a process, its style and script within."""
    loader = FileSystemLoader(_LOOK)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    script = _script()
    digest = b64encode(hashlib.sha256(f"\n{script}".encode()).digest()).decode()
    environment.globals |= {
        "style": Markup(report_style() + _parts("review.css", "decide.css", "paper.css")),  # noqa: S704 - our own files
        "script": Markup(script),  # noqa: S704 - our own file
        "script_hash": f"sha256-{digest}",
        "SHAPES": SHAPES,
        "LOOKS": LOOKS,
        "CHECKS": CHECKS_NAMES,
        "DECIDED": STANDING_NAMES,
        "SEVERITIES": SEVERITY_NAMES,
    }
    environment.filters["spoken"] = spoken_keys
    return environment.get_template("index.html.j2")
