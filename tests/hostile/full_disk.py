"""A disk that fills: verbs run on a small one of their own, then again when there is room.

Run as a program in a name space of mounts of its own, so that no mount outlives it:
``unshare --mount python -m hostile.full_disk FOLDER BASE VERB FREE_KB…``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from hostile.commands import Place, Tree, differences, new_place, run
from hostile.kills import VERBS

#: Room for everything, in KB.
_ROOM_KB = 200_000
#: Exit codes that are right where the disk is full.
_FULL = 7


def main() -> None:
    """Try one verb at several sizes; print what was wrong and how often the disk was full."""
    folder, base, verb, *sizes = sys.argv[1:]
    wrong: list[str] = []
    whole, code = _undisturbed(verb, base=Path(base), folder=Path(folder) / "whole")
    full = 0
    for free in sizes:
        found, is_full = _tried(
            verb,
            free_kb=int(free),
            base=Path(base),
            folder=Path(folder) / free,
            whole=whole,
            code=code,
        )
        wrong += found
        full += is_full
    sys.stdout.write(json.dumps({"wrong": wrong, "full": full}, ensure_ascii=False))


def _undisturbed(verb: str, *, base: Path, folder: Path) -> tuple[Tree, int]:
    place = _mounted(folder, base=base, free_kb=_ROOM_KB)
    code, _ = run(*VERBS[verb], place=place)
    return place.tree(), code


def _tried(
    verb: str, *, free_kb: int, base: Path, folder: Path, whole: Tree, code: int
) -> tuple[list[str], bool]:
    """Run a verb on a disk with so much room, then again with enough."""
    place = _mounted(folder, base=base, free_kb=free_kb)
    before = place.tree()
    first, said = run(*VERBS[verb], place=place)
    after = place.tree()
    name = f"{verb} with {free_kb} KB free"
    wrong = []
    if first not in {code, _FULL}:
        wrong.append(f"{name}: ended with {first}: {said[-300:]}")
    if first == _FULL and "磁盘已满" not in said:
        wrong.append(f"{name}: does not say so: {said[-300:]}")
    if first != code:
        # Each file is the old one or the new one; what is new and half-done is neither.
        new = [p for p in differences(before, after) if after.get(p) != whole.get(p)]
        # What became of each report is written whatever became of it.
        neither = [p for p in new if not p.endswith("/batch.json")]
        wrong += [f"{name}: {path} is neither old nor new" for path in neither]
    _mount("-o", f"remount,size={_ROOM_KB}k", folder)
    again, said = run(*VERBS[verb], place=place)
    if again != code:
        wrong.append(f"{name}: with room again it ended with {again}: {said[-300:]}")
    if first != code or verb != "sign":
        wrong += [f"{name}: then {p} differs" for p in differences(place.tree(), whole)]
    subprocess.run(["umount", str(folder)], check=False)
    return wrong, first == _FULL


def _mounted(folder: Path, *, base: Path, free_kb: int) -> Place:
    """Make a disk that holds a copy of *base* and has so much room besides."""
    folder.mkdir(parents=True)
    _mount("-t", "tmpfs", "-o", f"size={_ROOM_KB}k", "hostile", folder)
    place = new_place(folder / "disk", base=base)
    _mount("-o", f"remount,size={_used_kb(folder) + free_kb}k", folder)
    return place


def _used_kb(folder: Path) -> int:
    said = subprocess.run(
        ["df", "--output=used", "-k", str(folder)], check=True, capture_output=True, text=True
    )
    return int(said.stdout.split()[-1])


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True, capture_output=True)


if __name__ == "__main__":
    main()
