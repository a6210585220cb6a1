"""Which agencies a roll-up adds, by the tree of ``agencies.yaml``.

``parent`` makes the tree. Below the government whose area is rolled up stand its
departments, the office that reports the government's own work (本机关), and the
next lower governments. Each is one part, added once:

- an agency of scope ``own`` reports itself alone: it is a part, and so are the
  agencies below it (a bureau's own units, a town below an office);
- one of scope ``rollup`` has added up all below it: it is a part, and nothing
  below it is added again. It stays the part when it has not filed yet: it is
  then missing, and what stands below it is no substitute for what it owes;
- a vertically led agency (垂直领导) reports up its own line: it is left out with
  all below it — unless the roll-up is that line's own, whose members it adds.

The agency itself is never a part of its own roll-up.

References
----------
国办公开办函〔2021〕30号: a roll-up adds the departments and the next lower
governments; vertically led systems are rolled up by their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.errors import Fault, ParameterError, known_names
from kit.workspace import AGENCIES, Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Whose roll-up it is, its parts in the order of the file, and the vertically led left out."""

    top: Agency
    parts: tuple[Agency, ...]
    left_out: tuple[Agency, ...]


def find_members(agencies: Mapping[str, Agency], *, agency: str) -> Membership:
    """Return whom the roll-up of *agency* adds.

    Raises
    ------
    ParameterError
        If *agency* makes no roll-up or nobody is below it, or a parent of any
        agency is unknown or leads back to it: somebody could be forgotten.
    """
    top = agencies[agency]
    faults = [*_parent_faults(agencies), *_circle_faults(agencies)]
    if top.scope != "rollup":
        cure = f"汇总报告请在 {AGENCIES} 中另设一项，填 scope 为 rollup。"
        faults.append(Fault(f"{AGENCIES} {agency} scope", "rollup（汇总）", "own（本机关）", cure))
    if faults:
        raise ParameterError(*faults)
    below: defaultdict[str, list[Agency]] = defaultdict(list)
    for one in agencies.values():
        if one.parent:
            below[one.parent].append(one)
    inside = list(_descend(top, below=below))
    parts = {one.id for one in inside if top.vertical or not one.vertical}
    if not parts:
        cure = f"请在各下级机关处填 parent 为 {agency}。"
        raise ParameterError(Fault(f"{AGENCIES} {agency}", "有下级机关", "没有", cure))
    return Membership(
        top=top,
        parts=tuple(one for one in agencies.values() if one.id in parts),
        left_out=tuple(one for one in inside if one.id not in parts),
    )


def _descend(top: Agency, *, below: Mapping[str, list[Agency]]) -> Iterator[Agency]:
    """Yield the parts below *top*, and the vertically led where the line turns off."""
    waiting = list(below.get(top.id, ()))
    while waiting:
        one = waiting.pop()
        yield one
        leads_off = one.vertical and not top.vertical
        if one.scope == "own" and not leads_off:
            waiting.extend(below.get(one.id, ()))


def _parent_faults(agencies: Mapping[str, Agency]) -> Iterator[Fault]:
    for one in agencies.values():
        if one.parent and one.parent not in agencies:
            cure = known_names(one.parent, agencies, limit=3)
            yield Fault(f"{AGENCIES} {one.id} parent", "已登记的机关", one.parent, cure)


def _circle_faults(agencies: Mapping[str, Agency]) -> Iterator[Fault]:
    """Find the agencies that are, by their parents, above themselves; each circle once."""
    done: set[str] = set()
    for start in agencies:
        path: list[str] = []
        step = start
        while step in agencies and step not in done and step not in path:
            path.append(step)
            step = agencies[step].parent or ""
        if step in path:
            circle = path[path.index(step) :]
            said = "→".join([*circle, circle[0]])
            cure = "请改正其中一个的 parent。"
            yield Fault(f"{AGENCIES} {circle[0]} parent", "上级机关", f"循环：{said}", cure)
        done.update(path)
