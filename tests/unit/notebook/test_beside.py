"""What stands beside a report in the notebook: where figures are from, and last year's words."""

from __future__ import annotations

from dataclasses import replace

from builders.filings import filing_of, form, zero_filing
from builders.reports import lawful_words, placed, report_of
from lxml.html import HtmlElement, fromstring

from kit.notebook import OpenReport
from kit.notebook.beside import changes_html, figures_html


def row(html: str, address: str) -> list[str]:
    """Return the cells of the row of one figure."""
    page: HtmlElement = fromstring(html)
    [head] = page.xpath(f'//th[@title="{address}"]')
    return [cell.text_content() for cell in head.getparent().iter("td")]


def test_each_figure_names_its_cell_and_last_years() -> None:
    """With the difference and its sign; what was normalised is said."""
    now = placed(filing_of(form(), {"t3.received.total": "１２", "t2.fees.amount": "9.5"}), form())
    last = filing_of(form(), {"t3.received.total": 20, "t2.fees.amount": "9.25"}, year=2021)
    html = figures_html(report_of(now, last=last))
    value, before, difference, source, note = row(html, "t3.received.total")
    assert (value, before, difference) == ("12", "20", "−8")
    assert source.startswith("tables.xlsx!")
    assert note
    assert row(html, "t2.fees.amount")[:3] == ["9.5", "9.25", "+0.25"]


def test_without_last_year_nothing_is_compared() -> None:
    """Only where the figure came from."""
    html = figures_html(report_of(placed(zero_filing(form()), form())))
    assert row(html, "t3.received.total")[:3] == ["0", "", ""]


def test_every_cell_of_the_form_has_a_row() -> None:
    """Blank ones too."""
    page = fromstring(figures_html(report_of(filing_of(form(), {}))))
    assert [head.get("title") for head in page.xpath("//th[@scope='row']")] == list(form().cells)


def test_what_went_and_what_came_is_marked() -> None:
    """Long runs that stayed are folded; what is typed is never markup."""
    stayed = "全年依法办理。" * 30
    before = lawful_words(form(), sections={5: f"{stayed}全年召开会议2次<b>。"})
    now = lawful_words(form(), sections={5: f"{stayed}全年召开会议3次<b>。"})
    report = report_of(zero_filing(form()), narrative=now, last_narrative=before)
    html = changes_html(report)
    assert "<del>2</del><ins>3</ins>" in html
    assert "&lt;b&gt;" in html
    assert " …… " in html
    assert len(fromstring(html).text_content()) < len(stayed)


def test_texts_alike_or_alone_say_so() -> None:
    """An empty output would leave the analyst guessing."""
    report = report_of(zero_filing(form()))
    assert "没有上年的正文" in OpenReport(report=report).changes.html
    same = replace(report, last_narrative=report.narrative)
    assert "完全相同" in OpenReport(report=same).changes.html
