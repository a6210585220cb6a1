"""A real Chromium, without a network but for this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.review_form import write_page
from builders.reviewed import faulty_report, parts_of
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


# Playwright's event loop runs until its end and would be in the way of other tests' own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once a module."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("没有 chromium：请运行 apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def review() -> dict[str, Any]:
    """Return the reviewers' data of a report with eight errors, a warning and a claim."""
    return parts_of(faulty_report())[1]


@pytest.fixture(scope="module")
def form_file(tmp_path_factory: pytest.TempPathFactory, review: dict[str, Any]) -> Path:
    """Write the review page of that report once for all."""
    return write_page(tmp_path_factory.mktemp("form"), review)


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser of its own, with nothing kept and no network."""
    made = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def form_page(offline: BrowserContext, form_file: Path) -> Iterator[Page]:
    """Open the review page; nothing may be said on its console."""
    opened = offline.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(form_file.as_uri())
    yield opened
    assert said == []
