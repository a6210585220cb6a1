"""The review page: what only reviewers may see, around the sections of the public page."""

from kit.export.review.page import prepare_review, render_review
from kit.export.review.wording import spoken_keys

__all__ = ["prepare_review", "render_review", "spoken_keys"]
