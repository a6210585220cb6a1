"""The Word document: GB/T 9704's page, real headings and merges, the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from builders.articles import PAGE, article, report_article
from builders.charts import page_with_charts
from builders.documents import form_spans, spans_of
from builders.filings import form, real_filing
from builders.pages import FACTS, sample_page
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml.etree import fromstring

from kit.charts import chart_html, charts_of
from kit.errors import ExportError
from kit.export.docx import render_docx

NAMES = ("suqian-2023", "shanghai-office-2019")
#: Hands of GB/T 9704 by style: what Chinese is written in, and its size.
HANDS = {
    "Title": ("方正小标宋简体", 22),
    "Heading 1": ("黑体", None),
    "Heading 2": ("楷体_GB2312", None),
    "表格文字": ("宋体", 10),
    "Footer": ("宋体", 14),
}


def written(*parts: str) -> Opened:
    """Return the document of an article of *parts*, opened."""
    return Document(BytesIO(render_docx(article(*parts), page=PAGE)))


def elements(content: bytes, tag: str) -> list[Any]:
    """Return the elements of the body that have *tag*, in order."""
    return list(Document(BytesIO(content)).element.body.iter(qn(tag)))


def whole(name: str = "suqian-2023") -> bytes:
    """Return the document of a published report."""
    return render_docx(sample_page(name), page=FACTS)


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_the_forms_merges_and_the_reports_figures(name: str) -> None:
    """Every cell of the form once, with the rows and columns it covers."""
    filing = real_filing(name)
    figures = {address: figure.text for address, figure in filing.figures.items()}
    content = render_docx(report_article(filing), page=PAGE)
    assert spans_of(content, captioned=False) == form_spans(form(filing.edition), figures)


def test_the_page_is_that_of_the_standard() -> None:
    """A4 and its margins: a type area of 156 × 225 mm, 22 lines of 28.95 pt."""
    document = Document(BytesIO(whole()))
    (section,) = document.sections
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    lengths += (section.bottom_margin, section.right_margin)
    for length, wanted in zip(lengths, (210, 297, 37, 28, 35, 26), strict=True):
        assert abs(length - Mm(wanted)) < Mm(0.1)
    normal = document.styles["Normal"].paragraph_format
    assert normal.line_spacing == Pt(28.95)


def test_each_hand_is_named_as_offices_have_it() -> None:
    """Chinese fonts are set as such, or Word would take its own; the body is 仿宋 of 16 pt."""
    document = Document(BytesIO(whole()))
    (defaults,) = document.styles.element.iter(qn("w:rPrDefault"))
    assert next(defaults.iter(qn("w:rFonts"))).get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert next(defaults.iter(qn("w:sz"))).get(qn("w:val")) == "32"
    for name, (hand, size) in HANDS.items():
        style = document.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == hand
        assert style.font.size == (Pt(size) if size else None)


def test_headings_are_headings() -> None:
    """The title is the title, and the navigation pane lists the sections."""
    named = [
        (part.style.name, part.text)
        for part in Document(BytesIO(whole())).paragraphs
        if part.style.name in {"Title", "Heading 1"}
    ]
    assert named[0][1].replace("\n", "") == FACTS["title"]
    assert [text for style, text in named if style == "Heading 1"] == [
        section.heading for section in form().sections
    ]


def test_header_rows_repeat_and_no_row_is_torn() -> None:
    """Table three's three rows of headers come again on the next page, and only those."""
    rows = list(elements(whole(), "w:tbl")[2].iter(qn("w:tr")))
    repeated = [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True] * 3 + [False] * 25
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_tables_name_their_headers_and_themselves() -> None:
    """First row and first column are headers to a screen reader; the caption is there for it."""
    for table in elements(whole(), "w:tbl")[1:]:
        look = table.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        caption = table.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.getprevious().xpath("string()").strip() == caption


def test_page_numbers_stand_between_dashes_on_the_outside() -> None:
    """— 1 — on the right of odd pages and on the left of even ones."""
    document = Document(BytesIO(whole()))
    assert document.settings.odd_and_even_pages_header_footer
    (section,) = document.sections
    sides = {}
    for side, footer in (("odd", section.footer), ("even", section.even_page_footer)):
        (paragraph,) = footer.paragraphs
        assert paragraph.text.split() == ["—", "1", "—"]
        part = f"word/footer_{side}.xml"
        assert b" PAGE " in zipfile.ZipFile(BytesIO(whole())).read(part)
        sides[side] = str(paragraph.alignment).split()[0]
    assert sides == {"odd": "RIGHT", "even": "LEFT"}


def test_properties_know_the_report_and_nothing_else() -> None:
    """Title, agency and the day of publishing; no clock, no user, no program."""
    properties = Document(BytesIO(whole())).core_properties
    assert (properties.title, properties.author) == (FACTS["title"], FACTS["agency"])
    assert properties.created == properties.modified == datetime(2024, 3, 29, tzinfo=UTC)
    assert (properties.last_modified_by, properties.revision) == ("", 0)
    unpublished = render_docx(article(), page=PAGE | {"published": ""})
    assert b"dcterms:created" not in zipfile.ZipFile(BytesIO(unpublished)).read("docProps/core.xml")


def test_the_same_page_gives_the_same_bytes() -> None:
    """No part has a time or a system of its own."""
    content = whole()
    assert content == whole()
    entries = zipfile.ZipFile(BytesIO(content)).infolist()
    assert {(entry.date_time, entry.create_system) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0)
    }
    assert entries[0].filename == "[Content_Types].xml"
    assert [e.filename for e in entries[1:]] == sorted(e.filename for e in entries[1:])


def test_every_part_is_well_formed_and_listed() -> None:
    """What is in the file is what its list of parts names."""
    archive = zipfile.ZipFile(BytesIO(whole()))
    parts = {name: fromstring(archive.read(name)) for name in archive.namelist()}
    listed = {part.get("PartName") for part in parts["[Content_Types].xml"] if part.get("PartName")}
    assert listed == {f"/{name}" for name in parts if not name.endswith((".rels", "Types].xml"))}


def test_words_keep_their_hands_links_and_breaks() -> None:
    """Strong is 黑体, emphasis 楷体, a link leads on; signs of markup are words."""
    document = written(
        '<p>一<strong>二</strong><em>三</em><a href="https://a.gov.cn/?x=1&amp;y=2">四</a>'
        "&lt;b&gt;“五”<br>六</p>"
    )
    (_, paragraph) = document.paragraphs
    assert paragraph.text == "一二三四<b>“五”\n六"
    assert [(run.text, run.style.name) for run in paragraph.runs[1:3]] == [
        ("二", "Strong"),
        ("三", "Emphasis"),
    ]
    assert [link.address for link in paragraph.hyperlinks] == ["https://a.gov.cn/?x=1&y=2"]


def test_lists_count_from_their_own_beginning() -> None:
    """Each list is one of Word's own, a numbered one from its start, one inside deeper."""
    document = written(
        "<ol><li>甲<ul><li>内</li></ul></li><li>乙</li></ol><p>间</p><ol start='3'><li>丙</li></ol>"
    )
    paragraphs = document.element.body.iter(qn("w:p"))
    listed = {part.text: part.pPr.numPr for part in paragraphs if part.pPr.numPr is not None}
    assert {text: (n.numId.val, n.ilvl.val) for text, n in listed.items()} == {
        "甲": (1, 0),
        "内": (2, 1),
        "乙": (1, 0),
        "丙": (3, 0),
    }
    numbers = document.part.numbering_part.element.findall(qn("w:num"))
    starts = [number.find(f".//{qn('w:startOverride')}") for number in numbers]
    assert [start is not None and start.get(qn("w:val")) for start in starts] == ["1", False, "3"]


def test_a_chart_is_a_picture_with_its_words_and_its_numbers() -> None:
    """Pixels fine enough for paper, what they show in words, the caption, the table behind it."""
    (chart, *_) = charts_of([real_filing("suqian-2024")])
    document = written(chart_html(chart))
    (shape,) = document.inline_shapes
    assert shape.width == Mm(96)
    described = shape._inline.docPr.get("descr")  # noqa: SLF001 - python-docx shows it nowhere
    assert described == f"{chart.title}。{chart.description}"
    part = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]  # noqa: SLF001 - the same
    assert part.image.px_width / (Mm(96).inches) > 290
    ratio = part.image.px_height / part.image.px_width
    assert abs(shape.height / shape.width - ratio) < 0.001
    captions = [part.text for part in document.paragraphs if part.style.name == "Caption"]
    assert captions == ["", chart.title]
    numbers = [cell.text for row in document.tables[0].rows[1:] for cell in row.cells[1:]]
    assert numbers == re.findall("<td>(.*?)</td>", chart.table)


def test_pictures_are_drawn_the_same_every_time() -> None:
    """A report with all its pictures is the same file again, each picture a part of it."""
    html = page_with_charts([real_filing("suqian-2024")])
    content = render_docx(html, page=FACTS)
    assert content == render_docx(html, page=FACTS)
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    drawn = [name for name in names if name.startswith("word/media/")]
    assert drawn == [
        f"word/media/picture{number}.png" for number in range(1, html.count("<svg") + 1)
    ]


def test_two_tables_stay_two() -> None:
    """Word would join tables with nothing between them."""
    table = "<table><tr><td>一</td><td>二</td></tr></table>"
    assert len(written(table, table).tables) == 2


def test_what_xml_cannot_say_is_left_out() -> None:
    """A control sign that slipped into the text does not break the file."""
    assert written("<p>甲\x0b乙</p>").paragraphs[1].text == "甲乙"


def test_an_unknown_tag_is_refused() -> None:
    """As in the PDF: nothing is left out silently."""
    with pytest.raises(ExportError, match="video"):
        written("<video>片</video>")
