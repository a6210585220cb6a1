"""Whatever is typed: no tag outside the closed set, nothing filled twice, lines stay lines."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
from builders.filings import form
from builders.narratives import FILE, filled, parsed, values_of
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import NarrativeError
from kit.narrative import TAGS, Narrative, fill_narrative, parse_narrative, render_markdown
from kit.narrative.meaning import literal

_MARKS = ["<script>", "](", "http://", "javascript:", "&#60;", "{{", "}}", "\n\n", "    ", "**"]
_MARKUP = st.sampled_from([*"#*_`~<>&|[]()!-+=\\\"'{}:/ \t\n\u3000甲“”，。1.", *_MARKS, "| - |"])
_TYPED = st.one_of(st.text(), st.lists(_MARKUP, max_size=40).map("".join))
_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "前言{{ year }}。",
                "# 一、总体情况",
                "## 三、收到和处理政府信息公开申请情况",
                "## 附件",
                "### （一）主动公开情况",
                "{{ t3 }}",
                "{{ t3.received.total }}件",
                r"\{{ year }}",
            ]
        ),
        st.text(alphabet="甲乙 #　{}", max_size=8),
    ),
    max_size=12,
).map("\n".join)


def _elements(html: str) -> list[Element]:
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    return list(body.iter())[1:]


@given(_TYPED)
def test_only_the_closed_set(typed: str) -> None:
    """A browser's parser finds the tags and attributes of the closed set and no others."""
    for element in _elements(render_markdown(typed)):
        assert element.tag in TAGS
        assert set(element.attrib) <= TAGS[element.tag]
        scheme, _, _ = element.get("href", "https:").partition(":")
        assert scheme.lower() in {"http", "https", "mailto"}


@given(_TYPED)
def test_headings_never_skip_a_level(typed: str) -> None:
    """The first heading is h3."""
    headings = [e.tag for e in _elements(render_markdown(typed)) if e.tag in {"h3", "h4"}]
    assert headings[:1] in ([], ["h3"])


@given(_TYPED)
def test_what_a_cell_says_is_only_text(said: str) -> None:
    """Words from a cell render to one paragraph without a tag inside, at a line's start too."""
    elements = _elements(render_markdown(f"{literal(said)} 件"))
    assert [element.tag for element in elements] == ["p"]


@given(_TYPED)
def test_what_a_cell_says_is_never_filled(said: str) -> None:
    """A placeholder inside a cell's words is not expanded, whatever stands around it."""
    cell = f"{said}{{{{ agency.name }}}}"
    text = filled("{{ t3.received.total }}{{ year }}", values_of({"t3.received.total": cell}))
    assert "某某区经济局" not in text
    assert text.endswith("2022")


@given(_LINES)
def test_filling_keeps_every_line(text: str) -> None:
    """Each passage has as many lines, and begins where it began, or its faults are told."""
    before = parsed(text)
    try:
        after = fill_narrative(before, values=values_of())
    except NarrativeError as error:
        told = [fault.where.startswith(FILE) for fault in error.faults]
    else:
        told = [_shape(before) == _shape(after)]
    assert all(told)


@given(_LINES)
def test_every_passage_stands_on_its_line(text: str) -> None:
    """The first line of a passage is the line of the file it claims to be."""
    lines = text.split("\n")
    narrative = parse_narrative(text, file=FILE, form=form())
    for passage in (narrative.preface, *narrative.sections):
        for said, line in ((passage.before, passage.line), (passage.after, passage.after_line)):
            if said:
                assert lines[line - 1].startswith(said.split("\n")[0])


def _shape(narrative: Narrative) -> list[tuple[int, int, int, int]]:
    return [
        (p.line, p.before.count("\n"), p.after_line, p.after.count("\n"))
        for p in (narrative.preface, *narrative.sections)
    ]
