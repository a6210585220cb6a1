"""The words of a report: sections of Markdown whose numbers are taken from the filing."""

from kit.narrative.draft import template_narrative
from kit.narrative.fill import fill_narrative
from kit.narrative.markdown import TAGS, render_markdown
from kit.narrative.meaning import MISSING
from kit.narrative.model import Narrative, Passage
from kit.narrative.names import cell_names
from kit.narrative.parse import NO_SECTION, parse_narrative
from kit.narrative.places import compared, times_before
from kit.narrative.reference import placeholder_reference
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
    "parse_narrative",
    "placeholder_reference",
    "render_markdown",
    "template_narrative",
    "times_before",
    "wording",
]
