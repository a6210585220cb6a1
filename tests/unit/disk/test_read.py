"""A file is read only if it is one, and no larger than it can be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.disk import file_sha256, read_file
from kit.errors import ParameterError, SourceError


def test_an_ordinary_file_is_read(tmp_path: Path) -> None:
    """Its bytes as they are."""
    (tmp_path / "a").write_bytes(b"abc")
    assert read_file(tmp_path / "a") == b"abc"


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Nobody writes into it: waiting would have no end."""
    os.mkfifo(tmp_path / "narrative.md")
    with pytest.raises(SourceError, match="管道或设备"):
        read_file(tmp_path / "narrative.md")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    """One has no end, the other no content."""
    with pytest.raises(ParameterError, match="管道或设备"):
        read_file(Path(device), error=ParameterError)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """It is said as that."""
    with pytest.raises(SourceError, match="文件夹"):
        read_file(tmp_path)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """Also where a file stands in place of the folder above."""
    (tmp_path / "a").write_bytes(b"")
    for path in (tmp_path / "b", tmp_path / "a" / "b"):
        with pytest.raises(SourceError, match="没有这个文件"):
            read_file(path)


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
def test_a_name_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    """Too long, or with a sign that none may hold."""
    with pytest.raises(SourceError):
        read_file(tmp_path / name)


def test_a_file_of_three_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    """None of it is read: it takes no space here either."""
    with (tmp_path / "narrative.md").open("wb") as file:
        file.truncate(3_000_000_000)
    for read in (read_file, file_sha256):
        with pytest.raises(SourceError, match="3000 MB"):
            read(tmp_path / "narrative.md")
