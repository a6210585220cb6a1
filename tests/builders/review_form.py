"""The form of a review page, filled in as a reviewer does."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from builders.reviewed import faulty_report, parts_of
from kit.export.parts import PublicParts
from kit.export.review import render_review
from kit.signoff import SavedDecision, read_saved


@cache
def _faulty() -> tuple[PublicParts, dict[str, Any]]:
    return parts_of(faulty_report())


def write_page(folder: Path, review: dict[str, Any]) -> Path:
    """Write the page that shows *review*."""
    path = folder / "review.html"
    parts, _ = _faulty()
    path.write_text(render_review(parts, review_json=json.dumps(review).encode()), "utf-8")
    return path


def press(page: Page, keys: str) -> None:
    """Press single keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def write_note(page: Page, words: str) -> None:
    """Write a note on what has the focus, by keys alone."""
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_visible()
    page.keyboard.insert_text(words)
    page.keyboard.press("Escape")
    expect(page.locator("#note")).to_be_hidden()


def save(page: Page, folder: Path) -> SavedDecision:
    """Save the decision by its key, and read the file as whoever takes it in does."""
    with page.expect_download() as waiting:
        page.keyboard.press("s")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return read_saved(path)


def decide(page: Page, choice: str, *, by: str = "张三") -> None:
    """Choose and sign, and leave the fields so that keys are keys again."""
    page.get_by_label(choice, exact=True).check()
    page.get_by_label("审核人").fill(by)
    page.get_by_label("日期").fill("2025-01-20")
    page.locator("#decide-title").focus()
