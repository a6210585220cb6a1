"""`kit preview` in a real Chromium: three panes, again at every save, faults above the page."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from builders.workspaces import copied_workspace, set_figure
from playwright.sync_api import Browser, Page, expect

from kit.workspace import Workspace

pytestmark = pytest.mark.browser
#: A report is ready in a second; a machine with much else to do takes longer.
PATIENCE_MS = 120_000
YEAR, AGENCY = 2024, "suqian"


@dataclass(frozen=True)
class Preview:
    """A preview that runs, and the workspace it shows."""

    address: str
    workspace: Workspace
    process: subprocess.Popen[str]

    @property
    def folder(self) -> Path:
        """The folder of the report."""
        return self.workspace.inputs(YEAR, AGENCY)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Start the preview in a workspace of its own, and end it as its user does."""
    workspace = copied_workspace(tmp_path_factory.mktemp("预览 夹"))
    command = [sys.executable, "-m", "kit", "preview", str(YEAR), AGENCY, "--no-browser"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=workspace.params.parent
    )
    assert process.stdout
    line = process.stdout.readline()
    try:
        yield Preview(address=line.partition("：")[2].strip(), workspace=workspace, process=process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=300) == 0
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """Open the preview and wait until it shows the report; no error may be said on its console."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(PATIENCE_MS)
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(preview.address)
    expect(opened.locator("#state")).to_have_text("已是最新", timeout=PATIENCE_MS)
    yield opened
    opened.close()
    assert said == []


def test_three_panes_stand_beside_each_other(page: Page) -> None:
    """The page as published, the findings with the verdict, last year's figures, text and page."""
    frame = page.frame_locator("#page iframe")
    expect(frame.locator("table caption").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("#findings .verdict")).to_have_text("没有错误")
    expect(page.locator("#findings")).to_contain_text("S9")
    boxes = [page.locator(name).bounding_box() for name in ("#page", "#findings", "#last")]
    lefts = [box["x"] for box in boxes if box]
    assert lefts == sorted(set(lefts))
    assert len(lefts) == 3
    page.locator("#figures summary", has_text="表三").click()
    row = page.locator('#figures tr:has(th[title="t3.received.total"])')
    expect(row).to_contain_text("3525")
    expect(row).to_contain_text("3511")
    page.get_by_role("button", name="文字变化").click()
    expect(page.locator("#changes ins").first).to_be_visible()
    page.get_by_role("button", name="上年的网页").click()
    expect(page.frame_locator("#last_page").locator("h1")).to_contain_text(
        "2023", timeout=PATIENCE_MS
    )


def test_every_save_is_shown(preview: Preview, page: Page) -> None:
    """Workbook, narrative, parameters: each change arrives without the page being loaded again."""
    page.evaluate("window.isTheSame = true")
    frame = page.frame_locator("#page iframe")
    cell = set_figure(
        preview.workspace, year=YEAR, agency=AGENCY, address="t3.received.total", value=9999
    )
    wrong = page.locator("#findings tr.error", has_text=cell).first
    expect(wrong).to_contain_text("9999", timeout=PATIENCE_MS)
    text = preview.folder / "narrative.md"
    text.write_text(f"{text.read_text('utf-8')}\n\n新写的一句话在这里。\n", "utf-8")
    expect(frame.locator("body")).to_contain_text("新写的一句话在这里", timeout=PATIENCE_MS)
    report = preview.folder / "report.yaml"
    report.write_text(f"{report.read_text('utf-8')}\npublished: 2025-01-17\n", "utf-8")
    expect(frame.locator("body")).to_contain_text("2025-01-17", timeout=PATIENCE_MS)
    assert page.evaluate("window.isTheSame")


def test_a_broken_save_shows_its_faults_and_keeps_the_last_page(
    preview: Preview, page: Page
) -> None:
    """Faults stand above the last good page, which stays readable; the next good save ends them."""
    frame = page.frame_locator("#page iframe")
    workbook = preview.folder / "tables.xlsx"
    whole = workbook.read_bytes()
    workbook.write_bytes(b"no workbook")
    expect(page.locator("#faults li").first).to_contain_text("tables.xlsx", timeout=PATIENCE_MS)
    expect(page.locator("#state")).to_have_text("读不出，显示的是上一次的")
    expect(frame.locator("table caption").first).to_be_visible()
    workbook.write_bytes(whole)
    expect(page.locator("#faults")).to_be_hidden(timeout=PATIENCE_MS)
    text = preview.folder / "narrative.md"
    words = text.read_text("utf-8")
    text.write_text(f"{words}\n\n{{{{ t9.nowhere }}}}\n", "utf-8")
    expect(page.locator("#faults li").first).to_contain_text("t9.nowhere", timeout=PATIENCE_MS)
    text.write_text(words, "utf-8")
    expect(page.locator("#faults")).to_be_hidden(timeout=PATIENCE_MS)


def test_on_a_phone_one_pane_at_a_time(page: Page) -> None:
    """At 360 px the panes are chosen by buttons, and nothing is wider than the screen."""
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("#page")).to_be_visible()
    for name in ("发现", "上年"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("region", name=name)).to_be_visible()
        expect(page.locator("#page")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_others_are_not_let_in(preview: Preview) -> None:
    """Without the address nobody can guess, or by another name of the machine, there is nothing."""
    root = preview.address.split("/", 3)
    for address, name in ((f"{root[0]}//{root[2]}/", root[2]), (preview.address, "evil.example")):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(address, headers={"Host": name}))  # noqa: S310 - loopback
        assert refused.value.code == 404
        refused.value.close()


def test_it_ends_by_itself_when_nobody_looks(tmp_path: Path) -> None:
    """Where no page is opened for as long as was said, the program ends, and well."""
    workspace = copied_workspace(tmp_path)
    command = [sys.executable, "-m", "kit", "preview", str(YEAR), AGENCY, "--no-browser"]
    ended = subprocess.run(
        [*command, "--idle", "1"],
        capture_output=True,
        text=True,
        cwd=workspace.params.parent,
        timeout=300,
        check=True,
    )
    assert ended.stdout.startswith("预览：http://127.0.0.1:")
    assert ended.stderr == "预览已结束。\n"
