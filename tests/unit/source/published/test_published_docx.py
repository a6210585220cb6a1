"""Published Word documents: real merges, runs, headers; and documents that cannot be read."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import docx
import pytest
from builders.packages import protected, repacked, with_bomb, with_declaration
from builders.portals import Article, as_docx, as_text, example_article, small_article
from builders.published import read, words_of, words_of_article
from builders.spreadsheets import figures_read
from builders.workspaces import EXAMPLES
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kit.errors import SourceError

BODY = "word/document.xml"
#: A picture of one pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def content() -> bytes:
    """Give a small report as a Word document."""
    return as_docx(small_article())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a document to write."""
    return tmp_path / "report.docx"


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda e: f"{e[1]}-{e[0]}")
def article(request: pytest.FixtureRequest) -> Article:
    """Give each example as it would be published."""
    return example_article(*request.param)


def test_a_document_has_the_figures_and_the_words(article: Article, path: Path) -> None:
    """Each example with real merges: same figures and words, header and footer left out."""
    path.write_bytes(as_docx(article))
    found = read(path, year=article.filing.year)
    assert figures_read(found.filing) == figures_read(article.filing)
    assert found.filing.label_faults == ()
    assert words_of(found) == words_of_article(article)
    assert (found.title, found.published) == (article.title, article.published)
    assert "内部资料" not in words_of(found)


def test_a_tracked_change_is_read_as_it_shows(content: bytes, path: Path) -> None:
    """Inserted words count, deleted ones do not."""
    document = docx.Document(io.BytesIO(content))
    paragraph = next(p for p in document.paragraphs if p.text == "全年平稳。")
    for tag, text_tag, text in (("w:ins", "w:t", "新增"), ("w:del", "w:delText", "旧文")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)  # noqa: SLF001 - the library has no other way
    document.save(path)
    assert "全年平稳。新增" in read(path).sections[0].markdown
    assert "旧文" not in words_of(read(path))


def test_a_content_control_is_read_through(content: bytes, path: Path) -> None:
    """Templates wrap tables in controls: what is in them is there."""
    document = docx.Document(io.BytesIO(content))
    for table in document.tables:
        control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(inside)
        table._tbl.addprevious(control)  # noqa: SLF001 - the library has no other way
        inside.append(table._tbl)  # noqa: SLF001 - the same
    document.save(path)
    assert figures_read(read(path).filing) == figures_read(small_article().filing)


def test_a_table_that_lays_out_the_page_is_walked_through(content: bytes, path: Path) -> None:
    """The whole report may stand in one cell of a table."""
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    blocks = [element for element in body if element.tag != qn("w:sectPr")]
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for block in blocks:
        cell._tc.append(block)  # noqa: SLF001 - the library has no other way
    document.save(path)
    found = read(path)
    assert figures_read(found.filing) == figures_read(small_article().filing)
    assert words_of(found) == words_of_article(small_article())


def test_tables_flattened_to_lines_are_read(path: Path) -> None:
    """A document may hold its tables as lines of cells."""
    document = docx.Document()
    for line in as_text(small_article()).splitlines():
        document.add_paragraph(line)
    document.save(path)
    assert figures_read(read(path).filing) == figures_read(small_article().filing)


@pytest.mark.parametrize("name", ["report.docx", "report.doc", "report.txt"])
def test_a_protected_document_is_named(content: bytes, tmp_path: Path, name: str) -> None:
    """It asks for a password, whatever its name: said, with the cure."""
    path = tmp_path / name
    path.write_bytes(protected(content))
    with pytest.raises(SourceError, match="已加密，需要密码") as caught:
        read(path)
    assert "取消密码" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.doc", "旧版 Word"), ("a.wps", "WPS 文字文档"), ("a.rtf", "RTF 文档")],
)
def test_older_documents_are_refused_by_name(tmp_path: Path, name: str, said: str) -> None:
    """Each is named, with how to save it as .docx."""
    path = tmp_path / name
    path.write_bytes(b"{\\rtf1 x}" if name.endswith("rtf") else compound_document())
    with pytest.raises(SourceError, match=said) as caught:
        read(path)
    assert "另存为 .docx" in str(caught.value)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_document_cut_short_is_damaged(content: bytes, path: Path, kept: float) -> None:
    """A download that ended early says so."""
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(SourceError, match="已损坏或不完整"):
        read(path)


def test_a_hostile_document_is_refused(content: bytes, path: Path) -> None:
    """A bomb and an entity are refused before anything is read."""
    path.write_bytes(with_bomb(content, part=BODY))
    with pytest.raises(SourceError, match="解压后异常庞大"):
        read(path)
    declaration = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    path.write_bytes(with_declaration(content, declaration=declaration, part=BODY))
    with pytest.raises(SourceError, match="DOCTYPE"):
        read(path)


def test_a_document_without_a_body_is_damaged(content: bytes, path: Path) -> None:
    """The part is there and holds something else."""
    path.write_bytes(repacked(content, changes={BODY: lambda _: b"<a/>"}))
    with pytest.raises(SourceError, match="没有正文"):
        read(path)


def test_a_document_nested_beyond_reason_is_refused(content: bytes, path: Path) -> None:
    """Wrappers within wrappers end somewhere."""
    deep = b"<w:sdt><w:sdtContent>" * 400
    closed = b"</w:sdtContent></w:sdt>" * 400

    def wrap(xml: bytes) -> bytes:
        start, end = xml.index(b"<w:body>") + 8, xml.index(b"<w:sectPr")
        return xml[:start] + deep + xml[start:end] + closed + xml[end:]

    path.write_bytes(repacked(content, changes={BODY: wrap}))
    with pytest.raises(SourceError, match="嵌套过深"):
        read(path)


def test_a_picture_in_a_section_is_named(content: bytes, path: Path, tmp_path: Path) -> None:
    """What a picture shows is not read: said by its name and section."""
    document = docx.Document(io.BytesIO(content))
    last = document.paragraphs[-1]
    image = tmp_path / "p.png"
    image.write_bytes(PNG)
    last.add_run().add_picture(str(image))
    document.save(path)
    faults = read(path).faults
    assert len(faults) == 1
    assert "第 6 部分" in str(faults[0])
    assert "图片“" in str(faults[0])


def compound_document() -> bytes:
    """Return an old Word document: a compound file with its stream, and nothing else."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:34] = bytes.fromhex("3e000300feff09000600")
    head[44:48] = (1).to_bytes(4, "little")
    head[48:52] = (1).to_bytes(4, "little")
    head[68:72] = b"\xfe\xff\xff\xff"
    head[76:80] = (0).to_bytes(4, "little")
    head[80:512] = b"\xff" * 432
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504
    name = "WordDocument".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + b"\2\1" + b"\0" * 60
    return bytes(head) + table + entry.ljust(512, b"\0")
