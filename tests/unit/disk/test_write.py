"""Files that are whole or as they were, whatever happens while they are written."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kit.disk import write_atomic, write_together
from kit.disk.write import _host
from kit.errors import WriteError

#: Writes files of 64 KB until it is killed; the kernel is asked to stop it at a rename.
STOPPED = """
import os, signal, sys
from pathlib import Path
from kit.disk import write_together
folder, stop = Path(sys.argv[1]), int(sys.argv[2])
done = 0
replace = Path.replace
def stopping(self, target):
    global done
    if done == stop:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1
    return replace(self, target)
Path.replace = stopping
write_together({folder / f"{n}.txt": b"new" for n in range(3)})
"""


def names(folder: Path) -> list[str]:
    """Return the names of all that lies in *folder*."""
    return sorted(path.name for path in folder.iterdir())


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    """What its owner allowed others stays allowed, and nothing more."""
    path = tmp_path / "agencies.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file it leads to is replaced, wherever that is."""
    (tmp_path / "shared").mkdir()
    real = tmp_path / "shared" / "agencies.yaml"
    real.write_bytes(b"old")
    link = tmp_path / "agencies.yaml"
    link.symlink_to(real)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(tmp_path / "shared") == ["agencies.yaml"]


@pytest.mark.parametrize("length", [200, 255])
def test_a_name_as_long_as_can_be_is_written(tmp_path: Path, length: int) -> None:
    """The temporary file has a short name of its own."""
    write_atomic(tmp_path / ("a" * length), b"new")
    assert names(tmp_path) == ["a" * length]


def test_a_name_that_is_too_long_is_said_and_leaves_no_folder(tmp_path: Path) -> None:
    """The folder that was to hold it is gone as well."""
    with pytest.raises(WriteError, match="过长"):
        write_atomic(tmp_path / "2024" / "agency" / ("a" * 300), b"new")
    assert names(tmp_path) == []


def test_a_disk_that_fills_leaves_all_as_it_was(tmp_path: Path) -> None:
    """The limit on a file's size stands in for the disk: nothing of the set is replaced."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(WriteError, match="限额"):
            write_together({tmp_path / "a": b"new", tmp_path / "b": b"x" * 20_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(tmp_path) == ["a", "b"]
    assert {(tmp_path / name).read_bytes() for name in ("a", "b")} == {b"old"}


def test_a_folder_in_the_way_of_one_keeps_all_as_they_were(tmp_path: Path) -> None:
    """It is said before any other file of the set is replaced."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(WriteError, match="同名的文件夹"):
        write_together({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("stop", range(3))
def test_what_a_killed_writer_left_is_gone_with_the_next_write(tmp_path: Path, stop: int) -> None:
    """Every file is the old or the new one, and the next writer cleans up."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(b"old")
    killed = subprocess.run([sys.executable, "-c", STOPPED, str(tmp_path), str(stop)], check=False)
    assert killed.returncode == -9
    assert len(names(tmp_path)) > 3
    held = [(tmp_path / f"{number}.txt").read_bytes() for number in range(3)]
    assert held == [b"new"] * stop + [b"old"] * (3 - stop)
    write_atomic(tmp_path / "0.txt", b"again")
    assert names(tmp_path) == ["0.txt", "1.txt", "2.txt"]


def test_the_temporary_file_of_a_living_process_is_left(tmp_path: Path) -> None:
    """Another program that writes at this moment is not disturbed, nor anybody's own file."""
    write_atomic(tmp_path / "a", b"old")
    host = _host()
    others = [f".kit-{host}-{os.getppid()}-0123456789ab.tmp", ".kit-notes.tmp"]
    for name in others:
        (tmp_path / name).write_bytes(b"being written")
    write_atomic(tmp_path / "a", b"new")
    assert names(tmp_path) == sorted([*others, "a"])
