"""Cases by number: what a seed and a number draw is always the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random

from hostile.bases import (
    AGENCY,
    BUILT,
    EMPTY,
    LEDGER,
    LEDGER_AGENCY,
    LEDGER_YEAR,
    YEAR,
)
from hostile.bombs import NAMES as BOMBS
from hostile.bombs import bomb
from hostile.makers import DOCUMENTS, FOLDER, Maker
from hostile.model import Case
from hostile.narratives import narrative_changed
from hostile.odd_ledgers import odd_ledger
from hostile.other_books import ods_changed, xls_changed
from hostile.pages import page_changed, text_changed
from hostile.parts import part_changed
from hostile.pdfs import pdf_changed, small_pdf
from hostile.raw import RAW
from hostile.records import json_changed, yaml_changed
from hostile.sheets import sheet_changed
from hostile.words import word_changed
from hostile.zips import ZIP

_SOURCE, _PARAMETERS = frozenset({0, 4, 5}), frozenset({0, 2, 5})
_ANY = frozenset({0, 2, 4, 5})
_IMPORT_YEAR, _IMPORT_AGENCY = 2022, "ceshi-ju"


def table_bytes(maker: Maker, rng: Random) -> Case:
    """Damage the bytes of this year's workbook."""
    change = rng.choice(ZIP)
    book = rng.choice((maker.bases.read(BUILT, f"{FOLDER}/tables.xlsx"), maker.books[".xlsx"]))
    return _checked(
        maker, {"tables.xlsx": change(book, rng)}, family="tables: bytes", change=change.__name__
    )


def table_xml(maker: Maker, rng: Random) -> Case:
    """Change the XML of this year's workbook."""
    book = rng.choice((maker.bases.read(BUILT, f"{FOLDER}/tables.xlsx"), maker.books[".xlsx"]))
    edit = rng.choice((sheet_changed, sheet_changed, sheet_changed, part_changed))
    content, did, free = edit(book, rng)
    return _checked(maker, {"tables.xlsx": content}, family="tables: XML", change=did, free=free)


def other_books(maker: Maker, rng: Random) -> Case:
    """Change a workbook in another format."""
    end = rng.choice((".xls", ".ods", ".ods"))
    book = maker.books[end]
    if end == ".xls":
        content, did, free = xls_changed(book, rng)
    elif rng.random() < 0.4:
        change = rng.choice(ZIP)
        content, did, free = change(book, rng), f".ods {change.__name__}", 0
    else:
        content, did, free = ods_changed(book, rng)
    named = f"sources: {{tables: tables{end}}}\n".encode()
    files = {f"tables{end}": content, "report.yaml": named}
    return _checked(maker, files, family="tables: other formats", change=did, free=free)


def ledgers(maker: Maker, rng: Random) -> Case:
    """Change a ledger: bytes, XML, or what stands in it."""
    book = maker.bases.read(LEDGER, f"params/{LEDGER_YEAR}/{LEDGER_AGENCY}/ledger.xlsx")
    chance = rng.random()
    if chance < 0.4:
        change = rng.choice(ZIP)
        content, did, free = change(book, rng), change.__name__, 0
    elif chance < 0.7:
        content, did, _ = rng.choice((sheet_changed, part_changed))(book, rng)
        free = 10**6
    else:
        content, did, free = odd_ledger(rng), "rows", 10**6
    return Case(
        family="ledgers",
        change=did,
        base=LEDGER,
        files={f"params/{LEDGER_YEAR}/{LEDGER_AGENCY}/ledger.xlsx": content},
        arguments=("check", str(LEDGER_YEAR), LEDGER_AGENCY),
        allowed=_SOURCE,
        year=LEDGER_YEAR,
        agency=LEDGER_AGENCY,
        truth=maker.ledger_truth if free == 0 else None,
        free=free,
    )


def documents(maker: Maker, rng: Random) -> Case:
    """Spoil a parameter file, or JSON that the kit wrote."""
    name = rng.choice(list(DOCUMENTS))
    change = yaml_changed if name.endswith(".yaml") else json_changed
    content, did = change(maker.documents[name], rng)
    short = name.rpartition("/")[2]
    return Case(
        family="parameters" if short.endswith(".yaml") else "our JSON",
        change=f"{short} {did}",
        base=BUILT,
        files={name: content},
        arguments=rng.choice(DOCUMENTS[name]),
        # Parameters may name other sources, which are not there.
        allowed=_ANY if short in {"report.yaml", "rollup.json"} else _PARAMETERS,
    )


def narratives(maker: Maker, rng: Random) -> Case:
    """Change the narrative."""
    text = maker.bases.read(BUILT, f"{FOLDER}/narrative.md").decode()
    content, did = narrative_changed(text, rng)
    return Case(
        family="narratives",
        change=did,
        base=BUILT,
        files={f"{FOLDER}/narrative.md": content},
        arguments=("check", str(YEAR), AGENCY),
        allowed=_ANY,
    )


def imports(maker: Maker, rng: Random) -> Case:
    """Import a published file that was changed."""
    name = rng.choice((*maker.published, "report.docx", "report.pdf", "text.txt"))
    content = maker.published[name]
    match name.rpartition(".")[2]:
        case "html":
            content, did, free = page_changed(content, rng)
        case "txt":
            content, did, free = text_changed(content, rng)
        case "pdf":
            content, did, free = pdf_changed(content, rng)
        case "mht":
            change = rng.choice(RAW)
            content, did, free = change(content, rng), f".mht {change.__name__}", 10**6
        case kind if rng.random() < 0.5:
            change = rng.choice(ZIP)
            content, did, free = change(content, rng), f".{kind} {change.__name__}", 0
        case "docx":
            content, did, free = word_changed(content, rng)
        case _:
            content, did, free = sheet_changed(content, rng)
    return _imported(maker, name, content, family="imports", change=did, free=free)


def bombs(maker: Maker, rng: Random) -> Case:
    """Import a small file that takes much where nothing bounds it."""
    name = rng.choice(BOMBS)
    content = bomb(name)
    return _imported(maker, name, content, family="imports: bombs", change=name, free=10**6)


def small_pdfs(maker: Maker, rng: Random) -> Case:
    """Import a PDF of random operators."""
    words = (
        b"q",
        b"Q",
        b"BT",
        b"ET",
        b"1",
        b"-9e9",
        b"(a)",
        b"<4e00>",
        b"[",
        b"]",
        b"Tj",
        b"TJ",
        b"cm",
        b"/F",
        b"Tf",
        b"re",
        b"f",
        b"m",
        b"l",
        b"S",
        b"Do",
        b"BI",
        b"ID",
        b"EI",
        b"<<",
        b">>",
        b"%",
        b"(",
        b"gs",
        b"Td",
        b"Tm",
        b"0",
        b"'",
        b'"',
    )
    stream = b" ".join(rng.choice(words) for _ in range(rng.choice((5, 200, 5000))))
    content = small_pdf(stream, filters=rng.randint(0, 2))
    return _imported(
        maker, "random.pdf", content, family="imports", change="random.pdf", free=10**6
    )


def _imported(
    maker: Maker, name: str, content: bytes, *, family: str, change: str, free: int
) -> Case:
    return Case(
        family=family,
        change=change,
        base=EMPTY,
        files={name: content},
        arguments=("import", name, "--year", str(_IMPORT_YEAR), "--agency", _IMPORT_AGENCY),
        allowed=_SOURCE,
        year=_IMPORT_YEAR,
        agency=_IMPORT_AGENCY,
        truth=maker.published_truth if free < len(maker.published_truth) else None,
        free=free,
    )


def _checked(
    maker: Maker, files: Mapping[str, bytes], *, family: str, change: str, free: int = 0
) -> Case:
    return Case(
        family=family,
        change=change,
        base=BUILT,
        files={f"{FOLDER}/{name}": content for name, content in files.items()},
        arguments=("check", str(YEAR), AGENCY),
        allowed=_SOURCE,
        truth=maker.truth if free < len(maker.truth) else None,
        free=free,
    )


#: Families with their share of all cases.
FAMILIES: Mapping[Callable[[Maker, Random], Case], int] = {
    table_bytes: 20,
    table_xml: 22,
    other_books: 8,
    ledgers: 10,
    documents: 18,
    narratives: 8,
    imports: 20,
    bombs: 2,
    small_pdfs: 1,
}


def make_case(maker: Maker, *, seed: int, number: int) -> Case:
    """Draw the case of a number."""
    rng = Random(f"{seed}/{number}")  # noqa: S311 - cases to try, no secrets
    (family,) = rng.choices(list(FAMILIES), list(FAMILIES.values()))
    return family(maker, rng)


def described(case: Case) -> str:
    """Return what was run on what, on one line."""
    files = {name: len(content) for name, content in case.files.items()}
    return f"kit {' '.join(case.arguments)}  {case.change}  {json.dumps(files)}"
