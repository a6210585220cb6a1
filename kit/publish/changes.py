"""What a version of a report has otherwise than the one that was published before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kit.publish.model import (
    CellChanged,
    FactChanged,
    Publishable,
    PublishedVersion,
    VersionChanges,
)

_FACTS = {"title": "标题", "name": "机关名称", "published": "发布日期"}


def changes_since(
    before: PublishedVersion | None, *, data: bytes | None, ready: Publishable, record: bytes
) -> VersionChanges:
    """Return what *ready*, whose ``report.json`` is *record*, has otherwise than *before*.

    Parameters
    ----------
    data
        The ``report.json`` of the version before; ``None`` if it is not there any more.
    """
    if before is None:
        return VersionChanges()
    facts = tuple(
        FactChanged(what=what, before=was, after=now)
        for key, what in _FACTS.items()
        if (was := getattr(before, key)) != (now := getattr(ready, key))
    )
    if data is None:
        return VersionChanges(facts=facts)
    was, now = json.loads(data), json.loads(record)
    return VersionChanges(
        cells=tuple(_cells(was["figures"], now["figures"])),
        sections=tuple(_sections(was, now)),
        facts=facts,
    )


def _cells(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[CellChanged]:
    for address in dict.fromkeys((*now, *was)):
        before, after = was.get(address), now.get(address)
        if before != after:
            yield CellChanged(address=address, before=before, after=after)


def _sections(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[int]:
    texts = [
        {s["number"]: (s["title"], s["markdown"]) for s in each["sections"]} for each in (was, now)
    ]
    before, after = texts
    yield from (n for n in sorted({*before, *after}) if before.get(n) != after.get(n))


def _texts(record: Mapping[str, Any]) -> dict[int, tuple[str, str]]:
    return {each["number"]: (each["title"], each["markdown"]) for each in record["sections"]}
