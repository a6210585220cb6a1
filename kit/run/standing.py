"""How a report that stands is judged now: nothing that its files say of that is believed.

Inputs, versions and hashes tell that it need not be built again. What was found and
decided is read from its sources, as its build would: the record of an earlier one
could have been edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any

from kit.disk import attempted
from kit.errors import KitError
from kit.export.manifest import MANIFEST, Manifest, count_findings, sha256, sign_off_of, versions
from kit.run.inputs import input_hashes, standing_manifest
from kit.run.job import Job, JobResult
from kit.workspace import Workspace


def standing_result(job: Job) -> JobResult | None:
    """Return how *job* ends if its report stands and says what it should, else ``None``.

    Whatever keeps that from being known is for its build to say.
    """
    result = attempted(partial(_standing, job))
    return None if isinstance(result, KitError) else result


def _standing(job: Job) -> JobResult | None:
    manifest = standing_manifest(job, inputs=input_hashes(job))
    return judged(job, manifest=manifest) if manifest else None


def has_manifest(job: Job) -> bool:
    """Whether a report of the job was ever built; its build says what keeps one from being."""
    folder = attempted(partial(job.workspace.report_folder, job.year, job.agency))
    return not isinstance(folder, KitError) and (folder / MANIFEST).is_file()


def prepare(jobs: Sequence[Job]) -> None:
    """Load what judging takes if several may stand: processes copied from this one have it then."""
    if len(jobs) > 1:
        import_module("kit.notebook.record")
        # What is wrong with a form is for each report to say.
        attempted(partial(_load, jobs[0].year))


def _load(year: int) -> None:
    from kit.checks import load_lexicon
    from kit.form import form_of_year

    versions()
    form_of_year(year)
    load_lexicon()


def judged(job: Job, *, manifest: Manifest) -> JobResult | None:
    """Judge a report by its sources; ``None`` if the files that stand say something else.

    Raises
    ------
    KitError
        If the sources cannot be read.
    """
    public, reviewed = data_files(job.workspace, year=job.year, agency=job.agency)
    made = {"report.json": public, "review.json": reviewed}
    review = json.loads(reviewed)
    findings, sign_off = count_findings(review), sign_off_of(review)
    said = made.keys() & manifest.outputs.keys()
    true = replace(
        manifest,
        year=job.year,
        agency=job.agency,
        edition=review["edition"],
        outputs={**manifest.outputs, **{name: sha256(made[name]) for name in said}},
        findings=findings,
        sign_off=sign_off,
    )
    if manifest != true:
        return None
    from kit.run.told import first_findings

    return JobResult(
        agency=job.agency,
        findings=findings,
        told=first_findings(review),
        sign_off=sign_off,
        is_current=True,
    )


def current_review(workspace: Workspace, *, year: int, agency: str) -> Mapping[str, Any]:
    """Return the reviewers' data of a report as building it now would give it.

    Raises
    ------
    KitError
        If its sources cannot be read.
    """
    data: Mapping[str, Any] = json.loads(data_files(workspace, year=year, agency=agency)[1])
    return data


def data_files(workspace: Workspace, *, year: int, agency: str) -> tuple[bytes, bytes]:
    """Return what ``report.json`` and ``review.json`` have to hold now.

    Raises
    ------
    KitError
        If the sources of the report cannot be read.
    """
    # Slow to import, and of no use where nothing stands.
    from kit.checks import check
    from kit.notebook.record import report_json, review_json
    from kit.report import read_report
    from kit.signoff import read_sign_offs

    report = read_report(workspace, year=year, agency=agency)
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    review = review_json(report, findings=check(report), sign_offs=sign_offs)
    return report_json(report).encode(), review.encode()
