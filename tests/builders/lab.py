"""JupyterLab on loopback in a workspace of its own, and what an analyst does in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from builders.processes import HANG_S
from builders.workspaces import PROJECT, copied_workspace
from kit.workspace import Workspace

#: JupyterLab loads a lot on its first start, on an office machine too.
PATIENCE_MS = 90_000
#: A cell that was told to run says so at once; while a kernel is being connected it may not,
#: nor does a menu open whose words the server has still to send: then it is told again.
START_MS, TRIES = 10_000, 18


@dataclass(frozen=True)
class Lab:
    """JupyterLab on loopback, and the workspace it stands in."""

    url: str
    workspace: Workspace

    @property
    def notebooks(self) -> Path:
        """The folder of the workspace's notebooks."""
        return self.workspace.params.parent / "notebooks"


@contextmanager
def running_lab(root: Path) -> Iterator[Lab]:
    """Run JupyterLab as ``make lab`` does in a copied workspace, and stop it afterwards."""
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
    said = iter(server.stderr.readline, "")
    # What is said later is read too: a full pipe would stop the server.
    rest = threading.Thread(target=list, args=(said,))
    try:
        found = (re.search(r"(http://127\.0\.0\.1:\d+)/lab", line) for line in said)
        url = next(match[1] for match in found if match)
        rest.start()
        yield Lab(url=url, workspace=workspace)
    finally:
        server.terminate()
        server.wait(HANG_S)
        if rest.ident:
            rest.join()
        server.stderr.close()


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
        choose(page, "运行", "运行所有单元格")
        with suppress(PlaywrightTimeoutError):
            ran.first.wait_for(timeout=START_MS)
            return


def run_cell(cell: Locator, *, until: str) -> None:
    """Run a cell until it says so: a kernel drops what it is told while it drops the rest."""
    said = cell.get_by_text(until).first
    for _ in range(TRIES):
        cell.locator(".cm-content").click()
        cell.page.keyboard.press("Control+Enter")
        with suppress(PlaywrightTimeoutError):
            said.wait_for(timeout=START_MS)
            return
    expect(said).to_be_visible()


def choose(page: Page, menu: str, *items: str) -> None:
    """Choose an item of a menu, through its submenus, by their words."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
    for item in items:
        page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}$")).click()


def close_menus(page: Page) -> None:
    """Close the menu and its submenus, each of which takes a key of its own."""
    menus = page.locator(".lm-Menu")
    for _ in range(TRIES):
        if menus.count() == 0:
            return
        page.keyboard.press("Escape")


def export(page: Page, name: str) -> Download:
    """Save and export the notebook through the menu, as the exporter of that *name* does."""
    item = page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{name}$"))
    # The names come from the server; the menu opens only once it has some.
    for _ in range(TRIES):
        choose(page, "文件", "保存并导出笔记本为")
        with suppress(PlaywrightTimeoutError):
            item.wait_for(timeout=START_MS)
            break
        close_menus(page)
    # The tab that is opened for it becomes the download at once, which is then its opener's.
    with page.expect_download() as download:
        item.click()
    return download.value


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
