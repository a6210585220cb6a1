"""The Word document of a report: the page's HTML, set as GB/T 9704 asks, for an office to sign."""

from kit.export.docx.render import pack_docx, render_docx

__all__ = ["pack_docx", "render_docx"]
