"""The review page: what only reviewers may see, around the sections of the public page."""

from kit.export.review.page import prepare_review, render_review

__all__ = ["prepare_review", "render_review"]
