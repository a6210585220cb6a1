"""The review page: verdict, findings with their places, sources, last year, what it never holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import html5lib
import pytest
from builders.notebooks import executed_notebook
from builders.reviewed import (
    HOSTILE,
    faulty_report,
    lawful_report,
    parts_of,
    report_saying,
    review_page,
)
from builders.sign_offs import SEEN
from lxml.html import HtmlElement, document_fromstring

from kit.export.exporters import PageExporter, ReviewExporter
from kit.export.page import render_page
from kit.export.review import prepare_review, render_review
from kit.form import load_forms


@cache
def faulty() -> str:
    """Return the page of the report with faults."""
    return review_page(faulty_report())


def opened(page: str) -> HtmlElement:
    """Return the page as a tree."""
    return document_fromstring(page)


def text(page: str, path: str) -> str:
    """Return the words at *path*, blanks made one."""
    return " ".join(" ".join(found.text_content() for found in opened(page).xpath(path)).split())


def by_id(page: str, name: str) -> HtmlElement:
    """Return the one element of that id."""
    (found,) = opened(page).xpath("//*[@id=$name]", name=name)
    return found


def test_page_is_valid_html() -> None:
    """A strict parser finds nothing wrong with the page."""
    html5lib.HTMLParser(strict=True).parse(faulty())


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    """No id stands twice, and no link of the page's own leads nowhere."""
    tree = opened(faulty())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href[0] == "#"} <= set(ids)


def test_verdict_comes_first_with_counts() -> None:
    """The first section says how many errors there are, and that it is not signed."""
    first = opened(faulty()).xpath("//main/section")[0]
    said = " ".join(first.text_content().split())
    errors = len(opened(faulty()).xpath("//li[@class='finding error']"))
    assert f"有 {errors} 个错误，不能签发" in said
    assert "检查有错误审核未审" in said
    assert "待核定 1" in said


def test_a_lawful_report_can_be_passed() -> None:
    """Without an error or a warning the page says so, and lists no group of errors."""
    page = review_page(lawful_report(), findings=[], causes=[])
    assert "可以签发" in text(page, "//*[@id='verdict']//h2")
    assert "没有发现。" in text(page, "//*[@id='findings']")
    assert 'class="group' not in page


def test_warnings_alone_ask_to_be_looked_at() -> None:
    """A report with warnings only may be signed after a look."""
    _, review = parts_of(faulty_report())
    warning = next(f for f in review["findings"] if f["severity"] == "error") | {
        "severity": "warning"
    }
    page = review_page(faulty_report(), findings=[warning], causes=[])
    assert "没有错误，1 个警告核对后可以签发" in text(page, "//*[@id='verdict']//h2")


def test_a_finding_leads_to_its_cell_and_back() -> None:
    """The finding of a sum links its total, which is marked and links back."""
    page = faulty()
    (link,) = opened(page).xpath(
        "//li[.//b[starts-with(., '3526')]]//a[@href='#t3.received.total']"
    )[:1]
    number = link.xpath("ancestor::li/@id")[0]
    cell = by_id(page, "t3.received.total")
    assert "error" in cell.get("class").split()
    assert f"#{number}" in cell.xpath(".//a/@href")
    assert cell.xpath("string(text())") == "3526"


def test_findings_of_one_cause_stand_in_one_card() -> None:
    """The cause comes first, its findings under it, and its cell leads to it."""
    tree = opened(faulty())
    (card,) = tree.xpath("//section[contains(@class, 'cause')]")
    rules = card.xpath(".//li[contains(@class, 'finding')]")
    assert len(rules) > 1
    assert "本年新收政府信息公开申请数量·总计）多 1，应为 3525" in card.text_content()
    cell = by_id(faulty(), "t3.received.total")
    assert cell.xpath(f".//a[@href='#{card.get('id')}']/text()") == ["因1"]
    first = tree.xpath("//section[@id='findings']//section[contains(@class, 'group')]")[0]
    assert first is card


def test_a_flag_tells_without_colour_and_in_words() -> None:
    """A flag has a shape, a number, and a name for those who hear it."""
    flag = by_id(faulty(), "t3.received.total").xpath("./a[starts-with(@class, 'flag')]")[0]
    assert re.fullmatch(r"✕\d+", flag.text)
    assert re.fullmatch(r"错误，发现 \d+", flag.get("aria-label"))


def test_words_of_a_finding_are_marked_where_they_stand() -> None:
    """The words of a finding are marked, with the number of the finding as their id."""
    marks = opened(faulty()).xpath("//article//mark[@class='error']")
    assert any(mark.text_content().endswith("申请3528件") for mark in marks)
    number = marks[0].get("id").removeprefix("w")
    assert f"#w{number}" in by_id(faulty(), f"f{number}").xpath(".//a/@href")


def test_words_link_their_cells() -> None:
    """A number of the text links the cell it says."""
    links = opened(faulty()).xpath("//a[@class='said']")
    assert ("办结3521件", "#t3.closed_total.total") in [
        (link.text_content(), link.get("href")) for link in links
    ]


@pytest.mark.parametrize(
    ("confirmed", "look", "shape"), [(False, "claimed", "◆"), (True, "accepted", "✓")]
)
def test_claimed_findings_keep_their_reason(*, confirmed: bool, look: str, shape: str) -> None:
    """What is claimed stands apart, with the reason given; green only once it is confirmed."""
    _, review = parts_of(faulty_report())
    claimed = [f | {"confirmed": confirmed} for f in review["findings"] if f["accepted"]]
    page = review_page(faulty_report(), findings=claimed)
    group = f"//section[@class='group {look}']"
    assert "填报单位的说明：已核对案卷<script>" in text(page, group)
    assert shape in text(page, f"{group}//span[@class='badge']")
    said = text(page, "//*[@id='verdict']")
    assert ("1 处由填报单位说明保留，待核定" in said) is not confirmed
    assert ("可以签发" in said) is confirmed


def test_hostile_words_stay_words() -> None:
    """Markup typed into the text, a reason or a cell never becomes markup."""
    tree = opened(faulty())
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img")
    assert HOSTILE in re.sub(r"✕\d+", "", tree.xpath("string(//article)"))


@pytest.mark.parametrize("key", ["quote", "found", "message"])
def test_hostile_data_stays_data(key: str) -> None:
    """Neither a finding nor a source nor a signature can bring markup in."""
    _, review = parts_of(faulty_report())
    first = review["findings"][0] | {"message": HOSTILE, "found": HOSTILE}
    first["at"] = {"file": "n", "line": 1, "section": 1, "quote": HOSTILE}
    signed = {"table": None, "decision": "return", "by": HOSTILE, "on": "2025-01-02"}
    signed |= {"note": HOSTILE, "state": "in force", "errors": 0, "why": ""}
    page = review_page(faulty_report(), findings=[first], sign_off=[signed], causes=[])
    assert key in first | first["at"]
    assert len(opened(page).xpath("//script")) == 1
    assert not opened(page).xpath("//img")


def test_control_characters_are_shown_as_a_mark() -> None:
    """A character that no page can hold is replaced, not fatal."""
    parts, review = parts_of(lawful_report())
    spoilt = type(parts)(
        page=parts.page,
        preface="<p>前\x01言\x0b</p>",
        sections=parts.sections,
        report_json=b"",
    )
    assert "前\ufffd言\ufffd" in render_review(spoilt, review_json=json.dumps(review).encode())


def test_each_figure_tells_its_source_rules_and_last_year() -> None:
    """The table of sources has a line for every figure, the sum of its rule written out."""
    page = faulty()
    cells = load_forms()["2021"].cells
    assert len(opened(page).xpath("//tr[starts-with(@id, 'from-')]")) == len(cells)
    said = " ".join(by_id(page, "from-t3.received.total").text_content().split())
    assert "3526tables.xlsx 表三 J43511+15（+0.43%）" in said
    assert "R3 申请人分类合计：不成立3526 ≠ 3525（6 项之和），差 1" in said
    assert "R1 收办平衡：不成立" in said


def test_last_year_stands_in_each_cell() -> None:
    """Every number cell has last year's value and the difference beneath its own."""
    assert by_id(faulty(), "t3.received.total").xpath("string(small)") == "上年 3511+15"
    assert len(opened(faulty()).xpath("//td[small[@class='last']]")) == 200


def test_without_last_year_there_is_none_to_show() -> None:
    """A first report has no value of last year, and its switch cannot be used."""
    _, review = parts_of(lawful_report())
    figures = {
        address: {key: told for key, told in figure.items() if key != "last"}
        for address, figure in review["figures"].items()
    }
    page = review_page(lawful_report(), figures=figures, last_year=None, history={})
    assert not opened(page).xpath("//small[@class='last']")
    assert by_id(page, "show-last").get("disabled") is not None
    assert "没有上年报告" in text(page, "//*[@id='verdict']")


def test_changed_words_stand_beside_last_years() -> None:
    """What went and what came is told by tags, a long unchanged run is folded."""
    diff = "//*[@id='changes']"
    assert "3511" in text(faulty(), f"{diff}//del")
    assert "3528" in text(faulty(), f"{diff}//ins")
    long = "这一段没有变。" * 40
    changes = [{"section": 5, "parts": [["new", "新"], ["same", long], ["gone", "旧"]]}]
    page = review_page(lawful_report(), changes=changes)
    (folded,) = opened(page).xpath(f"{diff}//details")
    shown = "".join(opened(page).xpath(f"{diff}/div")[0].itertext())
    assert long in shown.replace(folded[0].text, "")
    assert folded[0].text == f"未变 {len(long) - 32} 字"


def test_every_rule_has_its_outcome() -> None:
    """All rules are listed with what became of them, in Chinese."""
    rows = opened(faulty()).xpath("//details[@class='outcomes']//tbody/tr")
    assert len(rows) == len(load_forms()["2021"].rules)
    assert {"✕ 不成立", "✓ 成立", "不适用"} <= {row[3].text for row in rows}


def test_signatures_are_told_and_paper_has_lines_for_more() -> None:
    """A decision is told with its state; until the whole is approved paper has room to sign."""
    base = {"decision": "approve", "by": "张三", "on": "2025-01-20", "note": "", "errors": 0}
    lapsed = base | {"table": "t3", "state": "lapsed", "why": "这张表的数变过。"}
    state = {"checks": "clean", "claims": 0, "decision": "unsigned", "why": "", "since": None}
    page = review_page(lawful_report(), sign_off=[lapsed], seen=SEEN, state=state)
    said = text(page, "//section[@id='signing']//tbody")
    assert said == "表三通过张三2025-01-20已失效：这张表的数变过。"
    assert by_id(page, "signing").find_class("paper")
    approved = base | {"table": None, "state": "in force", "why": ""}
    state = {"checks": "clean", "claims": 0, "decision": "approved", "why": "", "since": None}
    page = review_page(lawful_report(), sign_off=[approved], seen=SEEN, state=state)
    assert "检查无问题审核通过" in text(page, "//*[@id='verdict']")
    assert not by_id(page, "signing").find_class("paper")
    assert SEEN["report"] in page


def test_a_correction_is_told_under_the_verdict() -> None:
    """What was corrected after publishing stands with the verdict."""
    parts, review = parts_of(lawful_report())
    item = {"what": "表三新收总计", "before": "3526", "after": "3525"}
    said = {"date": "2025-02-10", "reason": "统计错误", "items": [item]}
    page = render_review(
        type(parts)(
            page=parts.page | {"correction": said},
            preface=parts.preface,
            sections=parts.sections,
            report_json=b"",
        ),
        review_json=json.dumps(review).encode(),
    )
    assert "由“3526”更正为“3525”" in text(page, "//*[@id='verdict']")


def test_older_reviewers_data_can_be_shown() -> None:
    """A notebook run before words were linked and compared still gives a page."""
    parts, review = parts_of(faulty_report())
    for key in ("links", "changes", "history", "seen", "sign_off", "state", "title"):
        review.pop(key, None)
    assert "不能签发" in render_review(parts, review_json=json.dumps(review).encode())


def test_page_fetches_nothing() -> None:
    """There is nothing to fetch, and the page's own policy forbids it."""
    page = faulty()
    assert not opened(page).xpath("//link | //iframe | //object | //*[@src]")
    assert not re.search(r"@import|url\((?!#)|https?://(?!www\.w3\.org)", page)
    policy = opened(page).xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "script-src 'sha256-" in policy


def test_page_is_of_a_fair_size_and_the_same_each_time() -> None:
    """A report with full tables stays below 400 KB; made again it is the same."""
    parts, review = parts_of(faulty_report())
    data = json.dumps(review).encode()
    prepare_review()
    page = render_review(parts, review_json=data)
    assert len(page.encode()) < 400_000
    assert render_review(parts, review_json=data) == page


def test_pictures_stand_once() -> None:
    """Every picture of the figures is on the page, one the report shows itself only there."""
    parts, review = parts_of(lawful_report())
    data = json.dumps(review).encode()
    drawn = opened(render_review(parts, review_json=data)).xpath("//figure/@id")
    assert len(drawn) == len(set(drawn)) >= 3
    own = f'<figure class="chart" id="{drawn[0]}"><svg></svg></figure>'
    sections = (parts.sections[0] + own, *parts.sections[1:])
    fuller = type(parts)(page=parts.page, preface="", sections=sections, report_json=b"")
    again = opened(render_review(fuller, review_json=data)).xpath("//figure/@id")
    assert sorted(again) == sorted(drawn)


def test_the_public_page_holds_nothing_of_it() -> None:
    """No file, cell, finding or reason of the reviewers' data is on the public page."""
    parts, review = parts_of(faulty_report())
    public = render_page(parts.page, preface_html=parts.preface, sections=parts.sections)
    secrets = {figure["source"] for figure in review["figures"].values()}
    secrets |= {finding["message"] for finding in review["findings"]}
    secrets |= {"tables.xlsx", "narrative.md", "已核对案卷", "上年 3511"}
    assert [secret for secret in secrets if secret in public] == []


def test_the_exporter_needs_a_notebook_run_to_its_end() -> None:
    """The exporter is found the exporter by name, and its page ends in .review.html."""
    notebook = executed_notebook()
    assert ReviewExporter().file_extension == ".review.html"
    assert 'class="flag' not in PageExporter().from_notebook_node(notebook)[0]


def test_of_repeated_words_those_are_marked_that_are_wrong() -> None:
    """The mark stands in the finding's own paragraph, though the same words stand above it."""
    said = ("新收政府信息公开申请3525件。", "去年新收政府信息公开申请3511件。")
    page = review_page(report_saying("\n\n".join((*said, "新收政府信息公开申请3511件。"))))
    paragraphs = opened(page).xpath("//section[@id='s1']/p")
    marks = [[mark.get("class") for mark in p.iter("mark")] for p in paragraphs]
    assert marks == [[], [], ["error"]]


def test_words_of_a_section_written_twice_are_not_looked_for_in_the_first() -> None:
    """What the page does not show has no place on it; the message names the line."""
    report = report_saying("新收政府信息公开申请3525件。")
    narrative = report.narrative
    again = replace(narrative.section(1), before="新收政府信息公开申请3511件。", line=90)
    changed = replace(narrative, sections=(*narrative.sections, again))
    page = review_page(replace(report, narrative=changed))
    assert "narrative.md 第 90 行" in text(page, "//*[@id='findings']")
    assert opened(page).xpath("//section[@id='s1']//mark[@class='error']") == []


def test_numbers_are_marked_or_listed_as_not_checked() -> None:
    """What was checked is marked quietly, what nobody understood is listed and linked."""
    page = review_page(report_saying("收到嘟嘟噜咕噜的政府信息公开申请9件。上年结转121件。"))
    assert "核对一致" in text(page, "//section[@id='numbers']")
    assert "这些数没有核对" in text(page, "//section[@id='numbers']")
    [link] = opened(page).xpath("//section[@id='numbers']//a[1]")
    assert by_id(page, link.get("href").removeprefix("#")).get("class") == "unread"
    assert "121件" in text(page, "//span[@class='checked']")


def test_public_pages_say_nothing_of_what_was_checked() -> None:
    """Which numbers were understood is for reviewers alone."""
    parts, review = parts_of(faulty_report())
    assert review["numbers"]["places"]
    page = render_page(parts.page, preface_html=parts.preface, sections=parts.sections)
    for word in ("这些数没有核对", "not understood", 'class="checked"', "unread"):
        assert word not in page
    assert b"numbers" not in parts.report_json
