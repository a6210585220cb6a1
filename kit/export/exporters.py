"""The nbconvert exporters: the public page, and what is made of it for other places."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import List

from kit.export import render

Resources = dict[str, Any]


class PageExporter(Exporter):
    """``kit_html``: the public page, one file without script or anything fetched."""

    #: The parts are ready as they are: nothing is to be cleared, highlighted or extracted.
    default_preprocessors: List[Any] = List([])
    export_from_notebook = "政府信息公开年度报告（网页）"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[Any, Resources]:
        """Convert an executed notebook to the page."""
        copied, resources = super().from_notebook_node(nb, resources, **kw)
        return render.page_html(copied), resources


class PdfExporter(Exporter):
    """``kit_pdf``: the same HTML as the page, set by Typst, with ``report.json`` attached."""

    default_preprocessors: List[Any] = List([])
    export_from_notebook = "政府信息公开年度报告（PDF）"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[Any, Resources]:
        """Convert an executed notebook to the PDF."""
        copied, resources = super().from_notebook_node(nb, resources, **kw)
        return render.pdf_bytes(copied), resources


class ReviewExporter(Exporter):
    """``kit_review``: the page for reviewers, with what only they may see."""

    default_preprocessors: List[Any] = List([])
    export_from_notebook = "政府信息公开年度报告（审核页）"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".review.html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[Any, Resources]:
        """Convert an executed notebook to the review page."""
        copied, resources = super().from_notebook_node(nb, resources, **kw)
        return render.review_html(copied), resources


class FragmentExporter(Exporter):
    """``kit_fragment``: the page's article with inline styles alone, for a portal's editor."""

    default_preprocessors: List[Any] = List([])
    export_from_notebook = "政府信息公开年度报告（网页片段）"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".fragment.html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[Any, Resources]:
        """Convert an executed notebook to the fragment."""
        copied, resources = super().from_notebook_node(nb, resources, **kw)
        return render.fragment_html(copied), resources


class DocxExporter(Exporter):
    """``kit_docx``: the same HTML as the page, as a Word document."""

    default_preprocessors: List[Any] = List([])
    export_from_notebook = "政府信息公开年度报告（Word 文档）"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def _file_extension_default(self) -> str:
        return ".docx"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[Any, Resources]:
        """Convert an executed notebook to the document."""
        copied, resources = super().from_notebook_node(nb, resources, **kw)
        return render.docx_bytes(copied), resources
