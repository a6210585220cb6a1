"""A picture can be read without colours, without sight, small and on paper."""

from __future__ import annotations

import re

import pytest
from builders.charts import SVG, drawn, texts, widths, years_of
from builders.filings import form, real_filing, zero_filing

from kit.charts import Chart, chart_html, charts_of
from kit.charts.draw import AMBER, BLUE, INK, QUIET, WIDTH, em

FILINGS = years_of("suqian-2024", 2988, None, 3511)
CHARTS = {chart.id: chart for chart in charts_of(FILINGS)}
#: Wider than nothing, narrower than the eye would miss.
LEAST = 1.5


def contrast(color: str) -> float:
    """Return the contrast of *color* with white, as WCAG has it."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    lightness = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (lightness + 0.05)


def requests(*values: int) -> Chart:
    """Return the picture of years that received and closed so many each."""
    filings = [
        zero_filing(
            form(), year=2021 + at, t3__received__total=value, t3__closed_total__total=value
        )
        for at, value in enumerate(values)
    ]
    (chart,) = charts_of(filings, only=["requests"])
    return chart


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_picture_is_well_formed_and_named(chart: Chart) -> None:
    """It is XML, has a role, and a name and a description that its own ids lead to."""
    svg = drawn(chart)
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    named = [svg.find(f".//*[@id='{name}']") for name in svg.get("aria-labelledby", "").split()]
    assert [part.text for part in named if part is not None] == [chart.title, chart.description]
    assert svg.get("viewBox", "").startswith("0 0 360 ")


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_picture_asks_for_nothing(chart: Chart) -> None:
    """No script, no style, no link, no picture of dots: shapes and words."""
    tags = {str(part.tag).removeprefix(SVG) for part in drawn(chart).iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "path", "rect", "text"}
    assert set(re.findall(r"url\(([^)]*)\)", chart.svg)) <= {
        f"#{part.get('id')}" for part in drawn(chart).iter(f"{SVG}pattern")
    }


def test_ids_stand_once_on_a_page() -> None:
    """All pictures together repeat none."""
    html = "".join(map(chart_html, CHARTS.values()))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_no_words_leave_the_picture(chart: Chart) -> None:
    """Every line of words ends within the width."""
    for text in drawn(chart).iter(f"{SVG}text"):
        size = float(text.get("font-size", 12))
        assert float(text.get("x", 0)) + em(text.text or "") * size <= WIDTH + 0.1


def test_colours_can_be_told_from_white() -> None:
    """Bars have a contrast of 3 and more, words of 4.5 and more."""
    assert min(map(contrast, (BLUE, AMBER))) >= 3
    assert min(map(contrast, (INK, QUIET))) >= 4.5


def test_the_two_colours_differ_without_colours() -> None:
    """Printed in black, one is clearly darker than the other."""
    assert contrast(BLUE) / contrast(AMBER) > 1.8


def test_what_is_carried_over_is_hatched() -> None:
    """It is told by its pattern, not by colour."""
    bars = list(drawn(CHARTS["outcomes"]).iter(f"{SVG}rect"))
    assert [bar.get("fill") for bar in bars[:-1]] == [BLUE] * 6
    assert bars[-1].get("fill") == "url(#chart-outcomes-hatch-0)"


def test_every_bar_has_its_number_beside_it() -> None:
    """No axis has to be read."""
    assert texts(CHARTS["outcomes"])[-2:] == ["结转下年度", "125"]


def test_nothing_carried_over_is_not_told_beside_a_bar() -> None:
    """A zero that would only make the label longer is in the table alone."""
    assert texts(requests(5)) == ["2021年", "新收 5", "办结 5"]


def test_a_tiny_number_beside_a_huge_one_can_be_seen() -> None:
    """One request beside ten million has a bar, and the longest label has its room."""
    chart = requests(1, 11398889)
    tiny, _, huge, _ = widths(chart)
    assert tiny == LEAST
    assert huge > 100


def test_bars_are_as_long_as_their_numbers_are_large() -> None:
    """Twice as many is twice as long."""
    ten, _, twenty, _, forty, _ = widths(requests(10, 20, 40))
    assert twenty == pytest.approx(2 * ten, abs=0.2)
    assert forty == pytest.approx(4 * ten, abs=0.4)


def test_long_numbers_stay_in_their_columns() -> None:
    """Eight digits are set smaller than four."""
    filing = zero_filing(form(), t3__granted__natural_person=11398889, t3__granted__research=1)
    (chart,) = charts_of([filing], only=["applicants"])
    (long,) = (text for text in drawn(chart).iter(f"{SVG}text") if text.text == "11398889")
    assert float(long.get("font-size", 12)) < 9


def test_the_same_figures_give_the_same_bytes() -> None:
    """Nothing depends on time or chance."""
    again = charts_of(years_of("suqian-2024", 2988, None, 3511))
    assert again == tuple(CHARTS.values())


def test_words_tell_what_the_picture_shows() -> None:
    """Every number that is not 0 is in the description, by its row and column."""
    said = CHARTS["disputes"].description
    assert "行政复议：结果维持88件、结果纠正18件、其他结果28件、尚未审结36件。" in said
    assert "0件" not in said.replace("10件", "")


# The figure on a page.


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_figure_has_its_caption_and_the_table_behind_it(chart: Chart) -> None:
    """The markup is the one that pages, the PDF and documents know."""
    html = chart_html(chart)
    head = rf'<figure class="chart" id="chart-{chart.id}"><svg .*</svg><figcaption>'
    assert re.match(head, html)
    what = chart.title.partition("年")[2]
    tail = f"<details><summary>数据表</summary><table><caption>数据：{what}</caption>"
    assert html.endswith(f"{chart.title}</figcaption>{tail}" + html.partition(tail)[2])
    assert html.count('<th scope="row">') == chart.table.count("<tr>") - 1


def test_captions_say_whose_numbers_they_are_and_which_picture() -> None:
    """A picture that was taken out of its report still says what it shows, of whom, and when."""
    first, *_ = charts_of(FILINGS, whose="宿迁市政府", is_numbered=True)
    years = f"{FILINGS[0].year}—{FILINGS[-1].year}"
    what = "政府信息公开申请收到和办结数量（单位：件）"
    assert first.title == f"图1　宿迁市政府{years}年{what}"
    assert f"<summary>图1数据表</summary><table><caption>图1数据：{what}" in chart_html(first)


def test_what_is_not_drawn_has_no_number() -> None:
    """The pictures that stand are numbered one after the other."""
    charts = charts_of([real_filing("shanghai-office-2019")], is_numbered=True)
    labels = [chart.title[:2] for chart in charts if chart.svg]
    assert labels == [f"图{number}" for number in range(1, len(labels) + 1)]
    assert labels


def test_only_what_is_asked_for_is_drawn() -> None:
    """In the order of the sections, whatever the order asked in."""
    filing = real_filing("suqian-2023")
    assert [c.id for c in charts_of([filing], only=["disputes", "outcomes"])] == [
        "outcomes",
        "disputes",
    ]
    assert charts_of([filing], only=[]) == ()
    assert [chart.section for chart in charts_of([filing])] == [3, 3, 3, 4]
