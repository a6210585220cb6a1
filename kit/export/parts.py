"""Pick from an executed notebook what may be public, by the MIME types made for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from kit.errors import ExportError, Fault
from kit.export.own import public_blocks
from kit.export.stale import refuse_stale
from kit.notebook.record import PART_MIME, RECORD_MIME, REVIEW_MIME


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicParts:
    """The public page before its look: facts, preface, sections in order, ``report.json``.

    An analyst's public cells stand in the parts that they follow.
    """

    page: dict[str, Any]
    preface: str
    sections: tuple[str, ...]
    report_json: bytes


def public_parts(notebook: NotebookNode) -> PublicParts:
    """Return the public parts of an executed notebook.

    Raises
    ------
    ExportError
        If a part is missing or of an earlier run: the notebook was not run to its end,
        or is another one; if a cell of an analyst's cannot be public as it is.
    """
    refuse_stale(notebook)
    bundles = list(_bundles(notebook))
    parts = [bundle[PART_MIME] for bundle in bundles if PART_MIME in bundle]
    html = {part["number"]: part["html"] for part in parts}
    records = [bundle[RECORD_MIME] for bundle in bundles if RECORD_MIME in bundle]
    missing = [str(number) for number in range(7) if number not in html]
    if missing or not records:
        found = "缺少" + "、".join(
            [*(f"第 {n} 部分" for n in missing), *(() if records else ("导出数据",))]
        )
        cure = "请从上到下运行整个 annual_report.ipynb 再导出。"
        raise ExportError(Fault("笔记本", "运行完毕的年度报告笔记本", found, cure))
    own = public_blocks(notebook)
    preface = own.get(-1, "") + html[0] + own.get(0, "")
    sections = tuple(html[n] + own.get(n, "") for n in sorted(html) if n > 0)
    report_json = records[-1]["report_json"].encode(errors="backslashreplace")
    page = records[-1]["page"]
    return PublicParts(page=page, preface=preface, sections=sections, report_json=report_json)


def review_json(notebook: NotebookNode) -> bytes:
    """Return ``review.json``, which only reviewers may see, from an executed notebook."""
    found = [bundle[REVIEW_MIME] for bundle in _bundles(notebook) if REVIEW_MIME in bundle]
    if not found:
        cure = "请从上到下运行整个 annual_report.ipynb 再导出。"
        raise ExportError(Fault("笔记本", "审核数据", "没有", cure))
    return str(found[-1]["review_json"]).encode(errors="backslashreplace")


def _bundles(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            yield output.get("data", {})
