"""A report beside its findings and last year's, in the browser, again at every save."""

from kit.preview.serve import Serving, preview_report

__all__ = ["Serving", "preview_report"]
