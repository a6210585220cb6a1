"""The review page: what only reviewers may see, around the sections of the public page."""

from kit.export.review.page import render_review, review_template

__all__ = ["render_review", "review_template"]
