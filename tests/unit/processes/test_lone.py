"""One call with nothing beside it, and the process that gets ready for its later half."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from builders import calls

from kit.errors import CrashError, NotebookError, SourceError
from kit.processes import CAN_FORK, Limits, LoneExecutor, can_copy, got_ready_beside

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="本平台不能 fork")


def outcome(future: Future[Any]) -> Any:
    """Return a call's value or its error; it is there when the call has been submitted."""
    assert future.done()
    return future.exception() or future.result()


def test_a_call_is_over_when_it_has_been_submitted() -> None:
    """It ran in a process of its own."""
    with LoneExecutor() as executor:
        facts = outcome(executor.submit(calls.process_facts))
    assert facts["pid"] != os.getpid()
    assert facts["threads"] == 1


def test_an_error_of_the_kit_comes_back_whole() -> None:
    """With its family and its faults."""
    error = outcome(LoneExecutor().submit(calls.raise_source_error))
    assert isinstance(error, SourceError)
    assert [fault.where for fault in error.faults] == ["tables.xlsx", "表三 D5"]


@pytest.mark.parametrize(
    ("call", "limits", "family", "said"),
    [
        (calls.kill_itself, Limits(), CrashError, "SIGKILL"),
        (calls.hang, Limits(timeout_s=0.5), NotebookError, "--timeout"),
        (calls.nothing, Limits(), type(None), "None"),
    ],
)
def test_a_call_that_ends_badly_is_its_own_error(
    call: Callable[[], Any], limits: Limits, family: type, said: str
) -> None:
    """Killed or beyond its limits, with the cure that the other executors name."""
    came = outcome(LoneExecutor(limits=limits).submit(call))
    assert type(came) is family
    assert said in str(came)


def prepared() -> None:
    """Be ready, and remember it."""
    os.environ["KIT_READY"] = str(os.getpid())


def in_the_other(word: str) -> tuple[str, str, int]:
    """Return *word*, who got ready, and who does this."""
    return word, os.environ.get("KIT_READY", ""), os.getpid()


def crash_once(parent: int) -> int:
    """Crash anywhere but in *parent*."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return parent


def call_beside() -> tuple[bool, tuple[str, str, int], int]:
    """Have a second process get ready, and do the work."""
    with got_ready_beside(prepared, in_the_other) as work:
        return can_copy(), work("文字"), os.getpid()


def crash_beside() -> int:
    """Have the second process crash on the work."""
    with got_ready_beside(prepared, crash_once) as work:
        return int(work(os.getpid()))


def fail_beside() -> None:
    """Have the second process fail at getting ready, and the work fail too."""
    with got_ready_beside(calls.raise_defect, calls.raise_source_error) as work:
        work()


def test_the_later_half_is_done_where_it_was_got_ready_for() -> None:
    """What it was given and what it gave went through a pipe."""
    could, (word, ready, did), caller = outcome(LoneExecutor().submit(call_beside))
    assert word == "文字"
    if could:
        assert ready == str(did)
        assert did != caller


def test_a_second_process_that_fails_is_done_without() -> None:
    """The work is done by the first, and its own error is an error as ever."""
    assert outcome(LoneExecutor().submit(crash_beside)) > 0
    assert isinstance(outcome(LoneExecutor().submit(fail_beside)), SourceError)
