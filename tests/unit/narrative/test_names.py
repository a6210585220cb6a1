"""Cells are named in the words of the form; a name means one thing or nothing."""

from __future__ import annotations

import pytest
from builders.filings import form
from builders.narratives import filled, parsed, values_of

from kit.errors import NarrativeError
from kit.form import load_forms
from kit.narrative.names import cell_names, find_cells, group_names
from kit.narrative.nearest import nearest_names

FIGURES = {
    "t2.licensing.decisions": 3985758,
    "t2.fees.amount": "59237.2449",
    "t3.received.total": 3525,
    "t3.received.enterprise": 3,
    "t3.received.other": 4,
    "t3.granted.total": 258,
    "t3.closed_total.total": 759,
    "t3.denied_state_secret.total": 2,
    "t3.denied_deliberative.total": 5,
    "t4.reconsideration.total": 6,
    "t4.litigation_direct.total": 7,
    "t4.litigation_after_reconsideration.total": 8,
}
LAST = {"t3.received.total": 3511, "t3.granted.total": 300, "t3.closed_total.total": 600}


@pytest.mark.parametrize("edition", load_forms())
def test_every_cell_has_a_name_of_its_own(edition: str) -> None:
    """Each name leads back to the one cell it was made for."""
    of = form(edition)
    names = cell_names(of)
    assert list(names) == list(of.cells)
    assert {name: find_cells(name, form=of) for name in names.values()} == {
        name: (address,) for address, name in names.items()
    }


@pytest.mark.parametrize("edition", load_forms())
def test_every_printed_label_is_a_name(edition: str) -> None:
    """The form's own labels, numbered as they are printed, and all variants name the cell too."""
    of = form(edition)
    for cell in of.tables["t3"].cells.values():
        row, column = cell.row_labels[-1], cell.column_labels[-1]
        for text in (row.text, *row.variants, *row.names):
            assert find_cells(f"表三.{text}.{column.text}", form=of) == (cell.address,)


@pytest.mark.parametrize("edition", load_forms())
def test_a_group_is_what_it_holds(edition: str) -> None:
    """No group takes in a total beside its parts: the form's sums would count them twice."""
    of = form(edition)
    assert "表三.不予公开.总计" in group_names(of)
    for name in group_names(of):
        columns = {of.cells[cell].column_labels[-1].text for cell in find_cells(name, form=of)}
        assert columns == {"总计"} or "总计" not in columns


@pytest.mark.parametrize(
    ("placeholder", "said"),
    [
        ("{{ 表三.新收.总计 }}", "3525"),
        ("{{表三.新收.总计}}", "3525"),
        ("{{ 表3．本年新收 。 合计 }}", "3525"),
        ("{{ t3.新收.总计 }}", "3525"),
        ("{{ 表三.一、本年新收政府信息公开申请数量.总计 }}", "3525"),
        ("{{ 表三.收到 }}", "3525"),
        ("{{ 表三.新收.法人或其他组织 }}", "7"),
        ("{{ 表三.（三）不予公开.总计 }}", "7"),
        ("{{ 表三.1.属于国家秘密.总计 }}", "2"),
        ("{{ 表三.办理结果.总计 }}", "759"),
        ("{{ 表四.行政诉讼.总计 }}", "15"),
        ("{{ 表四.行政复议 }}", "6"),
        ("{{ 上年.表三.新收.总计 }}", "3511"),
        ("{{ 去年的表三.新收.总计 }}", "3511"),
        ("{{ 合计 表三.不予公开.总计 表三.予以公开.总计 }}", "265"),
        ("{{ 占比 表三.予以公开.总计 占 表三.办结.总计 }}", "33.99%"),
        ("{{占比表三.予以公开.总计占表三.办结.总计}}", "33.99%"),
        ("{{ share 表三.予以公开.总计 of t3.closed_total.total }}", "33.99%"),
        ("{{ 占比 上年.表三.予以公开.总计 占 上年.表三.办结.总计 }}", "50.00%"),
        ("{{ 比上年 表三.新收.总计 }}", "增长0.40%"),
        ("{{比上年表三.新收.总计}}", "增长0.40%"),
        ("{{ 增长率 表三.予以公开.总计 }}", "-14.00%"),
        ("{{ 表二.行政许可.处理决定 以万计 }}", "398.58万"),
        ("{{ 表二.行政事业性收费.收费金额 in 亿 }}", "5.92亿"),
        ("{{ 年度 }}", "2022"),
        ("{{ 上年度 }}", "2021"),
        ("{{ 机关名称 }}", "某某区经济局"),
        ("{{ 联系电话 }}", "12345678"),
    ],
)
def test_filled(placeholder: str, said: str) -> None:
    """A name in Chinese says what the address says, with the verbs of its own language."""
    assert filled(f"共{placeholder}件。", values_of(FIGURES, last=LAST)) == f"共{said}件。"


@pytest.mark.parametrize(
    "name",
    [
        "表三.总计",
        "表三.自然人",
        "表四.总计",
        "表四.结果维持",
        "表二.规章",
        "表三.结果维持.总计",
        "表三",
    ],
)
def test_what_could_mean_several_things_means_none(name: str) -> None:
    """A name that leaves row or column open is unknown, never guessed."""
    assert find_cells(name, form=form()) == ()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("表三.收件.合计", "表三.新收.总计"),
        ("新收", "表三.新收.总计"),
        ("新收.自然人", "表三.新收.自然人"),
        ("表三.不公开.总计", "表三.不予公开.总计"),
        ("表三.过程信息.总计", "表三.过程性信息.总计"),
        ("表二.许可.办理数量", "表二.行政许可.处理决定"),
        ("表三.商业秘密.总计", "表三.第三方合法权益.总计"),
        ("表四.复议.纠正", "表四.行政复议.结果纠正"),
        ("表三.新收.企业数", "表三.新收.商业企业"),
        ("表五.新收.总计", "表三.新收.总计"),
        ("表三.自然人", "表三.新收.自然人"),
        ("上年.表三.收件.合计", "上年.表三.新收.总计"),
        ("单位名", "机关名称"),
        ("年分", "年度"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    """The message names what is nearest by the words of all labels, ready to be copied."""
    assert nearest_names(name, form=form(), limit=3)[0] == nearest
    with pytest.raises(NarrativeError, match=f"最接近的是 {nearest}"):
        filled(f"{{{{ {name} }}}}")


def test_a_name_like_nothing_is_answered_with_all_there_are() -> None:
    """Where nothing is near, the names of no figure are listed."""
    with pytest.raises(NarrativeError, match="年度；另有 上年度"):
        filled("{{ 哈哈 }}")


@pytest.mark.parametrize(
    ("placeholder", "message"),
    [
        ("{{ 占比 表三.予以公开.总计 }}", "“占”和它两边的名称"),
        ("{{ 合计 }}", "合计和它后面的名称"),
        ("{{ 比上年 上年.表三.新收.总计 }}", "比上年 自己会取上年的数，请去掉 上年。"),
        ("{{ 表三.新收.总计 表三.办结.总计 }}", "请用动词开头：最接近的是 "),
        ("{{ 合计 表二.行政事业性收费 表三.新收 }}", "这里混用了万元、件"),
        ("{{ 表三 新收 总计 }}", "各段之间用点号：表三.新收.总计。"),
        ("{{ 表二 }}", "“二、主动公开政府信息情况”之内"),
    ],
)
def test_mistakes_are_told_in_the_words_they_were_made_in(placeholder: str, message: str) -> None:
    """Who writes Chinese is shown Chinese, not the Latin words it stands for."""
    with pytest.raises(NarrativeError, match=message):
        filled(placeholder)


def test_a_table_may_be_called_by_its_name() -> None:
    """``{{ 表三 }}`` alone on its line is where the table stands."""
    text = "## 三、收到和处理政府信息公开申请情况\n甲。\n{{ 表三 }}\n乙。"
    passage = parsed(text).section(3)
    assert (passage.before, passage.after) == ("甲。", "乙。")
