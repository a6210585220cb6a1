"""The file that the review page saves: read as it was saved, or refused by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.saved import saved_decision, write_saved
from builders.workspaces import PROJECT

from kit.disk import record_schema
from kit.errors import ParameterError
from kit.run.states import BatchRecord
from kit.signoff import (
    KeptReport,
    SavedDecision,
    SignOffFile,
    findings_sha256,
    read_saved,
    saved_digest,
)

REVIEW = {
    "year": 2024,
    "agency": "suqian",
    "name": "宿迁市人民政府",
    "seen": {"report": "a" * 64},
    "findings_seen": findings_sha256(["0123456789ab"]),
    "before": "",
}
Change = Callable[[dict[str, Any]], object]


def test_a_decision_reads_back_as_it_was_saved(tmp_path: Path) -> None:
    """Every part of it, in whatever order and with whatever blanks the JSON has."""
    note = {"key": "0123456789ab", "state": "must_fix", "note": "请改"}
    places = [
        {"cell": "t3.received.total", "note": "核"},
        {"section": 2, "quote": "字", "note": "删"},
    ]
    data = saved_decision(REVIEW, decision="return", note="见各处", findings=[note], notes=places)
    saved = read_saved(write_saved(tmp_path, data))
    assert (saved.decision, saved.note, saved.by) == ("return", "见各处", "张三")
    assert (saved.findings[0].state, saved.notes[0].cell) == ("must_fix", "t3.received.total")
    assert (saved.notes[1].section, saved.notes[1].quote) == (2, "字")
    turned = dict(reversed(data.items()))
    assert read_saved(write_saved(tmp_path, turned)) == saved


def test_every_byte_edited_is_found_out(tmp_path: Path) -> None:
    """Whatever byte it is, the file is refused and its name told."""
    path = write_saved(tmp_path, saved_decision(REVIEW, note="同意"))
    content = path.read_bytes()
    for at in range(0, len(content), 7):
        if not chr(content[at]).isspace():
            path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            with pytest.raises(ParameterError, match=path.name):
                read_saved(path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.update(kind="x"), "实为别的文件"),
        (lambda data: data.update(schema="2"), "别的版本保存的"),
        (lambda data: data.update(decision="maybe"), "应为下列之一"),
        (lambda data: data.update(by=""), "by：应为非空文字"),
        (lambda data: data.update(on="2025-02-30"), "日期，如"),
        (lambda data: data.update(note="说" * 2001), "至多 2000 个字符"),
        (lambda data: data.update(agency="../x"), "应为机关的编号"),
        (lambda data: data.update(more=1), "应为已知的键，实为 more"),
        (lambda data: data.update(notes=[{"cell": "t3.a.b"}]), "应有键 note"),
        (lambda data: data.update(findings=[{"key": 1}]), "应为文字"),
        (lambda data: data.pop("seen"), "应有键 seen"),
    ],
)
def test_what_no_page_saves_is_refused_in_words(tmp_path: Path, change: Change, said: str) -> None:
    """Though its digest is right: each place in Chinese, no pattern, what to do."""
    data = saved_decision(REVIEW)
    change(data)
    data["digest"] = saved_digest(data)
    with pytest.raises(ParameterError) as caught:
        read_saved(write_saved(tmp_path, data, name="审核-2024-suqian.json"))
    assert said in str(caught.value)
    assert all(str(fault).startswith("审核-2024-suqian.json") for fault in caught.value.faults)
    assert "[" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe{", b'{"kind": 1}'])
def test_other_files_are_told_from_decisions(tmp_path: Path, content: bytes) -> None:
    """Cut short, of another encoding, of another program."""
    path = tmp_path / "审核.json"
    path.write_bytes(content)
    with pytest.raises(ParameterError, match="应为审核页保存的决定"):
        read_saved(path)


def test_a_megabyte_of_note_is_not_read(tmp_path: Path) -> None:
    """It is refused by its size, with its name."""
    path = write_saved(tmp_path, saved_decision(REVIEW, note="说" * 400_000))
    with pytest.raises(ParameterError, match="应为不超过 1 MB"):
        read_saved(path)


def test_a_half_of_a_character_is_no_defect(tmp_path: Path) -> None:
    """A page could cut one in two; JSON can say it, text cannot hold it."""
    path = write_saved(tmp_path, saved_decision(REVIEW))
    path.write_text(path.read_text("utf-8").replace("张三", "张\\ud800"), "utf-8")
    with pytest.raises(ParameterError, match="读不通的内容"):
        read_saved(path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("decision", SavedDecision),
        ("signoff", SignOffFile),
        ("batch", BatchRecord),
        ("kept", KeptReport),
    ],
)
def test_the_committed_schema_is_that_of_the_record(name: str, kind: type) -> None:
    """What is read by the type and what the schema says are one."""
    path = PROJECT / f"kit/schema/{name}.schema.json"
    committed = json.loads(path.read_text("utf-8"))
    assert committed == record_schema(kind, title=committed["title"])
