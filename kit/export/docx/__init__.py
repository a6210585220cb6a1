"""The Word document of a report: the page's HTML, set as GB/T 9704 asks, for an office to sign."""

from kit.export.docx.render import render_docx

__all__ = ["render_docx"]
