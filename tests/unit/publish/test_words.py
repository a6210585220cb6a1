"""What public files tell of people, whatever their format."""

from __future__ import annotations

import io
import zipfile

import pytest

from kit.form import form_of_year
from kit.publish.words import PersonalWords, page_blocks, personal_data
from kit.workspace import Agency

#: A number whose check digit is right, and one of nobody's.
IDENTITY, NUMBER = "11010519491231002X", "110105194912310021"
AGENCY = Agency(id="a", name="某局", kind="department")


def packed(name: str, markup: str) -> bytes:
    """Return a package of one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(name, markup)
    return file.getvalue()


def files(words: str) -> dict[str, bytes]:
    """Return a file of each format that says *words*, in pieces where formats write pieces."""
    runs = f"<w:p><w:r><w:t>{words[:9]}</w:t></w:r><w:r><w:t>{words[9:]}</w:t></w:r></w:p>"
    return {
        "report.html": f"<p>编号 <b>{words[:4]}</b>{words[4:]}</p>".encode(),
        "report.json": f'{{"a": "{words}"}}'.encode(),
        "report.csv": f"name,value\r\n某局,{words}\r\n".encode("utf-8-sig"),
        "report.docx": packed("word/document.xml", runs),
        "report.xlsx": packed("xl/sharedStrings.xml", f"<sst><si><t>{words}</t></si></sst>"),
    }


@pytest.mark.parametrize("name", files(""))
def test_an_identity_number_is_found_and_masked(name: str) -> None:
    """In the same way in every format; eighteen digits that are none are let be."""
    form = form_of_year(2024)
    one = {name: files(IDENTITY)[name]}
    assert list(personal_data(one, form=form, agency=AGENCY)) == [
        PersonalWords(file=name, what="身份证号码", words=IDENTITY)
    ]
    assert not list(personal_data({name: files(NUMBER)[name]}, form=form, agency=AGENCY))


def test_it_is_told_once_with_the_first_file() -> None:
    """Not again for every format that is made of the page."""
    found = list(personal_data(files(IDENTITY), form=form_of_year(2024), agency=AGENCY))
    assert [(each.file, each.words) for each in found] == [("report.html", IDENTITY)]


def test_cells_beside_each_other_are_no_number() -> None:
    """The digits of a row do not run together."""
    row = f"<row><c><v>{IDENTITY[:9]}</v></c><c><v>{IDENTITY[9:]}</v></c></row>"
    book = {"report.xlsx": packed("xl/worksheets/sheet1.xml", row)}
    assert not list(personal_data(book, form=form_of_year(2024), agency=AGENCY))


def test_a_page_is_read_with_what_its_attributes_say() -> None:
    """Each block once, a block inside another with it."""
    page = '<meta name="description" content="说明"><ul><li><p>一</p></li></ul><img alt="图">'
    assert list(page_blocks(page.encode())) == ["说明", "一", "图"]
