"""Write the files of one report: each whole or not there, the manifest last."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from kit.disk import locked, write_together
from kit.export.formats import FILES, NOTEBOOK, companions
from kit.export.manifest import (
    MANIFEST,
    Manifest,
    count_findings,
    file_sha256,
    intact_outputs,
    read_manifest,
    sha256,
    sign_off_of,
    versions,
)
from kit.export.normal import normalise, notebook_bytes
from kit.export.parts import public_parts, review_json
from kit.export.render import docx_bytes, fragment_html, page_html, pdf_bytes, review_html

_PAGE = "report.html"


def render_files(
    notebook: NotebookNode, *, to: Sequence[str], parts_s: dict[str, float] | None = None
) -> dict[str, bytes]:
    """Render the files of an executed *notebook* by name, ``report.ipynb`` always among them.

    Seconds of processor time are added to *parts_s* by format.
    """
    spent = parts_s if parts_s is not None else {}
    notebook = normalise(notebook)
    files = {NOTEBOOK: notebook_bytes(notebook)}
    if "html" in to:
        with _timed("html", spent):
            beside = [name for kind in to for name in FILES[kind]]
            files[_PAGE] = page_html(notebook, beside=beside).encode()
    if "review" in to:
        with _timed("review", spent):
            files["review.html"] = review_html(notebook).encode()
    if "pdf" in to:
        with _timed("pdf", spent):
            files["report.pdf"] = pdf_bytes(notebook)
    if "json" in to:
        files["report.json"] = public_parts(notebook).report_json
        files["review.json"] = review_json(notebook)
    return files | _data_files(notebook, to=to) | _documents(notebook, to=to)


def _data_files(notebook: NotebookNode, *, to: Sequence[str]) -> dict[str, bytes]:
    """Render the public figures for spreadsheets, from the same record as ``report.json``."""
    from kit.export.tidy import render_csv, render_xlsx

    files: dict[str, bytes] = {}
    if "csv" in to:
        files["report.csv"] = render_csv(public_parts(notebook).report_json)
    if "xlsx" in to:
        parts = public_parts(notebook)
        files["report.xlsx"] = render_xlsx(parts.report_json, title=parts.page["title"])
    return files


def _documents(notebook: NotebookNode, *, to: Sequence[str]) -> dict[str, bytes]:
    """Render the page for portals and offices."""
    files: dict[str, bytes] = {}
    if "fragment" in to:
        files["report.fragment.html"] = fragment_html(notebook).encode()
    if "docx" in to:
        files["report.docx"] = docx_bytes(notebook)
    return files


@contextmanager
def _timed(part: str, spent: dict[str, float]) -> Iterator[None]:
    started = time.process_time()
    yield
    spent[part] = time.process_time() - started


def write_files(
    folder: Path, *, notebook: NotebookNode, files: Mapping[str, bytes], inputs: Mapping[str, str]
) -> Manifest:
    """Write *files* into *folder* and the manifest after them.

    What an earlier build of the same origin wrote in other formats stays. What is
    left of one with another origin is removed, for it would contradict the rest.
    Until the new files are all on the disk, the report that stood is as it was.

    Raises
    ------
    WriteError
        If the folder is not to be written.
    """
    manifest = _build_manifest(notebook, files=files, inputs=inputs)
    # Of two builds at once the files of one stand in the end, not some of each.
    with locked(folder / MANIFEST):
        before = read_manifest(folder)
        if before and before.same_origin(manifest):
            kept = {name: before.outputs[name] for name in intact_outputs(folder, before)}
            outputs = dict(sorted((kept | dict(manifest.outputs)).items()))
            # The page names what stands beside it, of an earlier build too.
            page = _page_anew(notebook, outputs=outputs, made=files)
            outputs |= {name: sha256(content) for name, content in page.items()}
            files = {**files, **page}
            fonts = manifest.fonts or before.fonts
            manifest = replace(manifest, outputs=outputs, fonts=fonts)
        contents = {folder / name: content for name, content in files.items()}
        contents[folder / MANIFEST] = manifest.to_bytes()
        obsolete = _obsolete(folder, former=before, keep=manifest.outputs)
        write_together(contents, is_durable=False, obsolete=obsolete)
    return manifest


def _page_anew(
    notebook: NotebookNode, *, outputs: Iterable[str], made: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the page if it stands, or was *made*, beside fewer public files than now."""
    beside = companions(outputs)
    if _PAGE not in outputs or (_PAGE in made and beside == companions(made)):
        return {}
    return {_PAGE: page_html(normalise(notebook), beside=beside).encode()}


def _obsolete(
    folder: Path, *, former: Manifest | None, keep: Mapping[str, str]
) -> tuple[Path, ...]:
    """Return what an earlier build wrote by its own manifest and the new one does not name.

    Any other file is somebody's, whatever it is called; so is one of ours that was changed.
    """
    wrote = intact_outputs(folder, former) if former else ()
    return tuple(folder / name for name in wrote if name not in keep)


def _build_manifest(
    notebook: NotebookNode, *, files: Mapping[str, bytes], inputs: Mapping[str, str]
) -> Manifest:
    review = json.loads(review_json(notebook))
    fonts: dict[str, str] = {}
    if "report.pdf" in files:
        from kit.export.pdf import font_files

        page = public_parts(notebook).page
        fonts = {name: file_sha256(path) for name, path in font_files(page["fonts"]).items()}
    return Manifest(
        year=review["year"],
        agency=review["agency"],
        edition=review["edition"],
        inputs=dict(sorted(inputs.items())),
        outputs={name: sha256(content) for name, content in sorted(files.items())},
        fonts=fonts,
        findings=count_findings(review),
        versions=versions(),
        sign_off=sign_off_of(review),
    )
