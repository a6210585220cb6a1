"""Whose text it is: names, likeness, personal data, parts listed, fees, set phrases."""

from __future__ import annotations

from typing import Any

import pytest
from builders.filings import form, zero_filing
from builders.reports import lawful_words, report_of

from kit.checks import Findings, check
from kit.checks.document.likeness import likeness, own_words
from kit.narrative.model import Passage
from kit.workspace import Contact, Site

AGENCY: dict[str, Any] = {
    "name": "钱塘区经济信息化和科学技术局",
    "short_name": "区经信科技局",
    "kind": "department",
    "contact": Contact(
        unit="杭州市钱塘区经济信息化和科学技术局办公室",
        address="杭州市钱塘区青六北路499号",
        telephone="13588888888",
    ),
    "site": Site(name="杭州市钱塘区人民政府", url="https://www.qiantang.gov.cn"),
}
PARTS = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项"
)

LOOSE_PARTS = (
    "政府信息公开总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议和行政诉讼情况、存在主要问题和改进情况、其它需要报告"
)


def checked(preface: str = "", *, last: dict[int, str] | None = None, **sections: str) -> Findings:
    """Check the report of a bureau with these words; sections are ``s1`` to ``s6``."""
    said = {int(name[1:]): text for name, text in sections.items()}
    of = form()
    return check(
        report_of(
            zero_filing(of),
            agency=AGENCY,
            narrative=lawful_words(of, preface=preface, sections=said),
            last_narrative=lawful_words(of, sections=last) if last else None,
        )
    )


@pytest.mark.parametrize(
    "preface",
    [
        "本报告由钱塘区经济信息化和科学技术局编制。",
        "本报告由杭州市钱塘区经济信息化和科学技术局办公室负责编制。",
        "本报告由区经信科技局编制。",
        "电子版可在杭州市钱塘区人民政府门户网站（https://www.qiantang.gov.cn）下载。",
        "请与杭州市钱塘区经济信息化和科学技术局办公室联系（电话：89535442）。",
        "电子版可从区政府门户网站下载。",
        "根据国务院办公厅政府信息与政务公开办公室的要求（www.gov.cn）编制。",
    ],
)
def test_a_reports_own_names_are_its_own(preface: str) -> None:
    """Full, short, with the city before it, or of an office of its own."""
    assert checked(preface).outcomes["S10"] == "holds"


@pytest.mark.parametrize(
    ("preface", "found"),
    [
        ("电子版可在宿迁市人民政府门户网站下载。", "宿迁市人民政府"),
        ("电子版可在上城区人民政府门户网站下载。", "上城区人民政府"),
        ("本报告由钱塘区市场监督管理局编制。", "钱塘区市场监督管理局"),
        ("本报告由上城区经济信息化和科学技术局编制。", "上城区经济信息化和科学技术局"),
        ("请与上城区经济信息化和科学技术局办公室联系。", "上城区经济信息化和科学技术局办公室"),
        ("电子版可在门户网站（http://www.suqian.gov.cn）下载。", "www.suqian.gov.cn"),
    ],
)
def test_names_of_others_in_the_preface_are_found(preface: str, found: str) -> None:
    """A preface copied from another bureau gives itself away."""
    [finding] = [f for f in checked(preface).findings if f.rule == "S10"]
    assert finding.found == found
    assert finding.at is not None
    assert finding.at.line == 1


def test_a_section_that_speaks_of_another_place_as_itself_is_found() -> None:
    """A sentence that says what another district did is another district's."""
    assert checked(s1="2022年，上城区教育局认真贯彻条例。").outcomes["S10"] == "broken"


@pytest.mark.parametrize(
    "said",
    [
        "参照江苏省的申请办理答复规范，统一答复文书。",
        "学习上城区的做法，完善公开目录。",
        "组织赴宁波市海曙区考察政务公开工作。",
        "按照浙江省人民政府办公厅的部署开展工作。",
        "会同钱塘区财政局公开预决算。",
    ],
)
def test_other_places_may_be_spoken_of(said: str) -> None:
    """A standard, a visit, an example: none of them is this report's own voice."""
    assert checked(s5=said).outcomes["S10"] == "holds"


@pytest.mark.parametrize(
    "said",
    [
        "申请人身份证号11010519491231002X。",
        "申请人身份证号110105194912310021。",
        "申请人联系电话13912345678。",
        "申请人王小明于3月1日提出申请。",
        "收到李建国提交的政府信息公开申请。",
        "原告欧阳明不服答复，提起诉讼。",
    ],
)
def test_personal_data_of_applicants_is_found_and_masked(said: str) -> None:
    """The finding itself tells nothing more."""
    [finding] = [f for f in checked(s3=said).findings if f.rule == "S7"]
    assert finding.at is not None
    assert finding.at.quote[1:].strip("*") == ""
    assert finding.at.quote not in said


@pytest.mark.parametrize(
    "said",
    [
        "咨询电话：13912345678。",
        "我局电话13588888888。",
        "申请人向我局提出申请。",
        "收到申请人提出的政府信息公开申请。",
        "申请人王某某于3月1日提出申请。",
        "文件编号202213912345678901。",
        "申请人均未提起诉讼。",
        "收到群众申请公开的事项3件。",
    ],
)
def test_what_is_nobodys_personal_data_is_left_alone(said: str) -> None:
    """A number that is no identity number, a public telephone, a masked name."""
    assert checked(s3=said).outcomes["S7"] == "holds"


@pytest.mark.parametrize(
    "preface",
    [
        f"全文由{PARTS}等六部分组成。",
        f"本报告包括{PARTS}。",
        f"全文由{LOOSE_PARTS}等六部分组成。",
        "报告共6个部分。",
    ],
)
def test_the_six_parts_listed_are_right(preface: str) -> None:
    """Short titles and long, with and without their number."""
    assert checked(preface).outcomes["X4"] == "holds"


@pytest.mark.parametrize(
    ("preface", "said"),
    [
        (f"全文由{PARTS}等五部分组成。", "写的是 5 部分"),
        (f"全文由{PARTS.replace('总体情况、', '')}等六部分组成。", "没有列“总体情况”"),
        ("报告分为七个部分。", "写的是 7 部分"),
    ],
)
def test_parts_that_do_not_follow_are_found(preface: str, said: str) -> None:
    """Six said and five listed, or a number that is not that of the sections."""
    [finding] = [f for f in checked(preface).findings if f.rule == "X4"]
    assert said in finding.message


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("本年度未收取信息处理费。", "holds"),
        ("发出收费通知0件，总金额0元，未收取信息处理费。", "holds"),
        ("发出收费通知书2件，收取信息处理费300元。", "holds"),
        ("收取信息处理费：按件200元、按页100元，合计300元。", "holds"),
        ("收取信息处理费：按件200元、按页100元，合计400元。", "broken"),
        ("未收取信息处理费，收费金额为300元。", "broken"),
        ("发出收费通知0件，收取信息处理费300元。", "broken"),
        ("无其他需要报告的事项。", "broken"),
    ],
)
def test_the_fee_is_stated_and_agrees_with_itself(said: str, outcome: str) -> None:
    """Nothing collected is stated too."""
    assert checked(s6=said).outcomes["X6"] == outcome


OLD = (
    "2021年存在的问题：部分信息公开不够及时，个别栏目更新缓慢；政策解读形式单一，群众不易看懂；"
    "公开队伍业务能力有待提高。改进措施：一是明确栏目责任人，按月检查；二是采用图解、视频等多种形式解读；"
    "三是组织3次业务培训，学习条例和答复规范。"
)


def test_last_years_text_with_other_numbers_is_alike() -> None:
    """Numbers are masked: a new year makes no new text."""
    new = OLD.replace("2021", "2022").replace("3次", "5次")
    [finding, *_] = [f for f in checked(s5=new, last={5: OLD}).findings if f.rule == "S8"]
    assert finding.found == 100


def test_a_text_of_this_year_is_not_alike() -> None:
    """What is new is more than half."""
    new = (
        "今年发现三个突出问题：企业反映惠企政策分散在多个页面，难以检索；依申请公开答复的说理部分偏简略；"
        "乡镇站点的公开目录与区级目录衔接不畅。已着手建设政策专题页，编写答复说理范例，统一两级目录编码。"
    )
    assert checked(s5=new, last={5: OLD}).outcomes["S8"] == "holds"


def test_likeness_is_of_the_first_text() -> None:
    """A short text inside a long one is all alike; the long one is not."""
    half = "栏目更新不够及时，解读形式较为单一，培训覆盖面还不够广泛，答复文书说理不够充分，" * 2
    other = "编制目录时逐项核对权责清单，听取企业和群众代表意见，公布后每季度复核一次并通报。" * 2
    texts = [own_words([Passage(number=5, before=t)], form=form()) for t in (half, half + other)]
    assert likeness(texts[0], texts[1]) == 100
    assert 40 <= likeness(texts[1], texts[0]) <= 60
    assert likeness("", texts[0]) == 0


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("坚持“公开是常态、公开是例外”。", "broken"),
        ("坚持以公开为常态，公开为例外的原则。", "broken"),
        ("坚持“公开是常态、不公开是例外”。", "holds"),
        ("坚持以公开为常态、不公开为例外。", "holds"),
    ],
)
def test_a_lost_character_reverses_the_sense(said: str, outcome: str) -> None:
    """The principle of the Regulations is quoted whole."""
    assert checked(s1=said).outcomes["S14"] == outcome
