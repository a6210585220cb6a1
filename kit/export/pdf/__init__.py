"""The PDF of a report: the page's HTML set by Typst as GB/T 9704 asks."""

from kit.export.pdf.fonts import font_files
from kit.export.pdf.render import check_page, prepare_pdf, render_pdf

__all__ = ["check_page", "font_files", "prepare_pdf", "render_pdf"]
