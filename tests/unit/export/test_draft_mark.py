"""A report with something left to do says 草稿 in every format; a clean one does not."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from builders.articles import PAGE
from builders.pages import sample_page
from builders.reviewed import faulty_report, lawful_report
from docx import Document
from pypdf import PdfReader

from kit.checks import check
from kit.export.docx import render_docx
from kit.export.fragment import render_fragment
from kit.export.pdf import render_pdf
from kit.notebook.record import public_page
from kit.report import Report
from kit.signoff import SignOff, SignOffs, digest_of, is_draft, seen_of

MARK = "草稿：有尚待处理的问题，不是正式发布的报告。"


def returned(report: Report) -> SignOffs:
    """Return the decision of a reviewer who sends *report* back as it is."""
    seen = seen_of(report, findings=check(report))["report"]
    entry = SignOff(decision="return", by="张三", date="2025-01-20", note="再核", seen=seen)
    digest = digest_of(entry, year=report.year, agency=report.agency.id, before="")
    return SignOffs(entries=(replace(entry, digest=digest),))


@pytest.mark.parametrize(
    ("checks", "decision", "expected"),
    [
        ("errors", "approved", True),
        ("claimed", "unsigned", True),
        ("warnings", "returned", True),
        ("clean", "mended", True),
        ("warnings", "unsigned", False),
        ("clean", "lapsed", False),
        ("clean", "approved", False),
    ],
)
def test_the_mark_depends_on_checks_and_decisions(
    checks: str, decision: str, *, expected: bool
) -> None:
    """Errors and open claims mark a report, and so does a return until somebody approves it."""
    assert is_draft(checks=checks, decision=decision) == expected


def test_the_facts_of_the_page_say_it_only_of_a_draft() -> None:
    """One without errors is none before it is signed, and is one once it is sent back."""
    lawful, faulty = lawful_report(), faulty_report()
    none = SignOffs()
    assert "draft" not in public_page(lawful, findings=check(lawful), sign_offs=none)
    assert public_page(faulty, findings=check(faulty), sign_offs=none)["draft"]
    assert public_page(lawful, findings=check(lawful), sign_offs=returned(lawful))["draft"]


@pytest.mark.parametrize("draft", [True, False])
def test_every_format_shows_it(*, draft: bool) -> None:
    """On the page, in the fragment, in Word, and above every page of the PDF."""
    html = sample_page("suqian-2023", draft=draft)
    pdf = render_pdf(html, page=PAGE, report_json=b"{}")
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    words = [each.text for each in Document(BytesIO(render_docx(html, page=PAGE))).paragraphs]
    said = (MARK in html, MARK in render_fragment(html), MARK in words, MARK in pages[0])
    assert set(said) == {draft}
    assert {page.startswith("草稿") or page.endswith("草稿") for page in pages} == {draft}
