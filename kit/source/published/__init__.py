"""Published reports — HTML, text, .docx, PDF, spreadsheets — read into figures and words."""

from kit.source.published.model import Published, PublishedSection
from kit.source.published.read import read_published

__all__ = ["Published", "PublishedSection", "read_published"]
