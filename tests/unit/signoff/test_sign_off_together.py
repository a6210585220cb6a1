"""Reviewers who sign at the same moment: one after another, and no decision is lost."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from builders.sign_offs import decided, states_of

from kit.errors import ParameterError, WriteError
from kit.signoff import read_sign_offs

TIMES = 40
#: Signs again and again, as another process on the same folder does.
SIGNS = """
import sys
from pathlib import Path
from builders.sign_offs import decided
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    decided(Path(sys.argv[1]), table=sys.argv[4] or None, by=sys.argv[2], note=str(number))
"""


def signing(folder: Path, *, by: str, table: str = "") -> subprocess.Popen[str]:
    """Start a process that signs many times once it is told to."""
    command = [sys.executable, "-c", SIGNS, str(folder), by, str(TIMES), table]
    tests = Path(__file__).parents[2]
    return subprocess.Popen(
        command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_of_two_processes_that_sign_at_once_neither_loses_a_decision(tmp_path: Path) -> None:
    """Every decision of both is there, in each one's own order, and the chain is whole."""
    processes = [signing(tmp_path, by="张三"), signing(tmp_path, by="李四", table="t3")]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        assert (process.communicate(timeout=300)[0], process.returncode) == ("", 0)
    entries = read_sign_offs(tmp_path).entries
    assert Counter(entry.by for entry in entries) == {"张三": TIMES, "李四": TIMES}
    for name in ("张三", "李四"):
        assert [int(entry.note) for entry in entries if entry.by == name] == list(range(TIMES))
    assert states_of(tmp_path) == {"report": "in force", "t3": "in force"}
    assert [path.name for path in tmp_path.iterdir()] == ["signoff.yaml"]


def test_what_fails_inside_leaves_nothing_behind(tmp_path: Path) -> None:
    """A file that cannot be read is refused, and can be signed once it is mended."""
    path = tmp_path / "signoff.yaml"
    path.write_text("decisions: [\n", "utf-8")
    with pytest.raises(ParameterError, match="请恢复"):
        decided(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["signoff.yaml"]
    path.unlink()
    assert decided(tmp_path) == path


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The place, what is wrong there, and the cure; never a traceback."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        decided(blocked)
    said = str(caught.value)
    assert said.startswith(str(blocked))
    assert "同名的文件占了文件夹的位置" in said
