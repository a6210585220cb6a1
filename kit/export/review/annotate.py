"""The public sections with what a reviewer looks for in them: cells by id, findings, last year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml.etree import HTML, Element, SubElement, _Element, tostring

from kit.export.review.figures import FigureLine
from kit.export.review.findings import Numbered
from kit.export.review.marks import Mark, mark_words
from kit.export.review.numbers import number_marks
from kit.form import Form

#: What no XML element can hold; a page cannot show it either.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def annotate(
    sections: Sequence[str],
    *,
    review: Mapping[str, Any],
    figures: Mapping[str, FigureLine],
    findings: Iterable[Numbered],
    filed: Form,
) -> tuple[list[str], set[str]]:
    """Return the HTML of preface and *sections* with their marks, and the ids of words found.

    Every number cell has its address as its id; a finding's words have its
    number, and both lead back to the finding.
    """
    joined = "".join(f'<section id="s{n}">{html}</section>' for n, html in enumerate(sections))
    fit = _UNFIT.sub("\ufffd", joined)
    root = HTML(f"<body>{fit}</body>")
    parts = root.findall(".//section")
    _mark_cells(root, figures=figures, filed=filed)
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for finding in findings:
        if finding.section is not None and finding.quote:
            marks[finding.section].append(_finding_mark(finding))
    for link in review.get("links", ()):
        marks[link["section"]].append(_link_mark(link))
    for section, mark in number_marks(review):
        marks[section].append(mark)
    found: set[str] = set()
    for number, part in enumerate(parts):
        found |= mark_words(part, marks[number])
    return [tostring(part, encoding="unicode", method="html") for part in parts], found


def words_id(finding: Numbered) -> str:
    """Return the id that the words of a finding have on the page."""
    return f"w{finding.number}"


def _finding_mark(finding: Numbered) -> Mark:
    return Mark(
        quote=finding.quote,
        before=finding.before,
        tag="mark",
        attributes={"class": finding.look},
        id=words_id(finding),
        after=_flag(finding),
    )


def _link_mark(link: Mapping[str, Any]) -> Mark:
    cells = link["cells"]
    attributes = {"class": "said", "href": f"#{cells[0]}", "data-cells": " ".join(cells)}
    before = link.get("before", 0)
    return Mark(quote=link["quote"], before=before, tag="a", attributes=attributes)


def _flag(finding: Numbered) -> _Element:
    """Return the mark that leads back to a finding: its shape and number."""
    attributes = {"class": f"flag {finding.look}", "href": f"#f{finding.number}"}
    flag = Element("a", attributes | {"aria-label": finding.spoken})
    flag.text = finding.flag
    return flag


def _mark_cells(root: _Element, *, figures: Mapping[str, FigureLine], filed: Form) -> None:
    for table in filed.tables.values():
        shown = root.find(f".//table[@id='{table.id}']")
        cells = () if shown is None else shown.iter("td")
        for cell, address in zip(cells, table.cells, strict=False):
            _mark_cell(cell, figures[address])


def _mark_cell(cell: _Element, line: FigureLine) -> None:
    """Give a number cell its id, its marks, and last year's value beneath its own."""
    cell.set("id", line.address)
    looks = [f.look for f in line.first] or ["part" for f in line.others if not f.accepted][:1]
    cell.set("class", " ".join(["figure", *dict.fromkeys(looks)]))
    if line.source:
        cell.set("title", line.source)
    if line.last is not None:
        last = SubElement(cell, "small", {"class": "last"})
        last.text = f"上年 {line.last}"
        if line.difference and line.difference != "持平":
            gap = SubElement(last, "b")
            gap.text = line.difference.partition("（")[0]
    for finding in line.first:
        cell.append(_flag(finding))
    for card in line.causes:
        name = f"原因 {card.number}" if card.is_settled else f"可能是原因 {card.number}"
        attributes = {"class": "flag cause", "href": f"#c{card.number}", "aria-label": name}
        SubElement(cell, "a", attributes).text = f"因{card.number}{'' if card.is_settled else '？'}"
