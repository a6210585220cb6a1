"""Only what is a defect is called one."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from kit.disk import as_kit_error, attempted
from kit.errors import KitError, NotebookError, SourceError, WriteError


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO]
)
def test_the_troubles_of_a_machine_are_no_defect(number: int) -> None:
    """They are a file that cannot be written, said in Chinese with a cure."""
    error = as_kit_error(OSError(number, "in English", "/place/file"), where="机关")
    assert isinstance(error, WriteError)
    assert "软件的缺陷" not in str(error)
    assert "in English" not in str(error)
    assert str(error).startswith("/place/file：")


def test_memory_that_lacks_is_no_defect() -> None:
    """It is said as such."""
    assert isinstance(as_kit_error(MemoryError(), where="机关"), NotebookError)


def test_our_own_errors_stay_as_they_are() -> None:
    """Their family says how the command ends."""
    error = SourceError()
    assert as_kit_error(error, where="机关") is error


def test_a_defect_names_the_file_with_its_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal shows no trace; whoever mends it gets the file."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    try:
        raise ZeroDivisionError("secret")  # noqa: TRY301 - an exception with a trace
    except ZeroDivisionError as problem:
        error = as_kit_error(problem, where="机关")
    (trace,) = tmp_path.iterdir()
    assert type(error) is KitError
    assert str(trace) in str(error)
    assert "secret" not in str(error)
    assert "test_a_defect_names" in trace.read_text("utf-8")
    assert trace.stat().st_mode & 0o077 == 0


class PanicException(BaseException):
    """What a library in Rust raises."""


@pytest.mark.parametrize("raised", [ValueError("x"), PanicException("x"), SourceError()])
def test_what_is_attempted_gives_an_error_and_raises_none(raised: BaseException) -> None:
    """Ours as it is, anything else as a defect."""

    def fail() -> None:
        raise raised

    came = attempted(fail, where="机关")
    assert isinstance(came, KitError)
    assert came is raised or "软件的缺陷" in str(came)


def test_who_wishes_to_leave_leaves() -> None:
    """An end that was asked for is no error of what was attempted."""
    with pytest.raises(SystemExit):
        attempted(lambda: sys.exit(3))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no other user without a process of its own")
@pytest.mark.parametrize("closed", ["folder", "file"])
def test_what_may_not_be_read_is_said_as_that(closed: str, tmp_path: Path) -> None:
    """A permission that lacks for reading sends nobody to look who has the file open to write."""
    folder = tmp_path / "params"
    folder.mkdir()
    path = folder / "report.yaml"
    path.write_text("a: 1\n", "utf-8")
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o755)
    (folder if closed == "folder" else path).chmod(0)
    pid = os.fork()
    if not pid:
        if os.geteuid() == 0:
            os.setuid(65534)
        error = as_kit_error(PermissionError(errno.EACCES, "", str(path)), where="kit")
        os._exit(error.exit_code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == SourceError.exit_code
    folder.chmod(0o755)
