"""Decide five reports of a year by keys alone, from the index to signoff.yaml; count and time.

Run with ``PYTHONPATH=tests python -m benchmarks.decided FOLDER``; the year is made there once.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from builders.faults import FAULTS
from builders.province import YEAR, Province, make_province
from playwright.sync_api import Page, sync_playwright

from kit.cli import main

AGENCIES, DECIDED = 44, 5
#: What people take by the keystroke-level model: a key, and a thought before each step.
KEY_S, THOUGHT_S = 0.28, 1.35
#: Characters that people read in a second.
READ_PER_S = 8.0
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]


@dataclass(slots=True, kw_only=True)
class Reviewer:
    """Somebody at a keyboard: what was pressed, thought over and read."""

    page: Page
    keys: int = 0
    thoughts: int = 0
    read: int = 0
    told: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys after one thought."""
        self.thoughts += 1
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def write(self, words: str) -> None:
        """Write words; two keys a character, as with an input method."""
        self.page.keyboard.insert_text(words)
        self.keys += 2 * len(words)

    def look(self, selector: str) -> None:
        """Read what stands somewhere."""
        self.read += len(self.page.locator(selector).first.inner_text())

    @property
    def human_s(self) -> float:
        """How long a person takes for all of it."""
        return self.keys * KEY_S + self.thoughts * THOUGHT_S + self.read / READ_PER_S


def make_year(folder: Path) -> Province:
    """Build 44 reports, every fourth with a fault, and their index, unless they are there."""
    made = make_province(folder, agencies=AGENCIES, faulty=0)
    faults = [fault for fault in FAULTS if fault.code == 5]
    made = replace(made, faulty=dict(zip(made.agencies[1::4], faults, strict=False)))
    if not (made.workspace.outputs / str(YEAR) / "index.html").is_file():
        for agency, fault in made.faulty.items():
            fault.spoil(made.workspace.inputs(YEAR, agency))
        run(made, "build", str(YEAR), "--to", "review,json")
        run(made, "review", str(YEAR))
    return made


def run(made: Province, *arguments: str) -> int:
    """Run a verb on the year."""
    workspace = made.workspace
    try:
        main([*arguments, f"--params={workspace.params}", f"--outputs={workspace.outputs}"])
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def decide(reviewer: Reviewer, *, folder: Path) -> None:
    """Decide the report that is open: read what is found, tick it, and return or approve."""
    page = reviewer.page
    reviewer.look("#verdict")
    findings = page.locator("#findings .finding.error, #findings .finding.warning").count()
    for number in range(1, findings + 1):
        reviewer.press("j")
        reviewer.look(f"#f{number}")
        reviewer.press("2")
    reviewer.press("d")
    is_wrong = page.locator("#findings .finding.error").count() > 0
    page.keyboard.press("Space")
    if is_wrong:
        reviewer.press("ArrowRight")
    for name, words in (("note", "请核对原始台账后改正"), ("by", "张三")):
        if page.locator(f'#decide [name="{name}"]').input_value():
            continue
        page.locator(f'#decide [name="{name}"]').focus()
        reviewer.press("Tab")
        page.locator(f'#decide [name="{name}"]').focus()
        reviewer.write(words)
    page.locator("#decide-title").focus()
    reviewer.press("Escape")
    with page.expect_download() as waiting:
        reviewer.press("s")
    waiting.value.save_as(folder / waiting.value.suggested_filename)


@contextmanager
def opened(index: Path) -> Iterator[Page]:
    """Open the index in a real browser without a network."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_context(offline=True).new_page()
        page.goto(index.as_uri())
        yield page
        browser.close()


def main_of(folder: Path) -> None:
    """Print what each report took, and what came of the decisions."""
    made = make_year(folder)
    saved = folder / "saved"
    shutil.rmtree(saved, ignore_errors=True)
    saved.mkdir()
    with opened(made.workspace.outputs / str(YEAR) / "index.html") as page:
        page.locator('[data-state="errors"]').click()
        page.locator(".list tbody:not([hidden]) th button").first.focus()
        page.keyboard.press("o")
        total = 0.0
        for number in range(1, DECIDED + 1):
            page.wait_for_url("**/review.html")
            reviewer, started = Reviewer(page=page), time.perf_counter()
            agency = page.url.split("/")[-2]
            decide(reviewer, folder=saved)
            reviewer.press("l")
            page.wait_for_url(lambda url, left=agency: left not in url)
            machine = time.perf_counter() - started
            total += reviewer.human_s + machine
            sys.stdout.write(
                f"{number} {agency}: keys {reviewer.keys}, thoughts {reviewer.thoughts}, "
                f"read {reviewer.read} characters, {reviewer.human_s:.0f} s by a person, "
                f"{machine:.1f} s by the browser\n"
            )
    sys.stdout.write(f"five reports: {total:.0f} s\n")
    code = run(made, "sign", str(YEAR), "--from", str(saved))
    signed = [p.name for p in saved.iterdir() if _is_signed(p, made)]
    sys.stdout.write(f"taken in: exit {code}, {len(signed)} of {DECIDED} where they belong\n")


def _is_signed(path: Path, made: Province) -> bool:
    said = json.loads(path.read_text("utf-8"))
    entries = made.workspace.inputs(YEAR, said["agency"]) / "signoff.yaml"
    return entries.is_file() and said["note"] in entries.read_text("utf-8")


if __name__ == "__main__":
    main_of(Path(sys.argv[1]))
