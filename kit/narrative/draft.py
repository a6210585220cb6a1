"""The narrative that ``kit new`` lays out: headings from the form, the rest to be filled in."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from kit.form import Form

_NUMERALS = "一二三四五六七八九十"


def template_narrative(form: Form) -> str:
    """Return a narrative of the form's sections whose every gap is marked ``（请填写：…）``.

    The packaged file of the edition has ``$heading_1``, ``$parts`` and the like
    where the form's own words stand; its placeholders are left to be filled.
    """
    path = files("kit.narrative").joinpath("templates", f"{form.edition}.md")
    sections = form.sections
    words = {
        "titles": "；".join(section.title for section in sections),
        "how_many": _NUMERALS[len(sections) - 1],
        **{f"heading_{section.number}": section.heading for section in sections},
        **{
            f"part_{section.number}_{index}": f"（{_NUMERALS[index - 1]}）{part}"
            for section in sections
            for index, part in enumerate(section.parts, start=1)
        },
    }
    return Template(path.read_text("utf-8")).substitute(words)
