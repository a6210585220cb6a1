"""Published reports — HTML, text, .docx, PDF, spreadsheets — read into figures and words."""

from kit.source.published.model import Published, PublishedSection
from kit.source.published.read import read_published
from kit.source.published.tables import imported_of

__all__ = ["Published", "PublishedSection", "imported_of", "read_published"]
