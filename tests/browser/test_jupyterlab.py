"""The notebook in a real JupyterLab, run through its menu in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.workspaces import PROJECT, copied_workspace
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
#: JupyterLab loads a lot on its first start, on an office machine too.
PATIENCE_MS = 90_000


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """Start JupyterLab on loopback in a copied workspace, and stop it afterwards."""
    workspace = copied_workspace(tmp_path)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(PROJECT / "notebooks" / "annual_report.ipynb", tmp_path / "notebooks")
    settings = ["--ip=127.0.0.1", "--port=0", "--no-browser", "--allow-root"]
    settings += ["--IdentityProvider.token=test", f"--ServerApp.root_dir={tmp_path}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "lab", *settings],
        stderr=subprocess.PIPE,
        text=True,
        cwd=workspace.params.parent,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path / ".jupyter"), "HOME": str(tmp_path)},
    )
    assert server.stderr
    try:
        for line in server.stderr:
            found = re.search(r"(http://127\.0\.0\.1:\d+)/lab", line)
            if found:
                yield f"{found[1]}/lab/tree/notebooks/annual_report.ipynb?token=test"
                break
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_the_notebook_runs_from_top_to_bottom_in_jupyterlab(
    lab: str, browser: Browser, tmp_path: Path
) -> None:
    """Run All Cells shows the verdict, the findings and the statutory tables, without an error."""
    page = browser.new_page(viewport={"width": 1280, "height": 2000})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(lab)
    # Running before the kernel is there would ask which kernel to use.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    expect(page.locator(".ogi-analyst .verdict").first).to_have_text(
        "没有错误", timeout=PATIENCE_MS
    )
    expect(page.get_by_text("已备好导出所需的数据")).to_be_visible(timeout=PATIENCE_MS)
    assert page.locator(".jp-OutputArea-output table caption").count() >= 3
    assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
    page.screenshot(path=str(tmp_path / "lab.png"))
    page.close()
