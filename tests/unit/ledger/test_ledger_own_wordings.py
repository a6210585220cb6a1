"""Wordings of an agency's own: read as it says, and refused where it may not say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import HEADINGS, YEAR, page_of, request
from builders.spreadsheets import write_book

from kit.errors import ParameterError
from kit.ledger import Ledger, OwnWordings, read_ledger
from kit.ledger.own import form_labels, own_vocabularies


def read(folder: Path, own: OwnWordings, *, edition: str = "2021", **cells: str) -> Ledger:
    """Return what a ledger of one request comes to."""
    path = write_book(folder / "ledger.xlsx", [page_of("申请", HEADINGS, [request(**cells)])])
    return read_ledger([path], form=form(edition), year=YEAR, wordings=own)


def refused(own: OwnWordings, *, edition: str = "2021") -> str:
    """Return what is said of wordings that an agency may not have."""
    with pytest.raises(ParameterError) as error:
        own_vocabularies(own, form=form(edition))
    return str(error.value)


@pytest.mark.parametrize(
    "said", ["denied_deliberative", "属于四类过程性信息", "6.属于四类过程性信息", "过程性信息"]
)
def test_a_wording_of_its_own_means_the_row_it_names(tmp_path: Path, said: str) -> None:
    """By id, by the form's label, by any wording known; in whatever width and with punctuation."""
    own = {"outcomes": {"按内部材料（甲类）答复": said}}
    ledger = read(tmp_path, own, 答复类型="按内部材料(甲类)，答复")
    assert ledger.counts["t3.denied_deliberative.natural_person"].value == 1


def test_it_stands_beside_those_known(tmp_path: Path) -> None:
    """As a part of a longer wording, and together with its group."""
    own = {"outcomes": {"甲类材料": "属于四类过程性信息"}}
    ledger = read(tmp_path, own, 答复类型="不予公开（甲类材料）")
    assert ledger.counts["t3.denied_deliberative.total"].value == 1


def test_applicants_that_only_the_agency_knows(tmp_path: Path) -> None:
    """A village committee fits no column by its name; the agency knows how it is registered."""
    own = {"applicants": {"村民委员会": "其他"}}
    ledger = read(tmp_path, own, 申请人类型="村民委员会")
    assert ledger.counts["t3.received.other"].value == 1


def test_what_is_still_open_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    """It is no row of the form."""
    own = {"outcomes": {"流转中": "办理中"}}
    ledger = read(tmp_path, own, 答复类型="流转中", 答复日期="")
    assert ledger.counts["t3.carried_out.total"].value == 1


def test_a_row_of_another_edition_is_the_one_that_stands_for_it(tmp_path: Path) -> None:
    """The form of 2019 has one row for other handling."""
    own = {"outcomes": {"自愿了结": "申请人撤回"}}
    ledger = read(tmp_path, own, edition="2019", 答复类型="自愿了结")
    assert ledger.counts["t3.other_handling.total"].value == 1


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (
            {"outcomes": {"甲": "不公开了"}},
            "outcomes.甲：应为表式里答复类型的名称，实为不公开了。最接近的是",
        ),
        ({"outcomes": {"甲": "不予公开"}}, "outcomes.甲：应为表式里答复类型的名称，实为不予公开。"),
        ({"outcomes": {"甲": "other_handling"}}, "outcomes.甲：应为表式里答复类型的名称"),
        ({"outcomes": {"国家秘密": "予以公开"}}, "outcomes.国家秘密：应为共用的写法表里没有"),
        ({"outcomes": {"国家 秘密": "予以公开"}}, "实为已归入“1.属于国家秘密”。请删去这一行"),
        ({"outcomes": {"在办": "予以公开"}}, "实为已归入“尚未办结”。"),
        ({"outcomes": {"不予公开": "属于国家秘密"}}, "实为只是大类或不表示结果的词。"),
        ({"outcomes": {"已答复": "予以公开"}}, "实为只是大类或不表示结果的词。"),
        (
            {"outcomes": {"更正申请": "3.其他"}},
            "实为更正与自身相关的信息（条例第四十一条）不是依申请公开",
        ),
        ({"outcomes": {"咨询": "予以公开"}}, "实为咨询在表三没有对应的行"),
        ({"outcomes": {"甲类": "予以公开", "甲 类": "3.其他"}}, "应为一种写法只有一个意思"),
        ({"applicants": {"自然人": "其他"}}, "applicants.自然人：应为共用的写法表里没有"),
    ],
)
def test_what_an_agency_may_not_say(own: OwnWordings, said: str) -> None:
    """No row of that name, a conflict with what all share, a word that says too little."""
    assert said in refused(own)


def test_all_faults_are_listed_at_once() -> None:
    """Of every vocabulary."""
    own = {"outcomes": {"甲": "没有", "国家秘密": "予以公开"}, "results": {"丙": "也没有"}}
    assert len(refused(own).splitlines()) == 3


def test_the_same_as_all_share_is_no_conflict() -> None:
    """Saying what is known already does no harm."""
    assert own_vocabularies({"outcomes": {"国家秘密": "属于国家秘密"}}, form=form())


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("name", ["applicants", "outcomes", "cases", "results", "decisions"])
def test_every_meaning_has_the_forms_label(edition: str, name: str) -> None:
    """What the form prints is read back as the meaning; all rows but sums are there."""
    of = form(edition)
    labels = form_labels(name, form=of)
    outcomes = 21 if edition == "2021" else 19
    wanted = {"applicants": 6, "outcomes": outcomes, "results": 4}
    assert len(labels) == wanted.get(name, 3), labels


MATERIAL = "“甲类材料”按 report.yaml 计为“6.属于四类过程性信息”"


def test_who_reviews_sees_which_rows_were_counted_by_it(tmp_path: Path) -> None:
    """Whole or as a part, in whichever column; rows of other years and other wordings are not."""
    rows = [
        request(登记号="1", 答复类型="甲类材料"),
        request(登记号="2", 答复类型="不予公开（甲类材料）"),
        request(登记号="3", 答复类型="属于四类过程性信息"),
        request(登记号="4", 答复类型="甲类材料", 收到日期="2021-03-01", 答复日期="2021-03-09"),
        request(登记号="5", 答复类型="非甲类材料"),
    ]
    path = write_book(tmp_path / "ledger.xlsx", [page_of("申请", HEADINGS, rows)])
    own = {"outcomes": {"甲类材料": "denied_deliberative", "非甲类材料": "予以公开"}}
    ledger = read_ledger([path], form=form(), year=YEAR, wordings=own)
    assert ledger.counts["t3.denied_deliberative.total"].value == 3
    assert ledger.notes == (
        f"ledger.xlsx 申请 A2、A3：{MATERIAL}，共 2 行。",
        "ledger.xlsx 申请 A6：“非甲类材料”按 report.yaml 计为“（一）予以公开”，共 1 行。",
    )


def test_each_kind_of_words_is_seen(tmp_path: Path) -> None:
    """Applicants in the column beside, results, documents, decisions, and what is open."""
    pages = [
        page_of(
            "申请",
            (*HEADINGS, "组织类别"),
            [[*request(答复类型="流转中", 答复日期="", 申请人类型="法人或其他组织"), "村委会"]],
        ),
        page_of(
            "复议诉讼",
            ("案号", "案件类型", "受理日期", "审结日期", "结果"),
            [["1", "行政复议", "2022-03-01", "2022-04-01", "案结事了"]],
        ),
        page_of(
            "规范性文件",
            ("文号", "类别", "印发日期", "废止日期"),
            [["1", "甲种文件", "2022-03-01", ""]],
        ),
        page_of("月报", ("月份", "决定类别", "件数"), [["1月", "备案审批", 3]]),
    ]
    own = {
        "applicants": {"村委会": "其他"},
        "outcomes": {"流转中": "办理中"},
        "results": {"案结事了": "其他结果"},
        "documents": {"甲种文件": "行政规范性文件"},
        "decisions": {"备案审批": "行政许可"},
    }
    path = write_book(tmp_path / "ledger.xlsx", pages)
    notes = read_ledger([path], form=form(), year=YEAR, wordings=own).notes
    assert [note.partition("：")[2].partition("计为")[0] for note in notes] == [
        f"“{word}”按 report.yaml " for words in own.values() for word in words
    ]


def test_a_wording_that_is_never_met_is_not_spoken_of(tmp_path: Path) -> None:
    """Nothing was counted by it."""
    assert read(tmp_path, {"outcomes": {"甲类材料": "属于四类过程性信息"}}).notes == ()
