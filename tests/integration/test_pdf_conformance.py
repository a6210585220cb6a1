"""What PDF/UA-1 and PDF/A-3a ask for and a library can tell, clause by clause."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from builders.articles import PAGE
from builders.charts import page_with_charts, years_of
from pikepdf import Array, Dictionary

from kit.export.pdf import render_pdf

PAGE_CHARTS = PAGE | {"title": "宿迁市人民政府2024年政府信息公开工作年度报告"}
#: Elements that the standards know, beside those that the file's own list maps to them.
STANDARD = frozenset(
    (
        *("Document", "Part", "Sect", "Div", "BlockQuote", "Caption", "P", "H1", "H2", "H3", "H4"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Link", "Figure", "Note", "Reference"),
    )
)


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    """Set a report with all its tables, pictures and a list."""
    html = page_with_charts(years_of("suqian-2024", 2988, 3511))
    content = render_pdf(html, page=PAGE_CHARTS, report_json=b"{}")
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def _elements(element: Any) -> Iterator[Any]:
    """Yield all elements of the structure below *element*, in reading order."""
    held = element.get("/K")
    for kid in held if isinstance(held, Array) else (held,):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _tagged(pdf: pikepdf.Pdf, *tags: str) -> list[Any]:
    return [e for e in _elements(pdf.Root.StructTreeRoot) if str(e.S) in tags]


def _facts(cell: Any) -> Any:
    return next(facts for facts in cell.A if facts.O == "/Table")


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for held in pdf.objects:
        if isinstance(held, Dictionary) and held.get("/Type") == "/Font":
            yield held


def test_the_file_is_marked_as_tagged_with_a_language_and_a_title(pdf: pikepdf.Pdf) -> None:
    """UA 7.1, 7.2: Marked and no Suspects, Lang, and a title that the window shows."""
    assert pdf.Root.MarkInfo.Marked
    assert not pdf.Root.MarkInfo.get("/Suspects", False)
    assert str(pdf.Root.Lang) == "zh-CN"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == PAGE_CHARTS["title"]


def test_the_metadata_say_both_standards_and_the_same_title(pdf: pikepdf.Pdf) -> None:
    """A 6.6.4, UA 5: part and conformance; XMP and the old list of facts agree."""
    with pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"])
        assert xmp["dc:creator"] == [str(pdf.docinfo["/Author"])]


def test_nothing_is_encrypted_and_no_action_runs(pdf: pikepdf.Pdf) -> None:
    """A 6.1.3, 6.5: no Encrypt, an identifier, no script and nothing that acts by itself."""
    assert not pdf.is_encrypted
    assert "/ID" in pdf.trailer
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
    kinds = {str(held.S) for held in pdf.objects if isinstance(held, Dictionary) and "/S" in held}
    assert not {"/JavaScript", "/Launch", "/Movie", "/Sound"} & kinds


def test_colours_mean_the_same_everywhere(pdf: pikepdf.Pdf) -> None:
    """A 6.2.3: an output intent with the profile itself."""
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert len(intent.DestOutputProfile.read_bytes()) > 100


def test_every_font_is_embedded_and_its_text_can_be_read(pdf: pikepdf.Pdf) -> None:
    """A 6.2.11.4, 6.2.11.7: a font file, and the characters that its glyphs stand for."""
    whole = [font for font in _fonts(pdf) if font.Subtype == "/Type0"]
    assert len(whole) >= 5
    for font in whole:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_the_attachment_says_what_it_is_to_the_report(pdf: pikepdf.Pdf) -> None:
    """A 6.8: a relationship, a type, a name in both ways of writing, a description."""
    (file,) = pdf.Root.AF
    assert file.AFRelationship == "/Data"
    assert str(file.F) == str(file.UF) == "report.json"
    assert str(file.Desc)
    assert file.EF.F.Subtype == "/application/json"


def test_every_element_is_one_the_standard_knows(pdf: pikepdf.Pdf) -> None:
    """UA 7.1: names of the standard, or mapped to them without going round."""
    roles = {str(k)[1:]: str(v)[1:] for k, v in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    used = {str(element.S)[1:] for element in _elements(pdf.Root.StructTreeRoot)}
    assert {roles.get(name, name) for name in used} <= STANDARD


def test_all_content_of_a_page_is_tagged_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    """UA 7.1: text and drawings stand between marks, which close again."""
    shows = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "EI"}
    for page in pdf.pages:
        assert page.obj.Tabs == "/S" if "/Annots" in page.obj else True
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            assert depth > 0 or operator not in shows, (page.index, operator)
        assert depth == 0


def test_every_picture_has_words_and_a_caption(pdf: pikepdf.Pdf) -> None:
    """UA 7.3: an alternative that tells the numbers, for each of the pictures."""
    figures = _tagged(pdf, "/Figure")
    assert len(figures) == 4
    assert all(re.search(r"[0-9]件", str(figure.Alt)) for figure in figures)


def test_headings_begin_with_the_first_and_leave_none_out(pdf: pikepdf.Pdf) -> None:
    """UA 7.4.2; the outline names them in the order they are read."""
    headings = _tagged(pdf, "/H1", "/H2", "/H3", "/H4")
    levels = [int(str(heading.S)[2:]) for heading in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    with pdf.open_outline() as outline:
        titles = list(_titles(outline.root))
    assert titles == [str(heading.T) for heading in headings]


def _titles(items: Any) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def test_every_header_of_a_table_has_its_scope(pdf: pikepdf.Pdf) -> None:
    """UA 7.5: columns' headers and the labels of rows, in every table of the file."""
    tables = _tagged(pdf, "/Table")
    assert len(tables) == 3 + 4 + 1
    for table in tables:
        heads = [cell for cell in _elements(table) if cell.S == "/TH"]
        assert {str(_facts(cell).Scope) for cell in heads} <= {"/Row", "/Column"}
        assert heads


def test_every_figure_names_its_column_and_its_row(pdf: pikepdf.Pdf) -> None:
    """Ids that cells name are entered in the file's sorted list, and are headers' own."""
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    ids = [str(name) for name in names[::2]]
    assert ids == sorted(set(ids))
    by_id = {str(key): cell for key, cell in zip(names[::2], names[1::2], strict=True)}
    assert all(cell.S == "/TH" and str(cell.ID) == key for key, cell in by_id.items())
    _, third, *_ = _tagged(pdf, "/Table")
    for cell in (cell for cell in _elements(third) if cell.S == "/TD"):
        scopes = {str(_facts(by_id[str(head)]).Scope) for head in _facts(cell).Headers}
        assert scopes == {"/Row", "/Column"}


def test_links_have_words_of_their_own() -> None:
    """UA 7.18.5: the annotation of a link says where it leads, and is in the structure."""
    html = '<article><h1>报告</h1><p><a href="https://www.suqian.gov.cn">网站</a></p></article>'
    content = render_pdf(html, page=PAGE, report_json=b"{}")
    with pikepdf.open(io.BytesIO(content)) as opened:
        (note,) = opened.pages[0].obj.Annots
        assert str(note.Contents)
        assert "/StructParent" in note
        assert _tagged(opened, "/Link")
