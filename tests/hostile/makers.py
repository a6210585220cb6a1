"""What cases are made from, read once before anything is spoilt."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builders.filings import form, real_filing
from builders.portals import Article, as_docx, as_text, lines, plain, small_article, word
from builders.portals_met import mht, ueditor
from builders.published import own_pdf
from builders.spreadsheets import TIDY, lay_out, write_book, xlsx_content

from hostile.bases import (
    AGENCY,
    BUILT,
    HEAD,
    LEDGER,
    LEDGER_AGENCY,
    LEDGER_YEAR,
    RETURN,
    YEAR,
    Bases,
)
from hostile.model import Figures
from hostile.sandbox import read_figures

#: The folder of the report that files are laid over.
FOLDER = f"params/{YEAR}/{AGENCY}"
#: Documents whose every place is spoilt, with the verbs that read them.
DOCUMENTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    f"{FOLDER}/report.yaml": (("check", str(YEAR), AGENCY),),
    "params/agencies.yaml": (
        ("check", str(YEAR), AGENCY),
        ("check", str(YEAR)),
        ("review", str(YEAR)),
    ),
    f"{FOLDER}/signoff.yaml": (
        RETURN,
        ("review", str(YEAR)),
    ),
    f"params/{YEAR}/{HEAD}/rollup.json": (("check", str(YEAR), HEAD), ("rollup", str(YEAR), HEAD)),
    f"outputs/{YEAR}/{AGENCY}/manifest.json": (
        ("review", str(YEAR)),
        RETURN,
    ),
    f"outputs/{YEAR}/{AGENCY}/review.json": (("review", str(YEAR)),),
    f"outputs/{YEAR}/batch.json": (("review", str(YEAR)),),
}


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
        documents={name: bases.data(BUILT, name) for name in DOCUMENTS},
    )


def _books() -> dict[str, bytes]:
    """Write the tables of the example in every format."""
    pages = lay_out(real_filing(f"{AGENCY}-{YEAR}"), of=form(), distortion=TIDY)
    with tempfile.TemporaryDirectory() as folder:
        files = [
            write_book(Path(folder) / f"tables{end}", pages) for end in (".xlsx", ".xls", ".ods")
        ]
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
