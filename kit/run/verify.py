"""Proof that a report is what its sources give: build it again elsewhere and compare every byte."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kit.disk import as_kit_error
from kit.errors import KitError
from kit.export.formats import FILES, NAMES
from kit.export.manifest import MANIFEST, Manifest, read_manifest, sha256, versions
from kit.report import copies_file
from kit.run.batch import run_batch
from kit.run.inputs import input_hashes
from kit.run.job import Job, JobResult

#: What is not as it was: nothing is built, an input or a version changed since, a file was altered
#: since or is not in the manifest, or building again gives other bytes.
Kind = Literal["not built", "input", "version", "altered", "dropped", "output"]
#: Characters shown on each side of the first that differs.
_CONTEXT = 20
#: Stands for content that is there and not shown.
_UNKNOWN = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as the manifest has it.

    Attributes
    ----------
    name
        The input, library, font or output file; empty when nothing is built.
    at
        The first place where a file differs, as far as it is known.
    was, now
        What it was by the manifest and what it is now; empty for what is not there.
    """

    kind: Kind
    name: str = ""
    at: str = ""
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of verifying one report.

    ``files`` counts those compared; ``error`` says why it could not be built again.
    """

    agency: str
    files: int = 0
    differences: tuple[Difference, ...] = ()
    error: KitError | None = None


def verify_reports(jobs: Sequence[Job], *, executor: Executor, place: Path) -> Iterator[Verdict]:
    """Verify the report of each job, giving a verdict as soon as it is known.

    A report is built again only where that proves something: not when it was made
    from other inputs or by other versions than there are now.

    Parameters
    ----------
    jobs
        Which reports; the formats are those that each manifest lists.
    place
        An empty folder to build in; each report is removed once compared.
    """
    built: dict[str, tuple[Job, Manifest]] = {}
    for job in jobs:
        found = _before(job)
        if isinstance(found, Manifest):
            built[job.agency] = job, found
        else:
            yield found
    for job in jobs[:1]:
        _carry_copies(job, place=place)
    again = [_elsewhere(job, manifest=manifest, place=place) for job, manifest in built.values()]
    for result in run_batch(again, executor=executor):
        job, manifest = built[result.agency]
        made = place / f"{job.year:04d}" / job.agency
        yield _verdict(job, result, manifest=manifest, again=made)
        shutil.rmtree(made, ignore_errors=True)


def first_difference(old: bytes, new: bytes) -> tuple[str, str, str]:
    r"""Say where two contents first differ, and what stands there in each.

    Examples
    --------
    >>> first_difference("一\n二三\n".encode(), "一\n二四\n".encode())
    ('第 2 行', '二三', '二四')
    >>> first_difference(b"\xff\x00", b"\xff\x01")
    ('第 2 个字节', '00', '01')
    """
    try:
        rows = old.decode().split("\n"), new.decode().split("\n")
    except UnicodeDecodeError:
        at = _first(old, new)
        return f"第 {at + 1} 个字节", old[at : at + 1].hex(), new[at : at + 1].hex()
    row = _first(*rows)
    was, now = ("".join(lines[row : row + 1]) for lines in rows)
    begin = max(0, _first(was, now) - _CONTEXT)
    shown = slice(begin, begin + 2 * _CONTEXT)
    return f"第 {row + 1} 行", was[shown], now[shown]


def _first(old: Sequence[object], new: Sequence[object]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    return next((at for at, (was, now) in pairs if was != now), shorter)


def _before(job: Job) -> Manifest | Verdict:
    """Judge what needs no building; the manifest when building again has to tell."""
    try:
        folder = job.workspace.report_folder(job.year, job.agency)
        manifest = read_manifest(folder)
        if manifest is None:
            return Verdict(agency=job.agency, differences=(Difference(kind="not built"),))
        inputs = input_hashes(job)
    except Exception as error:  # noqa: BLE001 - one report must not stop the others
        return Verdict(agency=job.agency, error=as_kit_error(error, where=job.agency))
    since = (
        *_changes("version", manifest.versions, versions()),
        *_changes("input", manifest.inputs, inputs),
    )
    if not since:
        return manifest
    altered = _compared(_ours(manifest), folder=folder, again=None)
    dropped = _dropped(folder, manifest=manifest)
    return Verdict(agency=job.agency, differences=(*since, *altered, *dropped))


def _ours(manifest: Manifest) -> dict[str, str]:
    """Return the outputs that a manifest names, but for what no build writes."""
    return {name: digest for name, digest in manifest.outputs.items() if name in NAMES}


def _elsewhere(job: Job, *, manifest: Manifest, place: Path) -> Job:
    """Return the job that builds in *place* the formats of *manifest*, and those that stand."""
    folder = job.workspace.report_folder(job.year, job.agency)
    known = {*manifest.outputs, *_unnamed(folder, manifest=manifest)}
    to = tuple(kind for kind, names in FILES.items() if known & set(names))
    return replace(job, workspace=replace(job.workspace, outputs=place), to=to)


def _carry_copies(job: Job, *, place: Path) -> None:
    """Put what reports of the year have in common where they are built again: it is an input."""
    path = copies_file(job.workspace, year=job.year)
    if path.is_file():
        there = place / path.relative_to(job.workspace.outputs)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, there)


def _verdict(job: Job, result: JobResult, *, manifest: Manifest, again: Path) -> Verdict:
    """Judge what was built again beside what stands."""
    folder = job.workspace.report_folder(job.year, job.agency)
    # Who decides, edits or builds meanwhile changed the sources; that is nobody's defect.
    if since := _since(job, manifest=manifest):
        return Verdict(agency=job.agency, differences=since)
    made = read_manifest(again)
    if result.error or made is None:
        return Verdict(agency=result.agency, error=result.error)
    # Another build of the same may have added formats meanwhile.
    now = read_manifest(folder)
    is_extended = now is not None and now != manifest and now.same_origin(manifest)
    differences = (
        *_changes("version", manifest.fonts, made.fonts),
        *_compared(_ours(manifest), folder=folder, again=again),
        *_dropped(folder, manifest=now if now and is_extended else manifest),
    )
    if not differences and not is_extended:
        record = {MANIFEST: sha256(made.to_bytes())}
        differences = tuple(_compared(record, folder=folder, again=again))
    files = len(manifest.outputs) + 1
    return Verdict(agency=result.agency, files=files, differences=differences)


def _since(job: Job, *, manifest: Manifest) -> tuple[Difference, ...]:
    """Return the inputs that are no longer those of *manifest*."""
    try:
        return tuple(_changes("input", manifest.inputs, input_hashes(job)))
    except KitError:
        # Its build says why they cannot be read.
        return ()


def _dropped(folder: Path, *, manifest: Manifest) -> Iterator[Difference]:
    """Name what stands under a name of ours and is not in the manifest."""
    for name in _unnamed(folder, manifest=manifest):
        yield Difference(kind="dropped", name=name, now=_UNKNOWN)


def _unnamed(folder: Path, *, manifest: Manifest) -> tuple[str, ...]:
    there = (name for name in sorted(NAMES) if os.path.lexists(folder / name))
    return tuple(name for name in there if name not in manifest.outputs)


def _changes(kind: Kind, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield Difference(kind=kind, name=name, was=was.get(name, ""), now=now.get(name, ""))


def _compared(
    outputs: Mapping[str, str], *, folder: Path, again: Path | None
) -> Iterator[Difference]:
    """Hold what stands in *folder*, and what was built *again*, against the hash of each file."""
    for name, digest in outputs.items():
        standing = _content(folder / name)
        made = _content(again / name) if again else None
        is_intact = standing is not None and sha256(standing) == digest
        is_made = made is not None and sha256(made) == digest
        known = standing if is_intact else made if is_made else None
        if not is_intact:
            yield _difference("altered", name, known=known, found=standing)
        if again and not is_made:
            yield _difference("output", name, known=known, found=made)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _difference(kind: Kind, name: str, *, known: bytes | None, found: bytes | None) -> Difference:
    """Say where a file first differs from the bytes that are *known* to be the manifest's."""
    if found is None:
        return Difference(kind=kind, name=name, was=_UNKNOWN)
    if known is None:
        return Difference(kind=kind, name=name, was=_UNKNOWN, now=_UNKNOWN)
    at, was, now = first_difference(known, found)
    return Difference(kind=kind, name=name, at=at, was=was, now=now)
