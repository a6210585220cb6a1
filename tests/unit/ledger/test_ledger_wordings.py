"""What the free words of a ledger mean, and which of them nobody may guess."""

from __future__ import annotations

import pytest
from builders.filings import form
from builders.ledgers import APPLICANTS, OUTCOMES

from kit.form import Form, load_forms
from kit.ledger.load import load_vocabulary

SUMS = {"received", "carried_in", "closed_total", "carried_out"}


def rows_of(of: Form) -> set[str]:
    """Return the rows of table three."""
    return {address.split(".")[1] for address in of.tables["t3"].cells}


@pytest.mark.parametrize("of", load_forms().values(), ids=lambda of: of.edition)
def test_the_forms_own_labels_mean_their_rows(of: Form) -> None:
    """Whoever writes the form's words, in whatever spelling it is met, is understood."""
    words = load_vocabulary("outcomes")
    for address, cell in of.tables["t3"].cells.items():
        row = address.split(".")[1]
        label = cell.row_labels[-1]
        for text in (label.text, *label.variants, *label.faults):
            if row not in SUMS:
                assert words.read(text, known=rows_of(of)).id == row, text


@pytest.mark.parametrize("of", load_forms().values(), ids=lambda of: of.edition)
def test_every_row_has_wordings(of: Form) -> None:
    """No row of the form is beyond the ledger's reach."""
    words = load_vocabulary("outcomes")
    met = {words.read(text, known=rows_of(of)).id for text in words.words}
    assert met - {""} == (rows_of(of) - SUMS) | ({"open"} & met)


@pytest.mark.parametrize(
    ("vocabulary", "row", "text"),
    [("outcomes", row, text) for row, texts in OUTCOMES.items() for text in texts]
    + [("applicants", row, text) for row, texts in APPLICANTS.items() for text in texts],
)
def test_usual_wordings(vocabulary: str, row: str, text: str) -> None:
    """Words as offices write them."""
    assert load_vocabulary(vocabulary).read(text).id == row


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("不予公开", "只写了大类"),
        ("其他处理", "只写了大类"),
        ("予以公开；信息不存在", "同时合于不止一种"),
        ("不予公开（国家秘密、商业秘密）", "同时合于不止一种"),
        ("不予公开-信息不存在", "大类与细目不符"),
        ("按规定办理", "不在已知的写法之中"),
        ("不属于国家秘密", "不在已知的写法之中"),
        ("更正申请", "条例第四十一条"),
        ("咨询", "没有对应的行"),
        ("不属于政府信息", "没有对应的行"),
        ("党务信息", "没有对应的行"),
        ("申请内容不明确", "是否经过补正"),
        ("告知补正", "不是最终结果"),
        ("告知书", "不在已知的写法之中"),
        ("", "空白"),
    ],
)
def test_what_fits_no_row_or_two_is_asked(text: str, why: str) -> None:
    """Never a guess; the reason is said."""
    meaning = load_vocabulary("outcomes").read(text, known=rows_of(form()))
    assert meaning.id == ""
    assert why in meaning.why


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("applicants", "法人或其他组织", ""),
        ("applicants", "社会组织", ""),
        ("applicants", "法人或其他组织；律师事务所", "legal_service"),
        ("cases", "行政诉讼", ""),
        ("cases", "行政诉讼；经复议否", "litigation_direct"),
        ("cases", "行政诉讼（未经复议直接起诉）", "litigation_direct"),
        ("results", "驳回行政复议申请", ""),
        ("results", "驳回原告诉讼请求", "upheld"),
        ("results", "裁定驳回起诉", "other"),
        ("results", "确认违法", "corrected"),
    ],
)
def test_other_columns(name: str, text: str, wanted: str) -> None:
    """Applicants, cases and results by the same way of reading."""
    assert load_vocabulary(name).read(text).id == wanted


@pytest.mark.parametrize("name", ["outcomes", "applicants", "cases", "results", "decisions"])
def test_no_wording_has_two_meanings(name: str) -> None:
    """A wording stands once: as a meaning, a group, or among those to ask about."""
    words = load_vocabulary(name)
    lists = [set(words.words), set(words.groups), set(words.unclear)]
    assert not lists[0] & lists[1]
    assert not lists[0] & lists[2]
    assert not lists[1] & lists[2]


def test_there_are_many_wordings() -> None:
    """The table of data is what makes the ledger readable."""
    assert len(load_vocabulary("outcomes").words) > 300


def test_what_an_agency_may_settle_is_a_meaning() -> None:
    """Ids that data names for unclear words exist."""
    for name in ("applicants", "outcomes", "results"):
        words = load_vocabulary(name)
        assert words.settled
        assert set().union(*words.settled.values()) <= words.meanings
