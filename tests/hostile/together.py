"""Several commands that write the same files at once, and what each of them must find done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from hostile.commands import differences, ended, new_place, run, start

_BUILD = ("build", "2024", "--to", "html,json", "--force")


def writers(commands: Sequence[tuple[str, ...]], *, base: Path, folder: Path) -> Iterator[str]:
    """Run commands that each enter one agency at once; yield what got lost."""
    place = new_place(folder, base=base)
    listed = place.work / "params" / "agencies.yaml"
    before = yaml.safe_load(listed.read_bytes())
    started = [start(*command, place=place) for command in commands]
    for command, (code, said) in zip(commands, [ended(one) for one in started], strict=True):
        if code:
            yield f"{' '.join(command)}: ended with {code}: {said[-300:]}"
    after = yaml.safe_load(listed.read_bytes())
    if len(after) != len(before) + len(commands):
        yield f"{len(before) + len(commands) - len(after)} of {len(commands)} entries lost"
    if any(after[id_] != entry for id_, entry in before.items()):
        yield "an entry that was there changed"
    yield from (f"{path} is left" for path in place.tree() if _is_left(path))


def builds(*, base: Path, folder: Path) -> Iterator[str]:
    """Run two builds of one year at once; yield where the end is not that of one."""
    alone = new_place(folder / "alone", base=base)
    code, _ = run(*_BUILD, place=alone)
    place = new_place(folder / "two", base=base)
    for each, said in [ended(one) for one in [start(*_BUILD, place=place) for _ in range(2)]]:
        if each != code:
            yield f"a build ended with {each} in place of {code}: {said[-300:]}"
    yield from (f"{path} differs" for path in differences(place.tree(), alone.tree()))


def _is_left(path: str) -> bool:
    return path.endswith((".tmp", ".lock")) or (path.startswith("tmp/") and path != "tmp/")
