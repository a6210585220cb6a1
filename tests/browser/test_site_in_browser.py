"""The site of a year in a real browser: at three widths, without script and with."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.leaks import given_away, unpacked
from builders.province import YEAR, make_province
from builders.sites import (
    OPINION,
    REVIEWER,
    make_ready,
    publish,
    served,
    under_another_name,
)
from builders.workspaces import set_figure
from lxml.html import HtmlElement, document_fromstring
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kit.publish import Publishable, open_site, publish_reports, read_publishable

pytestmark = pytest.mark.browser
WIDTHS = [360, 768, 1280]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: So many agencies, of which so many are really built and judged.
AGENCIES, BUILT = 44, 4
CORRECTED, NAME = "c0000-education", "青川县教育局"
FIGURE = "t2.licensing.decisions"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish forty-four agencies, then correct one figure of one of them."""
    made = make_province(tmp_path_factory.mktemp("site"), agencies=BUILT, faulty=0)
    workspace = made.workspace
    folder = workspace.params.parent / "site"
    for agency in made.agencies:
        make_ready(workspace, year=YEAR, agency=agency)
    known = workspace.agencies().values()
    judged = [read_publishable(agency, workspace=workspace, year=YEAR) for agency in known]
    real = [ready for ready in judged if isinstance(ready, Publishable)]
    others = [
        under_another_name(
            workspace, real[n % BUILT], year=YEAR, agency=f"d{n:02d}", name=f"永川市第{n}局"
        )
        for n in range(AGENCIES - BUILT)
    ]
    place = open_site(str(folder), workspace=workspace)
    done = publish_reports([*real, *others], site=place, workspace=workspace, year=YEAR)
    assert (len(done.new), done.refused) == (AGENCIES, ())
    set_figure(workspace, year=YEAR, agency=CORRECTED, address=FIGURE, value=77)
    make_ready(workspace, year=YEAR, agency=CORRECTED, approved="2025-03-01")
    assert publish(workspace, CORRECTED, year=YEAR, site=folder).again == (CORRECTED,)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve it on loopback."""
    with served(site) as at:
        yield f"{at}/index.html"


def _opened(browser: Browser, address: str, *, script: bool) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert said == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the list; nothing may be said on its console, by its policy above all."""
    yield from _opened(browser, address, script=True)


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """Open it in a browser without script."""
    yield from _opened(browser, address, script=False)


def test_the_list_is_whole_without_script(plain: Page) -> None:
    """Every report is seen, and what only script could do is not."""
    assert plain.locator(".reports > li:visible").count() == AGENCIES
    expect(plain.locator(".tools")).to_be_hidden()
    assert plain.locator(f"#y{YEAR}:visible").count() == 1
    plain.get_by_role("link", name="更正 1 次").click()
    expect(plain.locator("#corrections")).to_be_in_viewport()
    expect(plain.locator("#corrections")).to_contain_text("更正为 77")


def test_reports_are_searched_and_chosen(page: Page) -> None:
    """By the words of a name, by kind, and by whether anything was corrected."""
    rows = page.locator(".reports > li:visible")
    page.get_by_label("机关名称").fill("永川市 第1")
    expect(rows).to_have_count(11)
    expect(page.locator("#count")).to_have_text(f"11 / {AGENCIES}")
    page.get_by_label("机关名称").fill("没有的机关")
    expect(page.get_by_text("没有符合条件的报告")).to_be_visible()
    page.get_by_label("机关名称").fill("")
    page.get_by_label("类别").select_option("government")
    expect(rows).to_have_count(11)
    page.get_by_label("类别").select_option("")
    page.get_by_label("只看有更正的").check()
    expect(rows).to_have_count(1)


def test_the_way_to_what_was_published_before(page: Page) -> None:
    """From the list to the page, from there to the former version, and back to the present one."""
    page.get_by_role("link", name=NAME, exact=True).click()
    assert "77" in page.locator("article").inner_text()
    page.get_by_text("更正和以前的版本（1）").click()
    page.get_by_role("link", name="2025-02-10 的版本").click()
    page.wait_for_url(re.compile(r"/versions/2025-02-10-"))
    page.get_by_role("link", name="现行版本").click()
    page.wait_for_url(re.compile(rf"/{CORRECTED}/index\.html$"))
    page.get_by_role("link", name="全部年度报告").click()
    expect(page.locator("h1")).to_have_text("政府信息公开工作年度报告")


def _axe(page: Page, *, within: str) -> None:
    rules = {"runOnly": {"type": "tag", "values": WCAG}}
    results = Axe().run(page, context=within, options=rules)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_list_and_pages_fit_and_meet_wcag(page: Page, address: str, width: int) -> None:
    """Nothing is wider than the screen; no violation of WCAG 2.2 AA, in the dark neither."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if width == WIDTHS[1] else "light")
    for path, within in (("index.html", "body"), (f"{YEAR}/{CORRECTED}/index.html", ".site-nav")):
        page.goto(urljoin(address, path))
        page.locator(":is(.former, .site-nav) summary").first.click()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        _axe(page, within=within)


def _parsed(path: Path) -> HtmlElement:
    return document_fromstring(path.read_bytes().decode())


def test_every_link_leads_to_something_of_the_site(site: Path, address: str) -> None:
    """All are relative, and a plain server finds them: a sample of each kind is fetched."""
    fetched: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        root = _parsed(path)
        links = [*root.xpath("//nav//@href"), *root.xpath("//script/@src")]
        links += root.xpath("//main//@href") if path.parent == site else []
        for link in links:
            target, _, mark = link.partition("#")
            assert not target.startswith(("/", "http")), link
            found = (path.parent / target).resolve() if target else path
            assert found.is_file(), (path, link)
            assert not mark or root.xpath("//*[@id=$mark]", mark=mark)
            if found.suffix not in fetched:
                fetched.add(found.suffix)
                with urlopen(urljoin(address, found.relative_to(site).as_posix())) as reply:  # noqa: S310 - loopback
                    assert reply.read() == found.read_bytes()
    assert {".html", ".js", ".csv", ".json", ".pdf"} <= fetched


def test_every_figure_of_the_table_is_on_its_page(site: Path) -> None:
    """Cell by cell, in the order of each statutory table; a blank is blank."""
    text = (site / f"{YEAR}/figures.csv").read_text("utf-8-sig")
    figures: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text, newline="")):
        figures[row["agency"], row["table"]].append(row["value"])
    assert len(figures) == 3 * AGENCIES
    for agency in {agency for agency, _ in figures}:
        root = _parsed(site / f"{YEAR}/{agency}/index.html")
        for id_, name in (("t2", "表二"), ("t3", "表三"), ("t4", "表四")):
            (table,) = root.xpath("//table[caption[contains(., $name)]]", name=name)
            cells = ["".join(cell.itertext()).strip() for cell in table.iter("td")]
            assert [cell for cell in cells if cell] == figures[agency, id_], (agency, id_)


def test_nothing_of_the_reviewers_is_in_the_site(site: Path) -> None:
    """No file and no byte: neither who decided nor what was said, nor where figures came from."""
    paths = [path for path in site.rglob("*") if path.is_file()]
    names = {path.name for path in paths}
    assert not {name for name in names if name.startswith(("review", "signoff", "manifest"))}
    secrets = (REVIEWER, OPINION, "tables.xlsx", "narrative.md", "report.yaml", "signoff")
    found = {name: given_away(secrets, content) for name, content in unpacked(paths)}
    assert {name: given for name, given in found.items() if given} == {}
