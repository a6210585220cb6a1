"""Whether a process still lives: what tells its files from those of a dead one."""

from __future__ import annotations

import os


def is_alive(pid: int, *, since_s: float) -> bool:
    """Whether the process *pid* of this machine lives and began before *since_s*.

    Parameters
    ----------
    since_s
        When it wrote something, in seconds since 1970: a number is given again, and
        a process that began later is another one.
    """
    if pid == os.getpid():
        return True
    import psutil  # only where something was left

    try:
        process = psutil.Process(pid)
        # One that has ended is listed until it is waited for, which may be never.
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        # A clock's step or a coarse file time is not to make a living process a dead one.
        return bool(process.create_time() < since_s + 2)
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True
