"""Cases by number: what a seed and a number draw is always the same."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from builders.filings import form, real_filing
from builders.ledgers import HEADINGS
from builders.portals import Article, as_docx, as_text, lines, plain, small_article, word
from builders.portals_met import mht, ueditor
from builders.published import own_pdf
from builders.spreadsheets import TIDY, Page, lay_out, write_book, xlsx_content
from hostile.bases import (
    AGENCY,
    BUILT,
    EMPTY,
    HEAD,
    LEDGER,
    LEDGER_AGENCY,
    LEDGER_YEAR,
    YEAR,
    Bases,
)
from hostile.documents import (
    BOMBS,
    page_changed,
    pdf_changed,
    small_pdf,
    text_changed,
    word_changed,
)
from hostile.model import Case, Figures
from hostile.narratives import narrative_changed
from hostile.other_books import ods_changed, xls_changed
from hostile.raw import RAW
from hostile.records import json_changed, yaml_changed
from hostile.sandbox import read_figures
from hostile.sheets import part_changed, sheet_changed
from hostile.zips import ZIP

_SOURCE, _PARAMETERS = frozenset({0, 4, 5}), frozenset({0, 2, 5})
_ANY = frozenset({0, 2, 4, 5})
_IMPORT_YEAR, _IMPORT_AGENCY = 2022, "ceshi-ju"
_FOLDER = f"params/{YEAR}/{AGENCY}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What cases are made from: the workspaces, their true figures, and published files.

    Attributes
    ----------
    books
        The tables of the report in other formats, by the file's ending.
    published
        One report in every format, by the file's name.
    """

    bases: Bases
    truth: Figures
    ledger_truth: Figures
    published_truth: Figures
    books: Mapping[str, bytes]
    published: Mapping[str, bytes]
    documents: Mapping[str, Any] = field(default_factory=dict)


def make_maker(bases: Bases) -> Maker:
    """Read what is true of the workspaces, before anything is spoilt."""
    article = small_article()
    figures = article.filing.figures
    return Maker(
        bases=bases,
        truth=read_figures(bases.folder / BUILT, year=YEAR, agency=AGENCY),
        ledger_truth=read_figures(bases.folder / LEDGER, year=LEDGER_YEAR, agency=LEDGER_AGENCY),
        published_truth={a: None if f.value is None else str(f.value) for a, f in figures.items()},
        books=_books(),
        published=_published(article),
        documents={name: bases.data(BUILT, name) for name in _DOCUMENTS},
    )


def _books() -> dict[str, bytes]:
    """Write the tables of the example in every format."""
    pages = lay_out(real_filing(f"{AGENCY}-{YEAR}"), of=form(), distortion=TIDY)
    with tempfile.TemporaryDirectory() as folder:
        files = [write_book(Path(folder) / f"tables{end}", pages) for end in (".xlsx", ".xls", ".ods")]
        return {path.suffix: path.read_bytes() for path in files}


def _published(article: Article) -> dict[str, bytes]:
    pages = {manner.__name__: manner for manner in (plain, word, lines, ueditor)}
    return {
        **{f"{name}.html": write(article).encode() for name, write in pages.items()},
        "text.txt": as_text(article).encode(),
        "report.docx": as_docx(article),
        "report.pdf": own_pdf(article),
        "report.mht": mht(article),
        "report.xlsx": xlsx_content(lay_out(article.filing, of=article.form, distortion=TIDY)),
    }


# --- one family each ----------------------------------------------------------------------


def table_bytes(maker: Maker, rng: Random) -> Case:
    """Damage the bytes of this year's workbook."""
    change = rng.choice(ZIP)
    book = rng.choice((maker.bases.read(BUILT, f"{_FOLDER}/tables.xlsx"), maker.books[".xlsx"]))
    return _checked(
        maker, {"tables.xlsx": change(book, rng)}, family="tables: bytes", change=change.__name__
    )


def table_xml(maker: Maker, rng: Random) -> Case:
    """Change the XML of this year's workbook."""
    book = rng.choice((maker.bases.read(BUILT, f"{_FOLDER}/tables.xlsx"), maker.books[".xlsx"]))
    edit = rng.choice((sheet_changed, sheet_changed, sheet_changed, part_changed))
    content, did, free = edit(book, rng)
    return _checked(
        maker, {"tables.xlsx": content}, family="tables: XML", change=did, free=free
    )


def other_books(maker: Maker, rng: Random) -> Case:
    """Change a workbook in another format."""
    end = rng.choice((".xls", ".ods", ".ods"))
    book = maker.books[end]
    if end == ".xls":
        content, did, free = xls_changed(book, rng)
    elif rng.random() < 0.4:  # noqa: PLR2004 - a share
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
    if chance < 0.4:  # noqa: PLR2004 - a share
        change = rng.choice(ZIP)
        content, did, free = change(book, rng), change.__name__, 0
    elif chance < 0.7:  # noqa: PLR2004 - a share
        content, did, _ = rng.choice((sheet_changed, part_changed))(book, rng)
        free = 10**6
    else:
        content, did, free = _odd_ledger(rng), "rows", 10**6
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


_CELLS = (
    *(None, "", 0, -1, 1899, 10000, 1e300, 1.5, True, False, "2022-02-30", "0000-01-01", "9999-12-31"),
    *("2022年13月1日", 44621, 44621.99, -44621, 2958466, "44621", "2022.3.1", "二〇二二年三月一日", "1e5"),
    *("自然人", "商业企业", "外星人", "予以公开", "不知道", "甲" * 30_000, "\u202e2022-03-01", "=1+1", "#REF!"),
    *("\u200b", "2022-03-01\n2022-03-02", "2022-03-01至2022-03-09", "同上", "〃", "-", "/", "合计", "共5件"),
)  # fmt: skip
_HEADINGS = (*HEADINGS, "", None, "收到日期", "答复日期", "备注", "案号", "甲" * 5000, 5, "\u200b")


def _odd_ledger(rng: Random) -> bytes:
    """Write a ledger of odd cells under true headings, or the other way round."""
    width = rng.choice((1, 3, len(HEADINGS), 40))
    is_true = rng.random() < 0.7  # noqa: PLR2004 - a share
    heads = list(HEADINGS) if is_true else [rng.choice(_HEADINGS) for _ in range(width)]
    odd = [rng.choice(_CELLS) for _ in range(rng.choice((1, 2, 5)))]
    rows = [
        [rng.choice(odd) if rng.random() < 0.4 else "2022-03-01" for _ in heads]  # noqa: PLR2004 - a share
        for _ in range(rng.choice((1, 2, 30)))
    ]
    cells = {(r, c): value for r, row in enumerate([heads, *rows]) for c, value in enumerate(row)}
    merges = ((rng.randint(0, 2), 0, rng.randint(1, 3), rng.randint(2, 4)),)
    name = rng.choice(("依申请公开", "行政复议", "Sheet1", "规范性文件", "收费"))
    return xlsx_content([Page(name=name, values=cells, merges=rng.choice(((), merges)))])


#: Documents whose every place is spoilt, with the verbs that read them.
_DOCUMENTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    f"{_FOLDER}/report.yaml": (("check", str(YEAR), AGENCY),),
    "params/agencies.yaml": (("check", str(YEAR), AGENCY), ("check", str(YEAR)), ("review", str(YEAR))),
    f"{_FOLDER}/signoff.yaml": (
        ("sign", str(YEAR), AGENCY, "--by", "李四", "--decision", "return", "--note", "再看", "--on", "2025-03-02"),
        ("review", str(YEAR)),
    ),
    f"params/{YEAR}/{HEAD}/rollup.json": (("check", str(YEAR), HEAD), ("rollup", str(YEAR), HEAD)),
    f"outputs/{YEAR}/{AGENCY}/manifest.json": (
        ("review", str(YEAR)),
        ("sign", str(YEAR), AGENCY, "--by", "李四", "--decision", "return", "--note", "再看", "--on", "2025-03-02"),
    ),
    f"outputs/{YEAR}/{AGENCY}/review.json": (("review", str(YEAR)),),
    f"outputs/{YEAR}/batch.json": (("review", str(YEAR)),),
}  # fmt: skip


def documents(maker: Maker, rng: Random) -> Case:
    """Spoil a parameter file, or JSON that the kit wrote."""
    name = rng.choice(list(_DOCUMENTS))
    change = yaml_changed if name.endswith(".yaml") else json_changed
    content, did = change(maker.documents[name], rng)
    short = name.rpartition("/")[2]
    return Case(
        family="parameters" if short.endswith(".yaml") else "our JSON",
        change=f"{short} {did}",
        base=BUILT,
        files={name: content},
        arguments=rng.choice(_DOCUMENTS[name]),
        # Parameters may name other sources, which are not there.
        allowed=_ANY if short in {"report.yaml", "rollup.json"} else _PARAMETERS,
    )


def narratives(maker: Maker, rng: Random) -> Case:
    """Change the narrative."""
    text = maker.bases.read(BUILT, f"{_FOLDER}/narrative.md").decode()
    content, did = narrative_changed(text, rng)
    return Case(
        family="narratives",
        change=did,
        base=BUILT,
        files={f"{_FOLDER}/narrative.md": content},
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
        case kind if rng.random() < 0.5:  # noqa: PLR2004 - one in two
            change = rng.choice(ZIP)
            content, did, free = change(content, rng), f".{kind} {change.__name__}", 0
        case "docx":
            content, did, free = word_changed(content, rng)
        case _:
            content, did, free = sheet_changed(content, rng)
    return _imported(maker, name, content, family="imports", change=did, free=free)


def bombs(maker: Maker, rng: Random) -> Case:
    """Import a small file that takes much where nothing bounds it."""
    name = rng.choice(list(BOMBS))
    content = BOMBS[name]()
    return _imported(maker, name, content, family="imports: bombs", change=name, free=10**6)


def small_pdfs(maker: Maker, rng: Random) -> Case:
    """Import a PDF of random operators."""
    words = (b"q", b"Q", b"BT", b"ET", b"1", b"-9e9", b"(a)", b"<4e00>", b"[", b"]", b"Tj", b"TJ", b"cm", b"/F", b"Tf", b"re", b"f", b"m", b"l", b"S", b"Do", b"BI", b"ID", b"EI", b"<<", b">>", b"%", b"(", b"gs", b"Td", b"Tm", b"0", b"'", b'"')  # fmt: skip
    stream = b" ".join(rng.choice(words) for _ in range(rng.choice((5, 200, 5000))))
    content = small_pdf(stream, filters=rng.randint(0, 2))
    return _imported(maker, "random.pdf", content, family="imports", change="random.pdf", free=10**6)


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
        files={f"{_FOLDER}/{name}": content for name, content in files.items()},
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
