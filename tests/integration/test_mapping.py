"""A function over many items in processes that are kept: one takes no other along."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import psutil
import pytest
from builders import calls
from builders.processes import HANG_S, are_gone, command_of, eventually, family, is_gone

from kit.errors import CrashError, KitError, NotebookError, SourceError
from kit.processes import Limits, map_in_processes, run_in_process

LONG = Limits(timeout_s=HANG_S, memory_mb=400, has_options=False)
#: Only for what hangs: what is slow on a busy machine is to be done in it.
SHORT = replace(LONG, timeout_s=4.0)
#: What an item does, the family of its error, and what is said of it.
TROUBLES = {
    "kill": (CrashError, "SIGKILL"),
    "crash": (CrashError, "SIGSEGV"),
    "leave": (CrashError, "代码 3"),
    "hang": (NotebookError, "4 秒内完成"),
    "stop": (NotebookError, "4 秒内完成"),
    "memory": (NotebookError, "400 MB"),
    "raise": (KitError, "内部错误 ZeroDivisionError"),
    "unpicklable": (KitError, "内部错误 TypeError"),
    "unreadable": (KitError, "内部错误 ValueError"),
}


def mapped(
    items: Any, *, function: Any = calls.act, jobs: int = 2, limits: Limits = LONG
) -> list[Any]:
    """Return all results."""
    with closing(map_in_processes(function, items, limits=limits, jobs=jobs)) as results:
        return list(results)


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Leave it to each test where its processes come from."""


@pytest.fixture(params=["copied", "served"])
def source(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give processes that are copies of this one; or, where there are threads, a server's."""
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    if request.param == "served":
        thread.start()
    yield request.param
    ended.set()
    if request.param == "served":
        thread.join()


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_one_item_does_is_its_own_result(trouble: str) -> None:
    """The other results are all there and in order; it says what became of it."""
    items = ["1", "2", "3", trouble, "4", "5", "6"]
    results = mapped(items, limits=SHORT if trouble in {"hang", "stop"} else LONG)
    error = results.pop(3)
    sort, said = TROUBLES[trouble]
    assert type(error) is sort
    assert said in str(error)
    assert results == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("seed", range(3))
def test_many_troubles_at_once_take_nothing_along(seed: int) -> None:
    """A random mixture gives each its own, on as many processes as there are."""
    chance = Random(seed)  # noqa: S311 - an order, no secret
    quick = [name for name in TROUBLES if name not in {"hang", "stop", "memory"}]
    items = [chance.choice([*quick, *"甲乙丙丁戊己"]) for _ in range(60)]
    for item, result in zip(items, mapped(items, jobs=chance.randint(1, 4)), strict=True):
        if item in TROUBLES:
            assert type(result) is TROUBLES[item][0]
        else:
            assert result == item


def test_items_are_taken_one_at_a_time() -> None:
    """What is fetched for them is not all fetched at once, and what raises there raises here."""
    endless = map(str, itertools.count())
    with closing(map_in_processes(calls.act, endless, limits=LONG, jobs=2)) as results:
        assert [next(results) for _ in range(5)] == ["0", "1", "2", "3", "4"]
    assert int(next(endless)) < 100

    def broken() -> Iterator[str]:
        yield "1"
        raise SourceError

    with pytest.raises(SourceError):
        mapped(broken())


def test_processes_are_kept_and_end_with_the_mapping() -> None:
    """No more are started than there is work for, and none is left, hanging ones neither."""
    me = psutil.Process()
    before = set(me.children())
    assert len(set(mapped([None] * 20, function=own_process))) <= 2
    with closing(map_in_processes(calls.act, ["1", "hang"], limits=LONG, jobs=2)) as results:
        assert next(results) == "1"
    left = {child for child in me.children() if not is_gone(child)} - before
    assert [child for child in left if "resource_tracker" not in command_of(child)] == []


def own_process(_: None) -> int:
    """Return which process this is."""
    return os.getpid()


def test_a_process_that_holds_much_is_replaced() -> None:
    """What one item leaves behind in memory is not the next one's trouble."""
    assert len(set(mapped([250, 250, 1, 1], function=hold, jobs=1))) == 3


_HELD: list[bytes] = []


def hold(size_mb: int) -> int:
    """Hold that much for good; return which process this is."""
    _HELD.append(b"x" * (size_mb * 2**20))
    return os.getpid()


def test_what_is_logged_there_is_logged_here_and_what_is_printed_is_not(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """In the order of the items; the words of libraries never reach a terminal."""
    mapped(["1", "raise", "3"], function=calls.notice_and_act)
    noticed = [getattr(record, "data", {})["what"] for record in caplog.records]
    assert noticed == ["1", "raise", "3"]
    assert capfd.readouterr() == ("", "")


def test_one_call_in_a_process_of_its_own() -> None:
    """It gives its value, or raises its error."""
    assert run_in_process(nowhere_else, limits=LONG) != os.getpid()
    with pytest.raises(CrashError, match="SIGSEGV"):
        run_in_process(calls.crash, limits=LONG)
    with pytest.raises(SourceError):
        run_in_process(calls.raise_source_error, limits=LONG)


def nowhere_else() -> int:
    """Return which process this is."""
    return os.getpid()


PROGRAM = """
import sys
from pathlib import Path
from builders import calls
from builders.processes import HANG_S, are_gone, command_of, eventually, family, is_gone
from kit.processes import Limits, map_in_processes
places = [Path(sys.argv[1], str(number)) for number in range(2)]
list(map_in_processes(calls.hang_in, places, limits=Limits(), jobs=2))
"""


def test_a_killed_program_takes_its_processes_along(tmp_path: Path) -> None:
    """After kill -9 nothing of it goes on."""
    path = os.pathsep.join(sys.path)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], env=os.environ | {"PYTHONPATH": path}
    ) as started:
        while len(list(tmp_path.glob("*"))) < 2 and started.poll() is None:
            threading.Event().wait(0.02)
        children = family(started.pid)
        started.kill()
    assert len(children) == 2
    assert eventually(lambda: are_gone(children)), children
