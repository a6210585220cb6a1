"""``make bundle``: download the wheels of every platform, and put the installer beside them."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bundle.closure import missing
from bundle.platforms import PLATFORMS, PYTHONS, Platform, Target

PROJECT = Path(__file__).parent.parent
#: What an offline machine is to get; pip itself, for Pythons that come without it.
WANTED = ("ogi-report-kit[lab]", "pip")
_PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
#: The code page of a Chinese Windows, in which its console reads a batch file.
_CONSOLE = "gbk"


def main() -> None:
    """Write ``dist/bundle/<platform>/`` for the platforms that are named, or for all."""
    parser = argparse.ArgumentParser(prog="python -m bundle", description=main.__doc__)
    names = [platform.name for platform in PLATFORMS]
    parser.add_argument("platforms", nargs="*", metavar="PLATFORM", help=f"one of {names}")
    parser.add_argument("--python", action="append", dest="pythons", help="3.11, once or more")
    parser.add_argument("--to", type=Path, default=PROJECT / "dist" / "bundle")
    said = parser.parse_args()
    if unknown := set(said.platforms) - set(names):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    for platform in PLATFORMS:
        if platform.name in (said.platforms or names):
            folder = said.to / platform.name
            write_bundle(folder, platform=platform, pythons=said.pythons or PYTHONS)
            _print_size(folder)


def write_bundle(folder: Path, *, platform: Platform, pythons: Iterable[str]) -> None:
    """Write the folder of one platform anew."""
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(PROJECT))
    for python in pythons:
        _complete(wheels, target=Target(platform=platform, python=python))
    write_installer(folder, platform=platform, pythons=pythons)


def _complete(wheels: Path, *, target: Target) -> None:
    """Download what is missing until nothing is: each wheel says what it requires itself."""
    while lacking := missing(wheels, WANTED, target=target):
        platforms = (f"--platform={tag}" for tag in target.platform.tags)
        _pip(
            "download",
            "--no-deps",
            "--only-binary=:all:",
            f"--python-version={target.full_version}",
            *platforms,
            f"--constraint={PROJECT / 'constraints.txt'}",
            f"--dest={wheels}",
            *lacking,
        )


def write_installer(folder: Path, *, platform: Platform, pythons: Iterable[str]) -> None:
    """Put the installer into *folder*: a script of the platform that finds Python, and the rest."""
    here = Path(__file__).parent
    shutil.copy(here / "install.py", folder)
    facts = {"system": platform.system, "machine": platform.machine, "pythons": list(pythons)}
    (folder / "bundle.json").write_text(json.dumps(facts), "utf-8")
    # With a mark at its start, Notepad of an older Windows reads it too.
    (folder / "README.txt").write_text((here / "README.txt").read_text("utf-8"), "utf-8-sig")
    if platform.is_windows:
        text = (here / "install.bat").read_text("utf-8")
        (folder / "install.bat").write_text(text, _CONSOLE, newline="\r\n")
    else:
        shutil.copy(here / "install.sh", folder)


def _pip(*arguments: str) -> None:
    subprocess.run([*_PIP, *arguments], check=True)


def _print_size(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    print(f"{folder}: {len(files)} files, {size_mb:.0f} MB")


if __name__ == "__main__":
    main()
