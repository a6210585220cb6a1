"""Every verb that writes, killed at each of its renames and run again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hostile.bases import AGENCY, HEAD, RETURN, YEAR
from hostile.commands import Place, Tree, differences, new_place, run

_KILLING = Path(__file__).with_name("killing")
#: What writes, with the files it is given.
VERBS: Mapping[str, tuple[str, ...]] = {
    "new": ("new", "2025", "fresh", "--name", "某某市新局"),
    "import": (
        "import",
        "text.txt",
        "--year",
        "2022",
        "--agency",
        "fresh",
        "--name",
        "某某市测试局",
    ),
    "sign": RETURN,
    "rollup": ("rollup", str(YEAR), HEAD, "--overwrite"),
    "build": ("build", str(YEAR), AGENCY, "--to", "html,json", "--force"),
    "review": ("review", str(YEAR)),
}
#: What else than a rename changes a folder.
EVERY_CHANGE = "os.rename,os.remove,os.mkdir,os.rmdir,os.link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undisturbed:
    """A verb run to its end: how, how often it renamed, and what stood there then."""

    verb: str
    code: int
    renames: int
    tree: Tree


def undisturbed(verb: str, *, base: Path, folder: Path, events: str = "os.rename") -> Undisturbed:
    """Run *verb* to its end in a copy of *base*, and once more, as what was killed is."""
    place = new_place(folder / verb, base=base)
    counter = folder / f"{verb}.count"
    code, _ = run(*VERBS[verb], place=place, more=_killing(place, counter, at=0, events=events))
    left = place.tree()
    shutil.rmtree(place.root)
    return Undisturbed(
        verb=verb,
        code=code,
        renames=counter.stat().st_size if counter.exists() else 0,
        tree=left,
    )


def killed_at(
    whole: Undisturbed, *, at: int, base: Path, folder: Path, events: str = "os.rename"
) -> Iterator[str]:
    """Kill a verb at its rename number *at*, run it again, and yield what is wrong then."""
    place = new_place(folder / f"{whole.verb}-{at}", base=base)
    counter = folder / f"{whole.verb}-{at}.count"
    said = f"{whole.verb} killed at {at} of {whole.renames}"
    code, _ = run(
        *VERBS[whole.verb], place=place, more=_killing(place, counter, at=at, events=events)
    )
    if code != -9:
        yield f"{said}: not killed, but ended with {code}"
    again, words = run(*VERBS[whole.verb], place=place)
    if again != whole.code:
        yield f"{said}: the second run ended with {again}: {words[-300:]}"
    for path in differences(place.tree(), whole.tree):
        yield f"{said}: {path} differs"
    shutil.rmtree(place.root)


def _killing(place: Place, counter: Path, *, at: int, events: str) -> dict[str, str]:
    return {
        "PYTHONPATH": os.pathsep.join([str(_KILLING), os.environ.get("PYTHONPATH", "")]),
        "KILLED_BELOW": str(place.root),
        "KILLED_AT": str(at),
        "KILLED_COUNTER": str(counter),
        "KILLED_EVENTS": events,
    }


def points(number: int, *, most: int) -> list[int]:
    """Return so many of the renames 1 to *number*: the first, the last, and some between."""
    if number <= most:
        return list(range(1, number + 1))
    return sorted({1 + round(step * (number - 1) / (most - 1)) for step in range(most)})
