"""What is kept with a decision, and what changed since, figure by figure and word by word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import check
from kit.report.model import Report
from kit.signoff import KeptReport, Since, kept_of, read_kept, since, write_kept

WORDS = "全年收到申请5件。\n\n没有收费。"
BEFORE = report_of(
    filing_of(form(), {"t3.received.total": 3}),
    narrative=lawful_words(form(), sections={1: WORDS}),
)


def kept(report: Report) -> KeptReport:
    """Return what is kept of a report."""
    return kept_of(report, findings=check(report))


def changed(report: Report) -> Since:
    """Return what changed from the report before."""
    return since(kept(BEFORE), kept(report), by="张三", on="2025-01-20")


def test_what_is_kept_reads_back(tmp_path: Path) -> None:
    """Under its own sha256, in a folder beside the decisions."""
    digest = write_kept(tmp_path, kept=kept(BEFORE))
    assert [path.name for path in (tmp_path / "signoff").iterdir()] == [f"{digest[:12]}.json"]
    assert read_kept(tmp_path, digest=digest) == kept(BEFORE)
    assert write_kept(tmp_path, kept=kept(BEFORE)) == digest


def test_what_is_gone_or_was_changed_is_not_believed(tmp_path: Path) -> None:
    """Nobody can make a figure look as if it had been so before."""
    assert read_kept(tmp_path, digest="0" * 64) is None
    assert read_kept(tmp_path, digest="") is None
    digest = write_kept(tmp_path, kept=kept(BEFORE))
    (path,) = (tmp_path / "signoff").iterdir()
    text = path.read_text("utf-8")
    for content in (text.replace('"3"', '"4"'), "{", ""):
        path.write_text(content, "utf-8")
        assert read_kept(tmp_path, digest=digest) is None


def test_figures_are_listed_with_both_values() -> None:
    """A blank is empty; what stayed is not listed."""
    filing = filing_of(form(), {"t3.received.total": 4, "t3.granted.total": None})
    found = changed(replace(BEFORE, filing=filing))
    assert [(each.address, each.before, each.now) for each in found.figures] == [
        ("t3.received.total", "3", "4"),
        ("t3.granted.total", "0", ""),
    ]
    assert found.said == "张三于 2025-01-20 签署之后变过：2 个数。"


def test_paragraphs_are_set_beside_what_they_were() -> None:
    """Changed, gone and new ones, each with its words."""
    words = lawful_words(form(), sections={1: "全年收到申请15件。\n\n没有收费。\n\n又一段。"})
    found = changed(replace(BEFORE, narrative=words))
    first, second = found.paragraphs
    assert first.runs == (
        ("same", "全年收到申请"),
        ("gone", "5"),
        ("new", "15"),
        ("same", "件。"),
    )
    assert (second.section, second.before, second.now) == (1, "", "又一段。")
    assert found.figures == ()
    gone = changed(replace(BEFORE, narrative=lawful_words(form(), sections={1: "没有收费。"})))
    assert [(each.before, each.now) for each in gone.paragraphs] == [("全年收到申请5件。", "")]


def test_facts_of_the_page_are_named_as_people_do() -> None:
    """A date; pictures are told without their numbers."""
    parameters = replace(BEFORE.parameters, published="2023-01-20", charts=("requests",))
    found = changed(replace(BEFORE, parameters=parameters))
    assert [(each.what, each.before, each.now) for each in found.facts] == [
        ("发布日期", "", "2023-01-20"),
        ("图", "", ""),
    ]


def test_what_was_not_kept_is_said() -> None:
    """There is nothing to list, which is not nothing changed."""
    found = since(None, kept(BEFORE), by="张三", on="2025-01-20")
    assert (found.is_known, found.figures, found.paragraphs) == (False, (), ())
    assert "没有保存" in found.said
