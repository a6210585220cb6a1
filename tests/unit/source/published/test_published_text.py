"""Published text: cells separated by strokes, merged cells left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.portals import Article, as_text, example_article, small_article
from builders.published import read, words_of, words_of_article
from builders.spreadsheets import figures_read
from builders.workspaces import EXAMPLES

from kit.errors import SourceError

#: The text this form was seen in, kept outside the project; the test copies what it needs.
SEED = Path(__file__).parents[5] / "shared" / "data" / "seed-qiantang-jxkj-2022.txt"


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda e: f"{e[1]}-{e[0]}")
def article(request: pytest.FixtureRequest) -> Article:
    """Give each example as it would be published."""
    return example_article(*request.param)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Give the path of a text to write."""
    return tmp_path / "report.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_flattened_text_has_the_figures_and_the_words(
    article: Article, encoding: str, text: Path
) -> None:
    """Each example as flattened text, in each encoding: nothing is lost."""
    text.write_bytes(as_text(article).encode(encoding))
    found = read(text, year=article.filing.year)
    assert figures_read(found.filing) == figures_read(article.filing)
    assert found.filing.label_faults == ()
    assert words_of(found) == words_of_article(article)
    assert (found.title, found.published) == (article.title, article.published)


@pytest.mark.parametrize("separator", ["|", "│", "\t", "｜"])
def test_any_usual_separator_will_do(separator: str, text: Path) -> None:
    """Strokes of any kind and tabs part cells."""
    article = small_article()
    text.write_text(as_text(article).replace("|", separator), "utf-8")
    assert figures_read(read(text).filing) == figures_read(article.filing)


def test_the_seed_is_read_whole(text: Path) -> None:
    """Six sections, three tables of zeros, date, source, title and contact."""
    if not SEED.is_file():
        pytest.skip("the seed text lies outside the project; it is not on this machine")
    text.write_bytes(SEED.read_bytes())
    found = read(text)
    assert found.faults == ()
    assert {figure.value for figure in found.filing.figures.values()} == {0}
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert (found.published, found.source_name) == ("2023-01-28", "区经济信息化和科学技术局")
    assert found.title == "钱塘区经济信息化和科学技术局2022年政府信息公开工作年度报告"
    assert (found.contact.telephone, found.contact.postcode) == ("89535442", "311228")
    assert found.sections[5].markdown == "本年度未收取信息处理费。"


def test_spaces_in_labels_do_not_matter(text: Path) -> None:
    """A label broken for its column's width is the same label."""
    article = small_article()
    said = as_text(article).replace("商业企业", "商业 企业").replace("结果维持", "结果 维持")
    text.write_text(said, "utf-8")
    found = read(text)
    assert found.filing.label_faults == ()
    assert figures_read(found.filing) == figures_read(article.filing)


def test_a_row_with_too_few_cells_is_left_empty(text: Path) -> None:
    """Which of its cells are missing cannot be told: no figure is written, a finding is."""
    article = small_article()
    said = as_text(article)
    row = next(line for line in said.splitlines() if line.startswith("四、结转下年度"))
    text.write_text(said.replace(row, "四、结转下年度继续办理 | 116 | 121"), "utf-8")
    found = read(text)
    columns = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")
    assert [found.filing.value(f"t3.carried_out.{name}") for name in (*columns, "total")] == [
        None
    ] * 7
    assert any("四、结转下年度继续办理" in str(fault) for fault in found.faults)


def test_a_table_that_is_not_there_stays_empty(text: Path) -> None:
    """Two tables are read, the third is named."""
    lines = as_text(small_article()).splitlines()
    kept = [line for line in lines if not line.startswith(("行政复议 |", "结果维持 |"))]
    text.write_text("\n".join(kept), "utf-8")
    found = read(text)
    assert found.filing.value("t3.received.total") == 3511
    assert found.filing.value("t4.reconsideration.total") is None
    assert any("没有找到表四" in str(fault) for fault in found.faults)


def test_a_table_that_stands_twice_stays_empty(text: Path) -> None:
    """Two copies could differ: neither is taken."""
    said = as_text(small_article())
    start, end = said.index("行政复议 |"), said.index("五、存在的主要问题")
    text.write_text(said[:end] + said[start:end] + said[end:], "utf-8")
    found = read(text)
    assert found.filing.value("t4.reconsideration.total") is None
    assert any("只有一" in str(fault) for fault in found.faults)


def test_a_mix_of_editions_is_refused_by_name(text: Path) -> None:
    """Table two of one edition beside table three of the other."""
    new, old = as_text(small_article()), as_text(example_article(2019, "shanghai-office"))
    start, end = "第二十条第（一）项", "三、收到和处理政府信息公开申请情况"
    foreign = old[old.index(start) : old.rindex(end)]
    text.write_text(new[: new.index(start)] + foreign + new[new.rindex(end) :], "utf-8")
    with pytest.raises(SourceError, match="表二是 2019 版，表三是 2021 版"):
        read(text)


def test_the_form_before_2019_is_refused_by_name(text: Path) -> None:
    """The old statistics table is known by its labels."""
    text.write_text(
        "某局2017年政府信息公开工作年度报告\n一、概述\n统计指标 | 单位 | 统计数\n"
        "一、主动公开情况 | —— | ——\n（一）主动公开政府信息数 | 条 | 12\n"
        "（一）收到申请数 | 件 | 3\n（二）申请办结数 | 件 | 3\n",
        "utf-8",
    )
    with pytest.raises(SourceError, match="2019 年以前的格式"):
        read(text)


def test_a_report_in_the_other_edition_keeps_it(text: Path) -> None:
    """A report of 2022 in the form of 2019 is read as what it is; a rule will say so."""
    article = example_article(2019, "shanghai-office")
    text.write_text(as_text(article), "utf-8")
    found = read(text, year=2022)
    assert found.filing.edition == "2019"
    assert figures_read(found.filing) == figures_read(article.filing)
