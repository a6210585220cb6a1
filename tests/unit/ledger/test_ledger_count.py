"""Figures counted from a ledger whose answers are known, each with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import HEADINGS, YEAR, MadeLedger, make_ledger, page_of, request
from builders.spreadsheets import Page, Value, write_book

from kit.ledger import Ledger, read_ledger


@pytest.fixture(scope="module")
def made() -> MadeLedger:
    """Give 500 requests, and all else beside them."""
    return make_ledger(500, seed=20220515)


def read(folder: Path, *pages: Page, edition: str = "2021", suffix: str = ".xlsx") -> Ledger:
    """Return what a ledger of these sheets comes to."""
    path = write_book(folder / f"ledger{suffix}", pages)
    return read_ledger([path], form=form(edition), year=YEAR)


def rows(*rows: Sequence[Value]) -> list[list[Value]]:
    """Return rows as lists."""
    return [list(row) for row in rows]


def test_every_figure_of_three_tables_is_as_known(made: MadeLedger, tmp_path: Path) -> None:
    """Tables two to four, carried figures and sums: exactly what the seed gives."""
    ledger = read(tmp_path, *made.pages)
    assert list(ledger.counts) == list(form().cells)
    assert {a: count.value for a, count in ledger.counts.items()} == made.figures


def test_every_figure_leads_back_to_its_rows(made: MadeLedger, tmp_path: Path) -> None:
    """The rows behind each figure are those it was made from, and no others."""
    for address, count in read(tmp_path, *made.pages).counts.items():
        (rows,) = count.rows
        assert rows.numbers == made.rows.get(address, ()), address


def test_every_late_answer_is_found(made: MadeLedger, tmp_path: Path) -> None:
    """Late answers, requests left open, late corrections and extensions, and none besides."""
    late = {found.why: found.rows.numbers for found in read(tmp_path, *made.pages).late}
    assert late == made.late
    assert set(late) == {"answered", "unanswered", "correction", "extension"}


def test_the_made_ledger_has_all_there_is_to_count(made: MadeLedger) -> None:
    """Carried in and out, every result, every applicant: none of the known answers is idle."""
    rows = {a.split(".")[1] for a, value in made.figures.items() if value and a.startswith("t3.")}
    assert rows == {a.split(".")[1] for a in form().tables["t3"].cells}
    assert made.figures["t3.carried_in.total"] > 10
    assert made.figures["t3.carried_out.total"] > 10


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".csv"])
def test_any_spreadsheet_will_do(tmp_path: Path, suffix: str) -> None:
    """A ledger reads the same in every format."""
    page = page_of("申请", HEADINGS, [request(), request(申请人类型="企业", 答复类型="信息不存在")])
    counts = read(tmp_path, page, suffix=suffix).counts
    assert counts["t3.received.total"].value == 2
    assert counts["t3.unavailable_not_held.enterprise"].value == 1


def test_the_edition_of_2019_has_one_row_for_the_rest(tmp_path: Path) -> None:
    """What 2021 splits in three is one row there; its table two is counted as far as it can be."""
    page = page_of(
        "申请", HEADINGS, [request(答复类型=t) for t in ("撤回申请", "逾期不补正", "其他处理")]
    )
    documents = page_of(
        "规范性文件",
        ("文号", "印发日期", "公开日期", "废止日期"),
        rows(("1", "2022.1.5", "2022.1.6", "")),
    )
    counts = read(tmp_path, page, documents, edition="2019").counts
    assert counts["t3.other_handling.natural_person"].value == 3
    assert counts["t2.normative_documents.created"].value == 1
    assert counts["t2.normative_documents.total_published"].value == 1
    assert "t2.licensing.items_last_year" not in counts
    assert "t2.rules.created" not in counts


def test_what_was_closed_before_or_came_after_does_not_count(tmp_path: Path) -> None:
    """A ledger kept over years gives each year its own, carried figures by their dates."""
    page = page_of(
        "申请",
        HEADINGS,
        [
            request(收到日期="2021-12-20", 答复日期="2021-12-31"),
            request(收到日期="2021-12-20", 答复日期="2022-01-01"),
            request(收到日期="2022-12-31", 答复日期="2023-01-04", 答复类型="将来的写法"),
            request(收到日期="2022-12-31", 答复日期=None, 答复类型="办理中"),
            request(收到日期="2023-01-01", 申请人类型="不认识", 答复日期=None, 答复类型=None),
        ],
    )
    counts = read(tmp_path, page).counts
    values = {a.split(".")[1]: c.value for a, c in counts.items() if a.endswith(".natural_person")}
    assert {row: value for row, value in values.items() if value} == {
        "received": 2,
        "carried_in": 1,
        "granted": 1,
        "closed_total": 1,
        "carried_out": 2,
    }


def test_a_co_defendants_case_is_left_to_the_other_body(tmp_path: Path) -> None:
    """It is counted once, by the body whose act it was; the note names the row."""
    headings = ("案号", "案件类型", "本机关身份", "受理日期", "审结日期", "结果")
    page = page_of(
        "复议诉讼",
        headings,
        rows(
            ("1", "行政复议", "被申请人", "2022.3.1", "2022.4.1", "维持"),
            ("2", "复议后起诉", "共同被告（复议机关）", "2022.3.1", "2022.4.1", "驳回诉讼请求"),
        ),
    )
    ledger = read(tmp_path, page)
    assert ledger.counts["t4.reconsideration.upheld"].value == 1
    assert ledger.counts["t4.litigation_after_reconsideration.total"].value == 0
    (note,) = ledger.notes
    assert note.startswith("ledger.xlsx 复议诉讼 A3：本机关是共同被告（复议机关），")


def test_a_sheet_may_be_of_one_class_by_its_name(tmp_path: Path) -> None:
    """Without a column of types the sheet's name says it, and other classes are not covered."""
    decisions = page_of(
        "行政处罚", ("决定书文号", "决定日期"), rows(("1", "2022.3.1"), ("2", "2021.3.1"))
    )
    cases = page_of(
        "行政复议", ("案号", "受理日期", "结案日期", "结果"), rows(("1", "2022.3.1", "", "审理中"))
    )
    counts = read(tmp_path, decisions, cases).counts
    assert {a: c.value for a, c in counts.items() if c.value} == {
        "t2.penalties.decisions": 1,
        "t4.reconsideration.pending": 1,
        "t4.reconsideration.total": 1,
    }
    assert {a.rpartition(".")[0] for a in counts} == {"t2.penalties", "t4.reconsideration"}


@pytest.mark.parametrize("month", ["3月", 3, "三月", "2022年3月", "2022-03", date(2022, 3, 1)])
def test_monthly_numbers_add_up(tmp_path: Path, month: Value) -> None:
    """A class a column, however the month is written; the row of sums is left out and noted."""
    page = page_of(
        "按月件数",
        ("月份", "行政许可", "行政处罚", "行政强制"),
        rows((month, 5, 2, 0), ("4月", 7, "1,200", 0), ("合计", 12, 1202, 0)),
    )
    ledger = read(tmp_path, page)
    assert ledger.counts["t2.licensing.decisions"].value == 12
    assert ledger.counts["t2.penalties.decisions"].value == 1202
    assert ledger.notes == ("ledger.xlsx 按月件数 A4：是合计行，没有计入。",)


@pytest.mark.parametrize(
    ("heading", "amounts", "wanted"),
    [
        ("收费金额（元）", (125000.5, "74,999.50"), "20"),
        ("收费金额（万元）", (18.871, 0.129), "19"),
        ("金额", ("5万元", "300元"), "5.03"),
    ],
)
def test_fees_are_summed_in_the_forms_unit(
    tmp_path: Path, heading: str, amounts: tuple[Value, Value], wanted: str
) -> None:
    """By the unit of heading or cell; the fee for processing requests is none of them."""
    page = page_of(
        "收费",
        ("收费项目", "收费日期", heading),
        rows(
            ("登记费", "2022.3.1", amounts[0]),
            ("登记费", "2022.4.1", amounts[1]),
            ("信息处理费", "2022.4.1", "9元"),
        ),
    )
    ledger = read(tmp_path, page)
    assert ledger.counts["t2.fees.amount"].value == Decimal(wanted)
    assert "信息处理费" in ledger.notes[0]


def test_sheets_of_one_kind_are_counted_together(tmp_path: Path) -> None:
    """A sheet a quarter, or several files: the rows say which."""
    first = page_of("一季度", HEADINGS, [request(登记号="1")])
    second = page_of("二季度", HEADINGS, [request(登记号="2"), request(登记号="3")])
    counts = read(tmp_path, first, second).counts
    assert [str(rows) for rows in counts["t3.received.total"].rows] == [
        "ledger.xlsx!一季度!A2",
        "ledger.xlsx!二季度!A2,A3",
    ]
