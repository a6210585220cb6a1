"""One writer at a time, and a lock that a dead process left is no lock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.disk import locked
from kit.errors import WriteError

#: Takes the lock and waits to be killed.
HOLDS = """
import sys
from pathlib import Path
from kit.disk import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
#: Adds one to a number in a file many times, as several writers do.
COUNTS = """
import sys
from pathlib import Path
from kit.disk import locked, write_atomic
path = Path(sys.argv[1])
for _ in range(20):
    with locked(path, wait_s=300):
        write_atomic(path, str(int(path.read_bytes()) + 1).encode())
"""


def holding(path: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock of *path*."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_who_does_not_get_a_turn_is_told_why(tmp_path: Path) -> None:
    """The message names the file that says so, and when it may be deleted."""
    path = tmp_path / "signoff.yaml"
    process = holding(path)
    try:
        with pytest.raises(WriteError) as caught, locked(path, wait_s=0.2):
            pytest.fail("two at once")
    finally:
        process.kill()
        process.communicate()
    said = str(caught.value)
    assert said.startswith(f"{path}.lock：")
    assert "请删去这个文件" in said


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    """Nobody has to remove a file by hand, and none is left."""
    path = tmp_path / "agencies.yaml"
    process = holding(path)
    process.kill()
    process.communicate()
    assert (tmp_path / "agencies.yaml.lock").exists()
    with locked(path, wait_s=5):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_nobody_signed_is_taken_over(tmp_path: Path) -> None:
    """Whoever made it was killed before it said who holds it; a fresh one is given its time."""
    path, lock = tmp_path / "agencies.yaml", tmp_path / "agencies.yaml.lock"
    lock.touch()
    with pytest.raises(WriteError), locked(path, wait_s=0):
        pytest.fail("two at once")
    os.utime(lock, (1, 1))
    with locked(path, wait_s=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_ten_writers_of_one_file_lose_nothing(tmp_path: Path) -> None:
    """Each of two hundred changes is in the end, and nothing lies beside the file."""
    path = tmp_path / "number"
    path.write_bytes(b"0")
    command = [sys.executable, "-c", COUNTS, str(path)]
    processes = [subprocess.Popen(command) for _ in range(10)]
    assert [process.wait(300) for process in processes] == [0] * 10
    assert path.read_bytes() == b"200"
    assert [each.name for each in tmp_path.iterdir()] == ["number"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where the folder should be is said as that."""
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(WriteError, match="同名的文件占了文件夹的位置"),
        locked(tmp_path / "file" / "signoff.yaml"),
    ):
        pytest.fail("locked")
