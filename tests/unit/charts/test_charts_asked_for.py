"""``charts`` in report.yaml decides which pictures the public page has; none by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.charts import years_of
from builders.filings import form, real_filing, zero_filing
from builders.reports import report_of

from kit.datafile import schema_text
from kit.errors import ParameterError
from kit.notebook.show import section_html
from kit.parameters import CHARTS, Parameters, read_parameters
from kit.report import Report


def asked(folder: Path, text: str) -> tuple[str, ...]:
    """Return the pictures that a report.yaml of *text* asks for."""
    (folder / "report.yaml").write_text(text, "utf-8")
    return read_parameters(folder).charts


def report(*charts: str) -> Report:
    """Return a report that asks for *charts*."""
    return report_of(real_filing("suqian-2024"), parameters=Parameters(charts=charts))


@pytest.mark.parametrize(
    ("text", "charts"),
    [
        ("", ()),
        ("charts: false", ()),
        ("charts: true", CHARTS),
        ("charts: [disputes, requests]", ("disputes", "requests")),
    ],
)
def test_charts_are_all_or_some_or_none(tmp_path: Path, text: str, charts: tuple[str, ...]) -> None:
    """``true`` is all of them; without the key there are none."""
    assert asked(tmp_path, text) == charts


@pytest.mark.parametrize(
    "text", ["charts: [pie]", "charts: requests", "charts: [requests, requests]"]
)
def test_what_is_no_chart_is_refused(tmp_path: Path, text: str) -> None:
    """The message names the key, and the charts there are."""
    with pytest.raises(ParameterError, match=r"report.yaml 第 1 行 charts"):
        asked(tmp_path, text)


def test_the_schema_knows_the_charts_there_are() -> None:
    """Editors offer the same names."""
    schema = json.loads(schema_text("parameters"))
    assert tuple(schema["properties"]["charts"]["items"]["enum"]) == CHARTS


def test_a_report_that_asks_for_none_has_none() -> None:
    """Section three ends with its table."""
    assert "<figure" not in section_html(report(), number=3)


def test_pictures_stand_after_the_table_of_their_section() -> None:
    """Those of requests in section three, those of disputes in section four, none elsewhere."""
    opened = report(*CHARTS)
    three, four = (section_html(opened, number=number) for number in (3, 4))
    assert [three.count("<figure"), four.count("<figure")] == [3, 1]
    assert three.index("（七）总计") < three.index("<figure")
    assert "<figure" not in section_html(opened, number=5)


def test_years_before_are_those_of_the_report() -> None:
    """The report's own earlier filings are in the picture of the years."""
    *earlier, last = years_of("suqian-2024", 2988, 3120)
    opened = report_of(last, parameters=Parameters(charts=("requests",)))
    with_years = Report(
        **{name: getattr(opened, name) for name in Report.__slots__} | {"history": tuple(earlier)}
    )
    assert "2022—2024年" in section_html(with_years, number=3)


def test_nothing_to_draw_is_a_sentence() -> None:
    """An agency without requests says so."""
    opened = report_of(zero_filing(form()), parameters=Parameters(charts=("disputes",)))
    assert section_html(opened, number=4).endswith(
        "<p>2022年没有因政府信息公开引起的行政复议、行政诉讼。</p>"
    )
