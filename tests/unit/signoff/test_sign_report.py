"""Signing: only what the outputs show, in words people can read, with a reason where one is due."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.workspaces import copied_workspace, replaced, set_figure

from kit.checks import check
from kit.errors import ParameterError
from kit.notebook import OpenReport
from kit.notebook.record import REVIEW_MIME
from kit.report import read_report
from kit.report.files import SIGN_OFF
from kit.signoff import Signed, SignOff, read_sign_offs, seen_of, sign_report
from kit.workspace import Workspace

YEAR, AGENCY = 2022, "qiantang-jxkj"
#: A total that its row no longer adds up to.
TOTAL = "t3.received.total"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a report whose outputs show it as it is."""
    made = copied_workspace(tmp_path)
    show(made)
    return made


def show(workspace: Workspace) -> Path:
    """Write the reviewers' data as a build does."""
    report = read_report(workspace, year=YEAR, agency=AGENCY)
    record = OpenReport(report=report).record.data[REVIEW_MIME]["review_json"]
    path = workspace.report_folder(YEAR, AGENCY) / "review.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record, "utf-8")
    return path


def sign(workspace: Workspace, *, table: str = "", **said: str) -> Signed:
    """Sign the report or a table of it, by default an approval of Zhang San's."""
    facts = {"decision": "approve", "by": "张三", "date": "2023-01-20"} | said
    entry = SignOff(seen="", table=table or None, **facts)  # type: ignore[arg-type] # the tests' own words
    return sign_report(workspace, year=YEAR, agency=AGENCY, entry=entry)


def refused(workspace: Workspace, *, table: str = "", **said: str) -> str:
    """Return why a decision is refused, which must leave no trace."""
    with pytest.raises(ParameterError) as raised:
        sign(workspace, table=table, **said)
    assert {path.name for path in workspace.inputs(YEAR, AGENCY).glob(f"{SIGN_OFF}*")} == set()
    return str(raised.value)


def break_total(workspace: Workspace) -> None:
    """Type a total that is one too many."""
    report = read_report(workspace, year=YEAR, agency=AGENCY)
    value = report.filing.value(TOTAL)
    assert isinstance(value, int)
    set_figure(workspace, year=YEAR, agency=AGENCY, address=TOTAL, value=value + 1)


def test_what_was_shown_can_be_signed(workspace: Workspace) -> None:
    """The decision is bound to what there is to see, and makes the report final."""
    report = read_report(workspace, year=YEAR, agency=AGENCY)
    signed = sign(workspace)
    assert signed.entry.seen == seen_of(report, findings=check(report))["report"]
    assert (signed.entry.table, signed.name, signed.entry.errors) == (None, "整份报告", 0)
    assert signed.now.state.decision == "approved"
    assert signed.was_altered == ()
    (entry,) = read_sign_offs(signed.path.parent).entries
    assert (entry.by, entry.seen) == ("张三", signed.entry.seen)


@pytest.mark.parametrize("table", ["t3", "表三", " t3 "], ids=["id", "name", "blanks"])
def test_a_table_is_signed_by_its_id_or_its_name(workspace: Workspace, table: str) -> None:
    """As people call it; the report itself stays unsigned."""
    signed = sign(workspace, table=table)
    assert (signed.entry.table, signed.entry.scope, signed.name) == ("t3", "t3", "表三")
    assert signed.now.state.decision == "unsigned"


@pytest.mark.parametrize("table", ["t9", "T3", "表五", "report", " "])
def test_a_table_there_is_none_of_is_told_with_those_there_are(
    workspace: Workspace, table: str
) -> None:
    """Nothing else is signed in its place, least of all the whole report."""
    said = refused(workspace, table=table)
    assert said.startswith("--table：应为报告中的一张表")
    assert all(name in said for name in ("t2", "t3", "t4", "表二", "表三", "表四"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"seen": {}}',
        b'{"seen": {}, "findings": [{}]}',
        b'{"seen": 1, "findings": []}',
        b'{"seen": {}, "findings": 1}',
        b'{"findings": []}',
    ],
)
def test_reviewers_data_that_cannot_be_read_shows_nothing(
    workspace: Workspace, content: bytes
) -> None:
    """Whatever is wrong with it, the cure is to build again."""
    (workspace.report_folder(YEAR, AGENCY) / "review.json").write_bytes(content)
    said = refused(workspace)
    assert f"outputs/{YEAR}/{AGENCY}/review.json：" in said
    assert "读不通的内容" in said
    assert f"kit build {YEAR} {AGENCY}" in said


def test_what_was_never_built_was_never_seen(workspace: Workspace) -> None:
    """The file that is missing is named."""
    (workspace.report_folder(YEAR, AGENCY) / "review.json").unlink()
    assert "应有这份报告的审核数据，没有" in refused(workspace)


def test_words_changed_since_keep_the_report_from_being_signed_and_no_table(
    workspace: Workspace,
) -> None:
    """Tables are about figures alone; the page of the whole has to be looked at again."""
    replaced(workspace.inputs(YEAR, AGENCY) / "narrative.md", "我局", "本局")
    assert "生成之后数或文字变过" in refused(workspace)
    assert sign(workspace, table="t3").entry.table == "t3"


def test_a_figure_changed_since_keeps_its_own_table_from_being_signed(
    workspace: Workspace,
) -> None:
    """Its table and the whole; once built again both can be, with a reason."""
    break_total(workspace)
    assert "生成之后数或文字变过" in refused(workspace, note="已核对")
    assert "生成之后数或文字变过" in refused(workspace, table="t3", note="已核对")
    show(workspace)
    assert sign(workspace, note="已核对").entry.errors > 0


def test_findings_that_were_not_shown_are_not_signed_over(workspace: Workspace) -> None:
    """The same figures under other rules: what the reviewer read was another judgement."""
    break_total(workspace)
    path = show(workspace)
    data = json.loads(path.read_bytes())
    data["findings"] = [f for f in data["findings"] if f["severity"] != "error"]
    path.write_text(json.dumps(data), "utf-8")
    assert "生成之后检查的结果变过" in refused(workspace, note="已核对")


def test_errors_are_approved_with_a_reason_and_counted_where_they_are(
    workspace: Workspace,
) -> None:
    """Table three has them, table two has none and needs no reason."""
    break_total(workspace)
    show(workspace)
    report = read_report(workspace, year=YEAR, agency=AGENCY)
    errors = len(list(check(report).counting("error")))
    assert f"有 {errors} 处没有说明保留的错误" in refused(workspace)
    assert "处没有说明保留的错误" in refused(workspace, table="t3")
    assert sign(workspace, table="t2").entry.errors == 0
    assert 0 < sign(workspace, table="t3", note="已核对").entry.errors <= errors
    assert sign(workspace, note="已核对").entry.errors == errors


@pytest.mark.parametrize("note", ["", "  ", "\n\t"], ids=["none", "blanks", "line end"])
def test_a_return_without_a_reason_is_refused(workspace: Workspace, note: str) -> None:
    """Blanks are no reason; whoever mends it must know what."""
    said = refused(workspace, decision="return", note=note)
    assert "--note：应有退回的原因，没有" in said
    state = sign(workspace, decision="return", note="总计不符").now.state
    assert (state.decision, state.why) == ("returned", "张三于 2023-01-20 退回：总计不符")


@pytest.mark.parametrize(
    ("option", "words", "said"),
    [
        ("by", "", "--by：应为审核人的姓名，实为空"),
        ("by", " \u3000\n", "--by：应为审核人的姓名，实为空"),
        ("by", "张三\u200b", "--by：应为看得见的文字，实为看不见的字符 U+200B"),
        ("by", "\x1b[2J", "U+001B"),
        ("note", "同意\u202e意同", "--note：应为看得见的文字，实为看不见的字符 U+202E"),
        ("by", "张" * 65, "--by：应为不超过 64 个字，实为 65 个字"),
        ("note", "说" * 2001, "--note：应为不超过 2000 个字，实为 2001 个字"),
    ],
    ids=["nobody", "blanks", "zero width", "escape", "reversed", "long name", "long note"],
)
def test_words_nobody_would_write_are_refused(
    workspace: Workspace, option: str, words: str, said: str
) -> None:
    """They end up on a page, in a terminal and in a file that is read for years."""
    assert said in refused(workspace, **{option: words})


def test_words_are_kept_on_one_line(workspace: Workspace) -> None:
    """As long as they may be, blanks and line ends within them single, none around."""
    note = "说" * 999 + "\r\n\u3000 " + "明" * 1000
    entry = sign(workspace, by="  张\t三 ", note=note).entry
    assert entry.by == "张 三"
    assert entry.note == "说" * 999 + " " + "明" * 1000


def test_who_signs_after_a_change_by_other_hands_is_told_of_it(workspace: Workspace) -> None:
    """Each thing once, though the change takes the force from several decisions."""
    path = sign(workspace, table="t2").path
    sign(workspace, table="t3")
    sign(workspace, table="t4", by="李四")
    replaced(path, "李四", "王五")
    signed = sign(workspace)
    assert len(signed.was_altered) == 2
    assert all(SIGN_OFF in sentence for sentence in signed.was_altered)
    assert signed.now.state.decision == "approved"
    assert sign(workspace, table="t2").was_altered != ()
