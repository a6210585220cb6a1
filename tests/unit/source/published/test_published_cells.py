"""Cells of published tables: words beside numbers, marks, digits that ran together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from builders.filings import form, real_filing, zero_filing
from builders.portals import plain, small_article
from builders.published import read

from kit.source.filing import Figure, Filing
from kit.source.published import Published
from kit.source.published.split import Split, split_rows
from kit.source.values import build_filing

ROW = "t3.received"
COLUMNS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other", "total")


def published(values: Mapping[str, object], folder: Path, *, edition: str = "2021") -> Published:
    """Publish zeros but for *values* as a page, and read it."""
    of = form(edition)
    said = dict.fromkeys(of.cells, 0) | dict(values)
    year = of.first_year
    filing = build_filing(of, agency="a", year=year, values=said)  # type: ignore[arg-type]
    path = folder / "page.html"
    path.write_text(plain(small_article(year, filing=filing)), "utf-8")
    return read(path, year=year)


@pytest.mark.parametrize(
    ("address", "written", "value"),
    [
        ("t2.normative_documents.issued", "22（其中修订16件）", 22),
        ("t2.licensing.decisions", "1,286件", 1286),
        ("t2.penalties.decisions", "３宗", 3),
        ("t2.fees.amount", "18.8710万元", "18.8710"),
    ],
)
def test_words_beside_a_number_are_kept(
    address: str, written: str, value: object, tmp_path: Path
) -> None:
    """The number is read, the words are kept and said."""
    found = published({address: written}, tmp_path)
    figure = found.filing.figures[address]
    assert (str(figure.value), figure.raw, figure.is_remarked) == (str(value), written, True)
    (fault,) = found.faults
    assert written in str(fault)
    assert "批注" in str(fault)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("t2.normative_documents.issued", "约22"),
        ("t2.normative_documents.issued", "22+16"),
        ("t2.normative_documents.issued", "22万元"),
        ("t2.fees.amount", "18.87亿元"),
        ("t2.fees.amount", "188710元"),
        ("t3.received.total", "/"),
        ("t3.received.total", "—"),
        ("t3.received.total", "3 或 4"),
        ("t3.received.total", "3；4"),
    ],
)
def test_what_is_no_number_stays_unread(address: str, written: str, tmp_path: Path) -> None:
    """Another unit, a sum, a mark: no figure, a finding with the words."""
    found = published({address: written}, tmp_path)
    assert found.filing.value(address) is None
    assert any(written in str(fault) for fault in found.faults)


def test_an_amount_with_its_unit_is_lawful_in_2019(tmp_path: Path) -> None:
    """采购总金额 has no printed unit there: 592万元 is no fault."""
    found = published({"t2.procurement.amount": "592万元"}, tmp_path, edition="2019")
    assert found.filing.value("t2.procurement.amount") == 5_920_000
    assert found.faults == ()


def glued(filing: Filing, rows: Mapping[str, str]) -> dict[str, Figure]:
    """Return the figures of *filing* with some rows run together in their first cell."""
    of = form(filing.edition)
    values: dict[str, object] = {a: f.value for a, f in filing.figures.items()}
    for row, text in rows.items():
        for address in (a for a in of.cells if a.startswith(f"{row}.")):
            values[address] = None
        values[f"{row}.natural_person"] = text
    built = build_filing(of, agency="a", year=2023, values=values)  # type: ignore[arg-type]
    return dict(built.figures)


def row_digits(filing: Filing, row: str, between: str = "") -> str:
    """Return the digits of a row of table three, run together."""
    return between.join(filing.figures[f"{row}.{column}"].text for column in COLUMNS)


@pytest.mark.parametrize("row", ["t3.received", "t3.carried_out", "t3.denied_deliberative"])
def test_digits_are_parted_where_the_rules_leave_one_way(row: str) -> None:
    """Rows of a real report run together come apart as they were."""
    filing = real_filing("suqian-2023")
    figures = glued(filing, {row: row_digits(filing, row)})
    split = split_rows(figures, form=form())
    changed, faults = split.figures, split.faults
    wanted = {f"{row}.{c}": filing.value(f"{row}.{c}") for c in COLUMNS}
    assert all(figure.value in (wanted[a], None) for a, figure in changed.items())
    assert len(faults) == 1
    if row == "t3.carried_out":
        assert {a: f.value for a, f in changed.items()} == wanted
        assert "只有一种拆法" in str(faults[0])


def test_a_row_of_zeros_has_one_way() -> None:
    """Seven zeros are seven cells."""
    figures = glued(zero_filing(form(), year=2023), {"t3.granted": "0000000"})
    changed = split_rows(figures, form=form()).figures
    assert {figure.value for figure in changed.values()} == {0}


def test_a_row_without_a_lawful_way_stays_empty() -> None:
    """What adds up in no way is left out, and named."""
    blank = dict.fromkeys(form().cells)
    several = blank | {f"{ROW}.natural_person": "1111115"}
    built = build_filing(form(), agency="a", year=2023, values=several)
    split = split_rows(built.figures, form=form())
    assert {figure.value for figure in split.figures.values()} == {None}
    ambiguous = blank | {f"{ROW}.natural_person": "10 100 0 0 0 11"}
    built = build_filing(form(), agency="a", year=2023, values=ambiguous)
    split = split_rows(built.figures, form=form())
    assert {figure.value for figure in split.figures.values()} == {None}
    assert "留空" in str(split.faults[0])
    assert split.imported[0].at == f"{ROW}.*"


def test_cells_that_all_ways_agree_on_are_taken() -> None:
    """Of 11 and 5 in one block it is not told where the other 1 belongs; the rest is."""
    blank = dict.fromkeys(form().cells)
    digits = blank | {"t4.reconsideration.upheld": "2441154420103713213"}
    built = build_filing(form(), agency="a", year=2023, values=digits)
    split = split_rows(built.figures, form=form())
    assert {a for a, f in split.figures.items() if f.value is None} == {
        "t4.reconsideration.other",
        "t4.reconsideration.pending",
    }
    assert split.figures["t4.litigation_after_reconsideration.total"].value == 13
    assert "行政复议·其他结果" in str(split.faults[0])


@pytest.mark.parametrize(
    ("digits", "wanted"), [("000", (0, 0, 0)), ("3121", (None,) * 3), ("2118", (None,) * 3)]
)
def test_a_row_without_sums_is_parted_by_its_columns_alone(
    digits: str, wanted: tuple[int | None, ...]
) -> None:
    """Three zeros have one way into three cells; what has several is left out."""
    values = dict.fromkeys(form().cells, 0) | dict.fromkeys(
        ("t2.rules.repealed", "t2.rules.in_force")
    )
    built = build_filing(form(), agency="a", year=2023, values=values | {"t2.rules.issued": digits})
    split = split_rows(built.figures, form=form())
    assert tuple(figure.value for figure in split.figures.values()) == wanted


def test_a_row_that_is_only_short_of_cells_is_no_run_of_digits() -> None:
    """One number and blanks is what it is: blanks."""
    figures = glued(zero_filing(form(), year=2023), {"t3.granted": "12"})
    assert split_rows(figures, form=form()) == Split(figures={})


@pytest.mark.parametrize("between", ["</p><p>", "<br>", " "])
def test_two_numbers_in_one_cell_are_never_joined(between: str, tmp_path: Path) -> None:
    """1 and 2 on lines of their own are not 12: no figure, a finding."""
    path = tmp_path / "page.html"
    html = plain(small_article())
    path.write_text(html.replace(">3402<", f"><p>34{between}02</p><", 1), "utf-8")
    found = read(path)
    assert found.filing.value("t3.received.natural_person") is None
    assert any("34；02" in str(fault) for fault in found.faults)
