"""What a report is made from, and whether the one that stands was made from the same."""

from __future__ import annotations

from collections.abc import Mapping

from kit.disk import file_sha256
from kit.export.formats import FILES, NOTEBOOK
from kit.export.manifest import Manifest, read_manifest, sha256, versions
from kit.report import COPIES, kept_line
from kit.report.files import input_files, report_notebook
from kit.run.job import Job
from kit.run.shaping import shape_sha256


def input_hashes(job: Job) -> dict[str, str]:
    """Hash what the report is made from, by its path in the workspace.

    Raises
    ------
    ParameterError
        If the agency, its folder or its parameters are not what they should be.
    SourceError
        If a file cannot be read.
    """
    workspace = job.workspace
    entry = workspace.agency(job.agency)
    hashes = {f"params/agencies.yaml#{job.agency}": sha256(repr(entry).encode())}
    files = input_files(workspace, year=job.year, agency=job.agency)
    for path in files.existing():
        name = path.relative_to(workspace.params).as_posix()
        hashes[f"params/{name}"] = file_sha256(path)
    if copied := kept_line(workspace, year=job.year, agency=job.agency):
        hashes[f"outputs/{job.year:04d}/{COPIES}#{job.agency}"] = sha256(copied)
    notebook = report_notebook(workspace, year=job.year, agency=job.agency)
    parameters: dict[str, int | str] = {"year": job.year, "agency": job.agency}
    hashes[f"notebooks/{notebook.name}"] = shape_sha256(notebook, parameters=parameters)
    return dict(sorted(hashes.items()))


def standing_manifest(job: Job, *, inputs: Mapping[str, str]) -> Manifest | None:
    """Return the manifest of the report that stands, if building again would give the same.

    It is the same when inputs and versions are, and every file of the formats
    wanted is there as the manifest has it.
    """
    folder = job.workspace.report_folder(job.year, job.agency)
    manifest = read_manifest(folder)
    if manifest is None or manifest.inputs != inputs or manifest.versions != versions():
        return None
    wanted = [NOTEBOOK, *(name for kind in job.to for name in FILES[kind])]
    for name in wanted:
        path = folder / name
        if not path.is_file() or sha256(path.read_bytes()) != manifest.outputs.get(name):
            return None
    return manifest
