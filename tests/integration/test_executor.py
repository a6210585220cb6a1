"""The executor outlives whatever happens in the processes it starts."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from builders import calls
from builders.processes import HANG_S, are_gone, eventually, is_gone

from kit.errors import CrashError, KitError, NotebookError, SourceError, WriteError
from kit.run import CAN_FORK, Limits, ProcessExecutor

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="本平台不能 fork")


def outcome(future: Future[Any]) -> Any:
    """Return a call's value or its error."""
    return future.exception(timeout=HANG_S) or future.result()


@pytest.fixture(scope="module")
def executor() -> Iterator[ProcessExecutor]:
    """Give one executor to all tests: each must leave it fit for the next."""
    with ProcessExecutor(2) as shared:
        yield shared


@pytest.mark.parametrize("value", [None, 0, "文字", {"a": [1, (2,)]}, b"x" * 20_000_000], ids=repr)
def test_a_value_comes_back(executor: ProcessExecutor, value: object) -> None:
    """A call's value is given back equal, however large."""
    assert outcome(executor.submit(calls.echo, value)) == value


def test_an_error_of_the_kit_comes_back(executor: ProcessExecutor) -> None:
    """A call's own error is given back with its family and all its faults."""
    error = outcome(executor.submit(calls.raise_source_error))
    assert isinstance(error, SourceError)
    assert [fault.where for fault in error.faults] == ["tables.xlsx", "表三 D5"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (calls.raise_defect, "ZeroDivisionError"),
        (calls.unpicklable, "TypeError"),
        (calls.unreadable, "ValueError"),
        (partial(calls.echo, threading.Lock()), "TypeError"),
        (lambda: None, "PicklingError"),
    ],
    ids=["raises", "result unpicklable", "result unreadable", "argument", "function"],
)
def test_a_defect_is_named_and_not_tried_again(
    executor: ProcessExecutor, call: Callable[[], Any], said: str
) -> None:
    """What can go no other way twice is an error that says what, and no crash."""
    error = outcome(executor.submit(call))
    assert isinstance(error, KitError)
    assert not isinstance(error, CrashError)
    assert f"内部错误 {said}" in str(error)
    trace = re.search(r"详情已写入 (\S+)。", str(error))
    assert trace
    assert said in Path(trace[1]).read_text("utf-8")


@pytest.mark.parametrize(
    ("how", "family", "said"),
    [
        ("full disk", WriteError, "/mnt/full/report.html：应为可以写入，实为磁盘已满"),
        ("no processes", NotebookError, "内存或进程数不足"),
        ("no threads", NotebookError, "内存或进程数不足"),
        ("no memory", NotebookError, "内存不足"),
        ("unspeakable", KitError, "内部错误 UnspeakableError"),
        ("panic", KitError, "内部错误 PanicError"),
    ],
)
def test_only_a_defect_is_called_one(
    executor: ProcessExecutor, how: str, family: type[KitError], said: str
) -> None:
    """What the machine lacks is said as that; what cannot be told or sent is still an error."""
    error = outcome(executor.submit(calls.fail, how))
    assert type(error) is family
    assert said in str(error)
    assert ("缺陷" in str(error)) == (family is KitError)


def test_an_error_is_told_as_long_as_it_can_be_read(executor: ProcessExecutor) -> None:
    """However much it says and however many faults it has."""
    long, many = (outcome(executor.submit(calls.fail, how)) for how in ("long", "many"))
    assert len(str(long)) < 20_000
    assert "共 1000000 字" in str(long)
    assert len(many.faults) == 1001
    assert "另有 4000 处" in str(many)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (calls.kill_itself, "SIGKILL"),
        (calls.crash, "SIGSEGV"),
        (partial(calls.leave, 9), "代码 9"),
        (partial(calls.leave, 0), "代码 0"),
        (sys.exit, "代码 0"),
    ],
    ids=["killed", "native crash", "exit 9", "exit 0", "sys.exit"],
)
def test_a_process_that_ends_early_is_a_crash(
    executor: ProcessExecutor, call: Callable[[], Any], said: str
) -> None:
    """A process that ends without a result is a crash, which tells signal or code."""
    error = outcome(executor.submit(call))
    assert isinstance(error, CrashError)
    assert said in str(error)


def test_a_crash_costs_no_other_call(executor: ProcessExecutor) -> None:
    """Calls beside and after one that crashes give their values."""
    futures = [executor.submit(calls.echo, n) for n in range(6)]
    crashed = executor.submit(calls.crash)
    futures += [executor.submit(calls.echo, n) for n in range(6)]
    assert [outcome(future) for future in futures] == [*range(6), *range(6)]
    assert isinstance(outcome(crashed), CrashError)


def test_many_calls_leave_nothing_behind(executor: ProcessExecutor) -> None:
    """Many calls give their values in order, and no descriptor, process or thread is left."""
    assert outcome(executor.submit(calls.echo, 0)) == 0
    me = psutil.Process()

    def held() -> tuple[int, int, int]:
        living = [child for child in me.children(recursive=True) if not is_gone(child)]
        return me.num_fds(), len(living), threading.active_count()

    def is_no_more() -> bool:
        return all(now <= then for now, then in zip(held(), before, strict=True))

    before = held()
    assert list(executor.map(calls.echo, range(60))) == list(range(60))
    assert eventually(is_no_more), (held(), before)


def test_threads_left_running_do_not_keep_a_process(executor: ProcessExecutor) -> None:
    """A call whose threads and hooks would never end gives its value at once."""
    assert outcome(executor.submit(calls.leave_threads_behind)) == "done"


def test_a_process_beyond_its_time_is_stopped() -> None:
    """A call that hangs or is frozen is killed at its limit; it is no crash, nor tried again."""
    with ProcessExecutor(2, limits=Limits(timeout_s=5.0)) as limited:
        calls_made = [limited.submit(calls.hang), limited.submit(calls.stop)]
        after = limited.submit(calls.echo, 1)
        for error in map(outcome, calls_made):
            assert isinstance(error, NotebookError)
            assert not isinstance(error, CrashError)
            assert "5 秒内完成" in str(error)
        assert outcome(after) == 1


def test_a_process_beyond_its_memory_is_stopped() -> None:
    """A call that takes more memory than it may is killed, and says how much it took."""
    with ProcessExecutor(1, limits=Limits(memory_mb=400)) as limited:
        error = outcome(limited.submit(calls.take_memory, 600))
        assert isinstance(error, NotebookError)
        assert not isinstance(error, CrashError)
        assert "400 MB" in str(error)


@pytest.mark.parametrize(
    "do",
    [calls.nothing, calls.kill_itself, partial(calls.leave, 3), calls.raise_defect, calls.hang],
    ids=["ends well", "is killed", "exits", "raises", "hangs"],
)
def test_what_a_process_started_ends_with_it(tmp_path: Path, do: Callable[[], None]) -> None:
    """However a call ends, the processes it started end too."""
    place = tmp_path / "started"
    # Only the one that hangs takes as long: the others have started theirs by then.
    with ProcessExecutor(1, limits=Limits(timeout_s=5.0)) as limited:
        outcome(limited.submit(calls.start_and, do, place))
    started = [int(pid) for pid in place.read_text().split()]
    assert len(started) == 2
    assert eventually(lambda: are_gone(started))


def test_a_shutdown_in_a_hurry_kills_what_runs(tmp_path: Path) -> None:
    """Soon nothing runs, what waited is cancelled, and what was done stays done."""
    hurried = ProcessExecutor(2)
    done = hurried.submit(calls.echo, 1)
    assert outcome(done) == 1
    places = [tmp_path / "0", tmp_path / "1"]
    running = [hurried.submit(calls.hang_in, place) for place in places]
    waiting = [hurried.submit(calls.echo, n) for n in range(50)]
    assert eventually(lambda: all(place.exists() and place.read_text() for place in places))
    hurried.shutdown(wait=True, cancel_futures=True)
    assert are_gone(int(place.read_text()) for place in places)
    assert all(isinstance(outcome(future), CrashError) for future in running)
    for future in waiting:
        with pytest.raises(CancelledError):
            future.result(timeout=HANG_S)
    assert done.result() == 1
    with pytest.raises(KitError):
        hurried.submit(calls.echo, 2)


def test_a_waiting_call_can_be_cancelled(tmp_path: Path) -> None:
    """A call cancelled before its turn never runs, and those after it do."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    with ProcessExecutor(1) as single:
        first = single.submit(calls.read_text, gate)
        second, third = single.submit(calls.hang_in, tmp_path / "x"), single.submit(calls.echo, 3)
        assert second.cancel()
        gate.write_text("opened")
        assert [outcome(first), outcome(third)] == ["opened", 3]
    assert not (tmp_path / "x").exists()


def test_the_server_has_one_thread_and_runs_no_call(executor: ProcessExecutor) -> None:
    """Processes come from one server with one thread, each a new one."""
    facts = [outcome(executor.submit(calls.process_facts)) for _ in range(3)]
    assert len({fact["parent"] for fact in facts}) == 1
    assert len({fact["pid"] for fact in facts}) == 3
    assert facts[0]["parent"] != os.getpid()
    assert {fact["threads_of_parent"] for fact in facts} == {1}
    assert {fact["threads"] for fact in facts} == {1}


def test_a_call_sees_where_its_caller_is_now(
    executor: ProcessExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folder and environment are the caller's of now, not of when the server started."""
    assert outcome(executor.submit(calls.process_facts))["environment"] is None
    monkeypatch.setenv("KIT_OF_CALLER", "here")
    monkeypatch.chdir(tmp_path)
    facts = outcome(executor.submit(calls.process_facts))
    assert (facts["environment"], facts["directory"]) == ("here", str(tmp_path))


def test_a_killed_server_costs_what_runs_and_no_more(tmp_path: Path) -> None:
    """When the server dies, running calls have crashed and are gone; the next get a new server."""
    place = tmp_path / "running"
    with ProcessExecutor(2) as bereft:
        server = outcome(bereft.submit(calls.process_facts))["parent"]
        running = bereft.submit(calls.hang_in, place)
        assert eventually(lambda: place.exists() and bool(place.read_text()))
        os.kill(server, signal.SIGKILL)
        assert isinstance(outcome(running), CrashError)
        assert eventually(lambda: is_gone(int(place.read_text())))
        assert outcome(bereft.submit(calls.process_facts))["parent"] != server
