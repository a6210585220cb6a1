"""What a report shares with others of its year, on its review page."""

from __future__ import annotations

from dataclasses import replace

from builders.reviewed import HOSTILE, lawful_report, review_page

from kit.report import CommonSentence, Copied

FIRST = CommonSentence(
    section=5, own="逐件核对＿件文件。", other="逐件核对＿份文件。", agency="甲局", agencies=3
)
SENTENCES = (FIRST, replace(FIRST, own=HOSTILE, other=HOSTILE, agencies=11))
COPIED = Copied(
    section=5,
    percent=92,
    is_over=True,
    closest="甲局",
    agencies=("甲局", HOSTILE),
    more=9,
    sentences=SENTENCES,
    left_out=4,
)


def test_the_common_sentences_stand_side_by_side() -> None:
    """As they stand here and there, with how many have them; nothing of them is markup."""
    page = review_page(replace(lawful_report(), copied=COPIED))
    section = page.partition('id="copied"')[2].partition("</section>")[0]
    for said in ("第五部分与甲局有 92% 相同", "逐件核对＿件文件。", "逐件核对＿份文件。"):
        assert said in section
    assert "除本机关外共 11 个" in section
    assert "另有 4 句相同" in section
    assert "&lt;script&gt;" in section
    assert "<script>" not in section


def test_a_report_of_its_own_has_no_such_section() -> None:
    """What is not the case takes no room."""
    assert 'id="copied"' not in review_page(lawful_report())


def test_a_copy_is_among_the_findings() -> None:
    """The page lists it with the others."""
    page = review_page(replace(lawful_report(), copied=COPIED))
    assert "与本年度甲局的文字有 92% 相同" in page
