"""``kit`` and ``python -m kit``: what they do first is to listen for Ctrl-C."""

# Signals by their names take Python a while to import: Ctrl-C would fall into it.
import _signal  # type: ignore[import-not-found]
import gc
import os
import sys

_STOPPED = "已中断。\n"


def _leave(number: int, _frame: object) -> None:
    """End with words and no trace: nothing has begun yet."""
    os.write(2, _STOPPED.encode(sys.stderr.encoding if sys.stderr else "utf-8", "replace"))
    os._exit(128 + number)


for _name in ("SIGINT", "SIGTERM", "SIGHUP"):
    _number = getattr(_signal, _name, None)
    if _number and _signal.getsignal(_number) != _signal.SIG_IGN:
        _signal.signal(_number, _leave)

# Modules by the hundred are made to stay: the garbage looked for among them costs a twentieth.
gc.set_threshold(100_000, 20, 100)

from kit.cli import main  # noqa: E402 - what the above is there for

if __name__ == "__main__":
    main()
