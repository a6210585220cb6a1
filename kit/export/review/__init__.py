"""The review page: what only reviewers may see, around the sections of the public page.

Whoever only asks how findings are told need not wait for what renders the page: that is
imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kit.export.review.wording import spoken_keys

if TYPE_CHECKING:
    from kit.export.review.page import prepare_review, render_review

__all__ = ["prepare_review", "render_review", "spoken_keys"]

_RENDERERS = {"prepare_review", "render_review"}


def __getattr__(name: str) -> object:
    """Import what renders when it is asked for."""
    if name not in _RENDERERS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.page"), name)
