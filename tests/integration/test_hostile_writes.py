"""Verbs that write, killed, on a disk that fills, and several at once: some points of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.bases import make_writing_base
from hostile.kills import killed_at, points, undisturbed
from hostile.together import builds, writers

_TESTS = Path(__file__).parents[1]
#: A name space of mounts of its own, so that no mount outlives a test; as root, or as if.
_APART = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--mount")
#: How many of an import's renames are tried; other verbs are killed in test_killed_writing,
#: and all of them at every rename by the benchmark.
_POINTS = 3
#: Room on the disk, in KB: none, some for the first files, for most.
_FREE_KB = {"new": (8,), "import": (8, 60), "sign": (0,), "build": (300,), "rollup": (8,)}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace that is built and signed, once."""
    return make_writing_base(tmp_path_factory.mktemp("base") / "work")


def test_an_import_killed_at_a_rename_and_run_again_ends_undisturbed(
    base: Path, tmp_path: Path
) -> None:
    """After kill -9 at the first rename, the last and one between, all is as if nothing was."""
    whole = undisturbed("import", base=base, folder=tmp_path)
    chosen = points(whole.renames, most=_POINTS)
    assert chosen
    assert not [
        wrong for at in chosen for wrong in killed_at(whole, at=at, base=base, folder=tmp_path)
    ]


@pytest.mark.parametrize("verb", _FREE_KB)
def test_a_disk_that_fills_loses_nothing(verb: str, base: Path, tmp_path: Path) -> None:
    """It is said as such, every file is the old or the new one, and with room all goes well."""
    if subprocess.run([*_APART, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no name space of mounts here: run as root, or allow user name spaces")
    program = [sys.executable, "-m", "hostile.full_disk", str(tmp_path), str(base), verb]
    done = subprocess.run(
        [*_APART, *program, *map(str, _FREE_KB[verb])],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(_TESTS)},
    )
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["full"] >= 1


def test_new_agencies_at_once_are_all_entered(base: Path, tmp_path: Path) -> None:
    """Six writers of agencies.yaml lose no entry and leave nothing behind."""
    commands = [("new", "2025", f"a{n}", "--name", f"某某市第{n}局") for n in range(6)]
    assert list(writers(commands, base=base, folder=tmp_path / "place")) == []


def test_imports_at_once_are_all_entered(base: Path, tmp_path: Path) -> None:
    """Three imports that each enter their agency lose no entry and leave nothing behind."""
    asked = ("import", "text.txt", "--year", "2022", "--name", "某某市测试局", "--agency")
    commands = [(*asked, f"a{n}") for n in range(3)]
    assert list(writers(commands, base=base, folder=tmp_path / "place")) == []


def test_two_builds_of_one_year_at_once_end_as_one(base: Path, tmp_path: Path) -> None:
    """Neither build removes what the other writes, and the end is that of one."""
    assert list(builds(base=base, folder=tmp_path)) == []
