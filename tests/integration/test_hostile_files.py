"""Files changed at random, through the real verbs: a small number of what the benchmark runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.judge import CODE, CRASH, FIGURE, LARGE, LEFT, SLOW, WORDS, judge
from hostile.model import Case, Ended

_TESTS = Path(__file__).parents[1]
#: Case and end of a verb that all is right with.
CASE = Case(
    family="tables",
    change="flip",
    base="built",
    files={},
    arguments=("check", "2024"),
    allowed=frozenset({0, 4, 5}),
    truth={"a": "1", "b": "2"},
)


def ended(
    *,
    code: int = 0,
    err: str = "",
    trace: str = "",
    seconds: float = 0.1,
    peak_bytes: int = 0,
    figures: dict[str, str | None] | None = None,
    left: tuple[str, ...] = (),
) -> Ended:
    """Return how a case ended."""
    return Ended(
        code=code,
        out="",
        err=err,
        trace=trace,
        seconds=seconds,
        peak_bytes=peak_bytes,
        figures=figures or {"a": "1", "b": "2"},
        left=left,
    )


@pytest.mark.parametrize(
    ("end", "sorts"),
    [
        (ended(), []),
        (ended(code=4, err="tables.xlsx：打不开。"), []),
        (ended(code=5, figures={"a": None, "b": "2"}), []),
        (ended(figures={"a": None, "b": "2"}), [FIGURE]),
        (ended(code=5, figures={"a": "9", "b": "2"}), [FIGURE]),
        (ended(code=1, err="出错。"), [CRASH]),
        (ended(code=-6), [CRASH]),
        (ended(code=4, err="kit：内部错误 KeyError。"), [CRASH]),
        (ended(code=4, err="thread 'main' panicked at src/lib.rs"), [CRASH]),
        (ended(code=2, err="参数有误。"), [CODE]),
        (ended(code=4, err="Invalid zip file"), [WORDS]),
        (ended(code=4, err="打不开：BadZipFileError"), [WORDS]),
        (ended(code=4, err="打不开\x1b[31m。"), [WORDS]),
        (ended(seconds=21), [SLOW]),
        (ended(peak_bytes=2 << 30), [LARGE]),
        (ended(left=("kit-1-x",)), [LEFT]),
    ],
)
def test_the_judge_sees_what_is_wrong(end: Ended, sorts: list[str]) -> None:
    """Every sort of failure is told from an end that is right."""
    assert [failure.sort for failure in judge(CASE, end)] == sorts


def test_hostile_files_end_as_they_should() -> None:
    """Damaged files crash nothing, take no long, say in Chinese why, and change no figure."""
    command = [sys.executable, "-m", "hostile", "--cases", "60", "--seed", "20241130"]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(_TESTS)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
