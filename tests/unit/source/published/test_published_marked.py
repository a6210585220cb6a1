"""Markdown in the project's own style is read as the report it marks."""

from __future__ import annotations

from pathlib import Path

from builders.portals import Article, example_article, flat_rows, table_of
from builders.published import read, words_of, words_of_article
from builders.spreadsheets import figures_read


def as_markdown(article: Article) -> str:
    """Write a report as Markdown: headings, tables with their rule, marks escaped."""
    lines = [f"# {article.title}", *article.preface]
    for section in article.form.sections:
        above, below = article.sections[section.number]
        table = table_of(article, section.number)
        rows = flat_rows(table, article.filing) if table else []
        drawn = [f"| {' | '.join(row)} |" for row in rows]
        rule = [f"|{'---|' * len(rows[0])}"] if rows else []
        lines += [f"## {section.heading}", *above, *drawn[:1], *rule, *drawn[1:], *below]
    return "\n\n".join(lines).replace("|\n\n|", "|\n|")


def test_all_six_sections_of_markdown_are_read(tmp_path: Path) -> None:
    """Same words, same figures, nothing to look at."""
    article = example_article(2022, "qiantang-jxkj")
    path = tmp_path / "report.md"
    path.write_text(as_markdown(article), "utf-8")
    found = read(path)
    assert words_of(found) == words_of_article(article)
    assert figures_read(found.filing) == figures_read(article.filing)
    assert found.title == article.title
    assert (found.faults, found.imported) == ((), ())
