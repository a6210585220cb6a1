"""A correction after publishing: under the title of the page and of all that is made of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import html5lib
import jsonschema_rs
from builders.corrections import CORRECTION, TOLD
from builders.filings import real_filing
from builders.pages import FACTS, sample_page
from builders.reports import report_of
from docx import Document
from pypdf import PdfReader

from kit.checks import check
from kit.datafile import schema_text
from kit.export.docx import render_docx
from kit.export.fragment import render_fragment
from kit.export.pdf import render_pdf
from kit.notebook.record import report_json, review_json
from kit.parameters import Corrected, Correction, Parameters
from kit.report import Report
from kit.report.facts import page_facts

PAGE = dict(FACTS) | {"fonts": "packaged"}
ONE = Correction(
    date="2024-03-05", reason="漏记", items=(Corrected(what="总计", before="15", after="16"),)
)


def reports() -> tuple[Report, Report]:
    """Return a report as first published, and reissued."""
    first = report_of(real_filing("suqian-2023"), parameters=Parameters(published="2024-01-25"))
    return first, replace(first, parameters=replace(first.parameters, correction=ONE))


def words_of(html: str) -> str:
    """Return the words of a page's body, without its tags."""
    body = re.sub(r"(?s).*</style>", "", html)
    return unescape(re.sub(r"<[^>]+>", "\n", body))


def test_the_page_says_it_under_the_title() -> None:
    """When, why and each change, before anything else is read."""
    page = sample_page(correction=CORRECTION)
    html5lib.HTMLParser(strict=True).parse(page)
    lines = [line.strip() for line in words_of(page).splitlines() if line.strip()]
    begin = lines.index(TOLD[0])
    assert tuple(lines[begin : begin + len(TOLD)]) == TOLD
    assert lines[begin - 1].startswith("信息来源")
    assert lines[begin + len(TOLD)].startswith("本报告依据")


def test_the_date_of_the_page_stays_the_first() -> None:
    """PubDate is the day of publishing, not of correcting."""
    assert '<meta name="PubDate" content="2024-03-29">' in sample_page(correction=CORRECTION)


def test_a_page_without_one_is_what_it_was() -> None:
    """Not a byte of it, in words or style, is there for nothing."""
    assert "correction" not in sample_page()
    assert sample_page(correction=None) == sample_page()


def test_one_change_needs_no_number() -> None:
    """A list of one is a sentence."""
    one = CORRECTION | {"items": CORRECTION["items"][:1]}
    assert "<p>表三“新收”自然人：由“3401”更正为“3402”。</p>" in sample_page(correction=one)


def test_hostile_words_stay_words() -> None:
    """What was typed is never markup, in the page, the fragment and the document."""
    bad = CORRECTION | {"reason": "<script>alert(1)</script>", "items": CORRECTION["items"][:1]}
    page = sample_page(correction=bad)
    assert "<script>" not in page + render_fragment(page)
    document = Document(BytesIO(render_docx(page, page=PAGE)))
    assert any("<script>alert(1)</script>" in part.text for part in document.paragraphs)


def test_the_pdf_says_it_in_the_same_place() -> None:
    """On the first page, between the source and the preface."""
    html = sample_page(correction=CORRECTION)
    reader = PdfReader(BytesIO(render_pdf(html, page=PAGE, report_json=b"{}")))
    words = re.sub(r"\s", "", reader.pages[0].extract_text())
    places = [words.index(re.sub(r"\s", "", line)) for line in TOLD]
    assert places == sorted(places)
    assert words.index("信息来源") < places[0]
    assert places[-1] < words.index("本报告依据")


def test_the_fragment_and_the_document_say_it() -> None:
    """The same lines in the same order; the document's stand in one box."""
    html = sample_page(correction=CORRECTION)
    told = [line for line in words_of(render_fragment(html)).splitlines() if line.strip() in TOLD]
    assert tuple(told) == TOLD
    document = Document(BytesIO(render_docx(html, page=PAGE)))
    boxed = [part.text for part in document.paragraphs if part.style.name == "更正说明"]
    assert tuple(boxed) == TOLD


def test_report_json_has_it_and_keeps_its_schema() -> None:
    """Beside the figures, only when there is one."""
    first, again = reports()
    validator = jsonschema_rs.validator_for(json.loads(schema_text("report")))
    data = json.loads(report_json(again))
    assert validator.is_valid(data)
    assert data.pop("correction") == {
        "date": "2024-03-05",
        "reason": "漏记",
        "items": [{"what": "总计", "before": "15", "after": "16"}],
    }
    assert data == json.loads(report_json(first))


def test_reviewers_and_the_page_are_told_the_same() -> None:
    """review.json and the facts of the page; a page without one has no such fact."""
    first, again = reports()
    reviewed = json.loads(review_json(again, findings=check(again)))
    assert reviewed["correction"] == json.loads(report_json(again))["correction"]
    assert page_facts(again)["correction"]["date"] == "2024-03-05"
    assert page_facts(again)["published"] == "2024-01-25"
    assert "correction" not in page_facts(first)
