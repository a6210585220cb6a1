"""What a process of an executor may do: go well, fail, die, hang, leave things behind."""

from __future__ import annotations

import atexit
import ctypes
import errno
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kit import log
from kit.errors import Fault, SourceError


def echo(value: Any) -> Any:
    """Return what is given."""
    return value


def raise_source_error() -> None:
    """Raise an error of the kit with two faults."""
    raise SourceError(Fault("tables.xlsx", "甲", "乙", "丙"), Fault("表三 D5"))


def raise_defect() -> None:
    """Raise an error that is not the kit's."""
    raise ZeroDivisionError


class UnspeakableError(Exception):
    """An error that cannot even be told."""

    def __str__(self) -> str:
        raise ZeroDivisionError


class PanicError(BaseException):
    """What a library in Rust raises: no Exception, and not to be sent to another process."""

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError


def fail(how: str) -> None:
    """Raise an error of the kind named."""
    match how:
        case "full disk":
            raise OSError(errno.ENOSPC, "No space left on device", "/mnt/full/report.html")
        case "no processes":
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        case "no threads":
            raise RuntimeError("can't start new thread")  # noqa: TRY003 - Python's own words
        case "no memory":
            raise MemoryError
        case "unspeakable":
            raise UnspeakableError
        case "panic":
            raise PanicError
        case "long":
            raise SourceError(*(Fault("x" * 10**6, "甲" * 10**6) for _ in range(3)))
        case "many":
            raise SourceError(*(Fault(str(number)) for number in range(5000)))


def act(what: str) -> object:
    """Do what is named; anything else is given back."""
    acts: dict[str, Callable[[], object]] = {
        "kill": kill_itself,
        "crash": crash,
        "leave": partial(leave, 3),
        "hang": hang,
        "stop": stop,
        "memory": partial(take_memory, 600),
        "raise": raise_defect,
        "unpicklable": unpicklable,
        "unreadable": unreadable,
    }
    return acts.get(what, partial(echo, what))()


def stop() -> None:
    """Be frozen, as by a terminal or a debugger."""
    os.kill(os.getpid(), signal.SIGSTOP)


def notice_and_act(what: str) -> object:
    """Log something for the user, print what nobody is to see, then act."""
    log.warn("noticed", what=what)
    os.write(2, b"thread 'main' panicked\n")
    return act(what)


def large(size: int) -> bytes:
    """Return that many bytes."""
    return b"x" * size


def kill_itself() -> None:
    """End by the signal that cannot be caught."""
    os.kill(os.getpid(), signal.SIGKILL)


def crash() -> None:
    """Read from the address nothing is at."""
    ctypes.string_at(0)


def leave(code: int) -> None:
    """Leave without saying anything."""
    os._exit(code)


def hang() -> None:
    """Wait for what never comes, deaf to polite signals."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Event().wait()


def read_text(place: Path) -> str:
    """Return what is in *place*; where that is a pipe, once somebody has written it."""
    return place.read_text()


def hang_in(place: Path) -> None:
    """Hang, and say in *place* which process does."""
    place.write_text(str(os.getpid()))
    hang()


def take_memory(size_mb: int) -> None:
    """Hold that much memory, then hang."""
    held = bytearray(size_mb * 2**20)
    held[:: 2**12] = b"x" * len(held[:: 2**12])
    hang()


def start_and(do: Callable[[], None], place: Path) -> None:
    """Start a process by exec and one by fork, note both in *place*, then *do*."""
    started = subprocess.Popen(["sleep", "600"])
    forked = os.fork()
    if forked == 0:
        hang()
    place.write_text(f"{started.pid} {forked}")
    do()


def nothing() -> None:
    """Do nothing."""


def unpicklable() -> Any:
    """Return what no other process can have."""
    return threading.Lock()


class _Unreadable:
    def __reduce__(self) -> tuple[Any, ...]:
        return (int, ("not a number",))


def unreadable() -> Any:
    """Return what is sent but cannot be read back."""
    return _Unreadable()


def leave_threads_behind() -> str:
    """Start a thread that never ends and a hook that would wait for it."""
    thread = threading.Thread(target=threading.Event().wait)
    thread.start()
    atexit.register(thread.join)
    return "done"


def process_facts() -> dict[str, Any]:
    """Tell what the process is made of."""
    parent = os.getppid()
    return {
        "parent": parent,
        "threads_of_parent": len(list(Path(f"/proc/{parent}/task").iterdir())),
        "threads": threading.active_count(),
        "pid": os.getpid(),
        "directory": str(Path.cwd()),
        "environment": os.environ.get("KIT_OF_CALLER"),
    }
