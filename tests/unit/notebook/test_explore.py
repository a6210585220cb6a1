"""Published figures of agencies and years in tidy frames."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from builders.filings import filing_of, form
from builders.reports import report_of

from kit.errors import ParameterError
from kit.notebook.explore import (
    COLUMNS,
    compare_agencies,
    compare_years,
    find_growth,
    read_figures,
)
from kit.notebook.record import report_json

RECEIVED, FEES = "t3.received.total", "t2.fees.amount"


def publish(
    outputs: Path,
    agency: str,
    year: int,
    figures: Mapping[str, int | str | None],
    *,
    name: str = "",
) -> None:
    """Write the public data of a report where a build would."""
    filing = filing_of(form(), figures, year=year)
    report = report_of(filing, agency={"id": agency, "name": name or f"{agency}局"})
    folder = outputs / str(year) / agency
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(report_json(report), "utf-8")


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Give two agencies' reports, one of them of two years."""
    publish(tmp_path, "one", 2022, {RECEIVED: 4, FEES: "1.50"})
    publish(tmp_path, "one", 2023, {RECEIVED: 6, FEES: "/"})
    publish(tmp_path, "two", 2023, {RECEIVED: 0})
    return tmp_path


def test_each_figure_is_a_row(outputs: Path) -> None:
    """Sorted by year, agency and the form's order; what could not be read is missing."""
    figures = read_figures(outputs)
    assert tuple(figures.columns) == COLUMNS
    assert len(figures) == 3 * len(form().cells)
    assert list(dict.fromkeys(zip(figures["year"], figures["agency"], strict=True))) == [
        (2022, "one"),
        (2023, "one"),
        (2023, "two"),
    ]
    fees = figures[figures["address"] == FEES].set_index(["year", "agency"])["value"]
    assert fees[2022, "one"] == 1.5
    assert pd.isna(fees[2023, "one"])


def test_only_the_years_and_agencies_asked_for(outputs: Path) -> None:
    """Both narrow the same frame."""
    figures = read_figures(outputs, years=[2023], agencies=["one"])
    assert set(zip(figures["year"], figures["agency"], strict=True)) == {(2023, "one")}


def test_agencies_of_a_year_stand_side_by_side(outputs: Path) -> None:
    """A row each, columns in the order asked for."""
    wide = compare_agencies(read_figures(outputs), year=2023, addresses=[RECEIVED])
    assert wide.iloc[:, 0].to_dict() == {"one局": 6.0, "two局": 0.0}
    assert list(wide.columns) == [form().cells[RECEIVED].name]


def test_agencies_of_one_name_stay_two(outputs: Path) -> None:
    """Bureaus of two places: neither is lost nor is any mean made of them."""
    publish(outputs, "three", 2023, {RECEIVED: 8}, name="two局")
    wide = compare_agencies(read_figures(outputs), year=2023, addresses=[RECEIVED])
    assert wide.iloc[:, 0].to_dict() == {"one局": 6.0, "two局（three）": 8.0, "two局（two）": 0.0}


def test_an_agency_without_the_figure_keeps_its_row(outputs: Path) -> None:
    """What cannot be read is missing, not the agency; columns come as they were asked for."""
    wide = compare_agencies(read_figures(outputs), year=2023, addresses=[FEES])
    assert wide.iloc[:, 0].isna().to_dict() == {"one局": True, "two局": False}
    both = compare_agencies(read_figures(outputs), year=2023, addresses=[RECEIVED, FEES])
    assert list(both.columns) == [form().cells[each].name for each in (RECEIVED, FEES)]


def test_years_of_an_agency_stand_one_below_the_other(outputs: Path) -> None:
    """Oldest first."""
    wide = compare_years(read_figures(outputs), agency="one", addresses=[RECEIVED])
    assert wide.iloc[:, 0].to_dict() == {2022: 4.0, 2023: 6.0}


def test_growth_is_what_both_years_have(outputs: Path) -> None:
    """With its difference and percentage; nothing is made of what one year lacks."""
    [growth] = find_growth(read_figures(outputs), year=2023).to_dict("records")
    assert (growth["address"], growth["difference"], growth["percent"]) == (RECEIVED, 2.0, 50.0)


@pytest.mark.parametrize("content", ["", "[]", '{"edition": "1999"}', json.dumps({"year": 1})])
def test_a_file_that_is_no_report_is_named(outputs: Path, content: str) -> None:
    """By year and agency, with what to do."""
    (outputs / "2023" / "two" / "report.json").write_text(content, "utf-8")
    with pytest.raises(ParameterError, match=r"2023/two/report\.json.*请重新运行 kit build"):
        read_figures(outputs)


def test_nothing_built_says_what_to_run(tmp_path: Path) -> None:
    """An empty frame would only fail later."""
    with pytest.raises(ParameterError, match="请先运行 kit build"):
        read_figures(tmp_path)


def test_what_is_not_known_is_named(outputs: Path) -> None:
    """An address or an agency misspelt, with the nearest there are."""
    figures = read_figures(outputs)
    with pytest.raises(ParameterError, match=r"t3\.recieved\.total"):
        compare_agencies(figures, year=2023, addresses=["t3.recieved.total"])
    with pytest.raises(ParameterError, match=r"year：.*实为 2019。已有的年度：2022、2023"):
        compare_agencies(figures, year=2019, addresses=[RECEIVED])
    with pytest.raises(ParameterError, match="three"):
        compare_years(figures, agency="three", addresses=[RECEIVED])
