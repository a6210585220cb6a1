"""The PDF, set by Typst and read back."""

import io
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from builders.articles import PAGE, PARAGRAPH, article, form_slots, report_article, table_html
from builders.filings import form, real_filing
from builders.pdfs import needs_poppler, read_pages, read_tables, read_text
from lxml.etree import HTML

from kit.errors import ExportError, FontError
from kit.export.pdf import render_pdf
from kit.export.pdf.engine import compile_pdf

MM = 72 / 25.4
PITCH = 28.95
REPORT_JSON = '{"schema": "1", "name": "宿迁市人民政府"}\r\n'.encode()
LONG_TABLE = (
    "<table><thead><tr><th>事项名称</th><th>件数</th></tr></thead><tbody>"
    + "".join(f"<tr><td>第{number}项</td><td>{number}</td></tr>" for number in range(70))
    + "</tbody></table>"
)
#: Words that mean something in Typst, Markdown, HTML or a string.
MEANT = r'#strong[x] $x^2$ @ref *a* _b_ `c` <label> // \n " [d] #"e" ~ -- ... = + / {f} &amp; 1. %'


def _render(*parts: str, **page: object) -> bytes:
    return render_pdf(article(*parts), page=PAGE | page, report_json=REPORT_JSON)


@pytest.fixture(scope="module")
def report() -> bytes:
    """Return the PDF of a real report."""
    return render_pdf(_report_html(), page=PAGE, report_json=REPORT_JSON)


def _report_html() -> str:
    words = {1: f"<h3>（一）主动公开情况</h3><p>{PARAGRAPH * 12}</p><ol><li>{PARAGRAPH}</li></ol>"}
    return report_article(real_filing("suqian-2023"), words=words)


def _reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def _squeezed(text: str) -> str:
    return "".join(text.split())


# What the file declares.


def test_the_file_declares_both_standards(report: bytes) -> None:
    """PDF/A-3a and PDF/UA-1 stand in the metadata, and the file is marked as tagged."""
    root: Any = _reader(report).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>3<.*pdfaid:conformance>A<", metadata)
    assert "pdfuaid:part>1<" in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "zh-CN"


def test_title_author_keywords_and_date_are_the_page_s(report: bytes) -> None:
    """The document date is the day of publication."""
    facts = _reader(report).metadata
    assert facts
    assert (facts.title, facts.author) == (PAGE["title"], PAGE["agency"])
    assert facts["/Keywords"] == "政府信息公开, 年度报告, 2023"
    assert str(facts["/CreationDate"]).startswith("D:20240125")


def test_a_report_without_a_date_does_not_take_today_s() -> None:
    """The date is a fixed one, so that the bytes stay the same."""
    facts = _reader(_render("<p>文</p>", published="")).metadata
    assert facts
    assert str(facts["/CreationDate"]).startswith("D:19700101")


def test_report_json_is_attached_byte_for_byte(report: bytes) -> None:
    """The attachment is related to the document as its data, with type and description."""
    reader = _reader(report)
    assert reader.attachments["report.json"] == [REPORT_JSON]
    (file,) = (entry.get_object() for entry in reader.trailer["/Root"]["/AF"])
    assert (file["/AFRelationship"], file["/Desc"]) == ("/Data", "本报告的全部数据")
    assert file["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_every_font_is_embedded(report: bytes) -> None:
    """No reader has to have our fonts."""
    fonts = list(_fonts(_reader(report)))
    assert fonts
    assert all("/FontFile3" in font["/FontDescriptor"] for font in fonts)
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {
        "NotoSerifCJKsc-Bold",
        "NotoSansSC-Regular",
        "FandolKai-Regular",
        "FandolFang-Regular",
        "NotoSerifSC-Regular",
    }


def _fonts(reader: pypdf.PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()["/DescendantFonts"][0].get_object()


def test_headings_are_the_outline(report: bytes) -> None:
    """Title, sections and sub-headings can be reached from the side of a reader."""
    titles = [_squeezed(str(entry.title)) for entry in _flat(_reader(report).outline)]
    headings = [
        _squeezed("".join(h.itertext())) for h in HTML(_report_html()).iter("h1", "h2", "h3")
    ]
    assert titles == headings


def _flat(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        yield from _flat(entry) if isinstance(entry, list) else (entry,)


def test_links_are_links() -> None:
    """A web address can be followed."""
    pdf = _render('<p>见<a href="https://www.suqian.gov.cn">市政府网站</a>。</p>')
    (note,) = _reader(pdf).pages[0]["/Annots"]
    assert note.get_object()["/A"]["/URI"] == "https://www.suqian.gov.cn"


# The same bytes.


def test_the_same_input_gives_the_same_bytes_in_another_process(
    report: bytes, tmp_path: Path
) -> None:
    """Neither time nor folder nor process leave a trace."""
    (tmp_path / "page.html").write_text(_report_html(), "utf-8")
    code = (
        "import json, pathlib, sys; from kit.export.pdf import render_pdf; "
        "page = json.loads(sys.argv[1]); html = pathlib.Path('page.html').read_text('utf-8'); "
        f"pdf = render_pdf(html, page=page, report_json={REPORT_JSON!r}); "
        "pathlib.Path('report.pdf').write_bytes(pdf)"
    )
    subprocess.run([sys.executable, "-c", code, json.dumps(PAGE)], cwd=tmp_path, check=True)
    assert (tmp_path / "report.pdf").read_bytes() == report
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "report.pdf"]


# The page.


@needs_poppler
def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    """The type area is 156 mm wide, lines stand 28.95 pt apart, and none is missing or added."""
    page = read_pages(_render(f"<p>{PARAGRAPH * 40}</p>"), folder=tmp_path)[1]
    lines = page[:-1]
    assert [len(line.text) for line in lines] == [28] * 22
    for line in lines:
        assert line.left == pytest.approx(28 * MM, abs=0.5)
        assert line.right == pytest.approx((28 + 156) * MM, abs=0.5)
    assert lines[0].top == pytest.approx(37 * MM, abs=1)
    for above, below in itertools.pairwise(lines):
        assert below.top - above.top == pytest.approx(PITCH, abs=0.1)


@needs_poppler
def test_a_number_stays_with_what_it_counts(tmp_path: Path) -> None:
    """Wherever it would fall in a line, no line ends with a number that counts something."""
    parts = [
        f"<p>{'文' * more}现行有效11件，占96.90%；第30号，180.86万件。</p>" for more in range(28)
    ]
    lines = read_pages(_render(*parts), folder=tmp_path)
    texts = [line.text for page in lines for line in page[:-1]]
    assert [text for text in texts if text[-1:].isdigit() or text.endswith(("第", "万"))] == []
    assert [text for text in texts if text.startswith(("件", "号", "万", "%"))] == []
    assert sum(text.count("11件") for text in texts) == 28


@needs_poppler
def test_a_title_breaks_between_words(tmp_path: Path) -> None:
    """A name longer than a line breaks after a place or a word, and nothing else does."""
    agency = "广西壮族自治区人力资源和社会保障厅机关事业单位社会保险中心"
    title = f"<h1>{agency}<br>2023年政府信息公开工作年度报告</h1>"
    pdf = render_pdf(
        f"<article>{title}<p>文</p></article>", page=PAGE | {"agency": agency}, report_json=b"{}"
    )
    lines = [line.text for line in read_pages(pdf, folder=tmp_path)[0][:3]]
    assert lines == [agency[:17], agency[17:], "2023年政府信息公开工作年度报告"]


@needs_poppler
def test_a_paragraph_begins_two_characters_in(tmp_path: Path) -> None:
    """So do headings and the items of lists, whose later lines are full."""
    parts = [f"<p>{PARAGRAPH}</p>", "<h2>一、总体情况</h2>", f"<ol><li>{PARAGRAPH}</li></ol>"]
    lines = read_pages(_render(*parts), folder=tmp_path)[0][1:-1]
    indents = [round((line.left / MM - 28) / (156 / 28)) for line in lines]
    assert indents == [2, 0, 2, 2, 0]


@needs_poppler
def test_page_numbers_stand_at_the_outer_edge(tmp_path: Path) -> None:
    """Odd pages have theirs on the right, even ones on the left, one character in."""
    pages = read_pages(_render(f"<p>{PARAGRAPH * 40}</p>"), folder=tmp_path)
    assert [page[-1].text for page in pages] == ["—1—", "—2—", "—3—"]
    assert pages[0][-1].right == pytest.approx(184 * MM - 16, abs=2)
    assert pages[1][-1].left == pytest.approx(28 * MM + 16, abs=2)


@needs_poppler
@pytest.mark.parametrize("before", range(16, 22))
def test_a_heading_never_ends_a_page(tmp_path: Path, before: int) -> None:
    """Headings go with the first line below them."""
    parts = ["<p>文</p>"] * before + ["<h2>一、总体情况</h2>", "<h3>（一）公开</h3>", "<p>末</p>"]
    for page in read_pages(_render(*parts), folder=tmp_path):
        assert page[-2].text in {"文", "末"}


@needs_poppler
def test_a_section_s_heading_and_lead_go_with_its_table(tmp_path: Path) -> None:
    """A table that does not fit takes its heading and the line above it along."""
    table = table_html(form().tables["t4"], filing=real_filing("suqian-2023"))
    parts = ["<p>文</p>"] * 15 + ["<h2>四、复议和诉讼</h2>", "<p>情况如下。</p>", table]
    first, second = read_pages(_render(*parts), folder=tmp_path)
    assert first[-2].text == "文"
    assert [line.text for line in second[:2]] == ["四、复议和诉讼", "情况如下。"]


@needs_poppler
@pytest.mark.parametrize("name", ["suqian-2023", "shanghai-office-2019"])
def test_table_three_fits_below_its_heading_and_two_lines(name: str, tmp_path: Path) -> None:
    """The page before is not left with a heading and a short paragraph alone."""
    filing = real_filing(name)
    table = table_html(form(filing.edition).tables["t3"], filing=filing)
    lead = "申请数量和办理结果按申请人类别列表如下，办理结果按最终结果统计。"
    parts = ["<p>文</p>"] * 20 + ["<h2>三、申请</h2>", f"<p>{lead}</p>", table]
    first, second = read_pages(_render(*parts), folder=tmp_path)
    assert first[-2].text == "文"
    assert second[0].text == "三、申请"


@needs_poppler
def test_the_line_after_a_table_keeps_its_distance(tmp_path: Path) -> None:
    """A heading right below a table would be taken for a row of it."""
    filing = real_filing("suqian-2023")
    for name in ("t2", "t3", "t4"):
        table = table_html(form().tables[name], filing=filing)
        parts = ["<p>文</p>"] * 20 + [table, "<h2>四、诉讼</h2>", "<p>文</p>"]
        _, lines = read_pages(_render(*parts), folder=tmp_path)
        at = next(at for at, line in enumerate(lines) if line.text.startswith("四、诉讼"))
        assert lines[at].top - max(line.bottom for line in lines[:at]) > 10


@needs_poppler
@pytest.mark.parametrize(
    "row", ["<td></td><td>4</td>", "<td>4</td><td></td>", "<td>甲</td><td>乙</td>"]
)
def test_the_line_after_a_writer_s_table_keeps_its_distance(row: str, tmp_path: Path) -> None:
    """Rows of numbers, of blanks and of words are equally high."""
    table = f"<table>{f'<tr>{row}</tr>' * 9}</table>"
    lines = read_pages(_render(table, "<p>后</p>"), folder=tmp_path)[0]
    assert lines[-2].text == "后"
    assert lines[-2].top - lines[-3].bottom > 10


@needs_poppler
def test_lines_after_a_table_are_in_step_again(tmp_path: Path) -> None:
    """A table takes a whole number of lines."""
    table = table_html(form().tables["t4"], filing=real_filing("suqian-2023"))
    lines = read_pages(_render("<p>前</p>", table, "<p>后</p>"), folder=tmp_path)[0]
    steps = (lines[-2].top - lines[1].top) / PITCH
    assert lines[-2].text == "后"
    assert steps == pytest.approx(round(steps), abs=0.01)


@needs_poppler
def test_a_long_title_leaves_no_mere_rest(tmp_path: Path) -> None:
    """A name that needs two lines has them about alike; date and source share the next."""
    title = "新疆维吾尔自治区人力资源和社会保障厅办公室<br>2023年政府信息公开工作年度报告"
    publication = '<p class="publication">日期</p><p class="publication">来源</p>'
    html = article(publication, "<p>文</p>", title=title)
    pdf = render_pdf(html, page=PAGE, report_json=REPORT_JSON)
    first, second, third, date, source, *_ = read_pages(pdf, folder=tmp_path)[0]
    assert min(len(first.text), len(second.text)) > 5
    assert third.text.startswith("2023年")
    assert (date.text, source.text) == ("日期", "来源")
    assert date.top == source.top


# The words.


@needs_poppler
def test_every_word_of_the_page_can_be_read_back(report: bytes, tmp_path: Path) -> None:
    """Paragraphs are whole, and no character turns into a look-alike radical."""
    text = read_text(report, folder=tmp_path)
    text = re.sub(r"—\d+—|\f", "", text)
    for paragraph in HTML(_report_html()).iter("p", "h2", "h3", "li"):
        assert _squeezed("".join(paragraph.itertext())) in text
    assert not re.search("[\u2e80-\u2fdf\ufffd]", text)


@needs_poppler
@pytest.mark.parametrize("length", [40, 60, 200])
def test_a_word_longer_than_a_line_stays_on_the_page(length: int, tmp_path: Path) -> None:
    """An address of the web without a space breaks where it must, and none of it is lost."""
    word = ("https://www.example.gov.cn/xxgk?id=" + "0123456789" * 20)[:length]
    pdf = _render(f'<p>详见<a href="{word}">{word}</a>。</p>', f"<p>又见{word}。</p>")
    right = (28 + 156) * MM + 1
    assert all(line.right <= right for line in read_pages(pdf, folder=tmp_path)[0])
    assert read_text(pdf, folder=tmp_path).count(word) == 2


@needs_poppler
def test_nothing_that_was_typed_becomes_typst(tmp_path: Path) -> None:
    """Signs that mean something to Typst are shown as typed, in words, cells and titles."""
    cells = f"<table><thead><tr><th>{MEANT}</th></tr></thead></table>"
    pdf = render_pdf(
        f"<article><h1>题</h1><h3>{MEANT}</h3><p>{MEANT}</p>{cells}</article>".replace(
            "<label>", "&lt;label&gt;"
        ),
        page=PAGE | {"title": MEANT, "agency": MEANT, "keywords": [MEANT]},
        report_json=REPORT_JSON,
    )
    wanted = _squeezed(MEANT.replace("&amp;", "&"))
    assert read_text(pdf, folder=tmp_path).count(wanted) == 3
    facts = _reader(pdf).metadata
    assert facts
    assert facts.title == MEANT


# Tables.


@needs_poppler
@pytest.mark.parametrize("name", ["suqian-2023", "shanghai-office-2019"])
def test_the_tags_of_tables_are_the_form_s_grid_and_figures(name: str, tmp_path: Path) -> None:
    """Rows, spans, labels and figures of every table read back one to one."""
    filing = real_filing(name)
    of = form(filing.edition)
    pdf = render_pdf(report_article(filing), page=PAGE, report_json=REPORT_JSON)
    for table, cells in zip(of.tables.values(), read_tables(pdf, folder=tmp_path), strict=True):
        assert [(cell.rowspan, cell.colspan) for cell in cells] == form_slots(of, table=table.id)
        wanted = [
            filing.figures[slot.cell.address].text if slot.cell else slot.label.text
            for slot in table.slots
            if slot.cell or slot.label
        ]
        assert [cell.text for cell in cells] == [_squeezed(text) for text in wanted]


@needs_poppler
def test_headers_and_labels_are_tagged_as_headers(report: bytes, tmp_path: Path) -> None:
    """Each title and header of a block and each label of a row is a TH, each figure a TD."""
    tags = [cell.tag for cell in read_tables(report, folder=tmp_path)[0]]
    assert tags[:5] == ["TH"] * 5
    assert tags.count("TH") == 1 + 4 + 3 * 3 + 6


@needs_poppler
def test_table_three_stands_on_one_page(report: bytes, tmp_path: Path) -> None:
    """Its first and its last row are on the same page, below its heading."""
    pages = ["".join(line.text for line in page) for page in read_pages(report, folder=tmp_path)]
    (whole,) = [page for page in pages if "申请人情况" in page]
    assert "三、收到和处理" in whole
    assert "四、结转下年度继续办理" in whole


@needs_poppler
def test_the_header_repeats_where_a_long_table_breaks(tmp_path: Path) -> None:
    """Seventy rows take more than a page, and each page says what its columns are."""
    pages = read_pages(_render("<p>前</p>", LONG_TABLE, "<p>后</p>"), folder=tmp_path)
    assert len(pages) > 2
    for page in pages[1:]:
        assert "".join(line.text for line in page).startswith("事项名称件数")


# What cannot be set.


def test_a_character_without_a_glyph_is_refused_before_it_is_set() -> None:
    """A table's cell is looked at like any word."""
    with pytest.raises(FontError, match=r"U\+E000"):
        _render("<table><tr><td>张\ue000</td></tr></table>")


def test_what_typst_refuses_is_an_export_error(tmp_path: Path) -> None:
    """Its own words are for us, and stay with the error."""
    source = tmp_path / "broken.typ"
    source.write_text("#panic(1)", "utf-8")
    with pytest.raises(ExportError, match="排不出") as refused:
        compile_pdf(source, inputs={}, faces=())
    assert "panicked" in str(refused.value.__cause__)
