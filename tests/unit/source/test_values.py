"""What stands in a cell becomes a value, or keeps its words and says why not."""

from datetime import date
from decimal import Decimal

import pytest
from builders.filings import form

from kit.source.values import Raw, build_filing, read_figure, shortest

CELLS = {
    "count": form("2021").cells["t3.received.total"],
    "decimal": form("2021").cells["t2.fees.amount"],
    "signed": form("2019").cells["t2.licensing.change"],
    "amount": form("2019").cells["t2.procurement.amount"],
}


@pytest.mark.parametrize(
    ("kind", "raw", "value", "text"),
    [
        ("count", 3, 3, "3"),
        ("count", 3.0, 3, "3"),
        ("count", "３", 3, "3"),
        ("count", " 11,398,889 ", 11398889, "11398889"),
        ("signed", "+43", 43, "+43"),
        ("signed", "−14", -14, "-14"),
        ("decimal", 59237.2449, Decimal("59237.2449"), "59237.2449"),
        ("decimal", "18.8710", Decimal("18.8710"), "18.8710"),
        ("decimal", 0.0, Decimal(0), "0"),
        ("amount", "251000元", Decimal(251000), "251000元"),
        ("amount", "592万元", Decimal(5920000), "592万元"),
    ],
)
def test_lawful_values_are_read(kind: str, raw: Raw, value: object, text: str) -> None:
    """Each type reads the ways in which it is lawfully written."""
    figure = read_figure(raw, cell=CELLS[kind])
    assert (figure.value, figure.text, figure.fault) == (value, text, "")


@pytest.mark.parametrize(
    ("kind", "raw", "fault"),
    [
        ("count", "", "空白"),
        ("count", None, "空白"),
        ("count", "  ", "空白"),
        ("count", "/", "“/”"),
        ("count", "22（其中修订16件）", "“22（其中修订16件）”"),
        ("count", -1, "负数 -1"),
        ("count", 1.5, "小数 1.5"),
        ("count", True, "“TRUE”"),
        ("count", date(2020, 1, 2), "“2020-01-02”"),
        ("count", "1,23", "“1,23”"),
        ("decimal", "592万元", "“592万元”"),
        ("amount", "约5万元", "“约5万元”"),
    ],
)
def test_other_contents_keep_their_words(kind: str, raw: Raw, fault: str) -> None:
    """What is no value of its type has a fault and no value, and is not guessed at."""
    figure = read_figure(raw, cell=CELLS[kind])
    assert figure.value is None
    assert figure.fault == fault


@pytest.mark.parametrize(
    ("raw", "note"), [("３", "“３”按 3 读入"), ("1,234", "“1,234”按 1234 读入"), (3, "")]
)
def test_normalising_is_noted(raw: Raw, note: str) -> None:
    """A value that was put right says what it was."""
    assert read_figure(raw, cell=CELLS["count"]).note == note


def test_shortest_digits() -> None:
    """A number prints without exponent and without trailing zeros."""
    assert [shortest(Decimal(x)) for x in ("1E+3", "2.50", "0.0")] == ["1000", "2.5", "0"]


def test_values_not_given_are_blank() -> None:
    """A filing has every cell of its form, given or not."""
    filing = build_filing(form(), agency="a", year=2022, values={"t3.received.total": 2})
    assert set(filing.figures) == set(form().cells)
    assert filing.value("t3.received.total") == 2
    assert filing.value("t3.carried_in.total") is None


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("written", ["20①", "20²", "20⁹", "2₀", "①", "²", "㊿", "1²0", "²⁰"])
def test_a_mark_beside_a_number_is_no_digit_of_it(kind: str, written: str) -> None:
    """A note's number in a circle, above or below the line leaves the cell open."""
    figure = read_figure(written, cell=CELLS[kind])
    assert figure.value is None
    assert written in figure.fault
