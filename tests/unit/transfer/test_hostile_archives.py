"""Archives that nobody packed: each is refused whole, by its name, and nothing of it is written."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders.parcels import (
    Spoil,
    bomb,
    doubled,
    encrypted,
    listed,
    overlapping,
    with_changed,
    with_end,
    with_entry_twice,
    with_facts,
    with_gap,
    with_lying_size,
    with_many,
    with_name,
    with_remark,
    with_said,
    with_unlisted,
    without,
    zip64,
)
from builders.workspaces import EXAMPLES, copied_workspace

from kit.errors import SourceError
from kit.transfer import Packed, archive_bytes, judge_arrival, pack_filing
from kit.workspace import Workspace

YEAR, AGENCY = EXAMPLES[1]
IN = f"{YEAR}/"


def renamed(old: str, new: str) -> Spoil:
    """Return an archive with a file under another name, which its manifest knows."""
    return lambda files, _: archive_bytes(
        listed({new if name == old else name: each for name, each in files.items()})
    )


def of_mode(mode: int) -> Spoil:
    """Return an archive whose files are of another mode."""
    return with_facts(external_attr=mode << 16)


def moved_back(files: Mapping[str, bytes], _: bytes) -> bytes:
    """Return an archive with its files in another order."""
    return archive_bytes(dict(reversed(files.items())))


#: What is wrong, how an archive gets it, and what is said of it.
HOSTILE: Mapping[str, tuple[Spoil, str]] = {
    "absolute": (with_name("/etc/passwd"), "绝对路径"),
    "up": (with_name(f"{IN}../../evil.md"), "指向上级"),
    "up alone": (with_name("../evil.md"), "指向上级"),
    "drive": (with_name("C:/evil.md"), "绝对路径"),
    "drive relative": (with_name("c:evil.md"), "绝对路径"),
    "backslashes": (with_name(f"{IN}a\\b.md"), "反斜杠"),
    "backslashes up": (with_name(f"{IN}..\\..\\b.md"), "指向上级"),
    "stream": (with_name(f"{IN}narrative.md:evil"), "含有"),
    "device": (with_name(f"{IN}con.md"), "设备名"),
    "trailing dot": (with_name(f"{IN}a.md."), "末尾的点"),
    "trailing blank": (with_name(f"{IN}a.md "), "末尾的点或空格"),
    "hidden": (with_name(f"{IN}.bashrc"), "隐藏的"),
    "doubled slash": (with_name(f"{IN}/a.md"), "空的、隐藏的"),
    "folder": (with_name(f"{IN}a/"), "空的、隐藏的"),
    "unseen sign": (with_name(f"{IN}a\u202emd.exe"), "看不见"),
    "control sign": (with_name(f"{IN}a\nb.md"), "看不见"),
    "decomposed": (with_name(f"{IN}e\u0301.md"), "不规范"),
    "long": (with_name(f"{IN}{'a' * 250}.md"), "过长"),
    "deep": (with_name(f"{IN}{'a/' * 9}b.md"), "过深"),
    "outside": (with_name("evil.py"), "不在年度文件夹"),
    "case": (with_name(f"{IN}NARRATIVE.md"), "同名"),
    "case folded": (with_name(f"{IN}narrative.md".replace("s", "ſ").replace("i", "İ")), "用不到"),
    "file and folder": (with_name(f"{IN}narrative.md/a.md"), "既是文件又是文件夹"),
    "twice": (doubled, "同名"),
    "link": (of_mode(stat.S_IFLNK | 0o777), "链接"),
    "pipe": (of_mode(stat.S_IFIFO | 0o644), "设备"),
    "block device": (of_mode(stat.S_IFBLK | 0o644), "设备"),
    "program": (of_mode(stat.S_IFREG | 0o755), "夹带"),
    "encrypted": (encrypted, "加密"),
    "bomb": (bomb, "炸弹"),
    "packed": (with_facts(compress_type=8), "压缩过"),
    "other method": (with_facts(compress_type=14), "压缩过"),
    "many": (with_many, "至多 600 个文件"),
    "lying size": (with_lying_size, "不符"),
    "overlap": (overlapping, "重叠"),
    "zip64": (zip64, "zip64"),
    "far directory": (with_end(start=0xFFFFFFFF), "zip64"),
    "many told": (with_end(files=65000, here=65000), "至多 600 个文件"),
    "few told": (with_end(files=1, here=1), "夹带"),
    "parts": (with_end(disk=1), "分卷"),
    "remark": (with_remark, "附注"),
    "remark told": (with_end(remark=9), "附注"),
    "before": (lambda _, content: b"#!/bin/sh\n" + content, "前面有别的内容"),
    "zip before": (lambda _, content: b"PK\x03\x04" + content, "目录之外"),
    "after": (lambda _, content: content + b"\0", "末尾"),
    "cut short": (lambda _, content: content[:-40], "没有存完"),
    "gap": (with_gap, "夹带"),
    "time": (with_facts(date_time=(2024, 1, 1, 0, 0, 0)), "夹带"),
    "extra": (with_facts(extra=b"\x99\x99\x02\x00hi"), "夹带"),
    "comment": (with_facts(comment=b"hi"), "夹带"),
    "empty": (lambda *_: b"", "不是压缩包"),
    "no zip": (lambda *_: b"%PDF-1.7", "不是压缩包"),
    "workbook": (lambda files, _: files[f"{IN}tables.xlsx"], ""),
    "unlisted": (with_unlisted, "清单里没有"),
    "missing": (without(f"{IN}narrative.md", is_told=False), "没有"),
    "no manifest": (without("manifest.json", is_told=False), "没有清单"),
    "no entry": (without("agency.yaml", is_told=True), "机关的登记"),
    "no text": (without(f"{IN}narrative.md", is_told=True), "正文文件"),
    "listed twice": (with_entry_twice, "次序不同或重复"),
    "order": (moved_back, "次序不同"),
    "digest": (with_changed(f"{IN}narrative.md", lambda c: c + b"x", is_told=False), "被改动"),
    "manifest": (with_changed("manifest.json", lambda c: c[:-2], is_told=False), "读不通"),
    "blanks": (with_changed("manifest.json", lambda c: c + b"\n", is_told=False), "别的写法"),
    "kind": (with_said(kind="ogi-report.other"), "别的文件"),
    "newer": (with_said(schema="2"), "第 2 版"),
    "year": (with_said(year=2023), "2023"),
    "no year": (with_said(year=1), ""),
    "agency": (with_said(agency="suqian"), ""),
    "no agency": (with_said(agency="../evil"), ""),
    "name": (with_said(name="别的局"), "别的局"),
    "report": (with_said(report="0" * 64), "清单所记的报告"),
    "other words": (
        with_changed(f"{IN}narrative.md", lambda c: c + "另加一句。".encode(), is_told=True),
        "清单所记的报告",
    ),
    "broken tables": (with_changed(f"{IN}tables.xlsx", lambda c: c[:-9], is_told=True), "工作簿"),
    "unneeded": (with_name(f"{IN}notes.md"), "用不到"),
    "ledger": (with_name(f"{IN}ledger.xlsx"), ""),
    "receipt": (with_name(f"{IN}receipt.json"), "用不到"),
    "other year": (with_name(f"{YEAR + 1}/report.yaml"), "用不到"),
    "unnamed notebook": (with_name(f"{IN}annual_report.ipynb"), "用不到"),
    "table elsewhere": (renamed(f"{IN}tables.xlsx", f"{IN}other.xlsx"), ""),
}


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Give a sound filing, packed."""
    workspace = copied_workspace(tmp_path_factory.mktemp("city"))
    return pack_filing(workspace, year=YEAR, agency=AGENCY)


@pytest.fixture(scope="module")
def files(parcel: Packed) -> Mapping[str, bytes]:
    """Give the files of a sound filing."""
    from kit.transfer import read_archive

    return read_archive(parcel.content, where=parcel.file)


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_whole(
    what: str, parcel: Packed, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    """The message names the file, says what it should be and what it is, and what to do."""
    spoil, said = HOSTILE[what]
    path = tmp_path / parcel.file
    path.write_bytes(spoil(files, parcel.content))
    workspace = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    with pytest.raises(SourceError) as refused:
        judge_arrival(path, workspace=workspace)
    assert said in str(refused.value)
    for fault in refused.value.faults:
        assert fault.where.startswith(parcel.file)
        assert fault.found
        assert fault.cure
    assert [each.name for each in tmp_path.iterdir()] == [parcel.file]


def test_a_sound_one_is_not(parcel: Packed, tmp_path: Path) -> None:
    """What all these were made from is taken for new."""
    path = tmp_path / parcel.file
    path.write_bytes(parcel.content)
    workspace = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    assert judge_arrival(path, workspace=workspace).outcome == "new"


def test_a_name_of_another_filing_is_told(parcel: Packed, tmp_path: Path) -> None:
    """A file called after another agency or year is not taken for that."""
    workspace = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    path = tmp_path / f"{AGENCY}-2021.filing.zip"
    path.write_bytes(parcel.content)
    with pytest.raises(SourceError, match=f"应为 2021 年 {AGENCY} 的报送，实为 {YEAR} 年"):
        judge_arrival(path, workspace=workspace)
    copy = path.rename(tmp_path / f"{AGENCY}-{YEAR}.filing (1).zip")
    assert judge_arrival(copy, workspace=workspace).outcome == "new"
