"""Changes of a workbook's XML; the zip around it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from hostile.cell_values import LONG, RANGES, REFERENCES, TYPES, VALUES
from hostile.zips import packed, parts_of

#: A change of one part's text.
Edit = Callable[[str, Random], str]
_CELL = re.compile(r'<c r="[A-Z]+\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_NUMBER = re.compile(r'<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?><v>\d+</v></c>')
_WORDS = re.compile(r'<c r="[A-Z]+\d+"[^>]*? t="(?:s|inlineStr)"[^>]*>.*?</c>')
_DOCTYPES = (
    '<!DOCTYPE x [<!ENTITY a "1">]>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "9"}">' for n in range(12))
    + "]>",
)


def at_one(text: str, pattern: re.Pattern[str], rng: Random, change: Callable[[str], str]) -> str:
    """Change one of the places a pattern is found at, if there is any."""
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

        return at_one(text, of, rng, changed)

    return edit


def _value(values: tuple[str, ...]) -> Edit:
    """Give one number another content."""

    def edit(text: str, rng: Random) -> str:
        value = rng.choice(values)
        written = re.compile(r"<v>.*?</v>")
        return at_one(text, _NUMBER, rng, lambda c: written.sub(lambda _: f"<v>{value}</v>", c))

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

    return at_one(text, _NUMBER, rng, written)


def repeated_attribute(text: str, rng: Random) -> str:
    """Write an attribute twice, which no XML may."""
    element = re.compile(r'<[\w:]+ [^<>]*?\w+="[^"]*"')
    return at_one(text, element, rng, lambda e: e + re.findall(r' [\w:]+="[^"]*"', e)[-1])


def cut_short(text: str, rng: Random) -> str:
    """End the part anywhere."""
    return text[: rng.randrange(len(text))]


def tag_dropped(text: str, rng: Random) -> str:
    """Take one tag out."""
    return at_one(text, re.compile(r"</?[\w:]+[^<>]*>"), rng, lambda _: "")


def element_repeated(text: str, rng: Random) -> str:
    """Write a row or a cell twice."""
    row = re.compile(r"<row [^>]*>.*?</row>", re.DOTALL)
    return at_one(text, rng.choice((row, _CELL)), rng, lambda e: e * 2)


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
        body = at_one(body, re.compile(r"<v>"), rng, lambda v: f"{v}&{named[-1]};")
    return declared + body


def unknown_entity(text: str, rng: Random) -> str:
    """Name an entity nobody has declared."""
    return at_one(
        text,
        re.compile(r">(?=[^<]+<)"),
        rng,
        lambda m: f"{m}&{rng.choice(('nbsp', 'x', '', '#'))};",
    )


def deep(text: str, rng: Random) -> str:
    """Nest elements very deep."""
    times = rng.choice((1000, 100_000))
    return at_one(text, _CELL, rng, lambda c: f"{'<a>' * times}{'</a>' * times}{c}")


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
    if rng.random() < 0.5:
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

    return at_one(text, _NUMBER, rng, both)


def shared_index(text: str, rng: Random) -> str:
    """Let a label point at other words, or at none."""
    index = rng.choice(("-1", "99999999", "x", "", "0", "7", LONG))
    written = re.compile(r"<v>\d+</v>")
    return at_one(text, _WORDS, rng, lambda c: written.sub(f"<v>{index}</v>", c))


def merged(text: str, rng: Random) -> str:
    """Merge cells, some of which no sheet can have."""
    cell = f'<mergeCell ref="{rng.choice(RANGES)}"/>'
    return text.replace("</sheetData>", f"</sheetData><mergeCells>{cell}</mergeCells>", 1)


#: Edits of a sheet, with how many figures each may lawfully change.
SHEET: Mapping[str, tuple[Edit, int]] = {
    "cell reference": (_attribute("r", REFERENCES, of=_NUMBER), 1),
    "label reference": (_attribute("r", REFERENCES, of=_WORDS), 0),
    "row number": (
        _attribute(
            "r", ("0", "-1", "99999999", "x", "", "1", "1048577"), of=re.compile(r"<row [^>]*>")
        ),
        0,
    ),
    "row spans": (
        _attribute("spans", ("0:0", "x", "1:99999999", ""), of=re.compile(r"<row [^>]*>")),
        0,
    ),
    "cell type": (_attribute("t", TYPES, of=_NUMBER), 1),
    "label type": (_attribute("t", TYPES, of=_WORDS), 0),
    "style": (_attribute("s", ("99999", "-1", "x", "", "0", "1", "2", "5", "9"), of=_CELL), 0),
    "value": (_value(VALUES), 1),
    "shared index": (shared_index, 0),
    "same value": (same_value, 0),
    "merge": (merged, 0),
    "merge reference": (_attribute("ref", RANGES, of=re.compile(r"<mergeCell [^>]*>")), 0),
    "dimension": (_attribute("ref", RANGES, of=re.compile(r"<dimension [^>]*>")), 0),
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
}


def sheet_changed(content: bytes, rng: Random) -> tuple[bytes, str, int]:
    """Change one sheet; return the book, what was done, and how many figures may change."""
    parts = parts_of(content)
    name = rng.choice([n for n in parts if "worksheets/sheet" in n and n.endswith(".xml")])
    did, (edit, free) = rng.choice(list(SHEET.items()))
    parts[name] = edit(parts[name].decode(), rng).encode("utf-8", "surrogatepass")
    return packed(parts), did, free
