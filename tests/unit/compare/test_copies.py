"""Copied text of a year: the form's words are nobody's, and what was told counts for its text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders.filings import form
from builders.rollups import file_report, tree_workspace

from kit.checks import check
from kit.compare import YearCopies, find_copies, keep_copies
from kit.datafile import schema_text
from kit.disk import record_schema
from kit.narrative import template_narrative
from kit.report import copies_file, kept_line, read_copies, read_report
from kit.report.copies import CopiesRecord
from kit.workspace import Workspace

YEAR = 2024
AGENCIES = {
    f"bureau-{number}": {"name": f"某县第{number}局", "kind": "department"} for number in range(5)
}
COPIED = (
    "部分科室对公开范围把握不准，重要政策的解读材料多为文字，群众不易看懂；"
    "公开目录没有及时随机构职能调整。下一步在全局开展一次公开属性源头认定检查，"
    "逐件核对未公开的文件，请业务骨干录制短视频讲解申报条件。"
)
OWN = (
    (
        "查阅点设在旧址，标识不清，老年群众常常走错楼层，也没有人引导他们使用自助终端。"
        "搬迁之后在大厅入口重做指引牌，安排专人值守，登记每一条意见并在月底答复。"
    ),
    (
        "乡镇反映系统登录慢，夜间批量上传时经常中断，补传要占去值班人员大半个上午。"
        "已更换服务器，并把常用栏目做成离线包，每周下发一次供各村查询和下载。"
    ),
    (
        "依申请公开答复文书说理简单，多是照抄条文，申请人看过之后还要再打电话来问。"
        "编写了文书范例二十种，每季度抽查并讲评三份，讲评的结果记入科室台账。"
    ),
)


def narrative(problems: str) -> str:
    """Return the template's narrative with one gap filled in."""
    gap = (
        "（请填写：上年问题的改进情况；本年度具体的问题；针对这些问题的措施。不要照搬上年的文字。）"
    )
    return template_narrative(form()).replace(gap, problems)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give five bureaus: two with one text, three each with their own, all from the template."""
    made = tree_workspace(tmp_path, AGENCIES)
    texts = [COPIED, OWN[0], COPIED.replace("一次", "两次"), OWN[1], OWN[2]]
    for agency, text in zip(AGENCIES, texts, strict=True):
        file_report(made, agency)
        (made.inputs(YEAR, agency) / "narrative.md").write_text(narrative(text), "utf-8")
    return made


@pytest.fixture
def found(workspace: Workspace) -> YearCopies:
    """Compare them and keep what came of it."""
    copies = find_copies(workspace, year=YEAR)
    keep_copies(workspace, copies, year=YEAR)
    return copies


def test_who_copied_is_found_and_the_template_is_nobodys(found: YearCopies) -> None:
    """Texts that share all that the template says, and nothing else, are not alike."""
    assert found.clusters == (("bureau-0", "bureau-2"),)
    copied = found.copied["bureau-2"]
    assert (copied.section, copied.closest, copied.others) == (0, "某县第0局", 1)
    assert copied.percent > 90


def test_the_common_sentences_stand_side_by_side(found: YearCopies) -> None:
    """Each as it stands here and there; what is of the template is not among them."""
    first, second = found.copied["bureau-2"].sentences[:2]
    assert first.own == first.other
    assert first.own.startswith("部分科室")
    assert "两次" not in second.own + second.other or second.own != second.other
    said = "".join(sentence.own for sentence in found.copied["bureau-2"].sentences)
    assert "上年结转" not in said


def test_a_report_that_was_compared_has_a_finding(workspace: Workspace, found: YearCopies) -> None:
    """It names the other; one whose text is its own has none."""
    reports = [read_report(workspace, year=YEAR, agency=f"bureau-{number}") for number in (1, 2)]
    assert found.copied
    own, copied = ([f for f in check(report).findings if f.rule == "S8"] for report in reports)
    assert own == []
    (finding,) = copied
    assert "与本年度某县第0局的文字有" in finding.message
    assert finding.at
    assert finding.at.quote == "全文"


def test_what_was_told_counts_only_for_the_text_that_was_compared(
    workspace: Workspace, found: YearCopies
) -> None:
    """A text that was mended since is not called a copy until all are compared again."""
    path = workspace.inputs(YEAR, "bureau-2") / "narrative.md"
    assert read_copies(workspace, year=YEAR, agency="bureau-2", narrative=path)
    path.write_text(narrative(OWN[2].replace("三份", "四份")), "utf-8")
    assert read_copies(workspace, year=YEAR, agency="bureau-2", narrative=path) is None
    again = find_copies(workspace, year=YEAR)
    keep_copies(workspace, again, year=YEAR)
    assert again.clusters == (("bureau-2", "bureau-4"),)
    assert found.files.keys() == again.files.keys()
    kept = [kept_line(workspace, year=YEAR, agency=f"bureau-{number}") for number in (0, 2, 4)]
    assert [bool(line) for line in kept] == [False, True, True]


def test_what_is_kept_is_believed_only_as_it_was_written(
    workspace: Workspace, found: YearCopies
) -> None:
    """A file of another report, or of any other content, tells nothing."""
    path = workspace.inputs(YEAR, "bureau-0") / "narrative.md"
    kept = copies_file(workspace, year=YEAR)
    content = kept.read_bytes()
    assert found.copied["bureau-0"] == read_copies(
        workspace, year=YEAR, agency="bureau-0", narrative=path
    )
    others = (b"", b"[]", content[:90], content.replace(b'"percent": ', b'"percent": "x'))
    for other in (*others, content.replace(b"bureau-0", b"bureau-9")):
        kept.write_bytes(other)
        assert read_copies(workspace, year=YEAR, agency="bureau-0", narrative=path) is None


def test_without_copies_there_is_no_file(workspace: Workspace, found: YearCopies) -> None:
    """What was kept goes once nobody has another's text any more."""
    assert found.clusters
    (workspace.inputs(YEAR, "bureau-2") / "narrative.md").write_text(narrative("无。"), "utf-8")
    keep_copies(workspace, find_copies(workspace, year=YEAR), year=YEAR)
    assert not copies_file(workspace, year=YEAR).exists()


def test_a_text_that_cannot_be_read_stops_no_comparison(workspace: Workspace) -> None:
    """Its own report says what is wrong with it."""
    (workspace.inputs(YEAR, "bureau-1") / "narrative.md").unlink()
    (workspace.inputs(YEAR, "bureau-3") / "report.yaml").write_text("x: 1\n", "utf-8")
    found = find_copies(workspace, year=YEAR)
    assert found.files.keys() == {"bureau-0", "bureau-2", "bureau-4"}
    assert found.clusters == (("bureau-0", "bureau-2"),)


def test_who_was_copied_from_is_no_copy(workspace: Workspace) -> None:
    """Of a long text that a short one is part of, the short one alone is found fault with."""
    path = workspace.inputs(YEAR, "bureau-0") / "narrative.md"
    path.write_text(narrative(COPIED + "".join(OWN[:2]) * 2 + OWN[2] * 3), "utf-8")
    found = find_copies(workspace, year=YEAR)
    copied = {agency: found.copied[agency].is_over for agency in ("bureau-0", "bureau-2")}
    assert copied == {"bureau-0": False, "bureau-2": True}
    report = read_report(workspace, year=YEAR, agency="bureau-0")
    shown = replace(report, copied=found.copied["bureau-0"])
    assert not [f for f in check(shown).findings if f.rule == "S8"]


def test_the_committed_schema_is_of_the_record() -> None:
    """Who reads the file elsewhere finds what it holds."""
    committed = json.loads(schema_text("copies"))
    assert committed == record_schema(CopiesRecord, title=committed["title"])
