"""Placeholders are filled from the filings and the agency, or every fault is told at once."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from builders.filings import form, real_filing
from builders.narratives import AGENCY, filled, parsed, values_of

from kit.errors import NarrativeError
from kit.narrative import MISSING, fill_narrative, render_markdown
from kit.source.values import build_filing
from kit.workspace import Agency

FIGURES = {
    "t2.licensing.decisions": 3985758,
    "t2.fees.amount": "59237.2449",
    "t3.received.total": 3525,
    "t3.granted.total": 258,
    "t3.closed_total.total": 759,
    "t3.denied_state_secret.total": 2,
    "t3.denied_deliberative.total": 5,
}
LAST = {"t3.received.total": 3511, "t3.granted.total": 300, "t3.closed_total.total": 600}


@pytest.mark.parametrize(
    ("placeholder", "said"),
    [
        ("{{ t3.received.total }}", "3525"),
        ("{{t3.received.total}}", "3525"),
        ("{{ t3.received.other }}", "0"),
        ("{{ t2.fees.amount }}", "59237.2449"),
        ("{{ last.t3.received.total }}", "3511"),
        ("{{ sum t3.denied_*.total t3.granted.total }}", "265"),
        ("{{ sum t3.denied_*.total t3.denied_state_secret.total }}", "7"),
        ("{{ sum t2.fees.amount }}", "59237.2449"),
        ("{{ share t3.granted.total of t3.closed_total.total }}", "33.99%"),
        ("{{ share last.t3.granted.total of last.t3.closed_total.total }}", "50.00%"),
        ("{{ growth t3.received.total }}", "+0.40%"),
        ("{{ growth t3.granted.total }}", "-14.00%"),
        ("{{ growth t3.received.total t3.granted.total }}", "-0.73%"),
        ("{{ change t3.received.total }}", "增长0.40%"),
        ("{{ change t3.carried_in.total }}", "持平"),
        ("{{ t2.licensing.decisions in 万 }}", "398.58万"),
        ("{{ t2.fees.amount in 亿 }}", "5.92亿"),
        ("{{ sum t2.licensing.decisions t2.penalties.decisions in 亿 }}", "0.04亿"),
        ("{{ year }}", "2022"),
        ("{{ last_year }}", "2021"),
        ("{{ circular }}", "国办公开办函〔2021〕30号"),
        ("{{ agency.name }}", "某某区经济局"),
        ("{{ agency.contact.telephone }}", "12345678"),
        ("{{ agency.site.name }}", "某某区人民政府"),
        ("{{ agency.site.url }}", "https://www.example.gov.cn/a_b"),
    ],
)
def test_filled(placeholder: str, said: str) -> None:
    """Each kind of placeholder says what it names, in place."""
    assert filled(f"共{placeholder}件。", values_of(FIGURES, last=LAST)) == f"共{said}件。"


@pytest.mark.parametrize(
    "placeholder",
    [
        "{{ t3.received.welfare }}",
        "{{ t3.received.welfare in 万 }}",
        "{{ sum t3.received.welfare t3.received.other }}",
        "{{ share t3.received.welfare of t3.received.total }}",
        "{{ share t3.granted.total of t3.closed_total.total }}",
        "{{ last.t3.received.total }}",
        "{{ last.t2.rules.created }}",
        "{{ sum last.t3.denied_*.total }}",
        "{{ growth t3.received.total }}",
        "{{ change t3.received.total }}",
        "{{ agency.short_name }}",
        "{{ agency.site.url }}",
    ],
)
def test_known_but_not_there(placeholder: str) -> None:
    """Blanks, no last year, division by zero and unset contacts are marked, never guessed."""
    agency = Agency(id="bare", name="某局", kind="department")
    values = values_of({"t3.received.welfare": None}, agency=agency)
    assert filled(placeholder, values) == MISSING


def test_growth_from_zero_is_missing() -> None:
    """Last year's zero gives no rate."""
    values = values_of({"t3.received.total": 3}, last={})
    assert filled("{{ growth t3.received.total }}{{ change t3.received.total }}", values) == (
        MISSING * 2
    )


def test_a_change_of_edition_leaves_growth_missing() -> None:
    """What last year's edition did not have cannot have grown."""
    of = form("2019")
    last = build_filing(of, agency="test-agency", year=2020, values=dict.fromkeys(of.cells, 1))
    values = values_of({"t2.rules.issued": 0}, last=last)
    text = "{{ growth t2.rules.issued }} {{ change t2.rules.issued }} {{ last.t2.rules.created }}"
    assert filled(text, values) == f"{MISSING} {MISSING} 1"


def test_what_the_missing_mark_is_for() -> None:
    """The mark is one that the rule on leftovers knows."""
    for edition in ("2019", "2021"):
        assert MISSING in form(edition).rules["S13"].kind.texts  # type: ignore[union-attr] # S13's


@pytest.mark.parametrize(
    "text",
    [r"\{{ year }}", r"写作 \{{ year }} 的标记", r"\}} 与 \{{", "{year}", "{% year %}", "$year"],
)
def test_escaped_braces_stay(text: str) -> None:
    """An escaped brace is text, and no other template language is spoken."""
    assert filled(text) == text


def test_escaped_braces_show_as_braces() -> None:
    """On the page the backslash is gone."""
    assert render_markdown(filled(r"\{{ year }}")) == "<p>{{ year }}</p>\n"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("{{ year }}", "{{ year }}"),
        ("**22**", "**22**"),
        ("- 5", "- 5"),
        ("-", "-"),
        ("1. 件", "1. 件"),
        ("# 甲\n\n## 二、乙", "# 甲 ## 二、乙"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("[甲](https://a.cn)", "[甲](https://a.cn)"),
        ("22（其中修订16件）", "22（其中修订16件）"),
    ],
)
def test_words_of_a_cell_are_data(cell: str, shown: str) -> None:
    """What could not be read is shown as it stood: no placeholder, no markup, no new line."""
    text = filled("{{ t3.received.total }}", values_of({"t3.received.total": cell}))
    assert render_markdown(text) == f"<p>{shown}</p>\n"


def test_every_passage_is_filled_and_keeps_its_lines() -> None:
    """Preface and sections, before and after the table, on the lines they had."""
    text = (
        "{{ year }}\n## 三、收到和处理政府信息公开申请情况\n甲{{ t3.received.total }}\n{{ t3 }}\n"
        "乙{{ t3.granted.total }}\n## 附件\n{{ last_year }}"
    )
    before = parsed(text)
    after = fill_narrative(before, values=values_of(FIGURES))
    assert after.preface.before == "2022"
    assert [(p.before, p.after) for p in after.sections] == [("甲3525", "乙258"), ("2021", "")]
    assert [(p.line, p.after_line) for p in after.sections] == [
        (p.line, p.after_line) for p in before.sections
    ]


def test_all_faults_of_the_file_at_once() -> None:
    """Each names file, line and column, what was found, and what there is."""
    text = (
        "前言{{ t3.recieved.total }}，{{ agency.nmae }}。\n"
        "{{ t2 }}\n"
        "## 三、收到和处理政府信息公开申请情况\n"
        "{{ t2 }}\n{{ t3 }}\n\n{{ t3 }}\n"
        "甲{{ t3.denied_*.total }}，{{ }}。\n"
        "乙{{ sum t3.nothing_*.total t3.granted.total }}\n"
        "丙{{ year\n"
        "丁 }}\n"
        "戊{{ growth last.t3.received.total }}\n"
        "己{{ sum t2.fees.amount t3.received.total }}\n"
        "庚{{ year in 万 }}{{ sum t3.x.y }}"
    )
    with pytest.raises(NarrativeError) as caught:
        fill_narrative(parsed(text), values=values_of())
    said = [
        (fault.where.removeprefix("narrative.md "), fault.found) for fault in caught.value.faults
    ]
    assert said == [
        ("第 1 行第 3 列", "“t3.recieved.total”"),
        ("第 1 行第 27 列", "“agency.nmae”"),
        ("第 2 行第 1 列", "“{{ t2 }}”"),
        ("第 4 行第 1 列", "“{{ t2 }}”"),
        ("第 7 行第 1 列", "“{{ t3 }}”"),
        ("第 8 行第 2 列", "“{{ t3.denied_*.total }}”"),
        ("第 8 行第 26 列", "“{{ }}”"),
        ("第 9 行第 2 列", "“t3.nothing_*.total”"),
        ("第 10 行第 2 列", "“{{ year”"),
        ("第 11 行第 3 列", "“}}”"),
        ("第 12 行第 2 列", "“last.t3.received.total”"),
        ("第 13 行第 2 列", "“{{ sum t2.fees.amount t3.received.total }}”"),
        ("第 14 行第 2 列", "“{{ year in 万 }}”"),
        ("第 14 行第 17 列", "“t3.x.y”"),
    ]


def test_a_fault_reads_as_a_sentence() -> None:
    """Where, what was wanted, what was found, and the nearest names."""
    with pytest.raises(
        NarrativeError, match=r"narrative\.md 第 1 行第 3 列：应为已知的名称或地址"
    ) as caught:
        filled("收到{{ t3.recieved.total }}件")
    assert "实为“t3.recieved.total”。最接近的是 t3.received.total；" in str(caught.value)
    assert caught.value.exit_code == 2
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults  # noqa: S301 - ours


def test_a_misplaced_table_is_told_its_section() -> None:
    """The fault names the section by its heading; a repeated mark is told that it is one."""
    with pytest.raises(NarrativeError, match="“二、主动公开政府信息情况”之内"):
        filled("{{ t2 }}")
    section = "## 四、政府信息公开行政复议、行政诉讼情况\n{{ t4 }}\n"
    for more in ("{{ t4 }}", "见{{ t4 }}。"):
        with pytest.raises(NarrativeError, match="单独成行，每张表只有一处"):
            fill_narrative(parsed(section + more), values=values_of())


def test_last_years_addresses_are_those_of_its_edition() -> None:
    """With last year's filing at hand, an address of another edition is unknown."""
    with pytest.raises(NarrativeError, match=r"last\.t2\.rules\.created"):
        filled("{{ last.t2.rules.created }}", values_of(last={}))


def test_real_figures_of_two_years() -> None:
    """The published figures of one city give the rates its readers can recompute."""
    values = replace(
        values_of(agency=AGENCY),
        year=2024,
        filing=real_filing("suqian-2024"),
        last=real_filing("suqian-2023"),
    )
    text = (
        "{{ change t2.licensing.decisions }}；{{ share t3.other_*.total of t3.closed_total.total }}"
    )
    assert filled(text, values) == "下降13.02%；13.32%"
