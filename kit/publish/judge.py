"""Whether a report may be published: from its sources and decisions as they are now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from kit.disk import attempted, file_sha256, read_file, read_record
from kit.errors import Fault, FontError, KitError
from kit.export.manifest import Manifest, read_manifest
from kit.form import Form, form_of_year
from kit.parameters import read_parameters
from kit.publish.model import NEEDED, PUBLIC, Publishable, Refusal
from kit.publish.refusals import (
    file_faults,
    marked_fault,
    output_faults,
    personal_faults,
    review_faults,
    stale_fault,
)
from kit.publish.words import personal_data
from kit.review import is_current, undecided
from kit.run.standing import data_files
from kit.signoff import REVIEW, is_draft
from kit.workspace import Agency, Workspace

#: The exit code of findings, which all that is found here is but what cannot be read or set.
_FOUND = 5
#: So many words about people are told of one report's files.
_LISTED = 5
#: A public file is never as large.
_LARGEST = 200_000_000


def read_publishable(
    agency: Agency, *, workspace: Workspace, year: int, needs_approval: bool = True
) -> Publishable | Refusal:
    """Return what is to be published of *agency* for *year*, or all that keeps it from it."""
    workspace.take_as_read(agency)
    read = partial(_read, agency, workspace=workspace, year=year, needs_approval=needs_approval)
    result = attempted(read, where=f"{year} {agency.id}")
    return refused(agency, error=result) if isinstance(result, KitError) else result


def refused(agency: Agency, *, error: KitError) -> Refusal:
    """Return the refusal of a report that cannot be read."""
    return Refusal(
        agency=agency.id, name=agency.name, faults=error.faults, exit_code=error.exit_code
    )


def _read(
    agency: Agency, *, workspace: Workspace, year: int, needs_approval: bool
) -> Publishable | Refusal:
    public, reviewed = data_files(workspace, year=year, agency=agency.id)
    review, form = json.loads(reviewed), form_of_year(year)
    folder = workspace.report_folder(year, agency.id)
    manifest = read_manifest(folder)
    named = [name for name in PUBLIC if manifest and name in (*manifest.outputs, *NEEDED)]
    files = {name: _digest(folder / name) for name in named}
    faults = [
        *review_faults(review, needs_approval=needs_approval),
        *personal_faults(review, form=form),
    ]
    place = f"outputs/{year:04d}/{agency.id}"
    told = [*output_faults(manifest, place=place, year=year, agency=agency.id, files=files)]
    if manifest and not told:
        told += _older(manifest, review=review, workspace=workspace, agency=agency.id, place=place)
        told += _personal(folder, named, review=review, form=form, agency=agency)
    unshown: list[Fault] = []
    # A PDF of the sources as they are has every character of theirs.
    if told or "report.pdf" not in files:
        unshown += _unshown(public, review=review, folder=workspace.inputs(year, agency.id))
    faults += [*unshown, *told]
    if faults:
        code = FontError.exit_code if unshown else _FOUND
        return Refusal(agency=agency.id, name=agency.name, faults=tuple(faults), exit_code=code)
    return Publishable(
        agency=agency.id,
        name=agency.name,
        kind=agency.kind,
        title=review["title"],
        published=review["published"],
        approved=_approved(review),
        files={name: digest for name, digest in files.items() if digest},
    )


def _digest(path: Path) -> str | None:
    return file_sha256(path) if path.is_file() else None


def _older(
    manifest: Manifest,
    *,
    review: Mapping[str, Any],
    workspace: Workspace,
    agency: str,
    place: str,
) -> Iterator[Fault]:
    """Yield that a build now would write something else: decisions alone change only the mark."""
    year = review["year"]
    stands = read_record(workspace.report_folder(year, agency) / REVIEW, kind=dict[str, Any])
    current = is_current(manifest, workspace=workspace, year=year, agency=agency)
    if stands is None or not current or undecided(stands) != undecided(review):
        yield stale_fault(place=place, year=year, agency=agency)
    elif _is_marked(stands) and not _is_marked(review):
        yield marked_fault(place=place, year=year, agency=agency)


def _is_marked(review: Mapping[str, Any]) -> bool:
    state = review["state"]
    return is_draft(checks=state["checks"], decision=state["decision"])


def _unshown(public: bytes, *, review: Mapping[str, Any], folder: Path) -> list[Fault]:
    """Return the faults of characters that the PDF cannot show, whether or not there is one."""
    # Typst finds the fonts; of no use to what is refused before.
    from kit.export.pdf import check_page

    record = json.loads(public)
    said = [review["title"], *(s["title"] + "\n" + s["markdown"] for s in record["sections"])]
    said += [value for value in record["figures"].values() if isinstance(value, str)]
    page = "".join(f"<p>{escape(line)}</p>" for text in said for line in text.splitlines())
    try:
        check_page(f"<article>{page}</article>", fonts=read_parameters(folder).fonts)
    except FontError as error:
        return list(error.faults)
    return []


def _personal(
    folder: Path, names: list[str], *, review: Mapping[str, Any], form: Form, agency: Agency
) -> Iterator[Fault]:
    """Yield what the files that stand tell of people."""
    contents = {
        name: read_file(folder / name, limit_bytes=_LARGEST)
        for name in names
        if not name.endswith(".pdf")
    }
    found = personal_data(contents, form=form, agency=agency)
    yield from islice(file_faults(found, review=review, form=form), _LISTED)


def _approved(review: Mapping[str, Any]) -> str:
    """Return the day of the approval in force; empty if there is none."""
    days = [
        each["on"]
        for each in review["sign_off"]
        if each["table"] is None and each["decision"] == "approve" and each["state"] == "in force"
    ]
    return str(days[-1]) if days else ""
