"""Every format and every way of laying the tables out reads as the same figures."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from builders.filings import form, real_filing
from builders.spreadsheets import (
    TIDY,
    Distortion,
    figures_read,
    lay_out,
    read_book,
    write_book,
)

from kit.source.filing import Place

REAL = ("qiantang-jxkj-2022", "suqian-2023", "suqian-2024", "shanghai-office-2019")
ONE_SHEET = Distortion(pages="stacked", spans="first")


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".et", ".ods", ".csv"])
def test_published_figures_come_back(name: str, suffix: str, tmp_path: Path) -> None:
    """The figures of published reports survive every format, and nothing is found wrong."""
    filing = real_filing(name)
    distortion = ONE_SHEET if suffix == ".csv" else TIDY
    pages = lay_out(filing, of=form(filing.edition), distortion=distortion)
    path = write_book(tmp_path / f"tables{suffix}", pages)
    found = read_book(path, due=filing.edition)
    assert figures_read(found) == figures_read(filing)
    assert list(found.figures) == list(filing.figures)
    assert found.edition == filing.edition
    assert found.label_faults == ()


@pytest.mark.parametrize(
    "distortion",
    [
        Distortion(spans="first"),
        Distortion(spans="repeated"),
        Distortion(shift_rows=4, shift_columns=3),
        Distortion(captions=False),
        Distortion(order=("t4", "t3", "t2"), names=("甲", "Sheet2", "3")),
        Distortion(pages="stacked", gap=0, captions=False),
        Distortion(pages="stacked", gap=3, order=("t3", "t4", "t2")),
        Distortion(pages="beside"),
        Distortion(pages="beside", order=("t4", "t3", "t2"), spans="repeated"),
        Distortion(spelling="half"),
        Distortion(spelling="full"),
        Distortion(spelling="spaced"),
        Distortion(spelling="broken"),
        Distortion(spelling="radicals"),
        Distortion(spelling="numbered"),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["suqian-2024", "shanghai-office-2019"])
def test_layout_does_not_matter(name: str, distortion: Distortion, tmp_path: Path) -> None:
    """Tables are found by their labels wherever and however they stand."""
    filing = real_filing(name)
    pages = lay_out(filing, of=form(filing.edition), distortion=distortion)
    found = read_book(write_book(tmp_path / "tables.xlsx", pages), due=filing.edition)
    assert figures_read(found) == figures_read(filing)
    assert found.label_faults == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_of_csv(encoding: str, tmp_path: Path) -> None:
    """Text files are read in the encodings Excel and WPS write."""
    filing = real_filing("suqian-2023")
    pages = lay_out(filing, of=form(), distortion=ONE_SHEET)
    found = read_book(write_book(tmp_path / "年报.csv", pages, encoding=encoding))
    assert figures_read(found) == figures_read(filing)
    place = found.figures["t2.rules.issued"].place
    assert place == Place(file="年报.csv", sheet="年报", cell="B5")


def test_every_figure_knows_its_cell(tmp_path: Path) -> None:
    """A figure names file, sheet and cell, in the words of the file."""
    pages = lay_out(real_filing("suqian-2023"), of=form())
    found = read_book(write_book(tmp_path / "tables.xlsx", pages))
    places = {a: str(f.place) for a, f in found.figures.items()}
    assert places["t2.fees.amount"] == "tables.xlsx!表二!B16"
    assert places["t3.received.natural_person"] == "tables.xlsx!表三!D6"
    assert places["t3.carried_out.total"] == "tables.xlsx!表三!J30"
    assert places["t4.litigation_after_reconsideration.total"] == "tables.xlsx!表四!O6"
    assert len(set(places.values())) == len(places)


def test_numbers_typed_as_text_are_noted(tmp_path: Path) -> None:
    """Text, separators and full-width digits are read, and each figure says so."""
    filing = real_filing("suqian-2023")
    pages = lay_out(filing, of=form(), distortion=Distortion(text_numbers=True))
    found = read_book(write_book(tmp_path / "tables.xlsx", pages))
    assert figures_read(found) == figures_read(filing)
    assert all(found.figures[address].note for address in form().tables["t3"].cells)


def test_cells_that_cannot_be_read_are_figures_with_a_fault(tmp_path: Path) -> None:
    """A bad cell alone is no error: it is a figure that says why it has no value."""
    (t2, t3, t4) = lay_out(real_filing("suqian-2023"), of=form())
    row, column = t3.spot("一、本年新收政府信息公开申请数量")
    bad = t3.with_values({(row, column + 3): "/", (row, column + 4): None})
    found = read_book(write_book(tmp_path / "tables.xlsx", [t2, bad, t4]))
    assert found.figures["t3.received.natural_person"].fault == "“/”"
    assert found.figures["t3.received.enterprise"].fault == "空白"


@pytest.mark.parametrize(
    ("name", "due"), [("suqian-2023", "2019"), ("shanghai-office-2019", "2021")]
)
def test_labels_decide_the_edition(name: str, due: str, tmp_path: Path) -> None:
    """A file made in another edition than the one due is read as what it is."""
    filing = real_filing(name)
    pages = lay_out(filing, of=form(filing.edition))
    found = read_book(write_book(tmp_path / "tables.xlsx", pages), due=due)
    assert found.edition == filing.edition
    assert figures_read(found) == figures_read(filing)


def test_other_sheets_and_notes_are_left_alone(tmp_path: Path) -> None:
    """Ledgers, remarks and signatures around the tables are nobody's rows."""
    (t2, t3, t4) = lay_out(real_filing("suqian-2023"), of=form(), distortion=TIDY)
    signed = t3.with_values(
        {
            (t3.height, 0): "注：本表数据截至12月31日",
            (t3.height + 2, 0): "填表人",
            (t3.height + 2, 6): 89535442,
        }
    )
    ledger = t2.with_rows([]).with_values(
        {
            (0, 0): "登记号",
            (0, 1): "信息内容",
            (0, 2): "总计",
            (1, 0): 1,
            (1, 1): "规章文本",
            (1, 2): 3,
        }
    )
    path = write_book(tmp_path / "tables.xlsx", [replace(ledger, name="台账"), t2, signed, t4])
    found = read_book(path)
    assert figures_read(found) == figures_read(real_filing("suqian-2023"))
    assert found.label_faults == ()


def test_a_workbook_open_elsewhere_is_read_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The last saved content is read, and the log names the file of the office program."""
    path = write_book(tmp_path / "tables.xlsx", lay_out(real_filing("suqian-2023"), of=form()))
    (tmp_path / "~$tables.xlsx").write_bytes(b"\5Li Si")
    with caplog.at_level(logging.WARNING, logger="kit"):
        assert read_book(path).edition == "2021"
    (record,) = caplog.records
    assert record.getMessage() == "workbook_open_elsewhere"
    assert record.data == {"file": f"{tmp_path.name}/tables.xlsx"}
