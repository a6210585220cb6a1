"""Numbers that Word sets before paragraphs by itself are read as they show."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
from builders.packages import repacked
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kit.source.published.docx import docx_blocks
from kit.source.published.model import Paragraph

#: Four levels as reports have them, and bullets.
LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "%3.%4"),
    ("bullet", "\uf06c"),
)


def numbered(*levels: int, restart: int | None = None, by_style: bool = False) -> bytes:
    """Return a document of a paragraph for each level; *restart* begins anew at that one."""
    document = docx.Document()
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(_abstract(by_style=by_style)))
    for number, override in ((90, ""), (91, _OVERRIDE)):
        part.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>'
                f"{override}</w:num>"
            )
        )
    for at, level in enumerate(levels):
        paragraph = document.add_paragraph(f"第{at}段", style="Heading 1" if by_style else None)
        number = 91 if restart is not None and at >= restart else 90
        own = "" if by_style else f'<w:numId w:val="{number}"/>'
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no lists
        if own:
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>{own}</w:numPr>')
            )
    if by_style:
        style = document.styles["Heading 1"].element.get_or_add_pPr()
        style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


_OVERRIDE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def _abstract(*, by_style: bool) -> str:
    style = '<w:pStyle w:val="Heading1"/>' if by_style else ""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{style if at == 0 else ""}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'


def shown(content: bytes) -> Iterator[str]:
    """Give what stands before the words of each paragraph."""
    for block in docx_blocks(content, path=Path("a.docx")):
        assert isinstance(block, Paragraph)
        yield block.text.partition("第")[0]


def test_levels_count_each_by_itself_and_anew_below_another() -> None:
    """As Word shows them, a level within the number of the one above."""
    said = list(shown(numbered(0, 1, 1, 2, 3, 3, 0, 1, 4)))
    assert said == ["一、", "（一）", "（二）", "1.", "1.1", "1.2", "二、", "（一）", ""]


def test_two_digits_in_chinese() -> None:
    """Ten, eleven, twenty and on."""
    said = list(shown(numbered(*[0] * 21)))
    assert [said[at] for at in (9, 10, 19, 20)] == ["十、", "十一、", "二十、", "二十一、"]


def test_a_list_that_begins_anew() -> None:
    """Another list of the same kind counts from where it says."""
    assert list(shown(numbered(0, 0, 0, 0, restart=2))) == ["一、", "二、", "一、", "二、"]


def test_a_style_may_number_its_paragraphs() -> None:
    """Headings most often have their numbers by their style."""
    assert list(shown(numbered(0, 0, by_style=True))) == ["一、", "二、"]


def test_numbers_that_are_none_number_nothing() -> None:
    """A part that holds no lists leaves the words as they stand."""
    changes = {"word/numbering.xml": lambda _: b"<x/>"}
    assert list(shown(repacked(numbered(0, 0), changes=changes))) == ["", ""]
