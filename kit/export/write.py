"""Write the files of one report: each whole or not there, the manifest last."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from kit import log
from kit.errors import Fault, ParameterError
from kit.export.exporters import PageExporter, PdfExporter
from kit.export.manifest import (
    MANIFEST,
    Manifest,
    count_findings,
    file_sha256,
    read_manifest,
    sha256,
    versions,
)
from kit.export.normal import normalise, notebook_bytes
from kit.export.parts import public_parts, review_json
from kit.workspace import write_atomic

#: What ``--to`` can name, in the order it is written.
FORMATS = ("html", "pdf", "json")


def checked_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Return *names* in the order of :data:`FORMATS`, each once.

    Raises
    ------
    ParameterError
        If a name is no format.
    """
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        cure = f"可用：{'、'.join(FORMATS)}。"
        raise ParameterError(*(Fault("--to", "导出格式", name, cure) for name in unknown))
    return tuple(name for name in FORMATS if name in names)


def render_files(notebook: NotebookNode, *, to: Sequence[str]) -> dict[str, bytes]:
    """Render the files of an executed *notebook* by name, ``report.ipynb`` always among them."""
    notebook = normalise(notebook)
    files = {"report.ipynb": notebook_bytes(notebook)}
    if "html" in to:
        log.progress("stage", stage="网页")
        files["report.html"] = PageExporter().from_notebook_node(notebook)[0].encode()
    if "pdf" in to:
        log.progress("stage", stage="PDF")
        files["report.pdf"] = PdfExporter().from_notebook_node(notebook)[0]
    if "json" in to:
        files["report.json"] = public_parts(notebook).report_json
        files["review.json"] = review_json(notebook)
    return files


def write_files(
    folder: Path, *, notebook: NotebookNode, files: Mapping[str, bytes], inputs: Mapping[str, str]
) -> Manifest:
    """Write *files* into *folder* and the manifest after them.

    What an earlier build of the same origin wrote in other formats stays; what
    is left of one with another origin is removed, for it would contradict the rest.
    """
    manifest = _build_manifest(notebook, files=files, inputs=inputs)
    before = read_manifest(folder)
    (folder / MANIFEST).unlink(missing_ok=True)
    if before and before.same_origin(manifest):
        kept = {n: h for n, h in before.outputs.items() if _is_intact(folder / n, digest=h)}
        outputs = dict(sorted((kept | dict(manifest.outputs)).items()))
        fonts = manifest.fonts or before.fonts
        manifest = replace(manifest, outputs=outputs, fonts=fonts)
    elif before:
        for name in before.outputs:
            (folder / Path(name).name).unlink(missing_ok=True)
    for name, content in files.items():
        write_atomic(folder / name, content)
    write_atomic(folder / MANIFEST, manifest.to_bytes())
    return manifest


def _is_intact(path: Path, *, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()) == digest


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
    )
