"""One report's run: notebook, exports, manifest; an error becomes part of the result."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from kit import log
from kit.errors import Fault, KitError
from kit.export import render_files, write_files
from kit.export.manifest import sha256
from kit.notebook.source import notebook_path
from kit.report import input_files
from kit.run.execute import execute_notebook
from kit.workspace import Workspace

#: Formats written unless told otherwise.
DEFAULT_FORMATS = ("html", "pdf", "json")
DEFAULT_TIMEOUT_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to build, with the longest time a cell may take in seconds."""

    workspace: Workspace
    year: int
    agency: str
    to: tuple[str, ...] = DEFAULT_FORMATS
    timeout_s: float = DEFAULT_TIMEOUT_S


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """How a job ended: ``error`` when it did not; else counts of findings by severity."""

    agency: str
    error: KitError | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()
    duration_s: float = 0.0


def run_job(job: Job) -> JobResult:
    """Build one report.

    The one place where an error of a report becomes a result, so that one bad
    report does not stop the others.
    """
    log.progress("started", agency=job.agency)
    started = time.monotonic()
    try:
        result = _build(job)
    except KitError as error:
        result = JobResult(agency=job.agency, error=error)
    except Exception as error:  # noqa: BLE001 - a defect of ours must not stop a batch either
        fault = Fault(
            job.agency, "", f"{type(error).__name__}：{error}", "这是软件的缺陷，请反馈。"
        )
        log.debug("defect", agency=job.agency, error=repr(error))
        result = JobResult(agency=job.agency, error=KitError(fault))
    ended = replace(result, duration_s=time.monotonic() - started)
    log.progress("done", result=ended)
    return ended


def _build(job: Job) -> JobResult:
    path = notebook_path(job.workspace)
    inputs = _input_hashes(job)
    log.progress("stage", stage="运行笔记本")
    notebook = execute_notebook(
        path,
        workspace=job.workspace,
        year=job.year,
        agency=job.agency,
        timeout_s=job.timeout_s,
    )
    files = render_files(notebook, to=job.to)
    folder = job.workspace.report_folder(job.year, job.agency)
    manifest = write_files(folder, notebook=notebook, files=files, inputs=inputs)
    return JobResult(agency=job.agency, findings=manifest.findings, outputs=tuple(files))


def _input_hashes(job: Job) -> dict[str, str]:
    """Hash what the report is made from, by its path in the workspace."""
    workspace = job.workspace
    agency = workspace.agency(job.agency)
    entry = json.dumps(asdict(agency), ensure_ascii=False, sort_keys=True)
    hashes = {f"params/agencies.yaml#{job.agency}": sha256(entry.encode())}
    files = input_files(workspace, year=job.year, agency=job.agency)
    for path in files.existing():
        name = path.relative_to(workspace.params).as_posix()
        hashes[f"params/{name}"] = sha256(path.read_bytes())
    notebook = notebook_path(workspace)
    hashes[f"notebooks/{notebook.name}"] = sha256(notebook.read_bytes())
    return hashes
