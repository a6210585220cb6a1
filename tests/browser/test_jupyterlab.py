"""The notebooks in a real JupyterLab, in Chinese, run through its menu in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from builders.workspaces import EXAMPLES, PROJECT, copied_workspace, set_figure
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from kit.workspace import Workspace

pytestmark = pytest.mark.browser
#: JupyterLab loads a lot on its first start, on an office machine too.
PATIENCE_MS = 90_000
#: A cell that was told to run says so at once; while a kernel is being connected it may not.
START_MS, TRIES = 10_000, 3


@dataclass(frozen=True)
class Lab:
    """JupyterLab on loopback, and the workspace it stands in."""

    url: str
    workspace: Workspace


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab as ``make lab`` does in a copied workspace, and stop it afterwards."""
    root = tmp_path_factory.mktemp("lab")
    workspace = copied_workspace(root)
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    settings = ["--port=0", "--no-browser", "--allow-root"]
    settings += ["--IdentityProvider.token=test", f"--ServerApp.root_dir={root}"]
    own = {"JUPYTER_CONFIG_DIR": str(root / ".jupyter"), "HOME": str(root)}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "lab", *settings],
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | own | {"JUPYTER_CONFIG_PATH": str(root / "notebooks" / "config")},
    )
    assert server.stderr
    try:
        for line in server.stderr:
            found = re.search(r"(http://127\.0\.0\.1:\d+)/lab", line)
            if found:
                yield Lab(url=found[1], workspace=workspace)
                break
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a desktop's width."""
    opened = browser.new_page(viewport={"width": 1280, "height": 2400})
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


def open_notebook(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook and wait for its kernel: running before would ask which one to use."""
    page.goto(f"{lab.url}/lab/tree/notebooks/{name}?token=test&reset")
    page.locator(".jp-NotebookPanel").wait_for()
    # The status bar names the kernel only once it answers; the notebook's own circle is
    # idle before there is one, and cells run then are never run.
    kernel = page.get_by_role("button", name=re.compile(r"^Python 3 \(ipykernel\) \| 空闲$"))
    expect(kernel).to_be_visible(timeout=PATIENCE_MS)


def run_all(page: Page) -> None:
    """Run all cells through the menu, once more where JupyterLab was not ready to run any."""
    ran = page.locator(".jp-InputPrompt", has_text=re.compile(r"^\[(?:\*|\d+)\]:$"))
    for _ in range(TRIES):
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^运行$")).click()
        page.locator(".lm-Menu-itemLabel", has_text=re.compile("^运行所有单元格$")).click()
        with suppress(PlaywrightTimeoutError):
            ran.first.wait_for(timeout=START_MS)
            return


def set_parameters(page: Page, *, year: int, agency: str) -> None:
    """Write other parameters into their cell, as an analyst does."""
    cell = page.locator(".jp-CodeCell").first.locator(".cm-content")
    cell.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f'year = {year}\nagency = "{agency}"')


def expect_done(page: Page, *, year: int, agency: str) -> None:
    """Wait until the last cell has said that this report is ready, without an error."""
    said = page.get_by_text(f"kit build {year} {agency}")
    expect(said.first).to_be_visible(timeout=PATIENCE_MS)
    assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0


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


def test_provenance_and_last_years_words_stand_in_the_outputs(lab: Lab, page: Page) -> None:
    """Each figure's cell and last year's value, and what was changed in the text."""
    open_notebook(page, lab, "annual_report.ipynb")
    set_parameters(page, year=2024, agency="suqian")
    run_all(page)
    expect_done(page, year=2024, agency="suqian")
    summary = page.locator(".ogi-analyst summary", has_text="表三")
    summary.click()
    row = page.locator('.ogi-analyst tr:has(th[title="t3.received.total"])')
    expect(row).to_contain_text("3525")
    expect(row).to_contain_text("3511")
    expect(row).to_contain_text("tables.xlsx!")
    assert page.locator(".ogi-analyst .changes ins").count() > 0


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
