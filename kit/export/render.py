"""What each file shows of an executed notebook: the work of the exporters, and of a build.

A build calls these itself: nbconvert, which the exporters are there for, takes longer
to import than a page to write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nbformat import NotebookNode

from kit.export.addresses import mark_addresses
from kit.export.characters import sayable
from kit.export.frames import frame_tables
from kit.export.own import analysis_html
from kit.export.page import render_page
from kit.export.parts import PublicParts, public_parts, review_json


def page_html(notebook: NotebookNode, *, beside: Iterable[str] = ()) -> str:
    """Return the public page, which leads to the public files *beside* it."""
    parts = public_parts(notebook)
    marked = replace(
        parts,
        preface=mark_addresses(parts.preface),
        sections=tuple(map(mark_addresses, parts.sections)),
    )
    return _page(marked, beside=beside)


def review_html(notebook: NotebookNode) -> str:
    """Return the page for reviewers."""
    # Of no use to what is public.
    from kit.export.review import render_review

    page = render_review(
        public_parts(notebook), review_json=review_json(notebook), analysis=analysis_html(notebook)
    )
    return sayable(page)


def pdf_bytes(notebook: NotebookNode) -> bytes:
    """Return the PDF, with ``report.json`` attached."""
    # Typst is slow to import and of no use to the page.
    from kit.export.pdf import render_pdf

    parts = public_parts(notebook)
    return render_pdf(_page(parts), page=parts.page, report_json=parts.report_json)


def fragment_html(notebook: NotebookNode) -> str:
    """Return the page's article with styles of its own, for a portal's editor."""
    from kit.export.fragment import render_fragment

    return render_fragment(_page(public_parts(notebook)))


def docx_bytes(notebook: NotebookNode) -> bytes:
    """Return the Word document."""
    from kit.export.docx import render_docx

    parts = public_parts(notebook)
    return render_docx(_page(parts), page=parts.page)


def _page(parts: PublicParts, *, beside: Iterable[str] = ()) -> str:
    page = render_page(
        parts.page,
        preface_html=frame_tables(parts.preface),
        sections=map(frame_tables, parts.sections),
        beside=beside,
    )
    return sayable(page)
