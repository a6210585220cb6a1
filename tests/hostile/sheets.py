"""Changes of a workbook's XML; the zip around it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from hostile.zips import packed, parts_of

#: A change of one part's text.
Edit = Callable[[str, Random], str]
_CELL = re.compile(r'<c r="[A-Z]+\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_NUMBER = re.compile(r'<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?><v>\d+</v></c>')
_WORDS = re.compile(r'<c r="[A-Z]+\d+"[^>]*? t="(?:s|inlineStr)"[^>]*>.*?</c>')
_LONG = "9" * 400
_REFERENCES = (
    *("A99999999", "XFDA1048576", "a9999999", "D0", "", "5", "D", "D-5", "D5:E6", "$D$5", "IV70000"),
    *("XFD1048576", "XFD1048577", "AAAAAAAAAAAA1", f"A{_LONG}", "D５", "Ａ5", " D5", "D5 ", "D05", "A1"),
)
_TYPES = ("s", "b", "e", "str", "inlineStr", "d", "n", "xx", "", "S", "9" * 500)
_VALUES = (
    *("1e999", "-1", "NaN", "INF", "-INF", "1e308", "0x10", "９", "1,5", _LONG, "", " 5 ", "5 5", "1E2"),
    *("--", "7" * 1_000_000, "4.99999999999999999999", "0.1", "-0", "+5", "1_000", "5件", "五", "٥", "1e-400"),
    *("&#0;", "&#8;", "&#xFFFE;", "&#xD800;", "\u202e5", "\u200b5", "5\u00a0", "\ufeff5", "TRUE", "#REF!"),
)
_RANGES = (
    *("A1:XFD1048576", "A1:A1", "Z9:A1", ":::", "A1", "", "A99999999:B99999999", "A1:Z99", "B2:C3 D4:E5"),
    *("D5:E6", "A0:B1", f"A1:B{_LONG}", "-1:-1", "A:A", "1:1", "甲1:乙2"),
)
_DOCTYPES = (
    '<!DOCTYPE x [<!ENTITY a "1">]>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "9"}">' for n in range(12))
    + "]>",
)


def _in(text: str, pattern: re.Pattern[str], rng: Random, change: Callable[[str], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + change(one[0]) + text[one.end() :]


def _attribute(name: str, values: tuple[str, ...], *, of: re.Pattern[str]) -> Edit:
    """Give an attribute of one element another value, or the attribute itself."""

    def edit(text: str, rng: Random) -> str:
        value = f'{name}="{rng.choice(values)}"'
        known = re.compile(rf'\b{name}="[^"]*"')

        def changed(element: str) -> str:
            if known.search(element):
                return known.sub(lambda _: value, element, count=1)
            return re.sub(r"^<([\w:]+)", lambda tag: f"{tag[0]} {value}", element)

        return _in(text, of, rng, changed)

    return edit


def _value(values: tuple[str, ...]) -> Edit:
    """Give one number another content."""

    def edit(text: str, rng: Random) -> str:
        value = rng.choice(values)
        written = re.compile(r"<v>.*?</v>")
        return _in(text, _NUMBER, rng, lambda c: written.sub(lambda _: f"<v>{value}</v>", c))

    return edit


def same_value(text: str, rng: Random) -> str:
    """Write one number in another of the ways XML has, or with something between its digits."""

    def written(cell: str) -> str:
        digits = re.search(r"<v>(\d+)</v>", cell)
        number = digits[1] if digits else "0"
        head, rest = number[:1], number[1:]
        ways = (
            *(f"<![CDATA[{number}]]>", f"&#{ord(head)};{rest}", f"&#x{ord(head):X};{rest}"),
            *(f"{head}<!-- 9 -->{rest}", f"{head}<?x 9?>{rest}", f"\n{number}\n", f"{number}.0"),
            *(f"{head}<![CDATA[{rest}]]>", f"<x>9</x>{number}", f"{number}<x>9</x>", f"00{number}"),
        )
        return cell.replace(f"<v>{number}</v>", f"<v>{rng.choice(ways)}</v>")

    return _in(text, _NUMBER, rng, written)


def repeated_attribute(text: str, rng: Random) -> str:
    """Write an attribute twice, which no XML may."""
    element = re.compile(r'<[\w:]+ [^<>]*?\w+="[^"]*"')
    return _in(text, element, rng, lambda e: e + re.findall(r' [\w:]+="[^"]*"', e)[-1])


def cut_short(text: str, rng: Random) -> str:
    """End the part anywhere."""
    return text[: rng.randrange(len(text))]


def tag_dropped(text: str, rng: Random) -> str:
    """Take one tag out."""
    return _in(text, re.compile(r"</?[\w:]+[^<>]*>"), rng, lambda _: "")


def element_repeated(text: str, rng: Random) -> str:
    """Write a row or a cell twice."""
    row = re.compile(r"<row [^>]*>.*?</row>", re.DOTALL)
    return _in(text, rng.choice((row, _CELL)), rng, lambda e: e * 2)


def elements_exchanged(text: str, rng: Random) -> str:
    """Write two cells in the other order, each with its own reference."""
    found = list(_CELL.finditer(text))
    if len(found) < 2:
        return text
    at = rng.randrange(len(found) - 1)
    one, other = found[at], found[at + 1]
    return text[: one.start()] + other[0] + one[0] + text[other.end() :]


def doctype(text: str, rng: Random) -> str:
    """Declare a type of document, with entities that are used."""
    declared = rng.choice(_DOCTYPES)
    body = re.sub(r"^<\?xml.*?\?>", "", text, flags=re.DOTALL)
    named = re.findall(r"<!ENTITY (\w+)", declared)
    if named:
        body = _in(body, re.compile(r"<v>"), rng, lambda v: f"{v}&{named[-1]};")
    return declared + body


def unknown_entity(text: str, rng: Random) -> str:
    """Name an entity nobody has declared."""
    return _in(text, re.compile(r">(?=[^<]+<)"), rng, lambda m: f"{m}&{rng.choice(('nbsp', 'x', '', '#'))};")


def deep(text: str, rng: Random) -> str:
    """Nest elements very deep."""
    times = rng.choice((1000, 100_000))
    return _in(text, _CELL, rng, lambda c: f"{'<a>' * times}{'</a>' * times}{c}")


def many(text: str, rng: Random) -> str:
    """Write very many rows, cells or merges."""
    what = rng.choice(
        (
            "<row/>" * 300_000,
            "<row>" + "<c/>" * 300_000 + "</row>",
            "<row><c><v>1</v></c></row>" * 200_000,
            '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' * 100_000,
            '<row r="1048576" spans="1:16384"><c r="XFD1048576"><v>1</v></c></row>',
        )
    )
    return text.replace("</sheetData>", f"{what}</sheetData>", 1)


def prefixed(text: str, rng: Random) -> str:
    """Give every element of the main name space a prefix, or take the name space away."""
    if rng.random() < 0.5:  # noqa: PLR2004 - one in two
        return re.sub(r' xmlns="[^"]*"', ' xmlns="urn:x"', text)
    named = re.sub(r"<(/?)([A-Za-z]\w*)(?=[ />])", r"<\1x:\2", text)
    return named.replace(" xmlns=", " xmlns:x=", 1)


def alternatives(text: str, rng: Random) -> str:
    """Set beside a cell another for readers of another kind."""

    def both(cell: str) -> str:
        other = re.sub(r"<v>\d+</v>", "<v>77</v>", cell)
        choice = f'<mc:Choice Requires="x">{other}</mc:Choice><mc:Fallback>{cell}</mc:Fallback>'
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        return f"<mc:AlternateContent {space}>{choice}</mc:AlternateContent>"

    return _in(text, _NUMBER, rng, both)


def word_replaced(text: str, rng: Random) -> str:
    """Change a number or a name that ties one part to another."""
    value = re.compile(r'(?<==")[^"]*(?=")')
    others = ("", "-1", "0", "4294967296", "../../../etc/passwd", "xl/worksheets/sheet1.xml", "rId1")
    return _in(text, value, rng, lambda _: rng.choice(others))


#: Edits of a sheet, with how many figures each may lawfully change.
SHEET: Mapping[str, tuple[Edit, int]] = {
    "cell reference": (_attribute("r", _REFERENCES, of=_NUMBER), 1),
    "label reference": (_attribute("r", _REFERENCES, of=_WORDS), 0),
    "row number": (_attribute("r", ("0", "-1", "99999999", "x", "", "1", "1048577"), of=re.compile(r"<row [^>]*>")), 0),
    "row spans": (_attribute("spans", ("0:0", "x", "1:99999999", ""), of=re.compile(r"<row [^>]*>")), 0),
    "cell type": (_attribute("t", _TYPES, of=_NUMBER), 1),
    "label type": (_attribute("t", _TYPES, of=_WORDS), 0),
    "style": (_attribute("s", ("99999", "-1", "x", "", "0", "1", "2", "5", "9"), of=_CELL), 0),
    "value": (_value(_VALUES), 1),
    "shared index": (lambda text, rng: _in(text, _WORDS, rng, lambda c: re.sub(r"<v>\d+</v>", lambda _: f"<v>{rng.choice(('-1', '99999999', 'x', '', '0', '7', _LONG))}</v>", c)), 0),
    "same value": (same_value, 0),
    "merge": (lambda text, rng: text.replace("</sheetData>", f'</sheetData><mergeCells count="1"><mergeCell ref="{rng.choice(_RANGES)}"/></mergeCells>', 1), 0),
    "merge reference": (_attribute("ref", _RANGES, of=re.compile(r"<mergeCell [^>]*>")), 0),
    "dimension": (_attribute("ref", _RANGES, of=re.compile(r"<dimension [^>]*>")), 0),
    "repeated attribute": (repeated_attribute, 0),
    "cut short": (cut_short, 0),
    "tag dropped": (tag_dropped, 1),
    "element repeated": (element_repeated, 0),
    "cells exchanged": (elements_exchanged, 0),
    "document type": (doctype, 0),
    "entity": (unknown_entity, 0),
    "deep": (deep, 0),
    "many": (many, 0),
    "name space": (prefixed, 0),
    "alternatives": (alternatives, 0),
}  # fmt: skip
_ENCODINGS = ("gb18030", "utf-16", "utf-8-sig", "latin-1", "utf-32", "utf-7", "cp037")


def sheet_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change one sheet; return the book, what was done, and how many figures may change."""
    parts = parts_of(content)
    name = rng.choice([n for n in parts if "worksheets/sheet" in n and n.endswith(".xml")])
    did, (edit, free) = rng.choice(list(SHEET.items()))
    parts[name] = edit(parts[name].decode(), rng).encode("utf-8", "surrogatepass")
    return packed(parts), did, free


def part_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change what holds a workbook together, or the encoding of any part."""
    parts = parts_of(content)
    name = rng.choice(sorted(parts))
    text = parts[name].decode("utf-8", "replace")
    ways: Mapping[str, Callable[[], bytes | None]] = {
        "left out": lambda: None,
        "empty": lambda: b"",
        "no XML": lambda: rng.randbytes(300),
        "encoded otherwise": lambda: text.encode(rng.choice(_ENCODINGS), "replace"),
        "says another encoding": lambda: re.sub(
            r'encoding="[^"]*"', f'encoding="{rng.choice((*_ENCODINGS, "x-unknown", ""))}"', text
        ).encode(),
        "words replaced": lambda: word_replaced(text, rng).encode(),
        "cut": lambda: cut_short(text, rng).encode(),
        "tag": lambda: tag_dropped(text, rng).encode(),
        "attribute": lambda: repeated_attribute(text, rng).encode(),
        "type": lambda: doctype(text, rng).encode(),
        "entity": lambda: unknown_entity(text, rng).encode(),
        "bytes": lambda: re.sub(rb"[a-z]", lambda m: m[0] if rng.random() > 0.01 else b"\xff", parts[name]),  # noqa: PLR2004 - one in a hundred
    }  # fmt: skip
    did, change = rng.choice(list(ways.items()))
    changed = change()
    if changed is None:
        del parts[name]
    else:
        parts[name] = changed
    kind = re.sub(r"\d+", "N", name.rpartition("/")[2])
    # A label or a figure may lawfully become another where words change.
    return packed(parts), f"{kind} {did}", 2 if did in {"bytes", "tag", "words replaced"} else 0
