"""Every kind of bad input, as something done to the folder of a lawful report of 2024."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builders.filings import form, real_filing
from builders.packages import (
    protected,
    repacked,
    with_bomb,
    with_declaration,
    with_million_cells,
)
from builders.spreadsheets import Page, lay_out, read_book, write_book
from builders.workspaces import replaced
from kit.workbook import WORKBOOK

#: What a fault does to a report's folder.
Spoil = Callable[[Path], object]
_ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A kind of bad input: what it does and the exit code its report ends with.

    ``is_entered`` is false for an agency that ``agencies.yaml`` lacks.
    """

    name: str
    code: int
    spoil: Spoil
    is_entered: bool = True

    @property
    def is_refused(self) -> bool:
        """Whether there is no report at all; with exit code 5 there is one, with findings."""
        return self.code != 5


def _changed(change: Callable[[bytes], bytes], name: str = WORKBOOK) -> Spoil:
    """Change the bytes of a file."""

    def spoil(folder: Path) -> None:
        path = folder / name
        path.write_bytes(change(path.read_bytes()))

    return spoil


def _typed(cell: str, content: str, *, sheet: int = 2) -> Spoil:
    """Put *content*, the XML after the cell's style, into one cell of a sheet."""
    found = re.compile(rf'<c r="{cell}"(?P<style> s="\d+")[^>]*?(?:/>|>.*?</c>)'.encode())

    def spoil(folder: Path) -> None:
        def typed(xml: bytes) -> bytes:
            changed, number = found.subn(rf'<c r="{cell}"\g<style>{content}</c>'.encode(), xml)
            assert number == 1, cell
            return changed

        part = f"xl/worksheets/sheet{sheet}.xml"
        _changed(lambda book: repacked(book, changes={part: typed}))(folder)

    return spoil


def _words_in(cell: str, words: str, *, sheet: int = 2) -> Spoil:
    return _typed(cell, f' t="inlineStr"><is><t>{words}</t></is>', sheet=sheet)


def _pages(change: Callable[[Page, Page, Page], Sequence[Page]]) -> Spoil:
    """Lay the tables out anew, changed."""

    def spoil(folder: Path) -> None:
        path = folder / WORKBOOK
        laid_out = lay_out(read_book(path), of=form())
        write_book(path, change(*laid_out))

    return spoil


def _other_edition(_: Page, t3: Page, t4: Page) -> Sequence[Page]:
    old, *_others = lay_out(real_filing("shanghai-office-2019"), of=form("2019"))
    return old, t3, t4


def _swapped_columns(t2: Page, t3: Page, t4: Page) -> Sequence[Page]:
    order: list[int | None] = list(range(t3.width))
    order[4], order[5] = order[5], order[4]
    return t2, t3.with_columns(order), t4


def _words(old: str, new: str, name: str = "narrative.md") -> Spoil:
    return lambda folder: replaced(folder / name, old, new)


def _parameters(text: str) -> Spoil:
    return lambda folder: (folder / "report.yaml").write_text(text, "utf-8")


def _renamed(folder: Path) -> None:
    (folder / WORKBOOK).rename(folder / "tables.doc")
    _parameters("sources: {tables: tables.doc}\n")(folder)


#: Each kind of bad input once.
FAULTS = (
    Spoilt(name="no workbook", code=4, spoil=lambda folder: (folder / WORKBOOK).unlink()),
    Spoilt(name="empty workbook", code=4, spoil=_changed(lambda _: b"")),
    Spoilt(name="no workbook at all but text", code=4, spoil=_changed(lambda _: b"hello")),
    Spoilt(name="truncated", code=4, spoil=_changed(lambda book: book[: len(book) // 2])),
    Spoilt(name="protected", code=4, spoil=_changed(protected)),
    Spoilt(name="zip bomb", code=4, spoil=_changed(with_bomb)),
    Spoilt(
        name="external entities",
        code=4,
        spoil=_changed(lambda book: with_declaration(book, declaration=_ENTITY)),
    ),
    Spoilt(name="a million cells", code=4, spoil=_changed(with_million_cells)),
    Spoilt(name="a document", code=4, spoil=_renamed),
    Spoilt(name="text for a count", code=5, spoil=_words_in("D5", "三件")),
    Spoilt(name="a negative count", code=5, spoil=_typed("D5", "><v>-2</v>")),
    Spoilt(name="a fraction for a count", code=5, spoil=_typed("D5", "><v>1.5</v>")),
    Spoilt(name="a blank count", code=5, spoil=_typed("D5", ">")),
    Spoilt(name="a slash for a count", code=5, spoil=_words_in("D5", "/")),
    Spoilt(
        name="a formula that failed",
        code=5,
        spoil=_typed("D5", ' t="e"><f>1/0</f><v>#DIV/0!</v>'),
    ),
    Spoilt(name="a fee with its unit", code=5, spoil=_words_in("B15", "18.87万元", sheet=1)),
    Spoilt(name="a total that is wrong", code=5, spoil=_typed("J5", "><v>99999</v>")),
    Spoilt(name="swapped columns", code=5, spoil=_pages(_swapped_columns)),
    Spoilt(name="a missing row", code=4, spoil=_pages(lambda a, b, c: (a, b.without_row(10), c))),
    Spoilt(
        name="a doubled table",
        code=4,
        spoil=_pages(lambda a, b, c: (a, b, replace(b, name="副本"), c)),
    ),
    Spoilt(name="another edition's table", code=4, spoil=_pages(_other_edition)),
    Spoilt(name="no narrative", code=4, spoil=lambda folder: (folder / "narrative.md").unlink()),
    Spoilt(name="a section missing", code=5, spoil=_words("## 五、存在的主要问题及改进情况", "")),
    Spoilt(name="an unclosed placeholder", code=2, spoil=_words("{{ circular }}", "{{ circular")),
    Spoilt(name="an unknown name", code=2, spoil=_words("{{ circular }}", "{{ circullar }}")),
    Spoilt(
        name="a leftover of the template", code=5, spoil=_words("## 二、", "（请填写）\n\n## 二、")
    ),
    Spoilt(name="a character no font has", code=7, spoil=_words("## 二、", "👍\n\n## 二、")),
    Spoilt(name="an unknown key", code=2, spoil=_parameters("publishd: 2025-01-20\n")),
    Spoilt(name="no such day", code=2, spoil=_parameters("published: 2025-02-30\n")),
    Spoilt(name="not entered", code=2, spoil=lambda _: None, is_entered=False),
)
