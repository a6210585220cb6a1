"""Published reports — HTML, text, .docx, PDF, spreadsheets — read into figures and words."""

from kit.source.published.draft import Draft, read_draft
from kit.source.published.headings import heading_lines, is_heading
from kit.source.published.markdown import is_part_heading
from kit.source.published.model import Published, PublishedSection, PublishedWords, ReportFile
from kit.source.published.read import read_published, read_report_file
from kit.source.published.tables import imported_of
from kit.source.published.wording import parse_title

__all__ = [
    "Draft",
    "Published",
    "PublishedSection",
    "PublishedWords",
    "ReportFile",
    "heading_lines",
    "imported_of",
    "is_heading",
    "is_part_heading",
    "parse_title",
    "read_draft",
    "read_published",
    "read_report_file",
]
