"""Faults met in published reports: found in a report that has them, not in its mended twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from builders.filings import form
from builders.spreadsheets import lay_out, read_book, write_book
from builders.workspaces import copied_workspace, replaced

from kit.checks import check
from kit.report import read_report
from kit.source.filing import Figure

#: Something done to the folder of one report.
Edit = Callable[[Path], object]
_CITY, _BUREAU = (2024, "suqian"), (2022, "qiantang-jxkj")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fault seen in real reports, the rules that find it, and the same place without it."""

    name: str
    rules: frozenset[str]
    faulty: Edit
    mended: Edit = lambda _: None
    report: tuple[int, str] = _CITY


def says(old: str, new: str) -> Edit:
    """Say something else in the text."""
    return lambda folder: replaced(folder / "narrative.md", old, new)


def adds(heading: str, words: str) -> Edit:
    """Add words under a heading."""
    return says(heading, f"{heading}\n\n{words}")


def types(**cells: str) -> Edit:
    """Type something else into cells, named by row and column of table two or three."""

    def edit(folder: Path) -> None:
        filing = read_book(folder / "tables.xlsx")
        typed = {
            address: Figure(address=address, value=None, text=raw, raw=raw)
            for address, raw in ((name.replace("__", "."), raw) for name, raw in cells.items())
        }
        assert typed.keys() <= filing.figures.keys()
        changed = replace(filing, figures={**filing.figures, **typed})
        write_book(folder / "tables.xlsx", lay_out(changed, of=form()))

    return edit


def labels(old: str, new: str) -> Edit:
    """Print another label."""

    def edit(folder: Path) -> None:
        pages = lay_out(read_book(folder / "tables.xlsx"), of=form())
        write_book(folder / "tables.xlsx", [page.renamed(old, new) for page in pages])

    return edit


def refiled(year: int) -> Edit:
    """File the tables in the other edition of the form."""

    def edit(folder: Path) -> None:
        other = folder.parents[1] / str(year) / "shanghai-office" / "tables.xlsx"
        (folder / "tables.xlsx").write_bytes(other.read_bytes())

    return edit


_RECEIVED = "新收政府信息公开申请{{ t3.received.total }}件"
_SHARE = "占办结总数的{{ share t3.granted.total t3.partly_granted.total of t3.closed_total.total }}"
_PARTS = "正文有六部分，依次为总体情况；主动公开政府信息情况；"
_FOURTH = "## 四、政府信息公开行政复议、行政诉讼情况"

KNOWN = (
    Known(
        name="the text has another number than the table",
        rules=frozenset({"X1"}),
        faulty=says(_RECEIVED, "新收政府信息公开申请2件"),
        mended=says(_RECEIVED, "新收政府信息公开申请{{ t3.received.total }}宗"),
    ),
    Known(
        name="a share that does not recompute",
        rules=frozenset({"X2"}),
        faulty=says(_SHARE, "占办结总数的33.99%"),
    ),
    Known(
        name="all upheld, and some are pending",
        rules=frozenset({"X1"}),
        faulty=adds(_FOURTH, "全年行政复议案件结果均为维持。"),
        mended=adds(_FOURTH, "全年行政复议结果维持{{ t4.reconsideration.upheld }}件。"),
    ),
    Known(
        name="growth that does not recompute",
        rules=frozenset({"X3"}),
        faulty=says(
            "行政许可决定{{ t2.licensing.decisions }}件，比上年{{ change t2.licensing.decisions }}",
            "行政许可决定{{ t2.licensing.decisions }}件，比上年增长1.05%",
        ),
    ),
    Known(
        name="the superseded circular",
        rules=frozenset({"S2"}),
        faulty=says("（{{ circular }}）", "（国办公开办函〔2019〕60号）"),
        mended=says("（{{ circular }}）", "（国办公开办函〔2021〕30号）"),
    ),
    Known(name="the superseded form", rules=frozenset({"S2"}), faulty=refiled(2019)),
    Known(
        name="another year's report",
        rules=frozenset({"S3"}),
        faulty=says(
            "{{ year }}年，{{ agency.name }}坚持", "本年度（2022年），{{ agency.name }}坚持"
        ),
        mended=says("{{ year }}年，{{ agency.name }}坚持", "2024年，{{ agency.name }}坚持"),
    ),
    Known(
        name="a period that ends a day early",
        rules=frozenset({"S3"}),
        faulty=says("12月31日止", "12月30日止"),
        mended=says("12月31日止", "１２月31日止"),
    ),
    Known(
        name="another city's site",
        rules=frozenset({"S10"}),
        report=_BUREAU,
        faulty=says(
            "{{ agency.site.name }}门户网站（<{{ agency.site.url }}>）",
            "徐州市人民政府门户网站（<https://www.xz.gov.cn>）",
        ),
        mended=adds("## 五、存在的主要问题及改进情况", "下一步学习徐州市公开标准化的做法。"),
    ),
    Known(
        name="a slash for a nought",
        rules=frozenset({"R5"}),
        faulty=types(t2__normative_documents__issued="/"),
    ),
    Known(
        name="a remark in a number cell",
        rules=frozenset({"R5"}),
        faulty=types(t2__normative_documents__issued="22（其中修订16件）"),
    ),
    Known(
        name="a unit in the fee's cell",
        rules=frozenset({"R5"}),
        faulty=types(t2__fees__amount="592万元"),
        mended=types(t2__fees__amount="18.871234"),
    ),
    Known(
        name="a label that is not the form's",
        rules=frozenset({"S6"}),
        faulty=labels("科研机构", "科研企业"),
        mended=labels("科研机构", "科 研 机 构"),
    ),
    Known(
        name="a bureau with rules of its own",
        rules=frozenset({"S1"}),
        report=_BUREAU,
        faulty=types(t2__rules__issued="1", t2__rules__in_force="1"),
    ),
    Known(
        name="section numbers begun again",
        rules=frozenset({"S4"}),
        faulty=says("## 五、", "## 一、"),
        mended=says("## 五、", "## 5. "),
    ),
    Known(
        name="six parts that are five",
        rules=frozenset({"X4"}),
        faulty=says(_PARTS, "正文有六部分，依次为总体情况；"),
        mended=says(_PARTS, "正文有6个部分，依次为总体情况；主动公开政府信息情况；"),
    ),
    Known(
        name="a sense reversed by one character lost",
        rules=frozenset({"S14"}),
        faulty=says("以公开为常态、不公开为例外", "坚持公开是常态、公开是例外"),
        mended=says("以公开为常态、不公开为例外", "坚持公开是常态、不公开是例外"),
    ),
    Known(
        name="items that add to another total",
        rules=frozenset({"R2"}),
        report=_BUREAU,
        faulty=types(t3__granted__natural_person="27", t3__closed_total__natural_person="21"),
    ),
    Known(
        name="columns of organisations left blank",
        rules=frozenset({"R5"}),
        report=_BUREAU,
        faulty=types(
            t3__received__enterprise="", t3__received__research="", t3__carried_in__other=""
        ),
    ),
    Known(
        name="the template's words left in the text",
        rules=frozenset({"S13"}),
        faulty=adds(_FOURTH, "（文字描述）"),
    ),
)


def broken(known: Known, edit: Edit, *, folder: Path) -> set[str]:
    """Return the rules that find something in a report after an edit, accepted ones aside."""
    year, agency = known.report
    workspace = copied_workspace(folder)
    edit(workspace.inputs(year, agency))
    findings = check(read_report(workspace, year=year, agency=agency)).findings
    return {finding.rule for finding in findings if finding.accepted is None}


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_a_known_fault_is_found(known: Known, tmp_path: Path) -> None:
    """A report made to carry the fault breaks the rules it should."""
    assert known.rules <= broken(known, known.faulty, folder=tmp_path)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_its_mended_twin_is_not(known: Known, tmp_path: Path) -> None:
    """The same place put right, in another manner where there is one, breaks none of them."""
    assert not known.rules & broken(known, known.mended, folder=tmp_path)
