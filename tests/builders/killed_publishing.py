"""Publishes in copies of this process, each of which is killed at a rename of its own.

A program by itself: it has no thread, so that it may be copied, and starts once.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from builders.published_sites import judged, put
from kit.workspace import Workspace


def main(folder: Path, most: int) -> None:
    """Publish the second state of the reports in *folder*, killed at every other rename.

    The last is number *most*.

    ``folder/before`` is the site as it was; ``folder/at-<n>`` is left as the n-th found it.
    Prints which moments ended a publisher.
    """
    workspace = Workspace(params=folder / "params", outputs=folder / "outputs")
    ready = [judged(workspace, agency, count=2, approved="2025-03-01") for agency in "abc"]
    ended = []
    for number in range(1, most + 1, 2):
        site = folder / f"at-{number}"
        shutil.copytree(folder / "before", site)
        child = os.fork()
        if child == 0:
            _kill_at(number, below=str(site))
            put(workspace, site, *ready)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            ended.append(number)
    print(json.dumps(ended))  # noqa: T201 - what the test reads


def _kill_at(number: int, *, below: str) -> None:
    left = number

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "os.rename" and os.fsdecode(arguments[1]).startswith(below):  # type: ignore[arg-type]
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
