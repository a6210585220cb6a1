"""The words of a report: sections of Markdown whose numbers are taken from the filing."""

from kit.narrative.draft import template_narrative
from kit.narrative.fill import fill_narrative, refuse_faults
from kit.narrative.headings import NO_SECTION, heading_number, marked_text
from kit.narrative.markdown import render_markdown
from kit.narrative.meaning import MISSING
from kit.narrative.model import Narrative, Passage
from kit.narrative.names import cell_names
from kit.narrative.parse import parse_narrative
from kit.narrative.places import compared, spoken_place, times_before
from kit.narrative.reference import placeholder_reference
from kit.narrative.tags import TAGS
from kit.narrative.values import Values
from kit.narrative.wording import wording

__all__ = [
    "MISSING",
    "NO_SECTION",
    "TAGS",
    "Narrative",
    "Passage",
    "Values",
    "cell_names",
    "compared",
    "fill_narrative",
    "heading_number",
    "marked_text",
    "parse_narrative",
    "placeholder_reference",
    "refuse_faults",
    "render_markdown",
    "spoken_place",
    "template_narrative",
    "times_before",
    "wording",
]
