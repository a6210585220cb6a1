"""From the index alone: which reports must go back, why, and where the figure was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders.faults import FAULTS
from builders.province import YEAR, Province, make_province
from builders.served import served_warm
from builders.verbs import run_verb
from builders.years import kept_review, make_year
from playwright.sync_api import Browser, Page, expect

from kit.compare import YearCopies
from kit.review import review_year
from kit.review.page import render_index
from kit.review.read import read_entry

pytestmark = pytest.mark.browser
#: The files of a report that a reason names.
NAMED = re.compile(r"tables\.\w+|narrative\.md|report\.yaml|agencies\.yaml")
#: Agencies of a large province.
LARGE = 3000


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """Build fifty real reports, six of them spoilt, and their index."""
    made = make_province(tmp_path_factory.mktemp("province"), agencies=50, faulty=0)
    wrong = [fault for fault in FAULTS if not fault.is_refused][:3]
    refused = [fault for fault in FAULTS if fault.is_refused and fault.is_entered][:3]
    made = replace(made, faulty=dict(zip(made.agencies[1:12:2], wrong + refused, strict=True)))
    for agency, fault in made.faulty.items():
        fault.spoil(made.workspace.inputs(YEAR, agency))
    places = [f"--params={made.workspace.params}", f"--outputs={made.workspace.outputs}"]
    with served_warm():
        for arguments in (["build", str(YEAR), "--to", "html,review,json"], ["review", str(YEAR)]):
            run_verb(*arguments, *places)
    return made


@pytest.fixture
def page(browser: Browser, province: Province) -> Iterator[Page]:
    """Open the index offline."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto((province.workspace.outputs / str(YEAR) / "index.html").as_uri())
    yield opened
    context.close()


@pytest.mark.parametrize("state", ["errors", "failed"])
def test_what_must_go_back_is_known_in_two_clicks(
    page: Page, province: Province, state: str
) -> None:
    """The state lists exactly the spoilt reports; opening one names the file that is wrong."""
    page.locator(f'[data-state="{state}"]').click()
    rows = page.locator(".list tbody:not([hidden])")
    listed = {str(row.get_attribute("id")).removeprefix("a-") for row in rows.all()}
    refused = province.refused()
    assert listed == (refused if state == "failed" else set(province.faulty) - refused)
    for row in rows.all():
        row.locator("th button").click()
        expect(row.locator(".d")).to_contain_text(NAMED)


def test_three_clicks_lead_to_the_cell_or_the_words(page: Page, province: Province) -> None:
    """State, agency, finding: the review page opens where the wrong figure or word is marked."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    index = page.url
    for agency in sorted(set(province.faulty) - province.refused()):
        page.goto(f"{index}#")
        page.reload()
        page.locator('[data-state="errors"]').click()
        row = page.locator(f"#a-{agency}")
        row.locator("th button").click()
        row.locator('a[href*="review.html#f"]').first.click()
        page.wait_for_url(re.compile(rf"{agency}/review\.html#f1$"))
        finding = page.locator("#f1")
        expect(finding).to_be_in_viewport()
        where = finding.locator('a[href^="#"]').first
        target = str(where.get_attribute("href"))
        where.click()
        expect(page.locator(f'[id="{target[1:]}"]')).to_be_in_viewport()
    assert problems == []


def test_three_thousand_agencies_are_found_and_sorted(browser: Browser, tmp_path: Path) -> None:
    """The whole list is there, its file no larger than is carried about."""
    workspace = make_year(tmp_path, agencies=60)
    known = list(workspace.agencies().values())
    entries = [
        read_entry(agency, workspace=workspace, year=YEAR, judge=kept_review) for agency in known
    ]
    many = [
        replace(entry, agency=replace(entry.agency, id=f"{entry.agency.id}-{turn}"))
        for turn in range(LARGE // len(entries))
        for entry in entries
    ]
    path = tmp_path / "index.html"
    path.write_text(render_index(many, year=YEAR, copies=YearCopies()), "utf-8")
    assert path.stat().st_size < 6 * 2**20
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    expect(page.get_by_role("status")).to_have_text(f"{LARGE} / {LARGE}")
    page.locator('[data-sort="received"]').click()
    page.get_by_label("查找").fill("教育局")
    expect(page.get_by_role("status")).not_to_have_text(f"{LARGE} / {LARGE}")
    context.close()


def test_the_index_is_written_beside_the_reports(province: Province) -> None:
    """Its links are relative: the folder of the year can be copied as a whole."""
    again = review_year(province.workspace, year=YEAR)
    page = again.path.read_text("utf-8")
    built = [a for a in province.agencies if a not in province.refused()]
    assert all(f'href="{agency}/report.html"' in page for agency in built)
    assert "file:" not in page
