"""What a folder of wheels still lacks for a machine that is not this one.

pip holds the conditions of requirements (``; sys_platform == "win32"``) against the
machine it runs on, whatever ``--platform`` says. Here they are held against the target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from bundle.platforms import Target


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """A wheel of a folder: its version, and what it requires."""

    version: Version
    requires: tuple[Requirement, ...]


def missing(folder: Path, wanted: Iterable[str], *, target: Target) -> list[str]:
    """Return the requirements that no wheel of *folder* meets on *target*, sorted.

    *wanted* are looked at first, then what their wheels require, to the end.
    """
    wheels = _wheels(folder, target=target)
    waiting = [Requirement(line) for line in wanted]
    seen: set[tuple[str, str]] = set()
    lacking: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        wheel = wheels.get(name)
        if wheel is None or not requirement.specifier.contains(wheel.version, prereleases=True):
            lacking.add(f"{name}{requirement.specifier}")
            continue
        for extra in ("", *requirement.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting.extend(_required(wheel, extra=extra, environment=target.environment))
    return sorted(lacking)


def _required(wheel: Wheel, *, extra: str, environment: Mapping[str, str]) -> Iterator[Requirement]:
    """Give what a wheel requires on a machine, for one of its extras or (empty) for itself."""
    here = {**environment, "extra": extra}
    for requirement in wheel.requires:
        if requirement.marker is None or requirement.marker.evaluate(here):
            yield requirement


def _wheels(folder: Path, *, target: Target) -> dict[str, Wheel]:
    found: dict[str, Wheel] = {}
    for path in sorted(folder.glob("*.whl")):
        name, version, _, tags = parse_wheel_filename(path.name)
        if not target.supported.isdisjoint(tags):
            found[name] = Wheel(version=version, requires=_requirements(path))
    return found


def _requirements(path: Path) -> tuple[Requirement, ...]:
    with ZipFile(path) as wheel:
        (inside,) = [
            name
            for name in wheel.namelist()
            if name.endswith(".dist-info/METADATA") and name.count("/") == 1
        ]
        metadata = BytesParser().parsebytes(wheel.read(inside), headersonly=True)
    return tuple(map(Requirement, metadata.get_all("Requires-Dist", [])))
