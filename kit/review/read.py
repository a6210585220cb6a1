"""Where the report of one agency stands, read in whatever process there is for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from kit.disk import attempted, read_record
from kit.errors import KitError
from kit.export.formats import FILES
from kit.export.manifest import Manifest, count_findings, read_manifest
from kit.export.review.findings import Numbered, number_findings
from kit.form import Form, form_of_year, load_forms
from kit.form.kinds import PublishedBy
from kit.papers import spoken_cell, spoken_words
from kit.report.files import KEPT, SIGN_OFF
from kit.review.doubt import doubtful_cells, doubtful_tables
from kit.review.figures import key_figures
from kit.review.model import Entry, KeyFigure
from kit.review.pictures import tables_of
from kit.review.summed import read_summed
from kit.run.inputs import input_hashes, standing_manifest
from kit.run.job import Job
from kit.run.standing import current_review
from kit.signoff import REVIEW
from kit.workspace import Agency, Workspace

#: What a row leads to, where it exists.
LINKED = ("review.html", "report.html", "report.pdf")
#: More findings than these are told by their number: the review page has them all.
_LISTED = 12
#: Gives what a report's ``review.json`` has to hold now.
Judge = Callable[..., Mapping[str, Any]]
_DECIDED = {"approve": "通过", "return": "退回"}


def read_entry(
    agency: Agency, *, workspace: Workspace, year: int, judge: Judge = current_review
) -> Entry:
    """Tell where the report of *agency* for *year* stands; what keeps it is said, not raised.

    A report counts only if building it again would give the same. Its figures,
    findings and decisions are read anew from its sources.

    Parameters
    ----------
    judge
        Gives what ``review.json`` has to hold now.
    """
    workspace.take_as_read(agency)
    read = partial(_read, agency, workspace=workspace, year=year, judge=judge)
    entry = attempted(read, where=f"{year} {agency.id}")
    if isinstance(entry, KitError):
        return Entry(agency=agency, state="failed", why=tuple(map(str, entry.faults)))
    return entry


def _read(agency: Agency, *, workspace: Workspace, year: int, judge: Judge) -> Entry:
    folder = workspace.report_folder(year, agency.id)
    files = tuple(name for name in LINKED if (folder / name).is_file())
    if not os.path.lexists(workspace.inputs(year, agency.id)):
        return Entry(agency=agency, state="not_begun", files=files)
    manifest = read_manifest(folder)
    stands = read_record(folder / REVIEW, kind=dict[str, Any])
    if manifest is None or stands is None:
        return Entry(agency=agency, state="not_built", files=files)
    if not is_current(manifest, workspace=workspace, year=year, agency=agency.id):
        return Entry(agency=agency, state="stale", files=files)
    review = judge(workspace, year=year, agency=agency.id)
    # Decisions may come after a build; all else that differs was edited.
    if undecided(stands) != undecided(review):
        return Entry(agency=agency, state="stale", files=files)
    return _built(agency, review=review, files=files, workspace=workspace)


def undecided(review: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what ``review.json`` says apart from what reviewers decided."""
    findings = review.get("findings")
    # What stands may have been edited into anything.
    listed = findings if isinstance(findings, list) else []
    told = [{**f, "confirmed": None} if isinstance(f, dict) else f for f in listed]
    return {**review, "sign_off": (), "before": "", "state": None, "findings": told}


def is_current(manifest: Manifest, *, workspace: Workspace, year: int, agency: str) -> bool:
    """Whether the files that stand are what would be built, decisions aside.

    Raises
    ------
    ParameterError, SourceError
        If the sources of the report cannot be read.
    """
    to = tuple(kind for kind, names in FILES.items() if set(names) <= manifest.outputs.keys())
    job = Job(workspace=workspace, year=year, agency=agency, to=to)
    inputs = input_hashes(job)
    folder = f"params/{year:04d}/{agency}"
    decided = (f"{folder}/{SIGN_OFF}", f"{folder}/{KEPT}/")
    was = {name: digest for name, digest in manifest.inputs.items() if name.startswith(decided)}
    rest = {name: digest for name, digest in inputs.items() if not name.startswith(decided)}
    return "json" in to and standing_manifest(job, inputs=rest | was) is not None


def _built(
    agency: Agency, *, review: Mapping[str, Any], files: tuple[str, ...], workspace: Workspace
) -> Entry:
    year = review["year"]
    form = form_of_year(year)
    findings = number_findings(review["findings"], form=form)
    counts = count_findings(review)
    stands = review["state"]
    doubtful = doubtful_cells(review, form=form)
    tables = doubtful_tables(doubtful)
    figures = key_figures(review, doubtful=doubtful)
    notes = tuple(_notes(review, form=form))
    days = _days_late(findings, form=form)
    return Entry(
        agency=agency,
        state=stands["checks"],
        decision=stands["decision"],
        claims=stands["claims"],
        since=stands["since"],
        why=() if stands["decision"] in {"approved", "unsigned"} else (stands["why"],),
        figures=figures,
        counts=counts,
        findings=tuple(findings[:_LISTED]),
        more=max(0, len(findings) - _LISTED),
        rules=tuple(sorted({f.rule for f in findings if f.accepted is None})),
        marks=tuple(_marks(review, figures=figures, days=days, notes=notes)),
        published=review["published"],
        late_days=days,
        notes=notes,
        correction=review.get("correction"),
        decisions=tuple(_spoken(each) for each in review["sign_off"] if each["by"]),
        files=files,
        rollup=read_summed(workspace, year=year, agency=agency.id, review=review),
        tables=tables_of(review, doubtful=tables),
        doubtful=tuple((id_, form.tables[id_].name) for id_ in tables if id_ in form.tables),
    )


def _days_late(findings: Iterable[Numbered], *, form: Form) -> int:
    """Return how many days after its deadline a report is dated; 0 when it is not late."""
    dated = {rule.id for rule in form.rules.values() if isinstance(rule.kind, PublishedBy)}
    for finding in findings:
        if finding.rule in dated:
            limit, day = date.fromisoformat(f"{finding.expected}"), f"{finding.found}"
            return max(0, (date.fromisoformat(day) - limit).days)
    return 0


def _marks(
    review: Mapping[str, Any], *, figures: Sequence[KeyFigure], days: int, notes: Sequence[str]
) -> list[str]:
    held = {
        "late": days > 0,
        "corrected": bool(review.get("correction")),
        "noted": bool(notes),
        "jump": any(figure.is_large for figure in figures),
    }
    return [mark for mark, is_held in held.items() if is_held]


def _notes(review: Mapping[str, Any], *, form: Form) -> Iterator[str]:
    """Say what reviewers wrote on single findings, on cells and on words."""
    rules = {each.get("key"): each["rule"] for each in review["findings"]}
    filed = load_forms()[review["edition"]]
    for decision in review["sign_off"]:
        for said in decision.get("findings", ()):
            rule = form.rules.get(rules.get(said["key"], ""))
            if said["note"]:
                yield f"{rule.title if rule else '已不在的发现'}：{said['note']}"
        for said in decision.get("notes", ()):
            if said["cell"] in filed.cells:
                place = spoken_cell(said["cell"], review=review, form=filed)
            else:
                place = spoken_words(said["section"], said["quote"], form=form)
            yield f"{place}：{said['note']}"


def _spoken(decision: Mapping[str, Any]) -> str:
    """Say one decision in a sentence."""
    table = decision["table"]
    forms = load_forms().values()
    what = next((f.tables[table].name for f in forms if table in f.tables), "") if table else "报告"
    note = f"：{decision['note']}" if decision["note"] else ""
    said = f"{decision['on']} {decision['by']} {_DECIDED[decision['decision']]}{what}{note}"
    return f"{said}（{decision['why']}）" if decision["why"] else said
