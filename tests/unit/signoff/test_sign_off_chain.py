"""The file of decisions: what was changed, moved, copied or taken away is found out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders.sign_offs import AGENCY, SEEN, YEAR, decided, states_of
from builders.workspaces import replaced

from kit.errors import ParameterError
from kit.signoff import SignOffs, read_sign_offs, standing, states

#: A name that would move the cursor of a terminal.
CONTROL = f"""decisions:
- decision: approve
  by: "\\e[2J"
  date: 2025-01-20
  errors: 0
  seen: {"0" * 64}
  digest: {"0" * 64}
"""
Change = Callable[[list[dict[str, Any]]], object]


def rewritten(path: Path, change: Change) -> None:
    """Change the entries of a file by hand."""
    data = yaml.safe_load(path.read_text("utf-8"))
    change(data["decisions"])
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a file of three decisions: on the report, on table three, on table two."""
    decided(tmp_path)
    decided(tmp_path, table="t3", by="李四", note="已核对，无误")
    return decided(tmp_path, table="t2", by="王五", errors=2, note="已说明")


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    """Most reports have none."""
    assert read_sign_offs(tmp_path) == SignOffs()
    assert states_of(tmp_path) == {}


def test_a_decision_reads_back_as_it_was_made(path: Path) -> None:
    """Every field, in the order they were made, each with its line."""
    entries = read_sign_offs(path.parent).entries
    assert [(entry.table, entry.by, entry.errors) for entry in entries] == [
        (None, "张三", 0),
        ("t3", "李四", 0),
        ("t2", "王五", 2),
    ]
    lines = path.read_text("utf-8").splitlines()
    assert [lines[entry.line - 1].startswith("- ") for entry in entries] == [True] * 3


def test_the_file_is_readable(path: Path) -> None:
    """Chinese as it is written, a warning at the top, no empty keys."""
    text = path.read_text("utf-8")
    assert text.startswith("# 审核签署记录，由 kit sign 写入")
    assert "- decision: approve\n  by: 张三\n  date: '2025-01-20'\n  errors: 0\n" in text
    assert "note: 已核对，无误" in text
    assert "null" not in text


def test_all_that_was_signed_is_in_force(path: Path) -> None:
    """Nothing has changed."""
    assert states_of(path.parent) == dict.fromkeys(["report", "t3", "t2"], "in force")


def test_what_changed_lapses_and_nothing_else(path: Path) -> None:
    """A figure of table three: its own decision and the report's, not table two's."""
    found = states_of(path.parent, report="0" * 64, t3="0" * 64)
    assert found == {"report": "lapsed", "t3": "lapsed", "t2": "in force"}


def test_only_the_newest_of_a_scope_counts(path: Path) -> None:
    """Returned after it was approved, then approved again."""
    decided(path.parent, table="t3", decision="return", note="总计不符")
    entries = read_sign_offs(path.parent)
    found = states(entries, year=YEAR, agency=AGENCY, seen=SEEN)
    assert [(each.table, each.decision) for each in found] == [
        (None, "approve"),
        ("t2", "approve"),
        ("t3", "return"),
    ]
    decided(path.parent, table="t3")
    assert len(read_sign_offs(path.parent).entries) == 5
    assert states_of(path.parent)["t3"] == "in force"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("decision", "return"),
        ("by", "赵六"),
        ("date", "2025-01-21"),
        ("note", "已核对"),
        ("errors", 1),
        ("seen", "0" * 64),
        ("digest", "0" * 64),
        ("table", "t4"),
    ],
)
def test_each_field_edited_by_hand_is_found_out(path: Path, key: str, value: object) -> None:
    """The last entry no longer fits its digest, and nothing before it counts either."""
    rewritten(path, lambda entries: entries[2].update({key: value}))
    assert set(states_of(path.parent).values()) == {"altered"}


@pytest.mark.parametrize("key", ["table", "note"])
def test_a_field_taken_out_is_found_out(path: Path, key: str) -> None:
    """A decision on a table would become one on the whole report."""
    rewritten(path, lambda entries: entries[2].pop(key))
    assert set(states_of(path.parent).values()) == {"altered"}


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.pop(0),
        lambda entries: entries.pop(1),
        lambda entries: entries.reverse(),
        lambda entries: entries.insert(0, entries.pop(1)),
        lambda entries: entries.append(entries[0]),
    ],
    ids=["first removed", "middle removed", "reversed", "swapped", "repeated"],
)
def test_removed_moved_and_repeated_entries_are_found_out(path: Path, change: Change) -> None:
    """A return cannot be made to vanish, nor an old approval be brought to the end."""
    rewritten(path, change)
    found = states(read_sign_offs(path.parent), year=YEAR, agency=AGENCY, seen=SEEN)
    assert standing(found).state == "altered"


def test_a_return_removed_does_not_bring_the_approval_back(tmp_path: Path) -> None:
    """The report's approval is intact itself; the gap after it makes it count no more."""
    decided(tmp_path)
    decided(tmp_path, decision="return", note="数不对")
    path = decided(tmp_path, table="t2")
    rewritten(path, lambda entries: entries.pop(1))
    assert states_of(tmp_path) == {"report": "altered", "t2": "altered"}


def test_an_older_entry_edited_leaves_what_was_signed_after_it(path: Path) -> None:
    """Those who signed later signed what stands; the edited one counts no more."""
    rewritten(path, lambda entries: entries[0].update(by="赵六"))
    assert states_of(path.parent) == {"report": "altered", "t3": "in force", "t2": "in force"}


def test_signing_again_mends_what_was_altered(path: Path) -> None:
    """The altered entries stay as history; the new one of its scope counts."""
    rewritten(path, lambda entries: entries[2].update(by="赵六"))
    decided(path.parent)
    assert states_of(path.parent) == {"report": "in force", "t3": "altered", "t2": "altered"}


@pytest.mark.parametrize(("year", "agency"), [(2023, AGENCY), (YEAR, "other")])
def test_a_file_copied_to_another_report_is_found_out(path: Path, year: int, agency: str) -> None:
    """Even where what there is to see would be the same."""
    found = states_of(path.parent, year=year, agency=agency)
    assert set(found.values()) == {"altered"}


def test_the_altered_entry_is_named_by_its_line(path: Path) -> None:
    """Where to look, for the entry itself and for those before it."""
    rewritten(path, lambda entries: entries[1].update(by="赵六"))
    sign_offs = read_sign_offs(path.parent)
    line = sign_offs.entries[1].line
    found = states(sign_offs, year=YEAR, agency=AGENCY, seen=SEEN)
    assert found[0].why == f"signoff.yaml 第 {line} 行起的记录被改动过，此前的签署都不再算数。"
    assert found[1].why.startswith(f"signoff.yaml 第 {line} 行起：这条记录被改动")
    assert found[2].why == ""


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: "\ufeff" + text.replace("\n", "\r\n") + "\r\n\r\n",
        lambda text: text.replace("- decision", "\n# 备注\n- decision"),
        lambda text: text.replace("by: 张三", 'by: "张三"').replace("'2025-01-20'", "2025-01-20"),
        lambda text: "".join(
            f"  {line}\n" if line[:1] in "- " else f"{line}\n" for line in text.splitlines()
        ),
    ],
    ids=["crlf", "bom", "both", "comments", "quotes", "indented"],
)
def test_an_editor_that_changes_no_meaning_breaks_nothing(
    path: Path, rewrite: Callable[[str], str]
) -> None:
    """Windows line ends, a byte order mark, comments and quotes are not what was signed."""
    decided(path.parent, table="t4", note=f"很长的意见 {'说明 ' * 60}“引号” 'a': #b")
    path.write_bytes(rewrite(path.read_text("utf-8")).encode())
    assert set(states_of(path.parent).values()) == {"in force"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "signoff.yaml："),
        (b"- a\n", "signoff.yaml："),
        (b"decisions: [\n", "signoff.yaml 第 "),
        (
            "decisions:\n- decision: approve\n  by: 张三\n".encode(),
            "signoff.yaml 第 2 行 decisions 第 1 项",
        ),
        (b"decisions: \xb5\xc4\n", "UTF-8"),
        (b"decisions:\n- 1\n- decision: yes\n", "signoff.yaml 第 3 行 decisions 第 2 项"),
        (b"decisions: !!int x\n", "标签 !!int"),
        (CONTROL.encode(), "signoff.yaml 第 3 行 decisions 第 1 项 by"),
        (b"? [a, b]\n: 1\n", "列表或键值对作键"),
        (b"decisions: " + b"[" * 5000, "signoff.yaml"),
        (b"decisions: &a [*a]\n", "signoff.yaml"),
        (b"#" * 1_000_001, "1000001 字节"),
    ],
)
def test_a_malformed_file_is_told_and_stops_nothing(
    tmp_path: Path, content: bytes, said: str
) -> None:
    """Its faults name the file and the line; nothing in it counts."""
    (tmp_path / "signoff.yaml").write_bytes(content)
    sign_offs = read_sign_offs(tmp_path)
    found = states(sign_offs, year=YEAR, agency=AGENCY, seen=SEEN)
    assert [(each.table, each.state) for each in found] == [(None, "altered")]
    assert said in found[0].why
    assert (standing(found).state, standing(found).why) == ("altered", found[0].why)


def test_a_file_that_cannot_be_read_is_not_written_over(path: Path) -> None:
    """What reviewers decided is not lost: the cure is to restore the file."""
    replaced(path, "decision: approve", "decision: yes")
    before = path.read_bytes()
    with pytest.raises(ParameterError, match="请恢复"):
        decided(path.parent)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        "'; drop table",
        "- a: b",
        "{{ t2 }}",
        "<script>alert(1)</script>",
        "#注",
        "no",
        "1",
        "a\\n",
        "！&*",
    ],
)
def test_hostile_names_and_notes_are_text(tmp_path: Path, words: str) -> None:
    """What means something to YAML, a template or a browser reads back as it was typed."""
    decided(tmp_path, by=words, note=words)
    entry = read_sign_offs(tmp_path).entries[0]
    assert (entry.by, entry.note) == (words, words)
    assert states_of(tmp_path) == {"report": "in force"}


def test_what_a_plain_file_cannot_prove(path: Path) -> None:
    """Entries cut off the end leave no gap, and whoever knows how can sign as anybody."""
    decided(path.parent, decision="return", note="数不对")
    rewritten(path, lambda entries: entries.pop())
    assert set(states_of(path.parent).values()) == {"in force"}
    decided(path.parent, by="并非本人")
    assert set(states_of(path.parent).values()) == {"in force"}
