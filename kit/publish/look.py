"""The templates of a site, compiled once in a process."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

_LOOK = Path(__file__).parent / "templates"


def site_template(name: str) -> Template:
    """Return one of the templates; everything in it is escaped."""
    return _environment().get_template(name)


@cache
def style_of(name: str) -> Markup:
    """Return a stylesheet, to stand in a page."""
    return Markup((_LOOK / name).read_text("utf-8"))  # noqa: S704 - our own file


@cache
def script_bytes() -> bytes:
    """Return the script of the list, a file of its own."""
    return (_LOOK / "index.js").read_bytes()


def content_hash(text: str) -> str:
    """Return how a page's policy names what stands in it: no other style is taken."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_LOOK)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
