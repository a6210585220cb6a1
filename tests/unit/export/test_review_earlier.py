"""Earlier decisions on the review page: what they said of each place, and what changed since."""

from __future__ import annotations

from typing import Any

from builders.reviewed import HOSTILE, faulty_report, parts_of, review_page
from lxml.html import HtmlElement, document_fromstring

DECIDED: dict[str, Any] = {
    "table": None, "decision": "return", "by": "张三", "on": "2025-01-20", "note": "请改",
    "errors": 8, "state": "lapsed", "why": "", "findings": [], "notes": [],
}  # fmt: skip
SINCE: dict[str, Any] = {
    "by": "张三", "on": "2025-01-20", "said": "张三于 2025-01-20 签署之后变过：1 个数、1 段文字。",
    "is_known": True, "figures": [], "paragraphs": [], "facts": [],
}  # fmt: skip


def opened(*, since: dict[str, Any] | None = None, **decided: Any) -> HtmlElement:
    """Return the page of a report that was returned and mended."""
    state = {"checks": "errors", "claims": 1, "decision": "mended", "why": "", "since": since}
    said = [DECIDED | decided]
    return document_fromstring(review_page(faulty_report(), sign_off=said, state=state))


def words(tree: HtmlElement, path: str) -> str:
    """Return the words at *path*, blanks made one."""
    return " ".join(" ".join(found.text_content() for found in tree.xpath(path)).split())


def test_both_sides_of_the_state_are_told() -> None:
    """What the checks say does not hide what was decided, nor the other way round."""
    sides = words(opened(), "//dl[@class='sides']")
    assert sides == "检查有错误审核退回后已改"


def test_what_changed_is_told_figure_by_figure_and_word_by_word() -> None:
    """Each figure links its cell; of a paragraph the words that went and came are marked."""
    runs = [["same", "共收到"], ["gone", "三"], ["new", "四"], ["same", "件"]]
    since = SINCE | {
        "figures": [{"address": "t3.received.total", "before": "", "now": "3526"}],
        "paragraphs": [{"section": 1, "before": "共收到三件", "now": "共收到四件", "runs": runs}],
        "facts": [{"what": "发布日期", "before": "2025-01-02", "now": HOSTILE}],
    }
    tree = opened(since=since)
    assert "1 个数、1 段文字" in words(tree, "//section[@id='since']/p")
    row = "//section[@id='since']//tbody/tr"
    assert words(tree, row) == "表三 一、本年新收政府信息公开申请数量·总计空白3526"
    assert tree.xpath(f"{row}//a/@href") == ["#t3.received.total"]
    assert words(tree, "//section[@id='since']//div[@class='diff']") == "共收到三四件"
    assert words(tree, "//section[@id='since']//div[@class='diff']/del") == "三"
    assert "发布日期：2025-01-02" in words(tree, "//section[@id='since']/ul")
    assert not tree.xpath("//img")


def test_a_report_that_did_not_change_has_nothing_to_tell() -> None:
    """While a decision counts there is no list of what changed."""
    assert not opened(since=None).xpath("//section[@id='since']")


def test_notes_of_an_earlier_decision_stand_at_their_finding() -> None:
    """A tick and a note stand on the card of the same finding, those of others below."""
    _, review = parts_of(faulty_report())
    key = review["findings"][1]["key"]
    tree = opened(
        findings=[
            {"key": key, "state": "must_fix", "note": f"请按台账改{HOSTILE}"},
            {"key": "0" * 12, "state": "seen", "note": "已经改好的"},
        ],
        notes=[
            {"cell": "t3.granted.total", "section": None, "quote": "", "note": "差得多"},
            {"cell": "", "section": 1, "quote": "完善制度", "note": "与去年一样"},
        ],
    )
    [card] = tree.xpath("//li[.//p[@class='earlier']]")
    assert card.get("data-key") == key
    assert words(card, ".//p[@class='earlier']") == (
        f"上次 张三，2025-01-20：须改，请按台账改{HOSTILE}"
    )
    told = words(tree, "//section[@id='signing']/ul")
    assert "现在已没有的发现 张三，2025-01-20：看过，已经改好的" in told
    assert "表三 （一）予以公开·总计 张三，2025-01-20：差得多" in told
    assert "“完善制度” 张三，2025-01-20：与去年一样" in told
    assert not tree.xpath("//img")
