"""What a build leaves of real sources, but for the page and the PDF: no notebook is run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kit.export.manifest import MANIFEST, Manifest, count_findings, sha256, sign_off_of, versions
from kit.run import Job
from kit.run.inputs import input_hashes
from kit.run.standing import data_files
from kit.workspace import Workspace


def data_files_built(workspace: Workspace, *, year: int, agency: str) -> Job:
    """Write the data, a notebook and a page of nothing, and the manifest of them."""
    job = Job(workspace=workspace, year=year, agency=agency, to=("html", "json"))
    public, review = data_files(workspace, year=year, agency=agency)
    files = {
        "report.ipynb": b"{}",
        "report.html": b"<p>",
        "report.json": public,
        "review.json": review,
    }
    write_built(job, files=files)
    return job


def write_built(job: Job, *, files: dict[str, bytes], **said: Any) -> None:
    """Write *files* and a manifest that vouches for them, whatever else it is to say."""
    review = json.loads(files["review.json"])
    facts: dict[str, Any] = {
        "findings": count_findings(review),
        "sign_off": sign_off_of(review),
    }
    manifest = Manifest(
        year=job.year,
        agency=job.agency,
        edition=review["edition"],
        inputs=input_hashes(job),
        outputs={name: sha256(content) for name, content in sorted(files.items())},
        fonts={},
        versions=versions(),
        **(facts | said),
    )
    folder = job.workspace.report_folder(job.year, job.agency)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / MANIFEST).write_bytes(manifest.to_bytes())


def forge(job: Job, change: Callable[[dict[str, Any]], None], **said: Any) -> None:
    """Edit ``review.json`` and make the manifest vouch for it, as whoever has an editor can."""
    folder = job.workspace.report_folder(job.year, job.agency)
    names = ("report.ipynb", "report.html", "report.json", "review.json")
    files = {name: (folder / name).read_bytes() for name in names}
    review = json.loads(files["review.json"])
    change(review)
    files["review.json"] = (json.dumps(review, ensure_ascii=False, indent=1) + "\n").encode()
    write_built(job, files=files, **said)
