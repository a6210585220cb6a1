"""Data for spreadsheets: one line a figure, nothing a program could run, only what is public."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pytest
from builders.filings import filing_of, form
from builders.reports import report_of
from builders.sheets import read_back

from kit.export.tidy import COLUMNS, HEADINGS, plain, render_csv, render_xlsx, tidy_lines
from kit.notebook.record import report_json
from kit.source.values import Raw

#: What a program passes over before a formula.
BEFORE = (
    *("", " ", "\t", "\r", "\n", "\ufeff", "\u00a0", "\u3000", "\u200b", "\u202e", "\u2066"),
    *("\u00ad", '"', "'", "“", "\u0301", "\U000e0041", "\x00", "\x1b", ' "\u200e\r'),
)
#: What a program passes over before a formula.
BEFORE = (
    *("", " ", "\t", "\r", "\n", "\ufeff", "\u00a0", "\u3000", "\u200b", "\u202e", "\u2066"),
    *("\u00ad", '"', "'", "“", "\u0301", "\U000e0041", "\x00", "\x1b", ' "\u200e\r'),
)
TITLE = "某某区测试局2022年政府信息公开工作年度报告"


def record_of(
    values: Mapping[str, Raw], *, edition: str = "2021", name: str = "某某区测试局"
) -> bytes:
    """Return ``report.json`` of a filing of zeros but for *values*."""
    filing = filing_of(form(edition), values)
    return report_json(report_of(filing, agency={"name": name})).encode()


def lines_of(content: bytes) -> dict[str, dict[str, str]]:
    """Return the lines of a CSV by address, each by column."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return {line["address"]: line for line in csv.DictReader(text)}


def test_a_line_says_all_about_its_figure() -> None:
    """It can be filtered and added up without any other file."""
    lines = lines_of(render_csv(record_of({"t3.denied_third_party.enterprise": 3})))
    assert lines["t3.denied_third_party.enterprise"] == {
        "year": "2022",
        "agency": "test-agency",
        "name": "某某区测试局",
        "table": "t3",
        "row": "denied_third_party",
        "column": "enterprise",
        "row_label": "三、本年度办理结果·（三）不予公开·4.保护第三方合法权益",
        "column_label": "申请人情况·法人或其他组织·商业企业",
        "unit": "件",
        "address": "t3.denied_third_party.enterprise",
        "value": "3",
    }


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_figure_has_one_line(edition: str) -> None:
    """In the order of the tables."""
    content = render_csv(record_of({}, edition=edition))
    assert list(lines_of(content)) == list(form(edition).cells)


def test_the_csv_is_as_excel_opens_it() -> None:
    """A mark for UTF-8, and its own ends of lines."""
    content = render_csv(record_of({}))
    assert content.startswith(b"\xef\xbb\xbfyear,agency,")
    assert content.count(b"\r\n") == content.count(b"\n") == len(form().cells) + 1


def test_decimals_amounts_and_blanks_stay_what_they_are() -> None:
    """A decimal keeps its digits, an amount its unit, an unread cell is empty."""
    lines = lines_of(render_csv(record_of({"t2.fees.amount": "18.8710", "t3.granted.total": "/"})))
    assert lines["t2.fees.amount"]["value"] == "18.8710"
    assert lines["t3.granted.total"]["value"] == ""
    amount = lines_of(render_csv(record_of({"t2.procurement.amount": "592万元"}, edition="2019")))
    assert amount["t2.procurement.amount"]["value"] == "592万元"


@pytest.mark.parametrize("change", [-14, 43])
def test_a_signed_change_is_a_number(change: int) -> None:
    """The form of 2019 has them; a sign makes no formula of a number."""
    content = record_of({"t2.licensing.change": f"{change:+d}"}, edition="2019")
    assert lines_of(render_csv(content))["t2.licensing.change"]["value"] == str(change)
    sheets = read_back(render_xlsx(content, title=TITLE))
    assert [line[-1] for line in sheets["数据"] if line[-2] == "t2.licensing.change"] == [change]


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " ="]
)
def test_text_like_a_formula_is_made_plain(sign: str) -> None:
    """Of any width, and behind blanks."""
    name = f"{sign}HYPERLINK(1)"
    content = record_of({}, name=name)
    assert {line["name"] for line in lines_of(render_csv(content)).values()} == {f"'{name}"}
    sheets = read_back(render_xlsx(content, title=TITLE))
    names = {line[2] for line in sheets["数据"][1:]}
    assert len(names) == 1
    assert str(names.pop()).startswith("'")


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣−")
@pytest.mark.parametrize("before", BEFORE, ids=ascii)
def test_what_acts_after_unseen_signs_is_text_as_well(before: str, sign: str) -> None:
    """Programs pass over what has no shape; an apostrophe goes before all of it."""
    neutral = plain(f"{before}{sign}SUM(A1)")
    assert neutral.startswith("'")
    assert neutral.endswith(f"{sign}SUM(A1)")


@pytest.mark.parametrize("text", ["\t某局", "\r某局", "\n某局"])
def test_a_cell_begins_with_no_control(text: str) -> None:
    """Some programs take what follows for a cell of its own."""
    assert plain(text) == f"'{text}"


def test_half_a_character_stops_no_file() -> None:
    """What no file can hold is left out of it; the rest stays."""
    content = record_of({}, name="某局").replace(
        "某局".encode(), "某\\ud800\\u0000\\ufffe局".encode()
    )
    assert {line["name"] for line in lines_of(render_csv(content)).values()} == {"某局"}
    assert "某局" in str(read_back(render_xlsx(content, title="某\ud800\x00\ufffe局")))


@pytest.mark.parametrize("text", ["某某局", "-14", "+3.5", "18.8710", "592万元", "", "一=二"])
def test_other_text_is_left(text: str) -> None:
    """Numbers, and signs that begin nothing."""
    assert plain(text) == text


def test_the_spreadsheet_has_the_tables_as_printed_and_the_lines() -> None:
    """Labels stand where the form has them; numbers are numbers."""
    content = record_of({"t3.received.total": 7, "t2.fees.amount": "96171.6"})
    sheets = read_back(render_xlsx(content, title=TITLE))
    assert list(sheets) == ["表二", "表三", "表四", "数据"]
    assert sheets["数据"][0] == list(HEADINGS)
    assert len(HEADINGS) == len(COLUMNS)
    values = {line[-2]: line[-1] for line in sheets["数据"][1:]}
    assert (values["t3.received.total"], values["t2.fees.amount"]) == (7, 96171.6)
    assert any("一、本年新收政府信息公开申请数量" in line and 7 in line for line in sheets["表三"])


def test_the_same_record_gives_the_same_bytes() -> None:
    """No clock is in them."""
    content = record_of({"t3.received.total": 7})
    assert render_xlsx(content, title=TITLE) == render_xlsx(content, title=TITLE)
    assert render_csv(content) == render_csv(content)


def test_nothing_but_the_public_record_is_read() -> None:
    """What is not in ``report.json`` cannot come out; sections are not figures."""
    record = json.loads(record_of({}))
    record["sections"][0]["markdown"] = "=内情"
    record["source"] = "tables.xlsx!表三!D5"
    said = repr(list(tidy_lines(record)))
    assert "内情" not in said
    assert "tables.xlsx" not in said
