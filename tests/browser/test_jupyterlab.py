"""The notebooks in a real JupyterLab, in Chinese, run through its menu in a real browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from builders.lab import (
    PATIENCE_MS,
    Lab,
    expect_done,
    export,
    open_notebook,
    run_all,
    run_cell,
    running_lab,
    set_parameters,
)
from builders.own_cells import full_notebook, write_notebook
from builders.workspaces import EXAMPLES, set_figure
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from kit.export.write import render_files

pytestmark = pytest.mark.browser
#: The exporters as the menu names them, and what each gives.
EXPORTS = {
    "Kit_html": "report.html",
    "Kit_pdf": "report.pdf",
    "Kit_docx": "report.docx",
    "Kit_review": "review.html",
    "Kit_fragment": "report.fragment.html",
}
#: What the browser makes of every table, list and heading of a report, in order.
LOOKS = """() => [...document.querySelectorAll(".ogi-report")].flatMap(report =>
  [...report.querySelectorAll("table, caption, th, td, h2, h3, p, ul, ol, li")]
    .filter(element => !element.closest("header"))
    // A table of the text has a frame, and its look, on the page alone.
    .filter(element => !element.closest("table")?.matches(":not(:has([data-cell]))"))
    .map(element => {
    const look = getComputedStyle(element), box = element.getBoundingClientRect();
    const said = ["font", "color", "textAlign", "textIndent", "verticalAlign", "whiteSpace",
      "padding", "margin", "border", "backgroundColor", "listStyle", "tableLayout"];
    return [element.tagName, box.width, box.height, ...said.map(name => look[name])].join("|");
  }))"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab once for all tests here."""
    with running_lab(tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a desktop's width."""
    opened = browser.new_page(viewport={"width": 1280, "height": 2400})
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


def test_every_example_runs_from_top_to_bottom(lab: Lab, page: Page) -> None:
    """Parameters changed and all cells run again: verdict, tables, where figures came from."""
    open_notebook(page, lab, "annual_report.ipynb")
    for year, agency in EXAMPLES:
        set_parameters(page, year=year, agency=agency)
        run_all(page)
        expect_done(page, year=year, agency=agency)
        expect(page.locator(".ogi-analyst .title").first).to_contain_text(f"{year}年")
        assert page.locator(".ogi-report table caption").count() >= 3
    expect(page.locator(".ogi-analyst .verdict").first).to_have_text("没有错误")


def test_a_figure_broken_in_the_workbook_is_found(lab: Lab, page: Page) -> None:
    """Run, break a total in the workbook, run again: the finding names its cell."""
    tables = lab.workspace.inputs(2024, "suqian") / "tables.xlsx"
    whole = tables.read_bytes()
    open_notebook(page, lab, "annual_report.ipynb")
    set_parameters(page, year=2024, agency="suqian")
    run_all(page)
    expect_done(page, year=2024, agency="suqian")
    expect(page.locator(".ogi-analyst .verdict").first).to_have_text("没有错误")
    address = "t3.received.total"
    cell = set_figure(lab.workspace, year=2024, agency="suqian", address=address, value=9999)
    try:
        run_all(page)
        expect(page.locator(".ogi-analyst .verdict").first).to_contain_text(
            "个错误需要改正", timeout=PATIENCE_MS
        )
        wrong = page.locator(".ogi-analyst tr.error", has_text=cell)
        expect(wrong.first).to_contain_text("9999")
    finally:
        tables.write_bytes(whole)


@pytest.fixture(scope="module")
def ran(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Give a page whose notebook was run for one report, for what is looked at in it."""
    opened = browser.new_page(viewport={"width": 1280, "height": 2400})
    opened.set_default_timeout(PATIENCE_MS)
    open_notebook(opened, lab, "annual_report.ipynb")
    set_parameters(opened, year=2024, agency="suqian")
    run_all(opened)
    expect_done(opened, year=2024, agency="suqian")
    yield opened
    opened.close()


def test_provenance_and_last_years_words_stand_in_the_outputs(ran: Page) -> None:
    """Each figure's cell and last year's value, and what was changed in the text."""
    summary = ran.locator(".ogi-analyst summary", has_text="表三")
    summary.click()
    row = ran.locator('.ogi-analyst tr:has(th[title="t3.received.total"])')
    expect(row).to_contain_text("3525")
    expect(row).to_contain_text("3511")
    expect(row).to_contain_text("tables.xlsx!")
    assert ran.locator(".ogi-analyst .changes ins").count() > 0


def test_every_export_is_reached_by_the_menu(
    ran: Page, lab: Lab, browser: Browser, tmp_path: Path
) -> None:
    """Save and export as each of ours: the very bytes that exporting the saved notebook gives.

    The page then looks as its parts do in JupyterLab, whose style reaches none of them.
    """
    exported = {name: Path(export(ran, name).path()).read_bytes() for name in EXPORTS}
    saved = nbformat.read(lab.notebooks / "annual_report.ipynb", as_version=4)
    # A page that is exported by itself leads to no files beside it.
    alone = (
        render_files(saved, to=(name,)) for name in ("html", "pdf", "docx", "review", "fragment")
    )
    files = {file: content for each in alone for file, content in each.items()}
    wrong = [name for name, file in EXPORTS.items() if exported[name] != files[file]]
    assert wrong == []
    (tmp_path / "report.html").write_bytes(exported["Kit_html"])
    public = browser.new_page(viewport={"width": 1280, "height": 2400})
    public.goto((tmp_path / "report.html").as_uri())
    in_lab, on_page = (opened.evaluate(LOOKS) for opened in (ran, public))
    public.close()
    assert len(on_page) > 300
    assert in_lab == on_page


def test_a_cell_that_failed_leaves_no_earlier_report(ran: Page) -> None:
    """After an agency that there is none of, the cells below show no other agency's report."""
    set_parameters(ran, year=2024, agency="no-such")
    run_all(ran)
    expect(ran.get_by_text("已登记的机关").first).to_be_visible()
    cell = ran.locator(".jp-CodeCell", has_text="report.findings")
    run_cell(cell, until="先前打开的报告已收起")


def test_own_cells_are_exported_by_the_menu(lab: Lab, ran: Page, tmp_path: Path) -> None:
    """A notebook with cells of every kind, saved and run here: all of them in the page and PDF."""
    write_notebook(lab.notebooks, full_notebook(), name="own.ipynb")
    open_notebook(ran, lab, "own.ipynb")
    set_parameters(ran, year=2024, agency="suqian")
    run_all(ran)
    expect_done(ran, year=2024, agency="suqian")
    expect(ran.get_by_text("只给审核人看", exact=True)).to_be_visible()
    export(ran, "Kit_html").save_as(tmp_path / "own.html")
    export(ran, "Kit_pdf").save_as(tmp_path / "own.pdf")
    ran.goto((tmp_path / "own.html").as_uri())
    for caption in ("各类申请的件数", "按月统计", "两年的申请量", "一个色块"):
        expect(ran.get_by_text(caption, exact=True)).to_be_visible()
    shown = "images => images.map(image => image.complete && image.naturalWidth)"
    assert ran.locator("figure.own img").evaluate_all(shown) == [300, 200]
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "own.pdf").pages)
    assert "两年的申请量" in text


def test_the_second_notebook_compares_what_was_built(lab: Lab, page: Page) -> None:
    """Agencies and years side by side, from what ``kit build`` wrote."""
    folders = [f"--params={lab.workspace.params}", f"--outputs={lab.workspace.outputs}"]
    for year in ("2023", "2024"):
        build = [sys.executable, "-m", "kit", "build", year, "suqian", "--to", "json"]
        subprocess.run([*build, *folders], check=True, capture_output=True)
    open_notebook(page, lab, "explore.ipynb")
    run_all(page)
    frames = page.locator(".jp-RenderedHTML table.dataframe")
    expect(frames).to_have_count(5, timeout=PATIENCE_MS)
    expect(frames.nth(2)).to_contain_text("3,511")
    assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
